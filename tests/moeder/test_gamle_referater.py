"""Old minutes become a meeting that was held: nothing doubled, nothing inferred, closed points stay closed."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.drift.kommandolinje import main
from socialaftale.faelles import cpr, fejlsider
from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import Fil, Haendelse
from socialaftale.moeder.importering import actions
from socialaftale.moeder.importering.laesning import Laest
from socialaftale.moeder.importering.models import Referatimport, Uklarhed
from socialaftale.moeder.models import Beslutning, Delegation, Moede, Opfoelgning
from socialaftale.parter.overstregning import hide_texts
from socialaftale.parter.roller import Rolle

REFERAT = """Mødet den 17.11.2025 DAS Nord
Sted: Aalborg

Åben

Punkt 1.

Takster for 2026

2025-072748

Resumé

Taksterne er gennemgået.

Sagsfremstilling

Mødet er tirsdag den 3. november 2025.

Økonomi

Intet at bemærke.

Indstilling

Det indstilles, at styregruppen

1. godkender taksterne
2. afgiver kompetence til Forretningsudvalget

Bilag:
- Takstbilag 2026

Beslutning:

Taksterne blev godkendt.

Lukket

Punkt 2.

Personsag

Beslutning:

Hemmelig sag blev drøftet.

Punkt 2.

