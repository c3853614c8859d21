"""A constructed driftsherre with tilbud of every structure, this year and last. All names and figures are invented."""

from functools import cache

from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.eksempel.indberetning import build_series, year_of
from socialaftale.takster.eksempel.profil import Gruppe, Sted

_GRUPPER = (
    ("Hus A, § 107", "sel-107", "doegn", 12),
    ("Hus B, § 108", "sel-108", "doegn", 16),
    ("Værksted, § 103", "sel-103", "dag", 30),
    ("Samvær, § 104", "sel-104", "dag", 24),
    ("Akuthus, § 110", "sel-110", "doegn", 10),
    ("Rådgivning, § 101", "sel-101", "ambulant", 6),
)
_NAVNE = ("Engbakken", "Lyngholm", "Fjordhuset", "Skovbo", "Birkely", "Strandvangen", "Mosegården")


@cache
def example_pair(antal: int = 4, aar: int = 2026) -> tuple[Indberetning, Indberetning]:
    """Last year's report and this year's of `antal` tilbud with two calculations each."""
    serier = [build_series([(_place(nr), year_of(aar - 1)), (_place(nr), year_of(aar))]) for nr in range(antal)]
    forrige, ny = (
        Indberetning(
            skema="indberetning/1",
            aar=aar - 1 + nr,
            driftsherre="860",
            driftsherre_navn="Hjørring Kommune (konstrueret)",
            tilbud=tuple(serie[nr] for serie in serier),
        )
        for nr in (0, 1)
    )
    return forrige, ny


def lines_of(indberetning: Indberetning) -> int:
    """How many takst lines the report has."""
    return sum(len(beregning.linjer) for tilbud in indberetning.tilbud for beregning in tilbud.beregninger)


def _place(nr: int) -> Sted:
    grupper = tuple(Gruppe(f"G{nr}-{n}", *_GRUPPER[(nr + n * 2) % len(_GRUPPER)]) for n in range(2))
    return Sted(f"T{nr}", f"{_NAVNE[nr % len(_NAVNE)]} {nr // len(_NAVNE) + 1}", "860", grupper)
