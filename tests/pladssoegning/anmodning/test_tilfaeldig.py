"""A random walk with requests: whatever is done in whatever order, the checker finds nothing, and nobody goes beyond
her mandate. The acts are those of the status table, so a new one is walked too."""

import datetime as dt
import random
from dataclasses import replace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.faelles import tid
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.reservation import actions as hold
from socialaftale.kapacitet.reservation import arbejde as holdarbejde
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.kapacitet.reservation.stand import all_held
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning.anmodning import actions, arbejde
from socialaftale.pladssoegning.anmodning.models import Anmodning
from socialaftale.pladssoegning.anmodning.status import SKRIDT, Svar
from tests.kapacitet.conftest import NU
from tests.kapacitet.reservation.conftest import fiktivland, make_register, melder, register, sted
from tests.pladssoegning.anmodning.test_anmodning import BEHOV, ask

__all__ = ["fiktivland", "make_register", "melder", "register", "sted"]
pytestmark = pytest.mark.django_db
ANTAL_SKRIDT = 30
EFTER_VERBUM = {et.verbum: et for et in SKRIDT if et.roller}
PAUSER = (0, 1, 10**9, 3 * 10**10, 10**11, 3 * 10**11)  # microseconds, at most three and a half days


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
@pytest.mark.timeout(3600)
def test_a_random_walk_with_requests_breaks_nothing(sted, froe):
    tilfaeldig = random.Random(froe)
    sted.melder.switch_on("anmodninger")
    with time_machine.travel(NU, tick=False) as uret:
        for nr in range(antal(2, 200)):
            for _ in range(ANTAL_SKRIDT):
                uret.shift(dt.timedelta(microseconds=tilfaeldig.choice(PAUSER)))
                step(sted, tilfaeldig)
            work()
            assert check() == [], f"frø {froe}, tur {nr}"
        givet = {et.efter["svar"] for et in Haendelse.objects.filter(verbum="svar på anmodning")}
        assert len(givet) >= (2 if froe == FAST_FROE else 1), (
            "the walk has been about; a fresh one is short, and may not"
        )
        uret.shift(dt.timedelta(days=60))
        work()
        assert not Anmodning.objects.filter(svar="").exists(), "every one of them has an answer or has ended"
        uret.shift(dt.timedelta(days=91))
        while work():
            pass
        assert check() == [] and not Anmodning.objects.exists(), "nothing is left that points to one citizen"


def step(sted, tilfaeldig: random.Random) -> None:
    """One act by a random person, let or refused."""
    by = tilfaeldig.choice((sted.hjoerring, sted.aalborg, sted.leder))
    handling = tilfaeldig.choice(("ask", "ask", "ask", *EFTER_VERBUM, "take", "give_free", "report", "work"))
    try:
        match handling:
            case "ask":
                walk_ask(sted, tilfaeldig, by)
            case "report":
                tilbudt = tilfaeldig.randrange(4)
                sted.melder.report(sted.afdeling, ledig=tilbudt > 0, tilbudt=tilbudt)
            case "work":
                work()
            case "take" | "give_free":
                walk_hold(tilfaeldig, by, hold.take if handling == "take" else hold.withdraw)
            case _:
                walk_answer(tilfaeldig, by, handling)
    except (PermissionDenied, ValidationError):
        return


def walk_ask(sted, tilfaeldig: random.Random, by) -> None:
    """A receipt at once to whoever asked, and a municipality asks for itself alone."""
    kvitteringer = Udgaaende.objects.filter(modtager=by.email, emne__startswith="Jeres anmodning er modtaget")
    foer = kvitteringer.count()
    kendte = Anmodning.objects.count()
    behov = replace(BEHOV, oensket_start=tid.today() + dt.timedelta(days=tilfaeldig.randrange(-1, 40)))
    ny = ask(sted, by, f"S-{tilfaeldig.randrange(8)}", behov)
    assert by != sted.leder and ny.myndighed == by.organisation and ny.svar == ""
    assert Anmodning.objects.count() == kendte + 1
    assert kvitteringer.count() == foer + 1


def walk_answer(tilfaeldig: random.Random, by, verbum: str) -> None:
    """Only from "waits for an answer", only by whom the table names, and to where the table says."""
    valgt = tilfaeldig.choice([*Anmodning.objects.order_by("-pk")[:6], None])
    if valgt is None:
        return
    alt_holdt, holdt_foer = bool(all_held([valgt.afdeling_id], tid.now())), set(Reservation.objects.all())
    mere = {"aarsag": tilfaeldig.choice(("alder", "andet", "ukendt"))} if verbum == "refuse" else {}
    svaret = getattr(actions, verbum)(anmodning=valgt, by=by, **mere)
    skridt = EFTER_VERBUM[verbum]
    rolle = Rolle(by.rolletildelinger.get().rolle)
    assert valgt.svar == "" and valgt.udloeber_at > tid.now(), "what is over stays over"
    assert svaret.svar == skridt.til and rolle in skridt.roller
    assert rolle != Rolle.VISITATOR or by.organisation == valgt.myndighed
    assert bool(svaret.aarsag) == (svaret.svar == Svar.AFVIST)
    assert verbum != "offer" or not alt_holdt or svaret.reservation in holdt_foer, "no place is promised twice"


def walk_hold(tilfaeldig: random.Random, by, action) -> None:
    valgt = tilfaeldig.choice([*Reservation.objects.order_by("-pk")[:6], None])
    if valgt:
        action(reservation=valgt, by=by)


def work() -> int:
    """Everything that the worker does about requests and holds; how much it did."""
    return sum(
        goer()
        for goer in (
            arbejde.follow_up_requests, holdarbejde.move_queues, arbejde.erase_requests, holdarbejde.erase_old,
        )
    )  # fmt: skip
