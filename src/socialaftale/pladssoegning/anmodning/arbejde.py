"""What is due about requests: reminders, requests past their time, and rows that must go."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from socialaftale.faelles import arbejde, tid
from socialaftale.parter.models import Bruger
from socialaftale.regler.anmodning import rule_for
from socialaftale.tilbud.models import Afdeling

from .actions import follow_up
from .models import Anmodning

AD_GANGEN = 200


@arbejde.every(dt.timedelta(minutes=10))
def follow_up_requests() -> int:
    """Afdeling by afdeling: end what is past its time, and remind of what waits."""
    venter = Anmodning.objects.filter(svar="").order_by().values("afdeling")
    afdelinger = Afdeling.objects.filter(pk__in=venter).order_by("pk")
    return sum(follow_up(afdeling=afdeling, by=Bruger.objects.system()) for afdeling in afdelinger)


@arbejde.every(dt.timedelta(hours=1))
@transaction.atomic
def erase_requests() -> int:
    """Delete what has been over for the days of the rule. The months' figures of refusals stay."""
    pks = list(due_for_erasure(0).order_by("pk").values_list("pk", flat=True)[:AD_GANGEN])
    Anmodning.objects.filter(pk__in=pks).delete()
    return len(pks)


def due_for_erasure(dage_over: int) -> QuerySet[Anmodning]:
    """Return what should have been deleted so many days ago."""
    graense = tid.now() - dt.timedelta(days=rule_for(tid.today()).opbevaring_dage + dage_over)
    return Anmodning.objects.filter(svar_at__lt=graense)
