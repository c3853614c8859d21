"""How far a tilbud has come in a takst round: derived from its draft, its remarks and what was decided. Reads no row.

Every page that says where a tilbud stands asks here, through `takster.rundestand`: then the driftsherre, the
secretariat and the bodies are told the same.
"""

from collections.abc import Iterable

from django.db.models import TextChoices

from socialaftale.regler.kontrol import Alvor, Fund

from ..afgoerelse.models import GODKENDT, Linjeafgoerelse
from ..gennemgang.stilling import Stand, Stilling

Udfald = Linjeafgoerelse.Udfald


class Trin(TextChoices):
    """The first four are the driftsherre's own matter; the others are seen by everyone with a part in the round."""

    IKKE_BEGYNDT = "ikke_begyndt", "ikke begyndt"
    KLADDE = "kladde", "kladde"
    SKAL_FORKLARES = "skal_forklares", "mangler forklaring"
    KLAR = "klar", "klar til at indsende"
    INDSENDT = "indsendt", "indsendt"
    BEMAERKNING = "bemaerkning", "bemærkning at svare på"
    INDSTILLET = "indstillet", "indstillet"
    GODKENDT = "godkendt", "godkendt"
    BETINGET = "betinget", "godkendt med betingelse"
    UDSAT = "udsat", "udsat"
    AFVIST = "afvist", "afvist"


EGNE = (Trin.IKKE_BEGYNDT, Trin.KLADDE, Trin.SKAL_FORKLARES, Trin.KLAR)
AFGJORT = (Trin.GODKENDT, Trin.BETINGET, Trin.AFVIST)


def draft_step(mangler: Iterable[Fund]) -> Trin:
    """Where a draft stands with the findings that keep it from being submitted."""
    alvor = {fund.alvor for fund in mangler}
    if Alvor.FEJL in alvor:
        return Trin.KLADDE
    return Trin.SKAL_FORKLARES if alvor else Trin.KLAR


def submitted_step(udfald: Iterable[str | None], venter: int) -> Trin:
    """Where a submission stands with the outcome of each of its lines (None: none yet) and remarks that wait.

    A remark that nobody answered goes before a recommendation, and a decision before both.
    """
    afgjort = decided_step(udfald)
    if afgjort in AFGJORT:
        return afgjort
    if venter:
        return Trin.BEMAERKNING
    return afgjort or Trin.INDSENDT


def decided_step(udfald: Iterable[str | None]) -> Trin | None:
    """What the lines together have come to; None where a line has no outcome, or there is no line."""
    alle = list(udfald)
    for et in (Udfald.AFVIST, Udfald.UDSAT):
        if et in alle:
            return Trin(et)
    if not alle or None in alle:
        return None
    if all(et in GODKENDT for et in alle):
        return Trin.BETINGET if Udfald.BETINGET in alle else Trin.GODKENDT
    return Trin.INDSTILLET


def waits_for_driftsherren(stand: Stand) -> bool:
    """Whether the driftsherre is to answer, or to mend and submit anew: not where it has done so since."""
    return stand.stilling in (Stilling.SENDT, Stilling.FASTHOLDT) and not stand.aendret
