"""Surplus: what may be set aside, what is returned through the takst, and when a set-aside has expired.

Source: the clause on handling of surplus, North Jutland 2021 and later. The delay before the rest is carried into the
takst follows Region Syddanmark's model and is assumed; rules for a deficit are not seen and therefore not here.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.forklaring import Led, clamp, entered, percent_of, subtract
from socialaftale.regler.parametre import Overskudsregler

KR = "kr."


class Overskudsdeling(NamedTuple):
    """A year's surplus in kroner: set aside, and the rest, which lowers the takst of `indregnes_aar`."""

    hensat: Led
    tilbage: Led
    indregnes_aar: int
    udloeber_aar: int


class Forbrug(NamedTuple):
    """A use of set-aside surplus: accounts year, kroner, and whether the tilbud lies inside the agreement."""

    aar: int
    beloeb_kr: Decimal
    inden_for_aftalen: bool


class UlovligtForbrug(ValueError):
    """A use the agreement does not allow; the message is Danish and says why."""


def share_surplus(
    aar: int, overskud_kr: Decimal, grundlag_kr: Decimal, oenske_kr: Decimal, regler: Overskudsregler
) -> Overskudsdeling:
    """Split the surplus of accounts year `aar`: the wish, at most 5 % of the basis and never above the surplus.

    Raises ValueError where there is no surplus or the wish is negative.
    """
    if overskud_kr <= 0 or oenske_kr < 0:
        raise ValueError("Der skal være et overskud, og det ønskede beløb må ikke være under 0.")
    overskud = entered("Overskud", overskud_kr, KR, "overskud")
    loft = percent_of(
        "Højeste hensættelse",
        entered("Takstgrundlag", grundlag_kr, KR, "grundlag"),
        regler.hensaettelse_loft.led("Loft i procent"),
        KR,
    )
    hoejst = min(loft, overskud, key=lambda led: led.vaerdi)
    hensat = clamp("Hensat", entered("Ønsket hensættelse", oenske_kr, KR, "oenske"), _ZERO, hoejst)
    tilbage = subtract("Tilbage gennem taksten", overskud, hensat, KR)
    return Overskudsdeling(
        hensat, tilbage, aar + int(regler.indregning_forskydning.vaerdi), aar + int(regler.hensaettelse_aar.vaerdi)
    )


def unused_set_aside(aar: int, hensat_kr: Decimal, forbrug: Sequence[Forbrug], regler: Overskudsregler) -> Decimal:
    """Kroner left of the surplus set aside in `aar`, after uses within the years allowed.

    Raises UlovligtForbrug for a use outside the agreement, before or after the years allowed, or beyond what is left.
    """
    sidste_aar = aar + int(regler.hensaettelse_aar.vaerdi)
    tilbage = hensat_kr
    for brug in sorted(forbrug, key=lambda brug: brug.aar):
        _refuse_unlawful(brug, aar, sidste_aar, tilbage)
        tilbage -= brug.beloeb_kr
    return tilbage


def is_expired(aar: int, tilbage_kr: Decimal, i_aar: int, regler: Overskudsregler) -> bool:
    """True where something is left of the set-aside from `aar` after its last year: 2021 by the end of 2026."""
    return tilbage_kr > 0 and i_aar > aar + int(regler.hensaettelse_aar.vaerdi)


def _refuse_unlawful(brug: Forbrug, aar: int, sidste_aar: int, tilbage: Decimal) -> None:
    if not brug.inden_for_aftalen:
        raise UlovligtForbrug("Overskud fra et tilbud i Socialaftalen må ikke bruges på et tilbud uden for den.")
    if not aar < brug.aar <= sidste_aar:
        raise UlovligtForbrug(
            f"Overskud hensat i {aar} kan bruges fra {aar + 1} til og med {sidste_aar}, ikke i {brug.aar}."
        )
    if brug.beloeb_kr > tilbage:
        raise UlovligtForbrug(f"Der er {tilbage} kr. tilbage af det hensatte fra {aar}. Ret beløbet for {brug.aar}.")


_ZERO = entered("Mindst", 0, KR, "")
