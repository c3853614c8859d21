"""Takster against PL: chained beside each other, and the change in real terms. Cases are `konstrueret`."""

from decimal import Decimal

from socialaftale.regler.parametre import Parameter
from socialaftale.regler.takst.indeks import Indekspunkt
from socialaftale.regler.takst.prisudvikling import against_pl


def sats(procent: str) -> Parameter:
    return Parameter(vaerdi=Decimal(procent), enhed="procent", kilde="Prøve", sikkerhed="antaget")


def point(aar: int, indeks: str) -> Indekspunkt:
    return Indekspunkt(aar, Decimal(indeks), Decimal("0.9"))


def test_pl_is_chained_and_the_real_change_is_what_lies_beyond_it() -> None:
    # PL: 100 × 1,02 × 1,03 = 105,06. Takster 110,313 ÷ 105,06 = 1,05: 5 % over PL.
    punkter = against_pl([point(2025, "100"), point(2026, "102"), point(2027, "110.313")],
                         {2026: sats("2"), 2027: sats("3")})  # fmt: skip
    assert [punkt.pl.vaerdi for punkt in punkter if punkt.pl] == [100, 102, Decimal("105.06")]
    assert [punkt.realt.vaerdi for punkt in punkter if punkt.realt] == [0, 0, 5]
    assert punkter[2].daekning == Decimal("0.9")


def test_the_rate_of_the_first_year_moves_nothing() -> None:
    punkter = against_pl([point(2025, "100"), point(2026, "101")], {2025: sats("9"), 2026: sats("1")})
    assert [punkt.realt.vaerdi for punkt in punkter if punkt.realt] == [0, 0]


def test_a_year_without_a_rate_has_no_real_change_and_neither_have_those_after_it() -> None:
    punkter = against_pl([point(2025, "100"), point(2026, "102"), point(2027, "104")], {2027: sats("3")})
    assert [punkt.realt is None for punkt in punkter] == [False, True, True]
    assert punkter[2].takst.vaerdi == 104


def test_an_assumed_rate_shows_as_assumed_in_the_tree() -> None:
    [_, punkt] = against_pl([point(2025, "100"), point(2026, "102")], {2026: sats("2")})
    assert punkt.realt is not None
    assert "antaget" in {led.sikkerhed for led in punkt.realt.walk()}
