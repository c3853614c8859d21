"""Where a remark stands: derived from its last step and from what stands at its place now."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.db.models import TextChoices

from .models import Bemaerkningstrin

Art = Bemaerkningstrin.Art


class Stilling(TextChoices):
    NY = "ny", "ikke sendt endnu"
    SENDT = "sendt", "venter på svar"
    BESVARET = "besvaret", "besvaret"
    AFKLARET = "afklaret", "afklaret"
    FASTHOLDT = "fastholdt", "fastholdt"
    GENAABNET = "genaabnet", "åbnet igen: indholdet er ændret siden"
    TRUKKET = "trukket", "trukket tilbage"


BORTE = ""
"""Stands for the hash of a place that is no longer reported."""
AABNE = (Stilling.NY, Stilling.SENDT, Stilling.BESVARET, Stilling.FASTHOLDT, Stilling.GENAABNET)
_EFTER = {
    Art.SENDT: Stilling.SENDT,
    Art.SVAR: Stilling.BESVARET,
    Art.AFKLARET: Stilling.AFKLARET,
    Art.FASTHOLDT: Stilling.FASTHOLDT,
    Art.TRUKKET: Stilling.TRUKKET,
}


class Omtalt(Protocol):
    """What is asked of a remark to say where it stands."""

    @property
    def indhold_sha256(self) -> str: ...


class Stand(NamedTuple):
    """`aendret`: what stands at the place is not what the last word was about. `findes` is False for a line gone."""

    stilling: Stilling
    aendret: bool
    findes: bool

    @property
    def er_aaben(self) -> bool:
        return self.stilling in AABNE


def stand_of(bemaerkning: Omtalt, trin: Sequence[Bemaerkningstrin], nu: str | None) -> Stand:
    """Where a remark stands with its steps in order; `nu` is the hash at its place in the newest submission.

    `nu` None means that the place is no longer there. What was settled opens again where the content changed; what was
    settled about a line that is gone stays settled until it comes back.
    """
    sidste = trin[-1] if trin else None
    talt_om = sidste.indhold_sha256 if sidste else bemaerkning.indhold_sha256
    aendret = (nu or BORTE) != talt_om
    stilling = _EFTER[Art(sidste.art)] if sidste else Stilling.NY
    if stilling is Stilling.AFKLARET and aendret:
        stilling = Stilling.GENAABNET
    return Stand(stilling, aendret, nu is not None)


def is_sent(trin: Sequence[Bemaerkningstrin]) -> bool:
    """Whether the driftsherre has been told."""
    return any(et.art == Art.SENDT for et in trin)
