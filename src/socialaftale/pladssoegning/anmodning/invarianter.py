"""What must always be true of the requests. Each is told in docs/regler/reservationer.md."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import F

from socialaftale.faelles import tid
from socialaftale.kapacitet.invarianter import invariant

from .arbejde import due_for_erasure
from .models import Anmodning


@invariant("A1", "Enhver anmodning får et svar eller udløber")
def _every_request_ends() -> Iterator[str]:
    glemte = Anmodning.objects.filter(svar="", udloeber_at__lt=tid.now() - dt.timedelta(days=1))
    yield from (f"anmodningen {pk}" for pk in glemte.values_list("pk", flat=True))


@invariant("A2", "Intet svar er givet, efter fristen var gået")
def _no_late_answer() -> Iterator[str]:
    sene = Anmodning.objects.filter(svar_at__gte=F("udloeber_at")).exclude(svar__in=["", "udloebet"])
    yield from (f"anmodningen {pk}" for pk in sene.values_list("pk", flat=True))


@invariant("A4", "Et ja holder en plads for sin egen sag i sin egen afdeling")
def _holds_for_its_own_case() -> Iterator[str]:
    holder = Anmodning.objects.filter(reservation__isnull=False)
    egne = {felt: F(f"reservation__{felt}") for felt in ("afdeling", "myndighed", "reference")}
    yield from (f"anmodningen {pk}" for pk in holder.exclude(**egne).values_list("pk", flat=True))


@invariant("A3", "Det, der peger på én borger, er slettet til tiden i anmodninger")
def _erased_in_time() -> Iterator[str]:
    yield from (f"anmodningen {pk}" for pk in due_for_erasure(1).values_list("pk", flat=True))
