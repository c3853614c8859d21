"""Typing a report on the web: last year is there, nothing typed is lost, and two who type at once are both heard."""

from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse

from socialaftale.parter.roller import Rolle
from socialaftale.regler.takst.opgave import Aarsag
from socialaftale.takster.eksempel.fejl import BEKRAEFTEDE, KLADDENS
from socialaftale.takster.indhold import load
from socialaftale.takster.indtast import actions, queries
from socialaftale.takster.indtast.felter import canonical, values_of, with_values, write_value
from socialaftale.takster.indtast.feltform import make_field
from socialaftale.takster.models import Feltkladde, Indberetningsversion
from socialaftale.takster.runde.egne import read_own
from tests.kapacitet.belaegning.eksempel import switch_on_occupancy
from tests.takster.conftest import make_report
from tests.takster.test_eksempel import reports
from tests.takster.test_views import text, visit

from .conftest import AAR


def name(rum, felt, linje=True):
    kode = rum.hus.tilbud.kode
    return f"{kode}-hus:{f'{kode}-takst' if linje else ''}:{felt}"


def address(rum, navn="takst_ret"):
    return reverse(navn, args=[rum.hus.tilbud.kode, AAR])


class Felter(HTMLParser):
    """The fields of a form as a browser would send them."""

    def __init__(self):
        super().__init__()
        self.felter, self.omraade, self.valg = {}, "", ""

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "input" and a.get("name") and (a.get("type") != "checkbox" or "checked" in a):
            self.felter[a["name"]] = a.get("value") or ""
        elif tag == "textarea":
            self.omraade = a["name"]
            self.felter[a["name"]] = ""
        elif tag == "select":
            self.valg = a["name"]
            self.felter[a["name"]] = ""
        elif tag == "option" and "selected" in a:
            self.felter[self.valg] = a.get("value") or ""

    def handle_endtag(self, tag):
        self.omraade = "" if tag == "textarea" else self.omraade

    def handle_data(self, data):
        if self.omraade:
            self.felter[self.omraade] += data


def typed(rum, bruger=None):
    """The form's fields as the page shows them."""
    return sent(visit(bruger or rum.hus.indberetter).get(address(rum)))


def sent(svar):
    """What a browser would send from the page, if nothing were typed in it."""
    laeser = Felter()
    laeser.feed(svar.content.decode())
    return {navn: et.removeprefix("\n") for navn, et in laeser.felter.items() if navn != "csrfmiddlewaretoken"}


def save(rum, bruger=None, felter=None, **rettet):
    """Press the button after some fields were typed in a form that was opened now, or before (`felter`)."""
    data = (felter if felter is not None else typed(rum, bruger)) | rettet
    return visit(bruger or rum.hus.indberetter).post(address(rum), data, follow=True)


def newest(rum):
    return (
        Indberetningsversion.objects.filter(indberetning__aar=AAR, indberetning__tilbud=rum.hus.tilbud).newest().get()
    )


def line(rum):
    return load(newest(rum).indhold).beregninger[0].linjer[0]


def colleague(rum):
    return rum.hus.person(Rolle.GODKENDER, rum.hus.register.hjoerring)


def keep_typing(rum, felt, tekst, bruger=None, **resten):
    data = {"felt": felt, "tekst": tekst, "version": 0, "nr": 0} | resten
    client = visit(bruger or rum.hus.indberetter)
    return client.post(address(rum, "takst_ret_felt"), data, content_type="application/json").json()


# What the fields say


def test_what_is_read_from_a_report_and_written_back_changes_nothing():
    for _, rapport in reports():
        for fejl in (lambda et: et, *BEKRAEFTEDE, *KLADDENS):
            for beregning in fejl(rapport).beregninger:
                vaerdier = values_of(beregning, (2024, 2025))
                assert with_values(beregning, vaerdier) == beregning
                for navn, vaerdi in vaerdier.items():
                    felt = make_field(navn)
                    tilbage = felt.clean(write_value(vaerdi)) if vaerdi is not None else None
                    assert tilbage in (vaerdi, str(vaerdi)) or vaerdi is None, navn


