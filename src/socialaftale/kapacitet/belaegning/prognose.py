"""Forecasts of places used: made from stays and what is announced, written down once a month, and scored afterwards."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from socialaftale.faelles import arbejde, tid
from socialaftale.regler.belaegningsdage import Handling, first_of_month, months_back, on_day, rule_for
from socialaftale.regler.belaegningsdage import Ophold as Opholdstal
from socialaftale.regler.belaegningsprognose import Historik, Prognose, Traefsikkerhed, forecast, score
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.tilbud.models import Tilbud

from ..models import Kapacitetsvalg
from ..ophold.grupper import Gruppe, read_groups
from ..ophold.models import Ophold
from ..ophold.tal import Staaende, kept_since, read_stays, standing
from ..queries import areas_with
from .models import Belaegningsprognose

MAANED = dt.timedelta(days=30)
SET_TILBAGE = dt.timedelta(days=365)


@dataclass(frozen=True)
class Udsigt:
    """What is expected of a pladsgruppe, nearest first, or why that cannot be told; and how it has come out."""

    gruppe: Gruppe
    nu: int
    prognoser: list[Prognose]
    hvorfor: str
    sikkerhed: Traefsikkerhed


def read_outlook(grupper: list[Gruppe]) -> list[Udsigt]:
    """Return the outlook of those pladsgrupper that have stays."""
    dag = tid.today()
    ophold, begyndt = read_stays(et.pk for et in grupper), kept_since([et.pk for et in grupper])
    return [_outlook(et, ophold, begyndt[et.pk], dag) for et in grupper if et.pk in begyndt]


def _outlook(gruppe: Gruppe, ophold: Staaende, begyndt: dt.date, dag: dt.date) -> Udsigt:
    egne = ophold.get(gruppe.pk, [])
    tal = [et for _, et in egne]
    try:
        prognoser, hvorfor = _forecasts(gruppe, egne, begyndt, dag), ""
    except KanIkkeBeregnes as fejl:
        prognoser, hvorfor = [], str(fejl)
    return Udsigt(gruppe, on_day(tal, dag).pladser, prognoser, hvorfor, scored(gruppe.pk, tal, dag))


def _forecasts(gruppe: Gruppe, egne: list[tuple[Ophold, Opholdstal]], begyndt: dt.date, dag: dt.date) -> list[Prognose]:
    regel = rule_for(dag).prognose
    borgere = [(ophold, tal) for ophold, tal in egne if not tal.spaerring]
    historik = look_back(borgere, begyndt, dag)
    nu = on_day([tal for _, tal in borgere], dag).pladser
    normerede = next((antal for fra, antal in reversed(gruppe.trin) if fra <= dag), 0)
    return [
        forecast(nu, _announced(borgere, dag + MAANED * frem), normerede, frem, historik, regel)
        for frem in range(1, regel.frem_maaneder + 1)
    ]


def look_back(borgere: list[tuple[Ophold, Opholdstal]], begyndt: dt.date, dag: dt.date) -> Historik:
    """Return the whole months behind us in which stays were told, with what came and what went unannounced."""
    denne = first_of_month(dag)
    maaneder = [et for et in months_back(denne, rule_for(dag).prognose.bagud_maaneder + 1)[:-1] if et >= begyndt]
    if not maaneder:
        return Historik(0, 0, 0)
    fra = maaneder[0]
    ind = sum(tal.pladser for _, tal in borgere if fra <= tal.fra < denne)
    gaaede = [(ophold, tal) for ophold, tal in borgere if tal.til and fra < tal.til <= denne]
    return Historik(len(maaneder), ind, sum(tal.pladser for ophold, tal in gaaede if not _was_announced(ophold)))


def _was_announced(ophold: Ophold) -> bool:
    return any(et.handling == Handling.VARSEL for et in standing(ophold.skridt.all()))


def _announced(borgere: list[tuple[Ophold, Opholdstal]], for_dag: dt.date) -> int:
    return sum(tal.pladser for _, tal in borgere if tal.til is None and tal.varslet and tal.varslet < for_dag)


def scored(pladsgruppe: int, ophold: list[Opholdstal], dag: dt.date) -> Traefsikkerhed:
    """Return how the last year's forecasts of the pladsgruppe came out."""
    gamle = Belaegningsprognose.objects.filter(pladsgruppe=pladsgruppe, for_dag__lte=dag, for_dag__gt=dag - SET_TILBAGE)
    return score((Prognose(et.midt, et.lav, et.hoej), on_day(ophold, et.for_dag).pladser) for et in gamle)


@arbejde.every(dt.timedelta(hours=6))
def write_forecasts() -> int:
    """Write down the month's forecasts where the area has switched them on, once, and return how many."""
    dag, taendte = tid.today(), areas_with(Kapacitetsvalg.Valg.PROGNOSE) & areas_with(Kapacitetsvalg.Valg.BELAEGNING)
    med_ophold = Ophold.objects.order_by().values("pladsgruppe__afdeling__tilbud")
    tilbud = Tilbud.objects.i_drift(dag).filter(omraade__in=taendte, pk__in=med_ophold).order_by("pk")
    lavet = set(
        Belaegningsprognose.objects.filter(lavet_den__gte=first_of_month(dag))
        .order_by()
        .values_list("pladsgruppe", flat=True)
    )
    return sum(_write(et, dag) for et in read_outlook(read_groups(tilbud, dag)) if et.gruppe.pk not in lavet)


@transaction.atomic
def _write(udsigt: Udsigt, dag: dt.date) -> int:
    nye = [
        Belaegningsprognose(
            pladsgruppe_id=udsigt.gruppe.pk, lavet_den=dag, for_dag=dag + MAANED * frem, **prognose._asdict()
        )
        for frem, prognose in enumerate(udsigt.prognoser, 1)
    ]
    Belaegningsprognose.objects.bulk_create(nye, ignore_conflicts=True)
    return len(nye)
