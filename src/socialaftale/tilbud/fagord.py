"""What the search knows of the register's paragraphs and target groups, also where other texts speak of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from socialaftale.faelles.soegning.ord import register_trade, split_words

from .reference import all_lovgrundlag, all_maalgrupper, same_law


def _trade() -> Iterator[str]:
    for gruppe in all_maalgrupper().values():
        yield from (gruppe.navn, *gruppe.soegeord)
    for lov in all_lovgrundlag().values():
        yield from (lov.navn, *lov.soegeord)


@cache
def _laws() -> dict[str, tuple[str, ...]]:
    """Return `sel107` -> the names of all paragraphs that begin so; `§107` too, where only one law has it."""
    koder: dict[str, set[str]] = defaultdict(set)
    for kode, lov in all_lovgrundlag().items():
        for ord_ in split_words(lov.paragraf):
            koder[ord_].add(kode)
            koder["§" + ord_.lstrip("abcdefghijklmnopqrstuvwxyz§")].add(kode)
    entydige = {
        ord_: egne for ord_, egne in koder.items() if ord_[0] != "§" or len({k.split("-")[0] for k in egne}) == 1
    }
    return {ord_: tuple(_names(egne)) for ord_, egne in entydige.items()}


def _names(koder: Iterable[str]) -> Iterator[str]:
    for kode in sorted({ens for egen in koder for ens in same_law(egen)}):
        lov = all_lovgrundlag()[kode]
        bar = lov.paragraf.partition("§")[2].lstrip("§")
        yield from (lov.paragraf, f"§ {bar}" if bar else "", lov.navn if lov.gaelder else "", *lov.soegeord)


register_trade(_trade, lambda paragraf: _laws().get(paragraf, ()))
