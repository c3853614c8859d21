"""What the bodies have said about which content of which line, and by which decision."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import Mandatart
from socialaftale.tilbud.models import Stamfakta

from ..models import Indsendelse, Indsendtlinje
from ..queries import register_day
from ..runde.models import Takstrunde
from .models import GODKENDT, Linjeafgoerelse

MED_MANDAT = (Mandatart.EGEN, Mandatart.DELEGERET)
AFGJORT = (*GODKENDT, Linjeafgoerelse.Udfald.AFVIST)
TUNGE = ("kort", "fund", "steder")
"""What no list of lines needs of a submission, and what takes long to read."""


class Indhold(NamedTuple):
    """A line's content, whichever version it stands in: primary key of the tilbud, line id, hash."""

    tilbud: int
    linje: str
    sha256: str


def standing(runde: Takstrunde, **filtre: object) -> QuerySet[Linjeafgoerelse]:
    """The outcomes of every decision that still holds, in the order they were recorded."""
    gaelder = Beslutning.objects.newest().values("pk")
    raekker = Linjeafgoerelse.objects.filter(linje__indsendelse__runde=runde, beslutning__in=gaelder, **filtre)
    felter = ("linje__indsendelse__indberetning", "beslutning__punkt__moede__udvalg__omraade", "beslutning__delegation")
    tunge = [f"linje__indsendelse__{felt}" for felt in TUNGE]
    alle = raekker.select_related(*felter).defer(*tunge, "linje__fund")
    return alle.order_by("beslutning__registreret_at", "pk")


def outcomes(runde: Takstrunde, **filtre: object) -> dict[Indhold, Linjeafgoerelse]:
    """By content: its latest outcome from a decision that still holds, recommendations too."""
    return {content_of(raekke): raekke for raekke in standing(runde, **filtre)}


def settled(runde: Takstrunde) -> dict[Indhold, Linjeafgoerelse]:
    """By content: the latest outcome that settles it. To recommend or put off settles nothing."""
    return outcomes(runde, udfald__in=AFGJORT, beslutning__mandat__in=MED_MANDAT)


def approved(runde: Takstrunde) -> dict[Indhold, Linjeafgoerelse]:
    """By content: the outcome that approves it."""
    return {indhold: raekke for indhold, raekke in settled(runde).items() if raekke.udfald in GODKENDT}


def content_of(afgoerelse: Linjeafgoerelse) -> Indhold:
    """What the outcome is about."""
    return content_of_line(afgoerelse.linje)


def content_of_line(linje: Indsendtlinje) -> Indhold:
    """What a line says."""
    return Indhold(linje.indsendelse.indberetning.tilbud_id, linje.linje, linje.indhold_sha256)


def lines_on_the_table(runde: Takstrunde) -> list[Indsendtlinje]:
    """The lines of the newest submission of every tilbud, without what takes long to read."""
    felter = ("indsendelse__indberetning", "indsendelse__driftsherre")
    linjer = Indsendtlinje.objects.on_the_table(runde).select_related(*felter)
    return list(linjer.defer(*(f"indsendelse__{felt}" for felt in TUNGE), "fund").order_by("indsendelse", "nr"))


def facts_of(aar: int, tilbud: Iterable[int]) -> dict[int, Stamfakta]:
    """By tilbud (primary key): its name and who runs it in the takst year, as known now; a new one where taken over."""
    fakta = Stamfakta.objects.gaeldende(register_day(aar)).filter(tilbud__in=list(tilbud))
    return {et.tilbud_id: et for et in fakta.select_related("driftsherre")}


def put_before_a_body(indsendelser: Iterable[Indsendelse]) -> set[int]:
    """The submissions (primary keys) that lay before a body with mandate when it made a decision that still holds."""
    gaelder = Beslutning.objects.newest().filter(mandat__in=MED_MANDAT).values("pk")
    raekker = Linjeafgoerelse.objects.filter(beslutning__in=gaelder, linje__indsendelse__in=list(indsendelser))
    return set(raekker.values_list("linje__indsendelse", flat=True))
