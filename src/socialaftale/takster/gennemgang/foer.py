"""What those who review saw before a tilbud was submitted again, so that they read only what is new."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ..runde.models import Takstrunde
from .models import Bemaerkning, Bemaerkningstrin, Gennemgangsmoede, Gennemset

SAA_PAA = (Bemaerkningstrin.Art.AFKLARET, Bemaerkningstrin.Art.FASTHOLDT)
"""The steps that say that somebody of the review looked."""


class Gang(NamedTuple):
    """One time that a tilbud was submitted. `pk` is that of the submission."""

    pk: int
    at: dt.datetime


class Foer(NamedTuple):
    """What to compare a resubmitted tilbud with: that submission, and whether anybody is known to have looked at it."""

    pk: int
    er_set: bool


def seen_before(gange: Sequence[Gang], handlinger: Iterable[dt.datetime]) -> Foer | None:
    """The submission before the newest that the review last looked at, else the one just before; None of a first.

    `gange` are in order; `handlinger` the instants when somebody of the review did something about the tilbud.
    """
    if len(gange) < 2:
        return None
    nyeste = gange[-1].at
    sidst = max((at for at in handlinger if at < nyeste), default=None)
    sete = [gang.pk for gang in gange[:-1] if sidst and gang.at <= sidst]
    return Foer(sete[-1], True) if sete else Foer(gange[-2].pk, False)


def compare_with(runde: Takstrunde, indsendt: Mapping[int, Sequence[Gang]]) -> dict[int, Foer]:
    """By report (primary key): what it is compared with, where it was submitted more than once in the round."""
    handlinger = acts(runde, indsendt)
    fundet = {pk: seen_before(egne, handlinger[pk]) for pk, egne in indsendt.items()}
    return {pk: foer for pk, foer in fundet.items() if foer}


def acts(runde: Takstrunde, indberetninger: Iterable[int]) -> Mapping[int, list[dt.datetime]]:
    """By report (primary key): when somebody of the review remarked, settled, went through it or ended the meeting."""
    pks = list(indberetninger)
    moeder = list(Gennemgangsmoede.objects.filter(runde=runde).order_by().values_list("afsluttet_at", flat=True))
    handlinger: dict[int, list[dt.datetime]] = {pk: list(moeder) for pk in pks}
    hos = {"runde": runde, "indberetning__in": pks}
    skrevne = Bemaerkning.objects.filter(**hos).order_by().values_list("indberetning", "skrevet_at")
    gennemsete = Gennemset.objects.gaeldende().filter(**hos).order_by().values_list("indberetning", "gennemset_at")
    trin = Bemaerkningstrin.objects.filter(bemaerkning__runde=runde, bemaerkning__indberetning__in=pks, art__in=SAA_PAA)
    for pk, at in chain(skrevne, gennemsete, trin.order_by().values_list("bemaerkning__indberetning", "gjort_at")):
        handlinger[pk].append(at)
    return handlinger
