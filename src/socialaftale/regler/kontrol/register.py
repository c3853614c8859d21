"""The registry of checks: one pure function each, with id, source, when it speaks and what to do."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol, TypeVar

from socialaftale.regler.kontrol.fund import Fund, Svar


class Emne(Protocol):
    """What a check is given: it knows its place in the report."""

    @property
    def sted(self) -> tuple[str, str, str]:
        """Ids of tilbud, calculation and line; empty where the subject is larger."""
        ...


E = TypeVar("E", bound=Emne)


class Kontrol(NamedTuple):
    """One check. `emne` is the type its function is given: a whole report, a tilbud, a calculation or a line."""

    id: str
    emne: type
    titel: str
    naar: str
    kilde: str
    hvad_goer_du: str
    funktion: Callable[[Any], Iterable[Svar]]

    def ask(self, emne: Emne) -> Iterable[Fund]:
        """The findings of this check on one subject."""
        for svar in self.funktion(emne):
            tilbud, beregning, linje = emne.sted
            yield Fund(
                self.id,
                svar.alvor,
                svar.tilbud or tilbud,
                svar.beregning or beregning,
                svar.linje or linje,
                svar.felt,
                svar.besked.replace("kr..", "kr."),
                self.hvad_goer_du,
            )


KONTROLLER: dict[str, Kontrol] = {}


def kontrol(
    emne: type[E], id: str, *, titel: str, naar: str, kilde: str, hvad_goer_du: str
) -> Callable[[Callable[[E], Iterable[Svar]]], Callable[[E], Iterable[Svar]]]:
    """Register the function as the check `id` of every subject of type `emne`. Raises ValueError for an id in use."""
    if id in KONTROLLER:
        raise ValueError(f"Kontrollen {id} findes to gange.")

    def register(funktion: Callable[[E], Iterable[Svar]]) -> Callable[[E], Iterable[Svar]]:
        KONTROLLER[id] = Kontrol(id, emne, titel, naar, kilde, hvad_goer_du, funktion)
        return funktion

    return register


def checks_for(emne: type) -> tuple[Kontrol, ...]:
    """Every check of that kind of subject, in the order they were written."""
    return tuple(kontrol for kontrol in KONTROLLER.values() if kontrol.emne is emne)
