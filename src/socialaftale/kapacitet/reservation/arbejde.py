"""What is due about holds: the queue that moves, and what points to a citizen and must go."""

import datetime as dt

from django.db import transaction
from django.db.models import Q, QuerySet

from socialaftale.faelles import arbejde, tid
from socialaftale.parter.models import Bruger
from socialaftale.regler.reservation import rule_for
from socialaftale.tilbud.models import Afdeling

from ..queries import newest_reports
from .actions import move_queue
from .models import Reservation
from .stand import held_at, waiting_at
from .status import Slut

AD_GANGEN = 200


@arbejde.register
def move_queues() -> int:
    """Afdeling by afdeling: end what is past its time, and let the next in the queue hold what is free."""
    nu = tid.now()
    aabne = Reservation.objects.filter(slut="")
    forfaldne = aabne.exclude(held_at(nu) | waiting_at(nu)).order_by().values_list("afdeling", flat=True)
    i_koe = aabne.filter(waiting_at(nu)).order_by().values_list("afdeling", flat=True)
    afdelinger = Afdeling.objects.filter(pk__in={*forfaldne, *i_koe}).order_by("pk")[:AD_GANGEN]
    return sum(move_queue(afdeling=afdeling, by=Bruger.objects.system()) for afdeling in afdelinger)


@arbejde.every(dt.timedelta(hours=1))
@transaction.atomic
def erase_old() -> int:
    """Delete what has been over for the days of the rule. The months' figures of refusals stay.

    A place taken since the report that counts stays until the next report, for it is still subtracted.
    """
    graense = tid.now() - dt.timedelta(days=rule_for(tid.today()).opbevaring.dage)
    gamle = Reservation.objects.filter(slut_at__lt=graense).exclude(pk__in=_still_counted(graense))
    pks = list(gamle.order_by("pk").values_list("pk", flat=True)[:AD_GANGEN])
    Reservation.objects.filter(pk__in=pks).delete()
    return len(pks)


def _still_counted(graense: dt.datetime) -> list[int]:
    tagne = Reservation.objects.filter(slut=Slut.TAGET, slut_at__lt=graense)
    meldt = {melding.afdeling_id: melding.observeret_at for melding in newest_reports(_afdelinger(tagne), tid.now())}
    return [et.pk for et in tagne if et.slut_at and et.slut_at > meldt.get(et.afdeling_id, et.slut_at)]


def _afdelinger(raekker: QuerySet[Reservation]) -> list[int]:
    return list(raekker.order_by().values_list("afdeling", flat=True).distinct())


def overdue_for_erasure() -> QuerySet[Reservation]:
    """Return what should have been erased a day ago and is still here."""
    graense = tid.now() - dt.timedelta(days=rule_for(tid.today()).opbevaring.dage + 1)
    return Reservation.objects.filter(Q(slut_at__lt=graense)).exclude(pk__in=_still_counted(graense))
