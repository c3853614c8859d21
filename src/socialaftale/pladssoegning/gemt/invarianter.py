"""What must always be true of what a search keeps. Told in docs/regler/find-plads.md."""

from collections.abc import Iterator

from socialaftale.faelles import tid
from socialaftale.kapacitet.invarianter import invariant
from socialaftale.tilbud.models import Afdeling

from .models import Gemtplads
from .udled import PORTION, difference


@invariant("S1", "Det, søgningen har gemt om en afdeling, er det, der kan udledes af det registrerede")
def _kept_is_derived() -> Iterator[str]:
    gyldige = Gemtplads.objects.filter(gyldig_til__gt=tid.now())
    pks = list(gyldige.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), PORTION):
        yield from (f"afdelingen {pk}" for pk in difference(pks[start : start + PORTION]))


@invariant("S2", "Enhver afdeling kan findes af søgningen")
def _everyone_is_kept() -> Iterator[str]:
    yield from (f"afdelingen {pk}" for pk in Afdeling.objects.filter(gemt=None).values_list("pk", flat=True))
