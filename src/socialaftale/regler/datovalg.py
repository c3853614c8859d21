"""Which of several days suits best, from what each member answered."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Svar(StrEnum):
    """What a member says of a day; `helst` is a yes that is liked best."""

    JA = "ja"
    HELST = "helst"
    NEJ = "nej"


@dataclass(frozen=True)
class Dagsvar:
    """A day with the answers by name, who has not answered, and what speaks against it (day off, another meeting)."""

    noegle: int
    dato: dt.date
    svar: Mapping[str, Svar]
    mangler: tuple[str, ...] = ()
    noter: tuple[str, ...] = ()

    def who(self, svar: Svar) -> list[str]:
        return sorted(navn for navn, sagt in self.svar.items() if sagt == svar)


def best_first(dage: Iterable[Dagsvar]) -> list[Dagsvar]:
    """Return the days, the best first. In words: the fewest who cannot, then nothing against the day, then the fewest
    who have not answered, then the most who like it best, then the earliest. Source: our own choice, as a secretary
    would do it. Raises nothing.
    """
    return sorted(dage, key=_order)


def _order(dag: Dagsvar) -> tuple[object, ...]:
    nej, helst = len(dag.who(Svar.NEJ)), len(dag.who(Svar.HELST))
    return (nej, bool(dag.noter), len(dag.mangler), -helst, dag.dato)


def reason(dag: Dagsvar) -> str:
    """Return in Danish why a day stands where it does. Source: `best_first`."""
    nej, helst = dag.who(Svar.NEJ), dag.who(Svar.HELST)
    kan = len(dag.svar) - len(nej)
    dele = [f"{_people(kan)} kan", f"{_people(len(nej))} kan ikke" if nej else "ingen har sagt nej"]
    if helst:
        dele.append(f"{_people(len(helst))} vil helst den dag")
    if dag.mangler:
        dele.append(f"{_people(len(dag.mangler))} har ikke svaret")
    tekst = ", ".join(dele)
    return f"{tekst[0].upper()}{tekst[1:]}."


def _people(antal: int) -> str:
    return str(antal) if antal else "ingen"
