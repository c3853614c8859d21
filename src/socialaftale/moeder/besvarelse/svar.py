"""What the answers to the items of a point add up to, and which items have none. Nothing is inferred."""

from collections.abc import Collection

from ..models import Beslutning, Dagsordenspunkt, Indstilling
from ..status import GODKENDELSER, Resultat, Svarart, Verbum


def overall(resultat: str, ledsvar: Collection[str], antal: int) -> tuple[str, Svarart]:
    """Return the result of a point with `antal` items and what it is about, from its own result and the items' answers.

    A result of its own stands by itself. Items that are all answered alike have that result; else each has its own.
    """
    if resultat and resultat != Resultat.PR_INDSTILLING:
        return resultat, Svarart.SELV
    if not ledsvar:
        return "", Svarart.LED
    ens = len(ledsvar) == antal and len(set(ledsvar)) == 1
    return (next(iter(ledsvar)) if ens else Resultat.PR_INDSTILLING), Svarart.LED


def answers(beslutning: Beslutning | None) -> dict[int, str]:
    """Return the answers of a decision by item."""
    return {svar.indstilling_id: svar.resultat for svar in beslutning.indstillingssvar.all()} if beslutning else {}


def unanswered(punkt: Dagsordenspunkt, beslutning: Beslutning | None) -> list[Indstilling]:
    """Return the items that a decision does not answer: none where it is about all of the point, or puts it off."""
    if beslutning is None or beslutning.art == Svarart.SAMLET or beslutning.resultat == Resultat.UDSAT:
        return []
    svarene = answers(beslutning)
    return [indstilling for indstilling in punkt.indstillinger.all() if indstilling.pk not in svarene]


def carries_delegation(beslutning: Beslutning) -> bool:
    """Tell whether the decision gives competence away, or approves what another act may delegate.

    Where the point asks the body to give competence, that item's answer counts and no other: from an item without an
    answer no delegation arises.
    """
    afgiver = [led.pk for led in beslutning.punkt.indstillinger.all() if led.verbum == Verbum.AFGIVER]
    if beslutning.art == Svarart.SAMLET or not afgiver:
        return beslutning.resultat in GODKENDELSER
    svarene = answers(beslutning)
    return any(svarene.get(pk) in GODKENDELSER for pk in afgiver)
