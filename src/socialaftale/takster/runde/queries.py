"""Reads of a takst round. A page costs the same number of queries however much was submitted."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from socialaftale.faelles import tid
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.kontrol import Fund
from socialaftale.regler.rundestop import Led, Rundedage, Stop, next_stop

from ..models import Indberetningsversion, Takstbilag, Tilbudsindberetning
from .frys import Sted, place_of
from .models import Erklaering, Forklaring, Indsendelse, Rundedatoer, Takstrunde

MED_MOEDE = (Led.GENNEMGANG, Led.INDSTILLING, Led.AFGOERELSE)


@dataclass(frozen=True)
class Datoer:
    """The dates of a round as they are now: what was set, when the meetings are, and which bodies meet."""

    sat: Rundedatoer
    dage: Rundedage
    udvalg: Mapping[Led, str] = field(default_factory=dict)

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
    moeder = {et.pk: et for et in Moede.objects.with_time().filter(pk__in=pks).select_related("udvalg")}
    indkaldt = {led: moeder.get(getattr(sat, f"{led}_id")) for led in MED_MOEDE}
    dage = {led: moede.dato for led, moede in indkaldt.items() if moede and not moede.aflyst}
    udvalg = {led: str(moede.udvalg) for led, moede in indkaldt.items() if moede}
    return Datoer(sat, Rundedage(sat.frist, *(dage.get(led) for led in MED_MOEDE)), udvalg)


def stop_of(indsendelse: Indsendelse, datoer: Datoer) -> Stop:
    """Where the submission is taken up first; how late it was is reckoned from the deadline that held then."""
    dage = datoer.dage._replace(frist=indsendelse.frist)
    return next_stop(tid.day_of(indsendelse.indsendt_at), dage)


def may_start_late(runde: Takstrunde) -> bool:
    """Whether takster may be said to hold from a later day than 1 January: the year has begun, or an edition is out."""
    return tid.today().year >= runde.aar or Takstbilag.objects.filter(omraade=runde.omraade, aar=runde.aar).exists()


def versions_read(runde: Takstrunde, numre: Mapping[str, int]) -> list[Indberetningsversion]:
    """The versions by the code of their tilbud and their number, always in the same order; unknown ones left out."""
    versioner = Indberetningsversion.objects.filter(
        indberetning__aar=runde.aar,
        indberetning__tilbud__omraade=runde.omraade_id,
        indberetning__tilbud__kode__in=list(numre),
        nr__in=set(numre.values()),
    ).select_related("indberetning__tilbud__omraade")
    alle = versioner.order_by("indberetning")
    return [et for et in alle if numre[et.indberetning.tilbud.kode] == et.nr]


def receipts_of(runde: Takstrunde, driftsherre: Organisation) -> list[Indsendelse]:
    """Every submission that the driftsherre made in the round, the latest first."""
    alle = Indsendelse.objects.of_round(runde).filter(driftsherre=driftsherre).select_related("indsendt_by")
    return list(alle.order_by("-indsendt_at", "-pk"))


def provisional(runde: Takstrunde, driftsherre: Organisation) -> list[Indsendelse]:
    """The newest submissions of the driftsherre that are provisional and not confirmed since."""
    nyeste = Indsendelse.objects.of_round(runde).newest().filter(driftsherre=driftsherre, foreloebig=True)
    return list(nyeste.filter(budgetbekraeftelse__isnull=True).order_by("indberetning"))


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


def key_of(fund: Fund) -> Fundsted:
    """What an explanation of the finding is found by."""
    return (fund.kontrol, place_of(fund), fund.felt)


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