def test_two_causes_of_a_kind_both_have_their_fields():
    tilbud = type("T", (), {"kode": "T1"})
    to = [Aarsag(art="direkte", kroner=Decimal(5), tekst="Løn"), Aarsag(art="direkte", procent=Decimal(2))]
    (beregning,) = make_report(tilbud, linje={"aarsager": [et.model_dump(mode="json") for et in to]}).beregninger
    vaerdier = values_of(beregning, ())
    assert vaerdier["T1-hus:T1-takst:aarsag-direkte.2-procent"] == 2
    assert with_values(beregning, vaerdier).linjer[0].aarsager == tuple(to)


@pytest.mark.parametrize(
    ("en", "anden", "ens"),
    [
        ("1.140", "1140,00", True),
        ("1.140", "1.141", False),
        (" tekst\r\n", "tekst", True),
        ("", " ", True),
        ("0", "", False),
    ],
)
def test_a_number_written_in_two_ways_is_the_same(en, anden, ens):
    assert (canonical(en) == canonical(anden)) is ens


# Last year is there


def test_the_form_begins_with_last_year_and_only_the_takst_is_asked(rum):
    side = text(visit(rum.hus.indberetter).get(address(rum)))
    assert "Sidste år: 1.119,00 kr." in side and "Uændret siden sidste år" in side
    assert "Bolig, personale og kost." in side
    felter = typed(rum)
    assert felter[name(rum, "takst_kr")] == "" and felter[name(rum, "takst_forrige_kr")] == "1.119"
    assert felter[name(rum, "pladser", linje=False)] == "10"


def test_a_new_figure_and_a_tick_are_enough_for_a_line(rum):
    tick = f"uaendret-{rum.hus.tilbud.kode}-takst"
    regnskab = {name(rum, f"regnskab-{aar}", linje=False): "97" for aar in (2024, 2025)}
    svar = save(
        rum, **{name(rum, "takst_kr"): "1.141", tick: "ja", name(rum, "belaegning", linje=False): "97"}, **regnskab
    )
    assert "er gemt som kladde (version 1)" in text(svar)
    linje = line(rum)
    assert (linje.takst_kr, linje.indhold, linje.pladser) == (1141, "Bolig, personale og kost.", 10)
    assert newest(rum).kilde == "web" and load(newest(rum).indhold).beregninger[0].grundlag is None
    assert tick in typed(rum), "the tick stands when the page is opened again"
    (egen,) = read_own(rum.runde, rum.hus.register.hjoerring)
    assert egen.mangler == ()
    assert rum.send([newest(rum)])


def test_a_tick_beside_a_changed_text_is_asked_about(rum):
    tick = f"uaendret-{rum.hus.tilbud.kode}-takst"
    svar = save(rum, **{name(rum, "indhold"): "Bolig, kost og kørsel.", tick: "ja"})
    assert "sat kryds ved uændret, men rettet her" in text(svar) and "Bolig, kost og kørsel." in text(svar)
    assert not Indberetningsversion.objects.filter(indberetning__aar=AAR).exists()


def test_typing_in_a_line_that_was_unchanged_goes_before_the_tick_that_the_page_had_set(rum):
    rum.save()
    assert typed(rum)[f"uaendret-{rum.hus.tilbud.kode}-takst"] == "ja"
    save(rum, **{name(rum, "indhold"): "Bolig, kost og kørsel."})
    assert line(rum).indhold == "Bolig, kost og kørsel."


def test_a_tick_takes_last_years_contents_back(rum):
    rum.save(linje={"indhold": "Bolig, kost og kørsel."})
    save(rum, **{f"uaendret-{rum.hus.tilbud.kode}-takst": "ja"})
    assert line(rum).indhold == "Bolig, personale og kost."


def test_hours_causes_head_and_reason_are_typed(rum):
    rum.save()
    save(
        rum,
        **{
            name(rum, "timer_antal"): "2,5",
            name(rum, "timer_pr"): "uge",
            name(rum, "timer_art"): "ATA",
            name(rum, "aarsag-pl-procent"): "3,1",
            name(rum, "aarsag-direkte-kroner"): "-12",
            name(rum, "aarsag-direkte-tekst"): "Færre vikarer.",
            name(rum, "begrundelse"): "Aftalt med køberne.",
            name(rum, "overhead", linje=False): "5,5",
            name(rum, "pladser", linje=False): "11",
            name(rum, "regnskab-2024", linje=False): "95,25",
        },
    )
    beregning = load(newest(rum).indhold).beregninger[0]
    linje = beregning.linjer[0]
    assert (linje.timer.antal, linje.timer.pr, linje.timer.art) == (Decimal("2.5"), "uge", "ATA")
    assert [(et.art, et.kroner, et.procent) for et in linje.aarsager] == [
        ("pl", None, Decimal("3.1")),
        ("direkte", -12, None),
    ]
    assert linje.begrundelse == "Aftalt med køberne."
    assert beregning.grundlag.overhead.procent == Decimal("5.5"), "where the basis says it, it is changed there"
    assert (beregning.pladser, beregning.belaegning.regnskab[0].procent) == (11, Decimal("95.25"))
    assert beregning.grundlag.omkostninger, "the costs are left as they are"


