"""The price of a place is its own afdeling's, and lines that are called alike are told apart in words."""

from decimal import Decimal

import pytest

from socialaftale.pladssoegning.steder import Sted, place_prices
from socialaftale.pladssoegning.tekster import line_names, price
from socialaftale.regler.takst.opgave import Enhed, Linjetype, Timer
from socialaftale.takster.synlighed import OffentligLinje


def line(
    afdeling: str, kr: int = 1000, navn: str = "Basistakst", timer: int | None = None, indhold: str = ""
) -> OffentligLinje:
    antal = Timer(antal=Decimal(timer), pr="uge", art="ATA") if timer else None
    id_ = f"{afdeling}{kr}{navn}{timer}"
    return OffentligLinje("b", afdeling, id_, navn, Linjetype.BASIS, Enhed.DOEGN, Decimal(kr), None, antal, indhold)


def place(*linjer: OffentligLinje, afdeling: str = "Afdeling Øst") -> Sted:
    return Sted(None, None, None, place_prices(linjer, afdeling, True, 2026), None)


@pytest.mark.parametrize("navn", ["Afdeling Øst", "Afdeling Øst, SEL § 108"])
def test_an_afdelings_price_is_its_own_and_never_the_cheaper_neighbours(navn):
    sted = place(line("Afdeling Vest, SEL § 108", 900), line(navn, 1200), line("Afdeling Østre", 100))
    assert sted.takst_kr == 1200 and line_names(sted) == ["Basistakst"]
    assert price(sted) == "fra 1.200\xa0kr. pr. dag for Basistakst", "what a resident gets is paid on top"


def test_one_line_that_is_all_of_the_price_is_no_from():
    hel = line("Afdeling Øst", 1200, "Døgntakst")._replace(type=Linjetype.GENNEMSNIT)
    assert price(place(hel)) == "1.200\xa0kr. pr. dag"


@pytest.mark.parametrize(("linjer", "navne"), [
    ((line("A, SEL § 107"), line("A, SEL § 108")), ["Basistakst (A, SEL § 107)", "Basistakst (A, SEL § 108)"]),
    ((line("A", timer=7), line("A", 1100)), ["Basistakst (7 ATA-timer om ugen)", "Basistakst (uden oplyste timer)"]),
    ((line("A", indhold="Bolig"), line("A", 1100, indhold="Bolig og kost")),
     ["Basistakst (Bolig)", "Basistakst (Bolig og kost)"]),
    ((line("A"), line("A", 1100)), ["Basistakst (nr. 1)", "Basistakst (nr. 2)"]),
    ((line("A"), line("A", navn="Niveau 2")), ["Basistakst", "Niveau 2"]),
])  # fmt: skip
def test_no_two_lines_look_alike(linjer, navne):
    sted = place(*linjer, afdeling="A")
    assert line_names(sted) == navne
    assert price(sted).startswith(f"fra 1.000\xa0kr. pr. dag for {navne[0]}")
