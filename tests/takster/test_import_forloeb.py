"""From a file to confirmed takster: pairing with the register, answers, confirmation, and who may."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.faelles import cpr
from socialaftale.faelles.haendelser import events_of
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.takster.importering import actions
from socialaftale.takster.importering.gennemsyn import Tilstand, line_key
from socialaftale.takster.importering.laesning.typer import Felt
from socialaftale.takster.importering.models import Importvalg, Kolonnevalg, Takstimport
from socialaftale.takster.importering.queries import review
from socialaftale.takster.indhold import load
from socialaftale.takster.models import Indberetningsversion
from socialaftale.tilbud.models import Stamfakta, Tilbud
from socialaftale.tilbud.registrering import NyPladsgruppe

from .importfiler import xlsx

AAR = 2026
HOVED = ["Driftsherre", "Tilbud", "Id i Tilbudsportalen", "Ydelse", "Takst 2026", "Takst 2025", "Pladser"]


@pytest.fixture(autouse=True)
def filmappe(settings, tmp_path):
    settings.FILER = tmp_path


@pytest.fixture
def sekretariat(register) -> Bruger:
    return register.person(Rolle.SEKRETARIAT, register.sekretariat)


def bilag(*raekker: list[object]) -> bytes:
    return xlsx([HOVED, *raekker])


LAERKE = ["Hjørring Kommune", "Lærkehuset", None, "Basistakst døgn", 1800, 1750, 10]
SOL = ["Aalborg", "Solgarden", None, "Niveau 1 døgn", 2100, 2000, 6]


def receive(hus, by: Bruger, raw: bytes | None = None, driftsherre=None, aar: int = AAR) -> Takstimport:
    return actions.receive_file(
        raw=raw or bilag(LAERKE, SOL),
        filnavn="takstbilag.xlsx",
        aar=aar,
        omraade=hus.register.omraade,
        driftsherre=driftsherre,
        by=by,
    )


def states(takstimport: Takstimport) -> dict[str, tuple[str, str]]:
    return {et.navn: (et.tilstand.value, et.parring.maade) for et in review(takstimport).tilbud}


def test_an_exact_name_within_the_driftsherre_is_found_and_a_near_name_is_only_suggested(hus, sekretariat):
    solgaarden = hus.register.tilbud("Solgården", driftsherre=hus.register.aalborg)
    takstimport = receive(hus, sekretariat)
    assert states(takstimport) == {"Lærkehuset": ("klar", "samme navn"), "Solgarden": ("uparret", "")}
    (uparret,) = [et for et in review(takstimport).tilbud if et.tilstand == Tilstand.UPARRET]
    assert [forslag.kode for forslag in uparret.parring.forslag] == [solgaarden.kode]


def test_the_same_name_at_another_driftsherre_is_not_taken(hus, sekretariat):
    takstimport = receive(hus, sekretariat, bilag(["Aalborg", *LAERKE[1:]]))
    assert states(takstimport) == {"Lærkehuset": ("uparret", "")}
    assert review(takstimport).tilbud[0].parring.forslag == ()


def test_the_id_of_tilbudsportalen_goes_before_the_name(hus, sekretariat):
    maal = hus.register.tilbud("Et helt andet navn", tilbudsportal_id="4711")
    takstimport = receive(hus, sekretariat, bilag(["Hjørring", "Lærkehuset", 4711, "Døgntakst", 1800, 1750, 10]))
    (et,) = review(takstimport).tilbud
    assert (et.parring.tilbud.kode, et.parring.maade) == (maal.kode, "samme id i Tilbudsportalen")


def test_confirming_stores_the_takster_as_the_years_confirmed_version(hus, sekretariat):
    takstimport = receive(hus, sekretariat, bilag(LAERKE))
    actions.confirm_driftsherre(takstimport=takstimport, driftsherre=hus.register.hjoerring, by=sekretariat)
    version = Indberetningsversion.objects.for_aar([hus.tilbud.pk], AAR).newest_confirmed().get()
    assert (version.kilde, version.registreret_by) == ("import", sekretariat)
    (beregning,) = load(version.indhold).beregninger
    (linje,) = beregning.linjer
    assert (linje.navn, linje.type, linje.takst_kr, linje.takst_forrige_kr) == ("Basistakst døgn", "basis", 1800, 1750)
    assert beregning.pladser == 10
    assert states(takstimport)["Lærkehuset"][0] == "bekraeftet"


def test_a_list_from_before_the_register_began_is_found_by_what_was_first_known(hus, sekretariat):
    raw = xlsx([["Driftsherre", "Tilbud", "Takst 2023", "Pladser"], ["Hjørring", "Lærkehuset", 1700, 10]])
    takstimport = receive(hus, sekretariat, raw, aar=2023)
    assert review(takstimport).tilbud[0].parring.tilbud.pladser == 10
    actions.confirm_driftsherre(takstimport=takstimport, driftsherre=hus.register.hjoerring, by=sekretariat)
    assert Indberetningsversion.objects.for_aar([hus.tilbud.pk], 2023).newest_confirmed().exists()


def test_confirming_again_stores_nothing_new(hus, sekretariat):
    takstimport = receive(hus, sekretariat, bilag(LAERKE))
    for _ in range(2):
        actions.confirm_driftsherre(takstimport=takstimport, driftsherre=hus.register.hjoerring, by=sekretariat)
    assert [version.status for version in Indberetningsversion.objects.order_by("nr")] == ["kladde", "bekraeftet"]


def test_nothing_is_confirmed_while_an_answer_is_missing(hus, sekretariat):
    takstimport = receive(hus, sekretariat, bilag(LAERKE, ["Hjørring", "Ukendt hus", None, "Døgn", 1900, None, 4]))
    with pytest.raises(actions.UafklaretImport, match="mangler svar"):
        actions.confirm_driftsherre(takstimport=takstimport, driftsherre=hus.register.hjoerring, by=sekretariat)
    assert not Indberetningsversion.objects.exists()


def test_a_row_without_a_place_is_an_open_question_until_it_is_left_out_with_a_reason(hus, sekretariat):
    takstimport = receive(
        hus, sekretariat, bilag(LAERKE, ["Hjørring", "Lærkehuset", None, "Niveau 2", "se bilag", 1, 1])
    )
    ((raekke, ejer),) = review(takstimport).uplacerede
    assert ejer == hus.register.hjoerring
    with pytest.raises(ValueError, match="Skriv, hvorfor"):
        actions.leave_out(takstimport=takstimport, noegle=f"raekke:{raekke.sted}", begrundelse=" ", by=sekretariat)
    actions.leave_out(takstimport=takstimport, noegle=f"raekke:{raekke.sted}", begrundelse="Nedlagt", by=sekretariat)
    gennemsyn = review(takstimport)
    assert gennemsyn.uplacerede == ()
    assert gennemsyn.udeladte_raekker[0][1] == "Nedlagt"
    assert gennemsyn.open_questions(hus.register.hjoerring) == 0


def test_left_out_can_be_taken_back(hus, sekretariat):
    takstimport = receive(hus, sekretariat, bilag(SOL))
    noegle = review(takstimport).tilbud[0].noegle
    actions.leave_out(takstimport=takstimport, noegle=noegle, begrundelse="Lukket", by=sekretariat)
    assert states(takstimport)["Solgarden"][0] == "udeladt"
    actions.undo_choice(takstimport=takstimport, noegle=noegle, by=sekretariat)
    assert states(takstimport)["Solgarden"][0] == "uparret"


def test_two_names_for_one_tilbud_become_its_afdelinger(hus, sekretariat):
    raekker = (
        ["Hjørring", navn, None, "Døgntakst", takst, None, 5] for navn, takst in (("Hus A", 1800), ("Hus B", 1900))
    )
    takstimport = receive(hus, sekretariat, bilag(*raekker))
    for et in review(takstimport).tilbud:
        actions.choose_tilbud(takstimport=takstimport, noegle=et.noegle, tilbud=hus.tilbud, by=sekretariat)
    (samlet,) = review(takstimport).tilbud
    assert [(b.navn, b.pladser, b.linjer[0].takst_kr) for b in samlet.indhold.beregninger] == [
        ("Hus A", 5, 1800),
        ("Hus B", 5, 1900),
    ]


def test_a_tilbud_that_the_register_lacks_is_drafted_with_the_name_in_the_file(hus):
    takstimport = receive(
        hus, hus.indberetter, bilag(["", "Nyhuset", None, "Døgn", 1800, None, 4]), hus.register.hjoerring
    )
    (uparret,) = review(takstimport).tilbud
    kladde = actions.draft_tilbud(
        takstimport=takstimport, tilbud=uparret, kommune=hus.register.hjoerring, by=hus.indberetter
    )
    assert Stamfakta.objects.get(tilbud=kladde).navn == "Nyhuset"
    assert not Tilbud.objects.offentlige(Stamfakta.objects.get(tilbud=kladde).gaelder_fra).filter(pk=kladde.pk).exists()
    assert states(takstimport) == {"Nyhuset": ("klar", "valgt af jer")}


def test_a_chosen_type_stands_and_is_stored(hus, sekretariat):
    takstimport = receive(hus, sekretariat, bilag(LAERKE))
    (et,) = review(takstimport).tilbud
    valgte = {line_key(et.linjer[0]): ("gennemsnit", "kr_pr_maaned")}
    actions.choose_lines(takstimport=takstimport, tilbud=et, valgte=valgte, by=sekretariat)
    (linje,) = review(takstimport).tilbud[0].indhold.beregninger[0].linjer
    assert (linje.type, linje.enhed) == ("gennemsnit", "kr_pr_maaned")
    assert Importvalg.objects.get().registreret_by == sekretariat


def test_columns_are_remembered_for_the_next_file_of_the_same_party_only(hus, sekretariat):
    foerste = xlsx([["Tilbud", "Takst 2026", "Bygning"], ["Lærkehuset", 1800, "Øst"]])
    takstimport = receive(hus, hus.indberetter, foerste, hus.register.hjoerring)
    actions.choose_columns(takstimport=takstimport, valg={"bygning": Felt.AFDELING}, by=hus.indberetter)
    assert review(takstimport).tilbud[0].linjer[0].afdeling == "Øst"
    naeste = xlsx([["Tilbud", "Takst 2025", "Bygning"], ["Lærkehuset", 1750, "Vest"]])
    igen = receive(hus, hus.indberetter, naeste, hus.register.hjoerring, aar=2025)
    assert review(igen).tilbud[0].linjer[0].afdeling == "Vest"
    andre = receive(hus, sekretariat, naeste, aar=2025)
    assert review(andre).tilbud[0].linjer[0].afdeling == ""
    assert Kolonnevalg.objects.count() == 1


def test_the_same_file_twice_goes_on_where_it_was_left(hus, sekretariat):
    raw = bilag(LAERKE)
    foerste = receive(hus, sekretariat, raw)
    with pytest.raises(actions.AlleredeIndlaest) as igen:
        receive(hus, sekretariat, raw)
    assert igen.value.takstimport == foerste


# The pages


def upload(client, raw: bytes, navn: str = "takstbilag.xlsx", **felter):
    return client.post(reverse("takstimporter"), {"fil": SimpleUploadedFile(navn, raw), "aar": AAR} | felter)


@pytest.fixture
def indberetter(hus, client):
    client.force_login(hus.indberetter)
    return client


def felter(hus) -> dict[str, object]:
    return {"driftsherre": hus.register.hjoerring.pk, "omraade": hus.register.omraade.pk}


def test_from_file_to_confirmed_takster_in_the_browser(hus, indberetter):
    svar = upload(indberetter, bilag(["", *LAERKE[1:]]), **felter(hus))
    takstimport = Takstimport.objects.get()
    assert svar.url == reverse("takstimport_kolonner", args=[takstimport.pk])
    kolonner = indberetter.get(svar.url).content.decode()
    assert "Hvad betyder kolonnerne?" in kolonner
    svar = indberetter.post(svar.url, {"felt:tilbud": "tilbud", "felt:ydelse": "linje"})
    assert "alle er gjort rede for" in indberetter.get(svar.url).content.decode()
    bekraeft = reverse("takstimport_bekraeft", args=[takstimport.pk, "860"])
    side = indberetter.get(bekraeft).content.decode()
    assert "Sådan ser jeres 2026 ud" in side
    assert "+2,9 %" in side
    assert "Bekræft taksterne for 1 tilbud" in side
    side = indberetter.post(bekraeft, {"bekraeft": "ja"}, follow=True).content.decode()
    assert "Takster for 1 tilbud er bekræftet for 2026." in side
    assert "Alt er bekræftet" in side
    assert Indberetningsversion.objects.newest_confirmed().count() == 1


def test_a_bad_file_gives_one_message_on_the_page_and_nothing_is_kept(hus, indberetter):
    svar = upload(indberetter, b"PK\x03\x04halv fil", **felter(hus))
    assert svar.status_code == 200
    assert "Filen er ikke hel eller er beskadiget." in svar.content.decode()
    assert not Takstimport.objects.exists()


def test_an_upload_without_a_file(hus, indberetter):
    svar = indberetter.post(reverse("takstimporter"), {"aar": AAR} | felter(hus))
    assert "Vælg en fil." in svar.content.decode()


def test_the_same_file_twice_on_the_page(hus, indberetter):
    raw = bilag(LAERKE)
    upload(indberetter, raw, **felter(hus))
    svar = upload(indberetter, raw, **felter(hus))
    assert svar.url == reverse("takstimport", args=[Takstimport.objects.get().pk])


def test_answers_on_the_page(hus, indberetter):
    upload(
        indberetter,
        bilag(["", "Lærkehuse", None, "Døgn", 1800, 1700, 4], ["", "Lærkehuse", None, "X", "?", 1, 1]),
        **felter(hus),
    )
    takstimport = Takstimport.objects.get()
    side, svar = reverse("takstimport", args=[takstimport.pk]), reverse("takstimport_valg", args=[takstimport.pk])
    noegle = review(takstimport).tilbud[0].noegle
    assert "Det er Lærkehuset" in indberetter.get(side).content.decode()
    indberetter.post(svar, {"svar": "tilbud", "noegle": noegle, "tilbud": hus.tilbud.kode})
    raekke = f"raekke:{review(takstimport).uplacerede[0][0].sted}"
    uden_grund = indberetter.post(svar, {"svar": "udelad", "noegle": raekke, "begrundelse": ""}, follow=True)
    assert "Skriv, hvorfor det udelades." in uden_grund.content.decode()
    indberetter.post(svar, {"svar": "udelad", "noegle": raekke, "begrundelse": "Står to gange"})
    assert review(takstimport).open_questions(hus.register.hjoerring) == 0
    assert "Står to gange" in indberetter.get(side).content.decode()


def test_a_false_cpr_alarm_in_a_reason_is_released_and_nothing_typed_is_lost(hus, indberetter):
    upload(indberetter, bilag(LAERKE, ["", "Lærkehuset", None, "X", "?", 1, 1]), **felter(hus))
    takstimport = Takstimport.objects.get()
    svar = reverse("takstimport_valg", args=[takstimport.pk])
    raekke = f"raekke:{review(takstimport).uplacerede[0][0].sted}"
    data = {"svar": "udelad", "noegle": raekke, "begrundelse": "Aftalt på telefon 0101201234"}
    side = indberetter.post(svar, data).content.decode()
    assert "ser ud til at indeholde et CPR-nummer" in side and "Det er ikke et CPR-nummer" in side
    assert "Aftalt på telefon 0101201234" in side and raekke in side
    assert not Importvalg.objects.exists()
    indberetter.post(svar, data | {"frigiv_cpr": "on"})
    assert review(takstimport).udeladte_raekker[0][1] == "Aftalt på telefon 0101201234"
    frigivelse = events_of(takstimport).get(verbum=cpr.FRIGIVET)
    assert frigivelse.efter == {"felter": ["begrundelse"]}


@pytest.mark.parametrize(
    "data", [{}, {"svar": "tilbud"}, {"svar": "ukendt", "noegle": "x"}, {"svar": "tilbud", "noegle": "x"}]
)
def test_half_an_answer_is_told_of(hus, indberetter, data):
    upload(indberetter, bilag(LAERKE), **felter(hus))
    svar = indberetter.post(reverse("takstimport_valg", args=[Takstimport.objects.get().pk]), data, follow=True)
    assert "Vælg" in svar.content.decode()
    assert not Importvalg.objects.exists()


def test_every_row_can_be_seen_with_what_it_became(hus, indberetter):
    upload(indberetter, bilag(LAERKE, ["", "Lærkehuset", None, "X", "?", 1, 1]), **felter(hus))
    adresse = reverse("takstimport_raekker", args=[Takstimport.objects.get().pk])
    assert "Alle (3)" in indberetter.get(adresse).content.decode()
    kun = indberetter.get(adresse, {"udfald": "uplaceret"}).content.decode()
    assert "Takster, række 3" in kun
    assert "Takster, række 2" not in kun


def test_another_driftsherres_takster_in_the_file_are_shown_but_not_confirmed(hus, indberetter):
    hus.register.tilbud("Solgården", driftsherre=hus.register.aalborg)
    upload(indberetter, bilag(LAERKE, ["Aalborg", "Solgården", None, "Døgn", 2100, 2000, 6]), **felter(hus))
    takstimport = Takstimport.objects.get()
    assert "ikke jeres at bekræfte" in indberetter.get(reverse("takstimport", args=[takstimport.pk])).content.decode()
    andres = reverse("takstimport_bekraeft", args=[takstimport.pk, "851"])
    assert indberetter.get(andres).status_code == 403
    assert indberetter.post(andres, {"bekraeft": "ja"}).status_code == 403


def test_a_driftsherre_cannot_choose_another_driftsherre(hus, indberetter):
    svar = upload(indberetter, bilag(LAERKE), driftsherre=hus.register.aalborg.pk, omraade=hus.register.omraade.pk)
    assert svar.status_code == 200
    assert not Takstimport.objects.exists()


ADRESSER = ["takstimport", "takstimport_kolonner", "takstimport_raekker"]


@pytest.mark.parametrize("rolle", [rolle for rolle in Rolle if rolle not in (Rolle.OFFENTLIG, Rolle.LAESER)])
def test_a_file_is_seen_by_those_who_may_import_for_its_sender_only(hus, client, rolle):
    takstimport = receive(hus, hus.indberetter, bilag(LAERKE), hus.register.hjoerring)
    if rolle in (Rolle.STYRINGSAFTALEGRUPPE, Rolle.FU, Rolle.DAS, Rolle.EKSPERTPANEL, Rolle.KKR):
        person = hus.member(rolle)
    else:
        hos = hus.register.sekretariat if rolle == Rolle.SEKRETARIAT else hus.register.hjoerring
        person = hus.indberetter if rolle == Rolle.TAKSTINDBERETTER else hus.person(rolle, hos)
    client.force_login(person)
    maa = rolle in (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER)
    svar = {client.get(reverse(navn, args=[takstimport.pk])).status_code for navn in ADRESSER}
    assert svar == ({200} if maa else {404} if rolle == Rolle.SEKRETARIAT else {403})


def test_the_neighbours_reporter_sees_nothing_of_the_file(hus, client):
    takstimport = receive(hus, hus.indberetter, bilag(LAERKE), hus.register.hjoerring)
    client.force_login(hus.person(Rolle.TAKSTINDBERETTER, hus.register.aalborg))
    assert {client.get(reverse(navn, args=[takstimport.pk])).status_code for navn in ADRESSER} == {404}
    assert "takstbilag.xlsx" not in client.get(reverse("takstimporter")).content.decode()


def test_list_and_page_take_the_same_number_of_queries_however_many_rows(hus, sekretariat, client):
    def queries(raw: bytes) -> int:
        takstimport = receive(hus, sekretariat, raw)
        client.force_login(sekretariat)
        with CaptureQueriesContext(connection) as fangst:
            assert client.get(reverse("takstimport", args=[takstimport.pk])).status_code == 200
        return len(fangst)

    mange = bilag(LAERKE, *(["Hjørring", f"Hus {nr}", None, "Døgntakst", 1800 + nr, None, 3] for nr in range(200)))
    assert queries(bilag(LAERKE, SOL)) == queries(mange)


def test_places_of_the_file_against_the_register(hus, sekretariat, client):
    hus.register.tilbud("Solgården", pladser=(NyPladsgruppe("sel-108", "doegn", 8, 7),))
    takstimport = receive(hus, sekretariat, bilag(["Hjørring", "Solgården", None, "Døgntakst", Decimal(1800), None, 9]))
    client.force_login(sekretariat)
    side = client.get(reverse("takstimport_bekraeft", args=[takstimport.pk, "860"])).content.decode()
    assert "Filen har 9 pladser, registeret 7" in side


def test_the_way_to_the_import_stands_on_the_pages_of_takster(hus, indberetter, sekretariat):
    adresse = reverse("takstimporter")
    egen = indberetter.get(reverse("takster_driftsherre", args=["860", AAR])).content.decode()
    indberetter.force_login(sekretariat)
    assert adresse in egen
    assert adresse in indberetter.get(reverse("takster"), {"aar": AAR}).content.decode()