def test_saving_what_already_stands_makes_no_version(rum):
    rum.save()
    save(rum)
    assert newest(rum).nr == 1


@pytest.mark.parametrize(
    ("felt", "tekst", "besked"),
    [
        ("takst_kr", "12.5", "kan læses på to måder"),
        ("takst_kr", "cirka tusind", "er ikke et tal"),
        ("takst_kr", "-5", "mindst 0"),
        ("timer_antal", "3", "hvor tit timerne er"),
        ("indhold", "Ring til 010203-1234", "CPR-nummer"),
        ("navn", "", "Udfyld feltet"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_and_everything_typed_stands(rum, felt, tekst, besked):
    rum.save()
    svar = save(rum, **{name(rum, felt): tekst, name(rum, "begrundelse"): "Aftalt med køberne."})
    assert besked in text(svar) and tekst in text(svar) and "Aftalt med køberne." in text(svar)
    assert newest(rum).nr == 1


def test_a_released_cpr_alarm_is_saved_and_logged(rum):
    from socialaftale.faelles import cpr
    from socialaftale.faelles.models import Haendelse

    rum.save()
    save(rum, **{name(rum, "indhold"): "Ring til 010203-1234", "frigiv_cpr": "on"})
    assert line(rum).indhold == "Ring til 010203-1234"
    assert Haendelse.objects.filter(verbum=cpr.FRIGIVET).count() == 1


def test_a_line_is_added_and_one_ends(rum):
    rum.save(struktur=None, grundlag=None, linje={"takst_kr": "1140"})
    svar = save(rum, **{"ny-navn": "Tillæg for nattevagt"})
    assert "Vælg type og enhed" in text(svar)
    save(rum, **{"ny-navn": "Tillæg for nattevagt", "ny-type": "tillaeg", "ny-enhed": "kr_pr_doegn"})
    assert [et.navn for et in load(newest(rum).indhold).beregninger[0].linjer] == ["Døgntakst", "Tillæg for nattevagt"]
    save(rum, **{f"udgaar-{rum.hus.tilbud.kode}-takst": "ja"})
    assert [et.navn for et in load(newest(rum).indhold).beregninger[0].linjer] == ["Tillæg for nattevagt"]


def test_a_line_that_the_basis_computes_is_not_taken_out_here(rum):
    rum.save()
    assert f"udgaar-{rum.hus.tilbud.kode}-takst" not in text(visit(rum.hus.indberetter).get(address(rum)))


def test_a_new_tilbud_without_lines_is_typed_from_nothing(rum):
    rum.hus.tilbud = rum.hus.register.tilbud("Solhuset")
    adresse = address(rum)
    assert "Tilføj en takstlinje" in text(visit(rum.hus.indberetter).get(adresse))
    save(rum, **{"ny-navn": "Døgntakst", "ny-type": "gennemsnit", "ny-enhed": "kr_pr_doegn"})
    assert line(rum).navn == "Døgntakst"


# Typed and not saved


def test_what_is_typed_is_kept_and_shown_when_the_page_is_opened_again(rum):
    felt = name(rum, "takst_kr")
    svar = keep_typing(rum, felt, "1.14")
    assert svar["nr"] == 1 and "kan læses på to måder" in svar["besked"], "half a number is kept, and said"
    assert keep_typing(rum, felt, "1.141", nr=1)["nr"] == 2
    assert typed(rum)[felt] == "1.141"
    side = text(visit(rum.hus.indberetter).get(address(rum)))
    assert "1 felt er skrevet, men ikke gemt" in side
    (egen,) = read_own(rum.runde, rum.hus.register.hjoerring)
    assert (egen.ikke_gemt, egen.kan_indsendes) == (1, False)
    save(rum)
    assert not Feltkladde.objects.exists() and line(rum).takst_kr == 1141


def test_what_is_typed_back_to_what_stands_leaves_nothing_on_the_desk(rum):
    rum.save()
    felt = name(rum, "begrundelse")
    keep_typing(rum, felt, "Fordi", version=1)
    assert keep_typing(rum, felt, "", version=1, nr=1)["nr"] == 0
    assert not Feltkladde.objects.exists()


def test_a_possible_cpr_number_is_not_kept_on_the_server(rum):
    svar = keep_typing(rum, name(rum, "indhold"), "Ring til 010203-1234")
    assert "CPR-nummer" in svar["fejl"]
    assert not Feltkladde.objects.exists()


def test_a_field_that_does_not_exist_is_refused(rum):
    assert "findes ikke længere" in keep_typing(rum, "x:y:z", "1")["fejl"]
    assert "findes ikke længere" in keep_typing(rum, "", "1")["fejl"]


@pytest.mark.parametrize("raat", ["", "[]", "[1]", "ikke json", '"x"', "null", '{"felt": ["x"], "nr": {}}'])
def test_what_is_no_field_at_all_is_refused_in_words(rum, raat):
    svar = visit(rum.hus.indberetter).post(address(rum, "takst_ret_felt"), raat, content_type="application/json")
    assert "findes ikke længere" in svar.json()["fejl"]


def test_an_answer_that_was_lost_is_acknowledged_the_second_time(rum):
    felt = name(rum, "takst_kr")
    keep_typing(rum, felt, "1.1")
    assert keep_typing(rum, felt, "1.1")["nr"] == 2, "the same text sent again"
    assert keep_typing(rum, felt, "1.141", nr=1, forsoegt="1.1")["nr"] == 3, "more was typed before the answer came"


def test_typing_in_two_windows_asks(rum):
    felt = name(rum, "takst_kr")
    keep_typing(rum, felt, "1.141")
    assert keep_typing(rum, felt, "1.150")["uenige"]["deres"] == "1.141"


def test_what_is_not_saved_is_thrown_away_on_request(rum):
    keep_typing(rum, name(rum, "takst_kr"), "1.141")
    svar = visit(rum.hus.indberetter).post(address(rum, "takst_ret_kasser"), follow=True)
    assert "1 felt, der ikke var gemt, er kasseret" in text(svar)
    assert not Feltkladde.objects.exists()


# Two at once


def test_different_fields_both_stand(rum):
    rum.save()
    mit = typed(rum)
    anden = colleague(rum)
    save(rum, bruger=anden, **{name(rum, "indhold"): "Bolig, kost og kørsel."})
    svar = save(rum, felter=mit, **{name(rum, "begrundelse"): "Aftalt med køberne."})
    assert "er gemt" in text(svar)
    assert (line(rum).indhold, line(rum).begrundelse) == ("Bolig, kost og kørsel.", "Aftalt med køberne.")


@pytest.mark.parametrize("valg", ["mit", "deres"])
def test_the_same_field_shows_both_and_asks(rum, valg):
    rum.save()
    mit, felt = typed(rum), name(rum, "indhold")
    anden = colleague(rum)
    save(rum, bruger=anden, **{felt: "Bolig, kost og kørsel."})
    svar = save(rum, felter=mit, **{felt: "Bolig og nattevagt."})
    side = text(svar)
    assert f"{anden} har skrevet ”Bolig, kost og kørsel.” her imens" in side and "Bolig og nattevagt." in side
    assert newest(rum).nr == 2, "nothing is overwritten"
    save(rum, felter=sent(svar), **({f"brug-{felt}": "ja"} if valg == "deres" else {}))
    assert line(rum).indhold == {"mit": "Bolig og nattevagt.", "deres": "Bolig, kost og kørsel."}[valg]


def test_both_typing_the_same_is_no_conflict(rum):
    rum.save()
    mit, felt = typed(rum), name(rum, "takst_kr")
    save(rum, bruger=colleague(rum), **{felt: "1.150"})
    assert "er gemt" in text(save(rum, felter=mit, **{felt: "1150,00"}))


def test_what_a_colleague_types_is_shown_and_left_alone(rum):
    rum.save()
    mit, felt, anden = typed(rum), name(rum, "takst_kr"), colleague(rum)
    keep_typing(rum, felt, "1.150", bruger=anden, version=1)
    save(rum, felter=mit, **{name(rum, "begrundelse"): "Aftalt."})
    assert line(rum).takst_kr is None and Feltkladde.objects.get().tekst == "1.150", "it is still hers to save"
    side = text(visit(rum.hus.indberetter).get(address(rum)))
    assert f"{anden} har skrevet nogle af dem" in side
    save(rum)
    assert line(rum).takst_kr == 1150 and not Feltkladde.objects.exists(), "seen, and saved with the rest"


def test_typing_over_what_a_colleague_types_unseen_is_asked(rum):
    rum.save()
    mit, felt, anden = typed(rum), name(rum, "takst_kr"), colleague(rum)
    keep_typing(rum, felt, "1.150", bruger=anden, version=1)
    svar = keep_typing(rum, felt, "1.160", version=1)
    assert (svar["uenige"]["deres"], svar["uenige"]["hvem"]) == ("1.150", str(anden))
    side = text(save(rum, felter=mit, **{felt: "1.160"}))
    assert f"{anden} har skrevet ”1.150” her imens" in side and newest(rum).nr == 1


def test_typing_in_a_form_that_a_newer_version_overtook_is_asked_only_where_it_changed(rum):
    rum.save()
    save(rum, bruger=colleague(rum), **{name(rum, "takst_kr"): "1.150"})
    assert keep_typing(rum, name(rum, "takst_kr"), "1.160", version=1)["uenige"]["nr"] == 0
    assert keep_typing(rum, name(rum, "begrundelse"), "Aftalt.", version=1)["nr"] == 1


def test_what_was_typed_in_a_line_that_a_colleague_took_out_is_given_back(rum):
    rum.save(struktur=None, grundlag=None, linje={"takst_kr": "1140"})
    mit = typed(rum)
    save(rum, bruger=colleague(rum), **{f"udgaar-{rum.hus.tilbud.kode}-takst": "ja"})
    side = text(save(rum, felter=mit, **{name(rum, "indhold"): "Bolig og nattevagt."}))
    assert "En anden har fjernet en linje" in side and "Bolig og nattevagt." in side


def test_a_version_saved_in_the_same_instant_is_laid_under_and_nothing_is_lost(rum):
    rum.save()
    start = queries.read_start(rum.hus.tilbud, AAR, rum.hus.register.hjoerring)
    rum.save(linje={"begrundelse": "Fra en anden."})
    with pytest.raises(actions.Forfra):
        actions.save_report(
            tilbud=rum.hus.tilbud,
            aar=AAR,
            gem=actions.Gem(start.indhold, start.nr, frozenset()),
            by=rum.hus.indberetter,
        )


# Who may


def test_only_the_driftsherres_own_people_type(rum):
    rum.save()
    for bruger in (rum.sekretaer, rum.hus.person(Rolle.TAKSTINDBERETTER, rum.hus.register.aalborg)):
        assert visit(bruger).get(address(rum)).status_code == 403
        for navn in ("takst_ret", "takst_ret_felt", "takst_ret_kasser"):
            assert visit(bruger).post(address(rum, navn)).status_code == 403


def test_a_session_that_ended_gives_the_long_texts_back(rum):
    rum.save()
    svar = Client().post(address(rum), {name(rum, "indhold"): "Bolig, kost og nattevagt hver nat."})
    assert "Du er logget af" in text(svar) and "nattevagt hver nat" in text(svar)


@pytest.mark.parametrize("valg", ["?afdeling=findes-ikke", "?afdeling=%00"])
def test_a_calculation_that_does_not_exist_is_not_found(rum, valg):
    assert visit(rum.hus.indberetter).get(address(rum) + valg).status_code == 404


def test_the_actual_occupancy_of_the_months_is_offered_with_its_explanation(rum):
    adresse = address(rum)
    assert "efter månedstallene" not in text(visit(rum.hus.indberetter).get(adresse))
    switch_on_occupancy(rum.hus.tilbud.omraade, rum.hus.register.hjoerring)
    side = text(visit(rum.hus.indberetter).get(adresse))
    assert "Faktisk belægning efter månedstallene" in side and "mangler tal for januar 2025" in side
