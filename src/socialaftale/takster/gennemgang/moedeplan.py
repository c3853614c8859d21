"""The lines that the meeting talks about, in order, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from ..models import Indsendtlinje
from .bord import Bord, gone_through
from .stilling import Stilling
from .tavle import in_order

TAL_IGEN = (Stilling.BESVARET, Stilling.GENAABNET)
"""A remark that stands so was answered, or opened again, since it was last talked about."""


class Orden(StrEnum):
    ALVOR = ""
    DRIFTSHERRE = "driftsherre"


@dataclass(frozen=True)
class Plan:
    """`linjer` are the lines in order (primary keys), `talt` those of them that are done with."""

    linjer: tuple[int, ...]
    talt: frozenset[int]
    orden: Orden

    @property
    def mangler(self) -> list[int]:
        return [pk for pk in self.linjer if pk not in self.talt]

    def find(self, pk: int | None) -> int | None:
        """The line asked for where it is on the plan, else the first that is not done with, else the first of all."""
        if pk in self.linjer:
            return pk
        return next(iter(self.mangler or self.linjer), None)

    def after(self, pk: int) -> int | None:
        """The next line that is not done with; the ones before come round again at the end."""
        her = self.linjer.index(pk)
        rundt = [*self.linjer[her + 1 :], *self.linjer[:her]]
        return next((en for en in rundt if en not in self.talt), None)

    def beside(self, pk: int) -> tuple[int | None, int | None]:
        """The line before and the line after, done with or not."""
        her = self.linjer.index(pk)
        return (
            self.linjer[her - 1] if her else None,
            self.linjer[her + 1] if her + 1 < len(self.linjer) else None,
        )

    def number(self, pk: int) -> int:
        return self.linjer.index(pk) + 1


def plan_meeting(bord: Bord, orden: Orden) -> Plan:
    """The lines that need a word: those with a question, and those with a remark.

    Done with is a line that was gone through, or that has a remark, unless the remark was answered or opened again
    since.
    """
    omtalte = bord.by_line
    igen = {pk for pk, stillinger in omtalte.items() if any(et in TAL_IGEN for et in stillinger)}
    linjer = bord.linjer.filter(Q(uden_spoergsmaal=False) | Q(pk__in=omtalte))
    ordnet = in_order(linjer, bord.runde, "")
    if orden is Orden.DRIFTSHERRE:
        ordnet = linjer.order_by("indsendelse__driftsherre__sortering", *ordnet.query.order_by)
    pks = tuple(ordnet.values_list("pk", flat=True))
    gennemsete = set(bord.linjer.filter(pk__in=pks).filter(gone_through()).values_list("pk", flat=True))
    return Plan(pks, frozenset((gennemsete | set(omtalte)) - igen), orden)


def others_of_tilbud(bord: Bord, linje: Indsendtlinje) -> list[Indsendtlinje]:
    """The lines on the table of the same tilbud that nobody is done with, the line itself among them."""
    hos = bord.linjer.filter(bord.unsettled(), indsendelse=linje.indsendelse_id).exclude(
        pk__in=bord.with_open_remarks()
    )
    return list(hos.select_related("indsendelse").order_by("nr"))


def without_question(bord: Bord) -> list[Indsendtlinje]:
    """The lines that need no word and that nobody is done with, by driftsherre, tilbud and line."""
    linjer = bord.linjer.filter(bord.unsettled(), uden_spoergsmaal=True).exclude(pk__in=bord.with_open_remarks())
    raekker = linjer.select_related("indsendelse__driftsherre").defer(
        "indsendelse__steder", "indsendelse__fund", "fund"
    )
    return list(raekker.order_by("indsendelse__driftsherre__sortering", "indsendelse_id", "nr"))
