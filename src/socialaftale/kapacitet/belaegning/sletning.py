"""What is due about stays: when one has been over for as long as the rule says, its months stay and it goes."""

import datetime as dt
from uuid import uuid4

from django.db import transaction
from django.db.models import Min

from socialaftale.faelles import arbejde, tid
from socialaftale.faelles.haendelser import record
from socialaftale.parter.models import Bruger
from socialaftale.regler.belaegningsdage import Ophold as Opholdstal
from socialaftale.regler.belaegningsdage import first_of_month, in_month, months_back, next_month, rule_for

from ..ophold.models import Ophold
from ..ophold.tal import begun, kept_since, read_stays
from .models import Maanedsbelaegning
from .queries import reported

AD_GANGEN = 50


def erased_from() -> dt.date:
    """Return the first day on which a stay may have ended and still stand here."""
    dag = tid.today()
    return months_back(first_of_month(dag), rule_for(dag).opbevaring.maaneder + 1)[0]


@arbejde.every(dt.timedelta(hours=1))
def erase_old_stays() -> int:
    """Write down the months of pladsgrupper with old stays, delete those stays, and return how many."""
    grupper = Ophold.objects.order_by().values_list("pladsgruppe", flat=True).distinct()
    return sum(_erase(pk) for pk in list(grupper))


@transaction.atomic
def _erase(pladsgruppe: int) -> int:
    alle = read_stays([pladsgruppe]).get(pladsgruppe, [])
    gamle = [ophold for ophold, tal in alle if tal.til and tal.til <= erased_from()][:AD_GANGEN]
    slettes = gamle + _taken_back(pladsgruppe, {ophold.pk for ophold, _ in alle})
    if not slettes:
        return 0
    _keep_months(pladsgruppe, [tal for _, tal in alle], slettes)
    for ophold in slettes:
        record("slet ophold", ophold, by=None)
    Ophold.objects.filter(pk__in=[ophold.pk for ophold in slettes]).delete()
    return len(slettes)


def _taken_back(pladsgruppe: int, staaende: set[int]) -> list[Ophold]:
    """Return what was begun by mistake and taken back a month ago."""
    gamle = Ophold.objects.filter(pladsgruppe=pladsgruppe, oprettet_at__lt=tid.now() - dt.timedelta(days=30))
    return list(gamle.exclude(pk__in=staaende)[:AD_GANGEN])


def _keep_months(pladsgruppe: int, ophold: list[Opholdstal], slettes: list[Ophold]) -> None:
    """Write the months that rest on what goes as figures of their own: the rest would give others."""
    if not ophold:
        return
    blivende = begun(Ophold.objects.filter(pladsgruppe=pladsgruppe).exclude(pk__in=[et.pk for et in slettes]))
    senere = blivende.aggregate(foerst=Min("oprettet_at"))["foerst"]
    til = max(erased_from(), next_month(tid.day_of(senere)) if senere else first_of_month(tid.today()))
    maaneder = [kept_since([pladsgruppe])[pladsgruppe]]
    while maaneder[-1] < til:
        maaneder.append(next_month(maaneder[-1]))
    staar, nu, by, samlet = reported([pladsgruppe], maaneder), tid.now(), Bruger.objects.system(), uuid4()
    Maanedsbelaegning.objects.bulk_create(
        Maanedsbelaegning(
            pladsgruppe_id=pladsgruppe, maaned=maaned, indsendelse=samlet, kilde="ophold",
            **in_month(ophold, maaned)._asdict(), observeret_at=nu, registreret_at=nu, registreret_by=by,
        )
        for maaned in maaneder[:-1] if (pladsgruppe, maaned) not in staar
    )  # fmt: skip
