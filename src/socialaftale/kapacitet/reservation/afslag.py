"""The months' refusals: counted as they are given, or told by the leader where people come by themselves."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require
from socialaftale.regler.afslag import reasons_on
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Afdeling

from .models import FLEST_AFSLAG, Afslagstal
from .permissions import SVAR

UKENDT = "Vælg en årsag fra listen."


def count_refusal(afdeling: Afdeling, aarsag: str, dag: dt.date) -> None:
    """Count one refusal on the day, the afdeling being locked. Raises ValidationError for an unknown reason."""
    if aarsag not in reasons_on(dag):
        raise ValidationError(UKENDT)
    tal, _ = Afslagstal.objects.get_or_create(
        afdeling=afdeling, maaned=dag.replace(day=1), aarsag=aarsag, defaults={"antal": 0}
    )
    Afslagstal.objects.filter(pk=tal.pk, antal__lt=FLEST_AFSLAG).update(antal=F("antal") + 1)


@transaction.atomic
def tell_refusals(*, afdeling: Afdeling, maaned: dt.date, antal: Mapping[str, int], by: Bruger) -> None:
    """Write the month's refusals of an afdeling whose citizens come by themselves. Raises PermissionDenied,
    and ValidationError for a month to come or an unknown reason.
    """
    lock_row(Afdeling.objects.all(), pk=afdeling.pk)
    require(by, SVAR, organisation=driftsherre_of(afdeling.tilbud))
    maaned = maaned.replace(day=1)
    if maaned > tid.today():
        raise ValidationError("Måneden er ikke begyndt endnu.")
    if not set(antal) <= reasons_on(maaned).keys():
        raise ValidationError(UKENDT)
    if not all(0 <= tal <= FLEST_AFSLAG for tal in antal.values()):
        raise ValidationError(f"Antallet er mellem 0 og {FLEST_AFSLAG}.")
    for aarsag, tal in antal.items():
        Afslagstal.objects.update_or_create(afdeling=afdeling, maaned=maaned, aarsag=aarsag, defaults={"antal": tal})
    record("meld afslag", afdeling, by=by, efter={"maaned": f"{maaned:%Y-%m}", "antal": dict(antal)})
