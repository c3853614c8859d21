"""The programme of a meeting: when each point is, and what cannot be at the same time. Minutes are of the day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

DOEGN = 24 * 60


class Gaest(NamedTuple):
    """A guest of a point; where the hours are unknown, those of the point."""

    navn: str
    organisation: str = ""
    fra: dt.time | None = None
    til: dt.time | None = None

    def is_same(self, anden: "Gaest") -> bool:
        """Tell whether it is the same person: one name, and organisations that do not speak against it."""
        steder = {_folded(self.organisation), _folded(anden.organisation)} - {""}
        return _folded(self.navn) == _folded(anden.navn) and len(steder) < 2


class Post(NamedTuple):
    """One point as it was planned; None is what nobody has said."""

    nummer: int
    fra: dt.time | None = None
    minutter: int | None = None
    gaester: tuple[Gaest, ...] = ()


class Tid(NamedTuple):
    """From a minute to a minute, the last one not included; `til` is None where the length is unknown."""

    fra: int
    til: int | None

    def __str__(self) -> str:
        return clock(self.fra) if self.til is None else f"{clock(self.fra)}-{clock(self.til)}"


class Moedetid(NamedTuple):
    """The meeting's own hours, None where they are not fixed."""

    fra: dt.time | None = None
    til: dt.time | None = None


def clock(minut: int) -> str:
    """Return a minute of the day as Danes write it: 9.05."""
    return f"{minut // 60 % 24}.{minut % 60:02}"


def schedule(moede: Moedetid, poster: Sequence[Post]) -> list[Tid | None]:
    """Return when each point is, None where that cannot be told.

    In words: a point begins when it was said to, else when the one before it ends, the first when the meeting begins;
    it ends after its minutes. Source: fixed for the platform. Unit: minutes of the day. Raises nothing.
    """
    tider: list[Tid | None] = []
    slut = _minute(moede.fra)
    for post in poster:
        fra = slut if post.fra is None else _minute(post.fra)
        slut = None if fra is None or post.minutter is None else fra + post.minutter
        tider.append(None if fra is None else Tid(fra, slut))
    return tider


def warnings(moede: Moedetid, poster: Sequence[Post]) -> list[str]:
    """Return what does not fit, in Danish: points at once, guests in two places, and what lies outside the meeting."""
    planlagt = [(post, tid) for post, tid in zip(poster, schedule(moede, poster), strict=True) if tid]
    return [*_points_at_once(planlagt), *_outside(moede, planlagt), *_guests_away(planlagt), *_guests_twice(planlagt)]


Planlagt = list[tuple[Post, Tid]]


def _points_at_once(planlagt: Planlagt) -> Iterator[str]:
    for (en, ens), (anden, andens) in combinations(planlagt, 2):
        if faelles := _common(ens, andens):
            yield (
                f"Punkt {en.nummer} (kl. {ens}) og punkt {anden.nummer} (kl. {andens}) overlapper "
                f"{_minutes(faelles)}. Flyt det ene, eller gør det kortere."
            )


def _outside(moede: Moedetid, planlagt: Planlagt) -> Iterator[str]:
    fra, til = _minute(moede.fra), _minute(moede.til)
    for post, tid in planlagt:
        if fra is not None and tid.fra < fra:
            yield f"Punkt {post.nummer} begynder kl. {clock(tid.fra)}, før mødet begynder kl. {clock(fra)}."
        slutter = tid.fra + 1 if tid.til is None else tid.til
        if til is not None and slutter > til:
            hvad = f"begynder kl. {clock(tid.fra)}" if tid.til is None else f"slutter kl. {clock(tid.til)}"
            yield f"Punkt {post.nummer} {hvad}, efter mødet slutter kl. {clock(til)}."
        elif slutter > DOEGN:
            yield f"Punkt {post.nummer} slutter efter midnat. Ret tiden eller varigheden."


def _guests_away(planlagt: Planlagt) -> Iterator[str]:
    for post, tid in planlagt:
        for gaest in post.gaester:
            der = _presence(gaest, tid)
            if der and tid.til is not None and not _common(der, tid):
                yield f"{gaest.navn} er gæst ved punkt {post.nummer} kl. {der}, men punktet er kl. {tid}."


def _guests_twice(planlagt: Planlagt) -> Iterator[str]:
    alle = [(post, gaest, _presence(gaest, tid)) for post, tid in planlagt for gaest in post.gaester]
    for (en, gaest, her), (anden, samme, der) in combinations(alle, 2):
        if en.nummer != anden.nummer and gaest.is_same(samme) and her and der and _common(her, der):
            yield (
                f"{gaest.navn} er gæst to steder på én gang: punkt {en.nummer} kl. {her} "
                f"og punkt {anden.nummer} kl. {der}."
            )


def _presence(gaest: Gaest, punktets: Tid) -> Tid | None:
    """When the guest is there: the guest's own hours, else the point's; None where the end is unknown."""
    fra = punktets.fra if gaest.fra is None else _minute(gaest.fra)
    til = punktets.til if gaest.til is None else _minute(gaest.til)
    return None if fra is None or til is None else Tid(fra, til)


def _common(en: Tid, anden: Tid) -> int:
    """How many minutes two have in common; 0 where the end of one is unknown."""
    if en.til is None or anden.til is None:
        return 0
    return max(0, min(en.til, anden.til) - max(en.fra, anden.fra))


def _minute(klokken: dt.time | None) -> int | None:
    return None if klokken is None else klokken.hour * 60 + klokken.minute


def _minutes(antal: int) -> str:
    return "1 minut" if antal == 1 else f"{antal} minutter"


def _folded(tekst: str) -> str:
    return " ".join(tekst.casefold().split())
