from decimal import Decimal

from socialaftale.regler.takst.beregn import compute_beregning
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.takster.eksempel.indberetning import build_series, year_of
from socialaftale.takster.eksempel.profil import Gruppe, Sted
from socialaftale.takster.indhold import dump
from socialaftale.takster.synlighed import short_report, why_not_public, without_costs

STED = Sted("T1", "Egely", "860", tuple(Gruppe(f"G{n}", f"Hus {n}", "sel-108", "doegn", 12) for n in range(12)))
AAR = year_of(2026)


def report() -> TilbudIndberetning:
    return build_series([(STED, year_of(2025)), (STED, AAR)])[1]


def test_the_short_report_holds_no_cost():
    rapport = report()
    tekst = str(dump(short_report(rapport, {})))
    for beregning in rapport.beregninger:
        for post in beregning.grundlag.omkostninger:
            assert post.tekst not in tekst
            assert str(post.beloeb_kr) not in tekst
    assert "omkostning_kr" in str(dump(rapport))
    assert "omkostning_kr" not in tekst


def test_the_short_report_keeps_what_is_asked_of_everyone():
    fuld = report().beregninger[0]
    kort = short_report(report(), {}).beregninger[0]
    assert kort.overhead_procent == fuld.grundlag.overhead.procent
    assert (kort.pladser, kort.belaegning) == (fuld.pladser, fuld.belaegning)
    assert kort.linjer == fuld.linjer


def test_a_takst_left_to_the_basis_is_filled_in_before_the_basis_is_taken_away():
    rapport = report()
    uden = rapport.model_dump(by_alias=True)
    linje = uden["beregninger"][0]["linjer"][0]
    linje["takst_kr"] = None
    kort = short_report(TilbudIndberetning.model_validate(uden), {linje["id"]: Decimal(1234)})
    assert kort.beregninger[0].linjer[0].takst_kr == 1234


def test_the_tree_of_others_ends_at_the_basis_total_and_still_has_its_value():
    for beregning in report().beregninger:
        poster = {post.tekst for post in beregning.grundlag.omkostninger}
        for resultat in compute_beregning(beregning, AAR.regelsaet, AAR.aar):
            assert poster & {led.navn for led in resultat.takst.walk()}, "the driftsherre sees the lines"
            beskaaret = without_costs(resultat.takst)
            assert beskaaret.vaerdi == resultat.takst.vaerdi
            assert not poster & {led.navn for led in beskaaret.walk()}
            assert not any(led.felt.startswith("grundlag") for led in beskaaret.walk())
            navne = {led.navn for led in beskaaret.walk()}
            assert navne & {"Takstgrundlag", "Basisdel af grundlaget", "Ydelsesdel af grundlaget"}


def test_public_lines_are_the_list_takster_only():
    kort = short_report(report(), {})
    assert "forhandlet" in {linje.type for beregning in kort.beregninger for linje in beregning.linjer}
    linjer = [linje for et in kort.beregninger for linje in et.linjer if not why_not_public(linje, et)]
    assert linjer
    assert "forhandlet" not in {linje.type for linje in linjer}
    assert all(linje.indhold and linje.takst_kr > 0 for linje in linjer)
