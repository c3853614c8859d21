"""A random walk: whatever is done in whatever order, the invariants hold, and nobody acts beyond her mandate."""

import datetime as dt
import random

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.faelles import tid
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.queries import ledighed_nu, newest_reports
from socialaftale.kapacitet.reservation import actions, arbejde
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.kapacitet.reservation.stand import held_at, places_of
from socialaftale.regler.reservation import can_be_held
from tests.kapacitet.conftest import NU

pytestmark = pytest.mark.django_db
SKRIDT = 30


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
@pytest.mark.timeout(3600)
def test_a_random_walk_breaks_nothing(sted, froe):
    tilfaeldig = random.Random(froe)
    with time_machine.travel(NU, tick=False) as uret:
        for nr in range(antal(4, 200)):
            for _ in range(SKRIDT):
                uret.shift(dt.timedelta(microseconds=tilfaeldig.choice((0, 1, 10**9, 3 * 10**10, 10**11))))
                step(sted, tilfaeldig)
                ledig = ledighed_nu([sted.afdeling.pk])[sted.afdeling.pk]
                assert 0 <= ledig.ledig <= ledig.tilbudt
            arbejde.erase_old()  # every hour; in time the walk is longer than what is kept
            assert check() == [], f"frø {froe}, tur {nr}"
        uret.shift(dt.timedelta(days=40))
        arbejde.move_queues()
        assert not Reservation.objects.filter(slut="").exists(), "every one of them has ended"


def step(sted, tilfaeldig: random.Random) -> None:
    """One act by a random person, let or refused; when it is let, it was within her mandate."""
    by = tilfaeldig.choice((sted.hjoerring, sted.aalborg, sted.leder))
    valgt = tilfaeldig.choice([*Reservation.objects.order_by("-pk")[:6], None])
    handling = tilfaeldig.choice(("hold", "hold", "withdraw", "take", "refuse", "report", "work"))
    foer = Reservation.objects.filter(held_at(tid.now())).count()
    try:
        match handling:
            case "hold":
                ny = sted.hold(by, reference=f"S-{tilfaeldig.randrange(12)}")
                assert by != sted.leder and ny.myndighed == by.organisation
            case "report":
                report(sted, tilfaeldig.randrange(4))
            case "work":
                arbejde.move_queues()
            case _ if valgt:
                mere = {"aarsag": tilfaeldig.choice(("alder", "andet", "ukendt"))} if handling == "refuse" else {}
                getattr(actions, handling)(reservation=valgt, by=by, **mere)
                assert by == (sted.leder if handling != "withdraw" else by)
                assert handling != "withdraw" or by.organisation == valgt.myndighed
    except (PermissionDenied, ValidationError):
        return
    nu = tid.now()
    melding = newest_reports([sted.afdeling.pk], nu).first()
    efter = Reservation.objects.filter(held_at(nu)).count()
    assert efter <= foer or (can_be_held(places_of(melding, nu)) >= 0 and efter <= melding.tilbudt)


def report(sted, tilbudt: int) -> None:
    sted.melder.report(sted.afdeling, ledig=tilbudt > 0, tilbudt=tilbudt)
