"""Reads of annexes."""

from collections import defaultdict

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger

from ..models import Moede
from .models import Punktbilag


def annexes_of(moede: Moede, bruger: Bruger | AnonymousUser | None) -> dict[int, list[Punktbilag]]:
    """Return the annexes of a meeting that the person may see, by the primary key of their point: one query."""
    alle = Punktbilag.objects.visible_to(bruger).filter(punkt__moede=moede).select_related("fil", "punkt")
    pr_punkt: dict[int, list[Punktbilag]] = defaultdict(list)
    for bilag in alle.order_by("nr"):
        pr_punkt[bilag.punkt_id].append(bilag)
    return dict(pr_punkt)
