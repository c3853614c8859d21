"""The same delivery by several at once: each step once, and everyone is answered."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.kilde.models import Kildesystem
from socialaftale.kapacitet.kilde.ophold import take_in_stays
from socialaftale.kapacitet.ophold.models import Ophold, Opholdsskridt
from socialaftale.regler.feed import Laest
from socialaftale.regler.opholdsfeed import Opholdspost

from .test_opholdskilde import begun, karl, noegle, post

__all__ = ["karl", "noegle"]


@pytest.mark.django_db(transaction=True)
def test_the_same_delivery_from_eight_at_once_is_taken_in_once(maaler, noegle):
    """SQLite, which has one writer at a time, is sent it by one after the other."""
    starter = [begun(maaler, f"2026-11-{nr:02}") for nr in range(1, 11)]
    poster = starter + [post("stop", "2026-11-25", ophold=et["id"]) for et in starter]
    laeste = [Laest(nr, Opholdspost.model_validate(et)) for nr, et in enumerate(poster, 1)]

    def deliver(_):
        try:
            return [et.status for et in take_in_stays(Kildesystem.objects.get(), laeste)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as traade:
        koer = traade.map if connection.vendor == "postgresql" else map
        svar = [et for hver in koer(deliver, range(8)) for et in hver]
    assert sorted(svar) == ["kendt"] * 140 + ["modtaget"] * 20
    assert Ophold.objects.count() == 10 and Opholdsskridt.objects.count() == 20 and check() == []
