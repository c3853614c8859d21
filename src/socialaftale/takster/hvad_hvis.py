"""The answer to a what-if: each line as it is and as it would be. Stored nowhere."""

from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.forklaring import KanIkkeBeregnes, Led
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.beregn import compute_beregning
from socialaftale.regler.takst.hvad_hvis import Aendring, with_change
from socialaftale.regler.takst.opgave import Linje, Takstberegning


class Ramme(NamedTuple):
    """The takst year and its rules."""

    aar: int
    regelsaet: Regelsaet


class Svarlinje(NamedTuple):
    """One line now and as it would be, kroner per unit, with the explanation of the second."""

    linje: Linje
    nu_kr: Decimal
    saa_kr: Decimal
    forklaring: Led

    @property
    def forskel_kr(self) -> Decimal:
        return self.saa_kr - self.nu_kr


class Svar(NamedTuple):
    """The lines, or the Danish reason why there are none."""

    linjer: tuple[Svarlinje, ...]
    kan_ikke: str = ""


def compare(beregning: Takstberegning, aendring: Aendring, ramme: Ramme) -> Svar:
    """The takster that the basis gives now beside those it would give after the change."""
    navne = {linje.id: linje for linje in beregning.linjer}
    try:
        nu = compute_beregning(beregning, ramme.regelsaet, ramme.aar)
        saa = compute_beregning(with_change(beregning, aendring), ramme.regelsaet, ramme.aar)
    except KanIkkeBeregnes as grund:
        return Svar((), str(grund))
    par = zip(nu, saa, strict=True)
    return Svar(
        tuple(
            Svarlinje(navne[foer.linje], foer.takst_kr, efter.takst_kr, efter.takst)
            for foer, efter in par
            if foer.linje in navne
        )
    )
