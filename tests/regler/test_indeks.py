"""The comparable index across a break of structure. Cases are `konstrueret`."""

from decimal import Decimal

from socialaftale.regler.takst.indeks import Indeksled, Prislinje, chain, year_link
from socialaftale.regler.takst.opgave import Bro


def line(linje: str, takst: int, maengde: int) -> Prislinje:
    return Prislinje(linje, Decimal(takst), Decimal(maengde))


def test_same_lines_are_weighted_by_last_year_s_place_days() -> None:
    led = year_link([line("A", 1000, 300), line("B", 2000, 100)], {"A": Decimal(1100), "B": Decimal(2000)}, [])
    assert led == Indeksled(Decimal("1.06"), Decimal(1))  # (330.000 + 200.000) ÷ 500.000


def test_bridge_carries_the_index_over_a_new_structure() -> None:
    broer = [
        Bro(fra_linje="A", til_linje="N1", andel=Decimal("0.5")),
        Bro(fra_linje="A", til_linje="N2", andel=Decimal("0.5")),
    ]
    led = year_link([line("A", 1000, 10)], {"N1": Decimal(800), "N2": Decimal(1240)}, broer)
    assert led == Indeksled(Decimal("1.02"), Decimal(1))


def test_lines_that_cannot_be_compared_lower_the_coverage() -> None:
    led = year_link([line("A", 1000, 10), line("B", 1000, 30)], {"A": Decimal(1030)}, [])
    assert led == Indeksled(Decimal("1.03"), Decimal("0.25"))


def test_a_bridge_that_loses_places_is_not_used() -> None:
    broer = [Bro(fra_linje="A", til_linje="N1", andel=Decimal("0.5"))]
    assert year_link([line("A", 1000, 10)], {"N1": Decimal(800)}, broer) is None


def test_chain_multiplies_links_and_stops_where_nothing_can_be_compared() -> None:
    led = [Indeksled(Decimal("1.02"), Decimal(1)), Indeksled(Decimal("1.03"), Decimal("0.9")), None]
    punkter = chain(2024, led)
    assert [(punkt.aar, punkt.indeks) for punkt in punkter] == [
        (2024, Decimal(100)),
        (2025, Decimal(102)),
        (2026, Decimal("105.06")),
    ]
