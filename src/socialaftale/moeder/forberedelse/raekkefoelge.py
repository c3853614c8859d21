"""The order of an agenda: standing points first and last, the others between them as somebody put them."""

from collections.abc import Sequence

from django.db.models import F

from ..models import Beslutning, Dagsordenspunkt, Moede

FAST = "fast-"  # how the key of a standing point begins
LOFT = 10_000  # above any number of an agenda, so that two points never have the same on the way
RANG = {Dagsordenspunkt.Plads.FOERST: 0, Dagsordenspunkt.Plads.SIDST: 2}


def rank(punkt: Dagsordenspunkt) -> int:
    """Return 0 for what stands first, 2 for what stands last, 1 for the others."""
    return RANG.get(punkt.plads, 1)


def is_fixed(moede: Moede) -> bool:
    """Tell whether the numbers stand: readers of a released agenda, and a decision, name a point by its number."""
    return bool(moede.frigivet_at) or Beslutning.objects.filter(punkt__moede=moede).exists()


def arrange(moede: Moede) -> None:
    """Put the standing points in their places, unless the numbers stand. The meeting must be locked."""
    if not is_fixed(moede):
        renumber(moede, sorted(moede.punkter.order_by("nummer"), key=rank))


def renumber(moede: Moede, orden: Sequence[Dagsordenspunkt]) -> None:
    """Number the points from 1 in this order. The meeting must be locked."""
    flyttes = [(nummer, punkt) for nummer, punkt in enumerate(orden, 1) if punkt.nummer != nummer]
    moede.punkter.filter(pk__in=[punkt.pk for _, punkt in flyttes]).update(nummer=F("nummer") + LOFT)
    for nummer, punkt in flyttes:
        moede.punkter.filter(pk=punkt.pk).update(nummer=nummer)
        punkt.nummer = nummer
