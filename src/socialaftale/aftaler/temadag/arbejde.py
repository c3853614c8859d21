"""What is due about temadage: the names of participants go when the rule says so."""

import datetime as dt

from django.db import transaction

from socialaftale.faelles import arbejde, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.regler.temadag import erased_from

from .models import Temadag


@arbejde.every(dt.timedelta(hours=1))
def erase_old_participants() -> int:
    """Erase the names of temadage that are long over, and return how many names."""
    med_navne = Temadag.objects.filter(tilmeldinger__isnull=False, dato__lt=tid.today()).distinct().order_by("pk")
    return sum(_erase(temadag) for temadag in med_navne if erased_from(temadag.dato) <= tid.today())


@transaction.atomic
def _erase(temadag: Temadag) -> int:
    """Erase the names of one; how many had a place stays."""
    temadag = lock_row(Temadag.objects.all(), pk=temadag.pk)
    temadag.tilmeldte_antal = temadag.tilmeldinger.standing().filter(plads_at__isnull=False).count()
    temadag.save(update_fields=["tilmeldte_antal"])
    antal, _ = temadag.tilmeldinger.all().delete()
    record("slet deltagere", temadag, by=None, efter={"antal": antal})
    return antal
