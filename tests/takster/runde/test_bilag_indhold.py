"""What becomes public of a round: every approved line once, and nothing that a buyer may not know."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.moeder.actions import Punkttekst, add_point
from socialaftale.takster.afgoerelse.queries import approved
from socialaftale.takster.bilag.beskyttet import UDELADT
from socialaftale.takster.bilag.kilde import IKKE_I_DRIFT
from socialaftale.takster.bilag.laesning import lines_of
from socialaftale.takster.bilag.queries import draft_edition
from socialaftale.takster.runde.actions import confirm_budget
from socialaftale.takster.synlighed import Tilbageholdt
from socialaftale.tilbud.models import Efterfoelger, Stamfakta, Statusfakta
from socialaftale.tilbud.registrering import append
from socialaftale.tilbud.status import Status
from tests.takster.conftest import KANARIE, KANARIEBELOEB

from .bilagshjaelp import line, lines, public_lines, publish, submit
from .conftest import AAR, DAS, FU

JULI = dt.date(AAR, 7, 1)


def draft(rum, aar=AAR):
    return draft_edition(rum.runde.omraade, aar)


def said(udkast) -> str:
    return json.dumps(udkast.indhold, ensure_ascii=False)


def test_a_negotiated_takst_a_line_with_one_buyer_and_what_is_made_of_them_are_held_back_with_the_reason(rum):
    tilbud = rum.hus.tilbud
    submit(
        rum,
        line(tilbud, "Døgntakst", 1100),
        line(tilbud, "Forhandlet", 3210, type="forhandlet", pladser="2"),
        line(tilbud, "Ene", 2345, pladser="1"),
        line(tilbud, "Halv", 1234, pladser="0.5"),
    )
    rum.approve()
    udkast = draft(rum)
    assert {et.linje: et.grund for et in udkast.tilbageholdt} == {
        "Forhandlet": Tilbageholdt.FORHANDLET,
        "Ene": Tilbageholdt.EN_KOEBER,
        "Halv": Tilbageholdt.EN_KOEBER,
    }
    assert "1100" in said(udkast)
    for hemmeligt in ("3210", "2345", "1234", "Forhandlet", "Ene", "Halv"):
        assert hemmeligt not in said(udkast)
    assert udkast.indhold["i_alt"]["ikke_offentlige_linjer"] == 3


def test_a_month_price_that_is_computed_from_a_negotiated_takst_is_as_secret_as_that(rum):
    tilbud = rum.hus.tilbud
    maaned = line(tilbud, "Måned", 97905, type="afledt", enhed="kr_pr_maaned", pladser="5")
    afledt = {"linje": maaned["id"], "fra_linje": f"{tilbud.kode}-Aftale", "faktor": "30.5", "grund": "måned"}
    aftale = line(tilbud, "Aftale", 3210, type="forhandlet")
    submit(rum, line(tilbud, "Døgntakst", 1100), aftale, maaned, afledte=[afledt])
    rum.approve()
    assert "97905" not in said(draft(rum))
    assert {et.linje for et in draft(rum).tilbageholdt} == {"Aftale", "Måned"}


def test_no_cost_line_is_in_the_content(rum):
    rum.submit()
    rum.approve()
    assert KANARIE not in said(draft(rum))
    assert str(KANARIEBELOEB) not in said(draft(rum))
    assert draft(rum).indhold["i_alt"]["linjer"] == 1


def test_a_protected_address_is_neither_named_nor_told_in_a_text(rum):
    hus = rum.hus
    skjult = hus.register.tilbud("Krisehuset", afdeling={"beskyttet": True, "vej": "Hemmelig Allé 7"})
    tekster = {"indhold": "Bolig på HEMMELIG allé 7 med vagt.", "navn": "Takst, Hemmelig Allé"}
    submit(rum, line(skjult, "Takst", 1100) | tekster, tilbud=skjult)
    submit(rum, line(hus.tilbud, "Takst", 1100, indhold="Bolig på Prøvevej 1."))
    rum.approve()
    tekst = said(draft(rum))
    assert "Hemmelig" not in tekst and "HEMMELIG" not in tekst
    assert f"Bolig på {UDELADT} med vagt." in tekst
    afdelinger = {et["navn"]: et["beregninger"][0]["afdeling"] for et in draft(rum).indhold["tilbud"]}
    assert afdelinger == {"Krisehuset": "", "Lærkehuset": "Hovedhuset"}
    assert "Bolig på Prøvevej 1." in tekst, "an open address is no secret"


def test_every_approved_line_is_there_once_and_the_totals_are_their_sums(rum):
    andet = rum.hus.register.tilbud("Bøgehuset")
    submit(rum, line(rum.hus.tilbud, "A", 1100), line(rum.hus.tilbud, "B", 900, pladser="1"))
    submit(rum, line(andet, "A", 1300, pladser="10"), tilbud=andet)
    rum.approve()
    submit(rum, line(rum.hus.tilbud, "A", 1111))
    udkast = draft(rum)
    linjer = [linje for et in udkast.indhold["tilbud"] for _, linje in lines_of(et)]
    assert len({linje["id"] for linje in linjer}) == len(linjer)
    i_alt = udkast.indhold["i_alt"]
    assert len(linjer) + len(udkast.tilbageholdt) == len(approved(rum.runde)) == 3
    assert i_alt["linjer"] == 2
    assert Decimal(i_alt["sum_af_takster_kr"]) == 1100 + 1300
    assert Decimal(i_alt["pladser"]) == 20


def test_a_line_that_is_put_off_is_on_the_open_list_by_name_and_without_figures(rum):
    tilbud = rum.hus.tilbud
    indsendelse = submit(rum, line(tilbud, "A", 1100), line(tilbud, "B", 977), line(tilbud, "Ene", 2345, pladser="1"))
    rum.go_to(DAS)
    udsat = {linje.pk: ("udsat", "Afventer svar") for linje in indsendelse.linjer.exclude(navn="A")}
    rum.decide(rum.point(rum.moeder["das"]), "godkendt", udsat)
    udkast = draft(rum)
    (venter,) = udkast.indhold["aabne"]
    assert venter["linjer"] == [{"navn": "B", "status": "afventer afgørelse"}]
    assert venter["navn"] == "Lærkehuset"
    assert "977" not in said(udkast) and "2345" not in said(udkast) and "Afventer svar" not in said(udkast)
    assert {linje["navn"] for et in udkast.indhold["tilbud"] for _, linje in lines_of(et)} == {"A"}


def test_what_is_refused_or_waits_again_is_told_as_that(rum):
    tilbud = rum.hus.tilbud
    andet = rum.hus.register.tilbud("Bøgehuset")
    submit(rum, line(tilbud, "A", 1100))
    afvist = submit(rum, line(andet, "A", 1300), tilbud=andet)
    rum.go_to(DAS)
    rum.decide(rum.point(rum.moeder["das"]), "godkendt", {rum.line(afvist).pk: ("afvist", "For dyr")})
    submit(rum, line(tilbud, "A", 1111))
    udkast = draft(rum)
    assert {et["navn"]: et["status"] for et in udkast.indhold["aabne"]} == {
        "Bøgehuset": "ikke godkendt",
        "Lærkehuset": "afventer afgørelse",
    }
    assert [et["navn"] for et in udkast.indhold["tilbud"]] == ["Lærkehuset"], "its price in force is not lost"


def test_a_tilbud_of_last_years_takstbilag_that_has_submitted_nothing_is_on_the_open_list(rum):
    rum.hus.publish(2026)
    andet = rum.hus.register.tilbud("Bøgehuset")
    submit(rum, line(andet, "A", 1300), tilbud=andet)
    rum.approve()
    (venter,) = draft(rum).indhold["aabne"]
    assert (venter["navn"], venter["status"], venter["linjer"]) == ("Lærkehuset", "ikke indsendt", [])


@pytest.mark.parametrize("aaben", [True, False])
def test_a_condition_is_told_where_the_point_was_open(rum, aaben):
    submit(rum, line(rum.hus.tilbud, "A", 1100))
    rum.go_to(DAS)
    tekst = Punkttekst(titel="Takster", aaben=aaben, emne="takster", emne_id=str(AAR))
    punkt = add_point(moede=rum.moeder["das"], tekst=tekst, by=rum.sekretaer)
    rum.decide(punkt, "betinget", betingelser="Belægningen vises til FU i maj.")
    linje = public_lines(publish(rum))["A"]
    assert linje["betingelse"] == ("Belægningen vises til FU i maj." if aaben else "")
    assert linje["godkendt"] == {"af": str(rum.udvalg["das"]), "den": DAS.isoformat()}


def test_figures_from_before_the_budget_are_marked_until_they_are_confirmed(rum):
    indsendelse = submit(rum, line(rum.hus.tilbud, "A", 1100), foreloebig=True)
    rum.approve()
    assert publish(rum).indhold["tilbud"][0]["foreloebig"] is True
    confirm_budget(indsendelse=indsendelse, by=rum.hus.indberetter)
    ny = publish(rum, "Budgettet er vedtaget")
    assert ny.indhold["tilbud"][0]["foreloebig"] is False


def test_a_change_within_the_year_says_from_when_and_what_applied_before(rum):
    tilbud = rum.hus.tilbud
    submit(rum, line(tilbud, "A", 1100), line(tilbud, "B", 900), line(tilbud, "C", 700))
    rum.approve()
    submit(rum, line(tilbud, "A", 1188), line(tilbud, "B", 900), gaelder_fra=JULI)
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    bilag = publish(rum)
    a, b = public_lines(bilag)["A"], public_lines(bilag)["B"]
    assert (a["takst_kr"], a["gaelder_fra"]) == ("1188", "2027-07-01")
    assert a["tidligere"] == [{"fra": "2027-01-01", "til": "2027-06-30", "takst_kr": "1100"}]
    assert (b["gaelder_fra"], b["tidligere"]) == ("2027-01-01", []), "nothing changed for it"
    (c,) = bilag.indhold["tilbud"][0]["ophoerte"]
    assert (c["navn"], c["takst_kr"], c["gaelder_til"]) == ("C", "700", "2027-06-30")
    assert bilag.indhold["i_alt"]["linjer"] == 2


def test_what_one_buyer_paid_earlier_in_the_year_stays_secret(rum):
    tilbud = rum.hus.tilbud
    submit(rum, line(tilbud, "A", 1100), line(tilbud, "B", 977, pladser="1"), line(tilbud, "C", 766, pladser="1"))
    rum.approve()
    submit(rum, line(tilbud, "A", 1100), line(tilbud, "B", 899), gaelder_fra=JULI)
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    bilag = publish(rum)
    assert public_lines(bilag)["B"]["tidligere"] == []
    assert "977" not in json.dumps(bilag.indhold) and "766" not in json.dumps(bilag.indhold)


def test_last_years_takst_is_what_was_public_last_year_by_id_or_by_a_bridge(rum):
    tilbud = rum.hus.tilbud
    gamle = (line(tilbud, "A", 1000), line(tilbud, "B", 955, pladser="1"), line(tilbud, "Gammel", 800))
    rum.hus.confirm(2026, **lines(tilbud, *gamle))
    rum.hus.publish(2026)
    nye = (line(tilbud, "A", 1100), line(tilbud, "B", 960), line(tilbud, "Ny", 840), line(tilbud, "Heltny", 500))
    bro = [{"fra_linje": f"{tilbud.kode}-Gammel", "til_linje": f"{tilbud.kode}-Ny", "andel": "1"}]
    submit(rum, *nye, bro=bro)
    rum.approve()
    linjer = public_lines(publish(rum))
    assert {navn: linje["forrige_kr"] for navn, linje in linjer.items()} == {
        "A": "1000",
        "B": None,
        "Ny": "800",
        "Heltny": None,
    }
    assert (linjer["A"]["aendring_procent"], linjer["A"]["pladser_forrige"]) == ("10", "5")


def test_a_tilbud_that_goes_on_in_another_brings_last_years_takst_along(rum):
    tilbud, ny = rum.hus.tilbud, rum.hus.register.tilbud("Bøgehuset")
    rum.hus.confirm(2026, **lines(tilbud, line(tilbud, "A", 1000)))
    rum.hus.publish(2026)
    Efterfoelger.objects.create(
        fra=tilbud, til=ny, art="sammenlaegning", gaelder_fra=dt.date(AAR, 1, 1), registreret_by=rum.hus.register.by
    )
    submit(rum, line(tilbud, "A", 1100), tilbud=ny)
    rum.approve()
    (det,) = publish(rum).indhold["tilbud"]
    assert det["forgaengere"] == [tilbud.kode]
    assert det["beregninger"][0]["linjer"][0]["forrige_kr"] == "1000"


def test_an_operator_that_closes_or_is_taken_over_in_mid_round(rum):
    tilbud, andet = rum.hus.tilbud, rum.hus.register.tilbud("Bøgehuset")
    submit(rum, line(tilbud, "A", 1100))
    submit(rum, line(andet, "A", 1300), tilbud=andet)
    rum.approve()
    told = rum.hus.register.told(dt.date(2026, 12, 1), dt.datetime(2026, 11, 17, 9, tzinfo=dt.UTC))
    append(Statusfakta, tilbud, told, status=Status.LUKKET)
    append(Stamfakta, andet, told, driftsherre=rum.hus.register.aalborg)
    udkast = draft(rum)
    assert [(et["navn"], et["driftsherre"]["navn"]) for et in udkast.indhold["tilbud"]] == [("Bøgehuset", "Aalborg")]
    assert [et.grund for et in udkast.tilbageholdt] == [IKKE_I_DRIFT]


def test_a_year_that_closes_in_spring_is_still_in_the_takstbilag(rum):
    submit(rum, line(rum.hus.tilbud, "A", 1100))
    rum.approve()
    told = rum.hus.register.told(dt.date(AAR, 4, 1), dt.datetime(2026, 11, 17, 9, tzinfo=dt.UTC))
    append(Statusfakta, rum.hus.tilbud, told, status=Status.LUKKET)
    rum.go_to(dt.date(AAR, 5, 1))
    assert draft(rum).indhold["i_alt"]["tilbud"] == 1


def test_a_year_without_a_round_says_that_it_was_taken_over(rum):
    bilag = rum.hus.publish(2026)
    assert (bilag.indhold["grundlag"], bilag.indhold["regelsaet"]) == ("overtaget", None)
    assert [et["navn"] for et in bilag.indhold["tilbud"]] == ["Lærkehuset"]


def test_what_no_body_with_a_mandate_has_approved_is_not_in_it(rum):
    submit(rum, line(rum.hus.tilbud, "A", 1100))
    rum.go_to(FU)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    assert draft(rum).indhold["tilbud"] == []
    assert draft(rum).hindring


def test_an_edition_costs_the_same_queries_however_many_tilbud(rum):
    antal = []
    for flere in (1, 4):
        for nr in range(flere):
            tilbud = rum.hus.register.tilbud(f"Hus {flere}{nr}")
            submit(rum, line(tilbud, "A", 1100), tilbud=tilbud)
        rum.go_to(DAS)
        rum.decide(rum.point(rum.moeder["das"]), "godkendt")
        with CaptureQueriesContext(connection) as spurgt:
            draft(rum)
        antal.append(len(spurgt))
    assert antal[0] == antal[1]
