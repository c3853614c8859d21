"""The volumes inside a structure: places on levels, packages and phases, and hours sold."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from socialaftale.regler.takst.opgave import (
    BasisPakker,
    BasisTimer,
    Fase,
    Forloeb,
    Niveau,
    Niveauer,
    Pakke,
    Takstberegning,
    Timetakst,
)

_Post = TypeVar("_Post", Niveau, Pakke, Fase)


def with_volumes_of(gammel: Takstberegning, ny: Takstberegning) -> Takstberegning:
    """`gammel` with the places and hours of `ny`, its own structure otherwise.

    Where the two structures are of different kinds or have different lines, only the places of the whole calculation
    are moved: the rest of the change is structure.
    """
    skiftet = gammel.model_copy(update={"pladser": ny.pladser})
    if gammel.struktur is None or type(gammel.struktur) is not type(ny.struktur):
        return skiftet
    move = _MOVES.get(type(gammel.struktur))
    return skiftet.model_copy(update={"struktur": move(gammel.struktur, ny.struktur)}) if move else skiftet


def _hours(gammel: BasisTimer | Timetakst, ny: BasisTimer | Timetakst) -> BasisTimer | Timetakst:
    return gammel.model_copy(update={"timer_i_alt": ny.timer_i_alt})


def _places_of(felt: str) -> Callable[[Any, Any], Any]:
    def move(gammel: Any, ny: Any) -> Any:
        poster = _with_places(getattr(gammel, felt), getattr(ny, felt))
        return gammel.model_copy(update={felt: poster})

    return move


def _with_places(gamle: Sequence[_Post], nye: Sequence[_Post]) -> tuple[_Post, ...]:
    pladser = {post.linje: post.pladser for post in nye}
    if set(pladser) != {post.linje for post in gamle}:
        return tuple(gamle)
    return tuple(post.model_copy(update={"pladser": pladser[post.linje]}) for post in gamle)


_MOVES: dict[type, Callable[[Any, Any], Any]] = {
    BasisTimer: _hours,
    Timetakst: _hours,
    Niveauer: _places_of("niveauer"),
    BasisPakker: _places_of("pakker"),
    Forloeb: _places_of("faser"),
}
