"""Which content of which line stands approved, and by which decision."""

from collections.abc import Iterable
from typing import NamedTuple

from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import Mandatart

from ..models import Indsendelse
from ..runde.models import Takstrunde
from .models import GODKENDT, Linjeafgoerelse

MED_MANDAT = (Mandatart.EGEN, Mandatart.DELEGERET)


class Indhold(NamedTuple):
    """A line's content, whichever version it stands in: primary key of the tilbud, line id, hash."""

    tilbud: int
    linje: str
    sha256: str


def outcomes(runde: Takstrunde, **filtre: object) -> dict[Indhold, Linjeafgoerelse]:
    """By content: its latest outcome from a decision that still holds, recommendations too."""
    gaelder = Beslutning.objects.newest().values("pk")
    raekker = Linjeafgoerelse.objects.filter(linje__indsendelse__runde=runde, beslutning__in=gaelder, **filtre)
    felter = ("linje__indsendelse__indberetning", "beslutning__punkt__moede__udvalg", "beslutning__delegation")
    alle = raekker.select_related(*felter).order_by("beslutning__registreret_at", "pk")
    return {content_of(raekke): raekke for raekke in alle}


def settled(runde: Takstrunde) -> dict[Indhold, Linjeafgoerelse]:
    """By content: the latest outcome that settles it. To recommend or put off settles nothing."""
    udfald = (*GODKENDT, Linjeafgoerelse.Udfald.AFVIST)
    return outcomes(runde, udfald__in=udfald, beslutning__mandat__in=MED_MANDAT)


def approved(runde: Takstrunde) -> dict[Indhold, Linjeafgoerelse]:
    """By content: the outcome that approves it."""
    return {indhold: raekke for indhold, raekke in settled(runde).items() if raekke.udfald in GODKENDT}


def content_of(afgoerelse: Linjeafgoerelse) -> Indhold:
    """What the outcome is about."""
    linje = afgoerelse.linje
    return Indhold(linje.indsendelse.indberetning.tilbud_id, linje.linje, linje.indhold_sha256)


def put_before_a_body(indsendelser: Iterable[Indsendelse]) -> set[int]:
    """The submissions (primary keys) that lay before a body with mandate when it made a decision that still holds."""
    gaelder = Beslutning.objects.newest().filter(mandat__in=MED_MANDAT).values("pk")
    raekker = Linjeafgoerelse.objects.filter(beslutning__in=gaelder, linje__indsendelse__in=list(indsendelser))
    return set(raekker.values_list("linje__indsendelse", flat=True))