Eventuelt
"""
SLETTES = "Punkt 1. Ring\n\nÅben\n\nBeslutning\nRing til 010190-1234.\n"


@pytest.fixture(autouse=True)
def filmappe(settings, tmp_path):
    settings.FILER = tmp_path / "filer"


def sent(tekst: str = REFERAT, navn: str = "referat.txt", frigivet: bool = False) -> actions.Sendt:
    return actions.Sendt(tekst.encode(), navn, Laest.of(tekst), frigivet)


def receive(rum, tekst: str = REFERAT, dato: dt.date = dt.date(2025, 11, 17), **felter) -> Referatimport:
    felter = {"udvalg": rum.das, "by": rum.sekretaer} | felter
    return actions.receive_minutes(sendt=sent(tekst), dato=dato, **felter)


@pytest.fixture
def modtaget(rum) -> Referatimport:
    return receive(rum)


@pytest.fixture
def moede(rum, modtaget) -> Moede:
    return actions.confirm_minutes(referatimport=modtaget, by=rum.sekretaer)


def test_minutes_become_a_closed_meeting_with_everything_in_its_place(rum, modtaget, moede):
    assert moede.afsluttet_by == rum.sekretaer
    assert Moede.objects.with_time().get(pk=moede.pk).dato == dt.date(2025, 11, 17)
    takster, sag, eventuelt = moede.punkter.order_by("nummer")
    assert (takster.titel, takster.sagsnr, takster.aaben) == ("Takster for 2026", "2025-072748", True)
    assert takster.sagsfremstilling == "Mødet er tirsdag den 3. november 2025.\n\nØkonomi\n\nIntet at bemærke."
    assert (takster.indledning, takster.bilag) == ("Det indstilles, at styregruppen", "Takstbilag 2026")
    assert [(i.nummer, i.words(), i.svar) for i in takster.indstillinger.all()] == [
        (1, "godkender taksterne", "godkendt"),
        (2, "afgiver kompetence til Forretningsudvalget", "ikke udtrykkeligt besluttet"),
    ]
    assert [(p.nummer, p.titel, p.aaben) for p in (sag, eventuelt)] == [
        (2, "Personsag", False),
        (3, "Eventuelt", False),
    ]
    assert [(b.punkt.nummer, b.resultat, b.mandat, b.tekst) for b in Beslutning.objects.order_by("punkt__nummer")] == [
        (1, "refereret", "ingen", "Taksterne blev godkendt."),
        (2, "refereret", "ingen", "Hemmelig sag blev drøftet."),
        (3, "ikke_udtrykkeligt", "ingen", ""),
    ]
    assert [h.verbum for h in events_of(modtaget)] == ["bekræft referat", "indlæs referat"]


def test_nothing_follows_from_what_the_minutes_only_propose(moede):
    assert not Delegation.objects.exists()
    assert not Opfoelgning.objects.exists()


def test_what_is_unclear_is_a_list_to_clear(rum, moede):
    assert [(u.punkt and u.punkt.nummer, u.slags, u.tekst) for u in Uklarhed.objects.all()] == [
        (1, "svar", "2. afgiver kompetence til Forretningsudvalget"),
        (1, "modstrid", "Dato og ugedag passer ikke: »tirsdag den 3. november 2025« er en mandag i 2025."),
        (3, "modstrid", "Referatet siger ikke, om punktet er åbent eller lukket."),
        (3, "modstrid", "Punktet har ingen beslutning."),
        (3, "modstrid", "Punktet har nummer 2 i referatet."),
        (None, "modstrid", "Punkt 2 står 2 gange."),
        (None, "uplaceret", "Sted: Aalborg"),
    ]


def test_clearing_takes_words_and_happens_once(rum, moede):
    uklarhed = Uklarhed.objects.first()
    with pytest.raises(ValidationError):
        actions.clear_doubt(uklarhed=uklarhed, afklaring=" ", by=rum.sekretaer)
    actions.clear_doubt(uklarhed=uklarhed, afklaring="Tages op igen.", by=rum.sekretaer)
    with pytest.raises(ValidationError, match="allerede afklaret"):
        actions.clear_doubt(uklarhed=uklarhed, afklaring="Nej.", by=rum.sekretaer)
    assert moede.punkter.get(nummer=1).indstillinger.get(nummer=2).svar == "ikke udtrykkeligt besluttet"


def test_the_same_minutes_twice_say_so_and_double_nothing(rum, modtaget, moede):
    with pytest.raises(actions.AlleredeIndlaest) as igen:
        receive(rum)
    assert igen.value.referatimport == modtaget
    with pytest.raises(ValidationError, match="allerede læst ind"):
        actions.confirm_minutes(referatimport=modtaget, by=rum.sekretaer)
    assert (Moede.objects.count(), Fil.objects.count(), Referatimport.objects.count()) == (1, 1, 1)


def test_a_meeting_with_an_agenda_is_left_alone_and_nothing_of_the_minutes_stays(rum, modtaget):
    rum.point(rum.meet(dato=dt.date(2025, 11, 17)))
    with pytest.raises(ValidationError, match="allerede et møde med en dagsorden"):
        actions.confirm_minutes(referatimport=modtaget, by=rum.sekretaer)
    assert not Beslutning.objects.exists()
    assert not Uklarhed.objects.exists()


def test_a_meeting_that_was_only_called_is_filled(rum, modtaget):
    kaldt = rum.meet(dato=dt.date(2025, 11, 17))
    assert actions.confirm_minutes(referatimport=modtaget, by=rum.sekretaer) == kaldt
    assert (Moede.objects.count(), kaldt.punkter.count()) == (1, 3)


def test_minutes_of_tomorrow_are_refused(rum):
    with pytest.raises(ValidationError, match="holdes først"):
        receive(rum, dato=dt.date(2026, 12, 1))


def test_a_point_that_is_not_said_to_be_open_is_so_only_where_a_person_says_it(rum, modtaget):
    moede = actions.confirm_minutes(referatimport=modtaget, aabne={1, 2}, by=rum.sekretaer)
    assert [p.aaben for p in moede.punkter.order_by("nummer")] == [True, False, True]


def test_only_the_bodys_own_secretariat_may(rum, modtaget, fiktivland):
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    for by in (rum.medlemmer["das"], fremmed):
        for handling in (actions.confirm_minutes, actions.discard_minutes):
            with pytest.raises(PermissionDenied):
                handling(referatimport=modtaget, by=by)
        with pytest.raises(PermissionDenied):
            receive(rum, by=by)


def test_a_file_that_is_discarded_is_gone_and_a_confirmed_one_stays(rum, modtaget):
    actions.discard_minutes(referatimport=modtaget, by=rum.sekretaer)
    assert not Fil.objects.exists()
    moede = actions.confirm_minutes(referatimport=receive(rum), by=rum.sekretaer)
    with pytest.raises(ValidationError, match="kan ikke kasseres"):
        actions.discard_minutes(referatimport=moede.referatimport, by=rum.sekretaer)


def test_an_imported_decision_is_corrected_like_any_other(rum, moede):
    punkt = moede.punkter.get(nummer=1)
    with pytest.raises(ValidationError, match="Skriv, hvorfor"):
        rum.decide(punkt, "til_efterretning")
    rettet = rum.decide(punkt, "til_efterretning", rettelse="Lydoptagelsen siger det.")
    assert (rettet.nr, rettet.mandat) == (2, "ingen")


def test_a_released_number_can_be_hidden_in_all_that_the_minutes_became(rum):
    with pytest.raises(ValidationError, match="CPR"):
        receive(rum, SLETTES)
    modtaget = actions.receive_minutes(
        sendt=sent(SLETTES, frigivet=True), udvalg=rum.das, dato=dt.date(2025, 11, 17), by=rum.sekretaer
    )
    moede = actions.confirm_minutes(referatimport=modtaget, by=rum.sekretaer)
    assert Haendelse.objects.filter(verbum=cpr.FRIGIVET).count() == 1
    modtaget.refresh_from_db()
    assert len(hide_texts(modtaget)) == 2
    modtaget.refresh_from_db()
    assert "010190" not in modtaget.tekst
    assert "010190" not in moede.punkter.get().beslutninger.get().tekst
    assert Laest.of(modtaget.tekst).referat.punkter


def test_the_command_keeps_the_minutes_once(rum, tmp_path, capsys):
    sti = tmp_path / "referat.txt"
    sti.write_text(REFERAT)

    def run(*valg: str) -> tuple[int, str]:
        status = main(["moede", "importer", str(sti), *valg])
        ud = capsys.readouterr()
        return status, ud.out + ud.err

    som = ("--bruger", rum.sekretaer.email)
    assert "skriv --udvalg" in run(*som)[1]
    assert "Intet er gemt" in run(*som, "--udvalg", rum.das.kort, "--proev")[1]
    assert not Moede.objects.exists()
    assert "Gemt: DAS Nordjylland 17.11.2025, 3 punkter." in run(*som, "--udvalg", rum.das.kort)[1]
    assert "allerede læst ind" in run(*som)[1]
    assert Moede.objects.count() == 1
    assert run("--bruger", "ingen@eksempel.dk")[0] == 2
    assert run("--bruger", rum.medlemmer["das"].email, "--udvalg", rum.das.kort)[0] == 2


# Pages


def upload(client, tekst: str = REFERAT, **felter):
    fil = SimpleUploadedFile("referat.txt", tekst.encode())
    return client.post("/moeder/gamle-referater/", {"fil": fil} | felter, follow=True)


def test_the_secretary_reads_confirms_and_clears(rum, client):
    client.force_login(rum.sekretaer)
    assert "Gamle referater" in client.get("/moeder/").text
    side = upload(client)
    assert "er fra »DAS Nord«, som ikke er et udvalg her" in side.text
    side = upload(client, udvalg=rum.das.pk)
    for ventet in (
        "Takster for 2026",
        "Ikke udtrykkeligt besluttet",
        "Sted: Aalborg",
        "er en mandag",
        "Hvilke af disse",
    ):
        assert ventet in side.text
    adresse = side.redirect_chain[-1][0]
    side = client.post(adresse, {"bekraeft": "ja", "aabne": ["2", "99", "x"]}, follow=True)
    assert "Mødet er læst ind" in side.text
    uklarhed = Uklarhed.objects.first()
    side = client.post(f"/moeder/gamle-referater/afklar/{uklarhed.pk}/", {"afklaring": ""})
    assert "Skriv, hvad der er fundet ud af" in side.text
    side = client.post(f"/moeder/gamle-referater/afklar/{uklarhed.pk}/", {"afklaring": "Tages op igen."}, follow=True)
    assert "Tages op igen." in side.text
    side = client.get(f"/moeder/{Moede.objects.get().pk}/")
    assert "6 at afklare" in side.text
    assert "Takstbilag 2026" in side.text
    assert "Åbent punkt" not in client.get(f"/moeder/{Moede.objects.get().pk}/referat/").text
    assert "allerede læst ind" in upload(client, udvalg=rum.das.pk).text


def test_the_same_name_means_the_same_body_next_time(rum, moede, client):
    client.force_login(rum.sekretaer)
    side = upload(client, REFERAT.replace("17.11.2025", "18.11.2025"))
    assert str(rum.das) in side.text
    assert "Sådan er referatet læst" in side.text
    side = client.post(side.redirect_chain[-1][0], {"kasser": "ja"}, follow=True)
    assert "er kasseret" in side.text


@pytest.mark.parametrize(
    ("tekst", "besked"),
    [
        ("Kære alle", "ingen punkter"),
        ("MZ\x00\x01", "hverken tekst eller PDF"),
        ("Punkt 1. A\n\nBeslutning\nRing til 0101901234.", "Linje 4: Teksten ser ud til at indeholde et CPR-nummer"),
        ("Punkt 1. A\n\nBeslutning\nB.", "siger ikke, hvilken dag"),
    ],
)
def test_bad_input_says_what_to_do_and_stores_nothing(rum, client, tekst, besked):
    client.force_login(rum.sekretaer)
    side = upload(client, tekst, udvalg=rum.das.pk)
    assert besked in side.text
    assert "0101901234" not in side.text
    assert not Fil.objects.exists()


def test_a_file_of_500_mb_is_refused_before_it_is_read(client):
    svar = client.generic("POST", "/moeder/gamle-referater/", b"", headers={"content-length": str(500 * 2**20)})
    assert (svar.status_code, fejlsider.TEKSTER[413][0] in svar.text) == (413, True)


def test_what_is_closed_stays_closed_by_every_way(rum, modtaget, moede, client):
    adresser = (f"/moeder/{moede.pk}/", "/moeder/beslutninger/", "/moeder/beslutninger/?q=hemmelig")
    for hvem in (None, rum.medlemmer["fu"]):
        if hvem:
            client.force_login(hvem)
        assert not any("Hemmelig" in client.get(adresse).text for adresse in adresser)
        assert "Taksterne blev godkendt" in client.get(adresser[0]).text
        assert "afgiver kompetence" not in client.get(adresser[0]).text
        assert "<mark>Takster</mark> for 2026" in client.get("/moeder/beslutninger/?q=taksterne").text
        for sti in ("", "fil/"):
            assert client.get(f"/moeder/gamle-referater/{modtaget.pk}/{sti}").status_code in (302, 403)
    client.force_login(rum.medlemmer["das"])
    assert "Hemmelig" in client.get(adresser[0]).text
    assert b"".join(client.get(f"/moeder/gamle-referater/{modtaget.pk}/fil/").streaming_content).decode() == REFERAT
    assert client.get(f"/moeder/gamle-referater/{modtaget.pk}/").status_code == 403


def test_the_file_says_when_it_is_gone(rum, modtaget, client):
    from socialaftale.faelles.filer import path

    path(modtaget.sha256).unlink()
    client.force_login(rum.sekretaer)
    assert client.get(f"/moeder/gamle-referater/{modtaget.pk}/fil/").status_code == 404
