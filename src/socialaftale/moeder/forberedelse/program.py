"""When each point of a meeting is, and what in its programme does not fit."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from socialaftale.regler import program as regler

from ..models import Dagsordenspunkt, Moede


@dataclass(frozen=True)
class Program:
    """The times of the points by primary key, in words, and what does not fit."""

    tider: dict[int, str] = field(default_factory=dict)
    advarsler: list[str] = field(default_factory=list)


def read_program(moede: Moede, punkter: Sequence[Dagsordenspunkt]) -> Program:
    """Return the programme of a meeting from `in_order`, of its points in order with their guests."""
    punkter = [punkt for punkt in punkter if not punkt.taget_af_at]
    tid = regler.Moedetid(moede.fra_kl, moede.til_kl)
    poster = [_as_rule(punkt) for punkt in punkter]
    if not any(post.fra or post.minutter or post.gaester for post in poster):
        return Program()
    tider = zip(punkter, regler.schedule(tid, poster), strict=True)
    return Program({punkt.pk: f"kl. {nu}" for punkt, nu in tider if nu}, regler.warnings(tid, poster))


def _as_rule(punkt: Dagsordenspunkt) -> regler.Post:
    gaester = tuple(regler.Gaest(g.navn, g.organisation, g.fra_kl, g.til_kl) for g in punkt.gaester.all())
    return regler.Post(punkt.nummer, punkt.fra_kl, punkt.minutter, gaester)
