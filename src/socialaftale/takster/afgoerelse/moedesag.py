"""A meeting that has the takster of a round on its table: which body it is, and what it may decide that day."""

import datetime as dt
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.moeder.queries import delegations, may_decide
from socialaftale.moeder.status import Verbum
from socialaftale.parter.models import Aftaleomraade, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.regler.kompetence import Afslag, Delegering, Mandat, Sag, table_for
from socialaftale.regler.rundestop import Led

from ..runde.models import Takstrunde
from ..runde.queries import Datoer, read_dates

EMNE = "takster"
OM_LINJER = (Verbum.GODKENDER, Verbum.INDSTILLER, Verbum.BESLUTTER)


@dataclass(frozen=True)
class Moedesag:
    """`rundens`: the round's own dates name the meeting; else it takes what waits. `led` is how far the body is."""

    runde: Takstrunde
    moede: Moede
    led: Led
    mandat: Mandat | Afslag
    rundens: bool

    @property
    def kan_afgoere(self) -> bool:
        return isinstance(self.mandat, Mandat)

    @property
    def udvalg(self) -> Udvalg:
        return self.moede.udvalg

    @property
    def dato(self) -> dt.date:
        return self.moede.dato


def is_about_lines(punkt: Dagsordenspunkt) -> bool:
    """Whether a point about takster puts the takster themselves before the body.

    One that only gives competence away, or only tells, does not: to approve it approves no takst. A point without
    recommendations does.
    """
    verber = {en.verbum for en in punkt.indstillinger.all()}
    return not verber or bool(verber & set(OM_LINJER))


def short_name(udvalg: Udvalg) -> str:
    """What a body is called in a sentence: `DAS`, `Forretningsudvalget`."""
    if "(" in udvalg.navn:
        return udvalg.navn.split("(")[1].rstrip(") ")
    return udvalg.navn.split(",")[0]


def level(udvalg: Udvalg) -> Led:
    """How far in the round a body stands: the one that settles takster itself, or one that recommends to it."""
    return Led.AFGOERELSE if udvalg.kort in competent(udvalg.omraade) else Led.INDSTILLING


def competent(omraade: Aftaleomraade) -> tuple[str, ...]:
    """The short names of the bodies that settle takster themselves in the area."""
    sag = table_for(omraade.kode).find(EMNE)
    return sag.udvalg if sag else ()


def deciding_body(runde: Takstrunde) -> Udvalg | None:
    """The body that settles the takster of the round itself: DAS."""
    return Udvalg.objects.filter(omraade=runde.omraade, kort__in=competent(runde.omraade)).order_by("pk").first()


def recommending_body(runde: Takstrunde, datoer: Datoer) -> Udvalg | None:
    """The body that recommends: the one the round's dates name, else the area's first business committee."""
    if datoer.sat.indstilling_id:
        return Udvalg.objects.get(moeder=datoer.sat.indstilling_id)
    return Udvalg.objects.filter(omraade=runde.omraade, rolle=Rolle.FU).order_by("pk").first()


def next_meeting(runde: Takstrunde, udvalg: Udvalg | None, fra: dt.date) -> Moede | None:
    """The body's first meeting from a day on that is not over, not cancelled, and has not taken the round up yet."""
    if udvalg is None:
        return None
    kommende = Moede.objects.in_order().filter(udvalg=udvalg, aflyst=False, afsluttet_at=None, dato__gte=fra)
    taget = {et.moede_id for et in points_of(runde) if is_about_lines(et) and et.beslutninger.all()}
    return kommende.exclude(pk__in=taget).first()


def read_meeting(runde: Takstrunde, moede: Moede, datoer: Datoer | None = None) -> Moedesag:
    """The meeting as it concerns the round; `moede` is read with its time (`in_order`)."""
    sat = (datoer or read_dates(runde)).sat
    mandat = may_decide(moede.udvalg, subject_of(runde), moede.dato)
    rundens = moede.pk in (sat.indstilling_id, sat.afgoerelse_id)
    return Moedesag(runde, moede, level(moede.udvalg), mandat, rundens)


def subject_of(runde: Takstrunde) -> Sag:
    """The round as a matter that a body may have the mandate for."""
    return Sag(EMNE, str(runde.aar))


def delegation_to(udvalg: Udvalg | None, runde: Takstrunde, den: dt.date) -> Delegering | None:
    """What lets the body decide the round's takster in another's place on a day, the longest where there are more."""
    givne = delegations(udvalg) if udvalg else []
    gaelder = [et for et in givne if et.covers(subject_of(runde)) and et.gaelder_fra <= den <= et.udloeber]
    return max(gaelder, key=lambda et: et.udloeber, default=None)


def points_of(runde: Takstrunde) -> list[Dagsordenspunkt]:
    """The agenda points about the round's takster, by the day of their meeting."""
    punkter = Dagsordenspunkt.objects.filter(
        emne=EMNE, emne_id=str(runde.aar), moede__in=Moede.objects.filter(udvalg__omraade=runde.omraade)
    )
    alle = punkter.select_related("moede__udvalg").prefetch_related("beslutninger", "indstillinger").order_by("pk")
    alle = list(alle)
    dage = {et.pk: et for et in Moede.objects.in_order().filter(pk__in=[punkt.moede_id for punkt in alle])}
    for punkt in alle:
        punkt.moede = dage[punkt.moede_id]
    return sorted(alle, key=lambda punkt: (punkt.moede.dato, punkt.pk))


def meetings_of(runde: Takstrunde) -> list[Moede]:
    """The meetings that the case is, was or comes before, by date: the round's own, those with a point, the next."""
    datoer = read_dates(runde)
    egne = {pk for pk in (datoer.sat.indstilling_id, datoer.sat.afgoerelse_id) if pk}
    egne |= {punkt.moede_id for punkt in points_of(runde) if is_about_lines(punkt)}
    return list(Moede.objects.in_order().filter(pk__in=egne, aflyst=False))


def default_meeting(runde: Takstrunde) -> Moede | None:
    """The meeting that the case is on its way to: the first that is not over, else the last; None without any."""
    moeder = meetings_of(runde)
    kommende = [moede for moede in moeder if not moede.afsluttet_at and moede.dato >= tid.today()]
    return kommende[0] if kommende else moeder[-1] if moeder else None
