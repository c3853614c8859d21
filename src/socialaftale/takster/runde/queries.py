"""Reads of a takst round. A page costs the same number of queries however much was submitted."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.rundestop import Rundedage, Stop, next_stop

from ..models import Tilbudsindberetning
from .frys import Sted
from .models import Erklaering, Forklaring, Indsendelse, Rundedatoer, Takstrunde


@dataclass(frozen=True)
class Datoer:
    """The dates of a round as they are now: what was set, and when the meetings are."""

    sat: Rundedatoer
    dage: Rundedage

    @property
    def frist(self) -> dt.date:
        return self.dage.frist


def find_round(omraade: Aftaleomraade, aar: int) -> Takstrunde | None:
    """The round of an area and takst year; None where it is not opened."""
    return Takstrunde.objects.filter(omraade=omraade, aar=aar).select_related("omraade").first()


def newest_round(omraade: Aftaleomraade) -> Takstrunde | None:
    """The round of the latest takst year that is opened in the area."""
    return Takstrunde.objects.filter(omraade=omraade).select_related("omraade").order_by("-aar").first()


def read_dates(runde: Takstrunde) -> Datoer:
    """The dates in force: a meeting that was moved counts on its new day, one that was cancelled not at all."""
    sat = runde.datoer.order_by("-nr")[0]
    pks = [pk for pk in (sat.gennemgang_id, sat.indstilling_id, sat.afgoerelse_id) if pk]
    moeder = Moede.objects.with_time().filter(pk__in=pks, aflyst=False)
    dage = {moede.pk: moede.dato for moede in moeder}
    moedernes = (dage.get(pk) if pk else None for pk in (sat.gennemgang_id, sat.indstilling_id, sat.afgoerelse_id))
    return Datoer(sat, Rundedage(sat.frist, *moedernes))


def stop_of(indsendelse: Indsendelse, datoer: Datoer) -> Stop:
    """Where the submission is taken up first; how late it was is reckoned from the deadline that held then."""
    dage = datoer.dage._replace(frist=indsendelse.frist)
    return next_stop(tid.day_of(indsendelse.indsendt_at), dage)


def newest_submissions(runde: Takstrunde) -> dict[int, Indsendelse]:
    """By tilbud (primary key): its newest submission in the round."""
    nyeste = Indsendelse.objects.of_round(runde).newest()
    return {et.indberetning.tilbud_id: et for et in nyeste}


def stands(runde: Takstrunde, driftsherre: Organisation) -> Erklaering | None:
    """What the driftsherre has stated about the round; None where nothing, or where it took its word back."""
    sidste = Erklaering.objects.filter(runde=runde, driftsherre=driftsherre).order_by("-afgivet_at", "-pk").first()
    return None if sidste is None or sidste.art == Erklaering.Art.FORTRUDT else sidste


def statements(runde: Takstrunde) -> dict[int, Erklaering]:
    """By driftsherre (primary key): what `stands`, in one read."""
    sidste = {et.driftsherre_id: et for et in Erklaering.objects.filter(runde=runde).order_by("afgivet_at", "pk")}
    return {pk: et for pk, et in sidste.items() if et.art != Erklaering.Art.FORTRUDT}


Fundsted = tuple[str, Sted, str]
"""A finding: the id of its check, its place, its field."""


def explanations(indberetninger: Iterable[Tilbudsindberetning]) -> dict[int, dict[Fundsted, Forklaring]]:
    """By report (primary key): the newest explanation of each finding, whatever content it was given on."""
    fundet: dict[int, dict[Fundsted, Forklaring]] = {}
    for et in Forklaring.objects.filter(indberetning__in=list(indberetninger)).order_by("skrevet_at", "pk"):
        sted = Sted(et.beregning, et.linje)
        fundet.setdefault(et.indberetning_id, {})[(et.kontrol, sted, et.felt)] = et
    return fundet


def holding(forklaringer: Mapping[Fundsted, Forklaring], hashes: Mapping[Sted, str]) -> dict[Fundsted, Forklaring]:
    """Those explanations that were given on what stands at their place now."""
    return {sted: et for sted, et in forklaringer.items() if hashes.get(sted[1]) == et.indhold_sha256}
