"""Special needs that a place can meet: which there are, and what in the register tells of them."""

import datetime as dt
from collections.abc import Collection, Iterable
from functools import cache

from socialaftale.regler.dateret import Data, Kildet, read_rules


class Saerbehov(Data):
    """A special need. `om` ends the sentence "the tilbud has not said whether ..."; see the file for the rest."""

    kode: str
    navn: str
    om: str
    maalgrupper: tuple[str, ...] = ()
    ord: tuple[str, ...]


class Behovsliste(Kildet):
    id: str
    gaelder_fra: dt.date
    behov: tuple[Saerbehov, ...]


@cache
def all_needs() -> dict[str, Saerbehov]:
    """The needs of the newest list, by code. Source: `saerbehov-*.toml`."""
    return {et.kode: et for et in read_rules(Behovsliste, "saerbehov-*.toml")[-1].behov}


def names_of_needs(koder: Iterable[str]) -> tuple[str, ...]:
    """The names in the order of the list; a code that has left it is passed over."""
    valgte = set(koder)
    return tuple(et.navn for et in all_needs().values() if et.kode in valgte)


def named_needs(tekster: Iterable[str], maalgrupper: Collection[str] = ()) -> frozenset[str]:
    """The needs (by code) that a target group (by code) stands for, or that some word of the texts tells of.

    A text tells of a need where one of the need's words begins one of its own. Source: `saerbehov-*.toml`.
    """
    ord_ = [ord_ for tekst in tekster for ord_ in tekst.casefold().replace("-", " ").split()]
    return frozenset(
        behov.kode
        for behov in all_needs().values()
        if set(behov.maalgrupper) & set(maalgrupper)
        or any(et.startswith(begyndelse) for et in ord_ for begyndelse in behov.ord)
    )
