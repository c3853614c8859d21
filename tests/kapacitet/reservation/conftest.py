"""An afdeling with one free place, a visitator in each of two municipalities, and the leader who answers."""

import uuid
from dataclasses import dataclass

import pytest

from socialaftale.kapacitet.reservation import actions
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling
from tests.kapacitet.conftest import Melder, fiktivland, make_register, melder, register

__all__ = ["fiktivland", "make_register", "melder", "register"]


@dataclass
class Sted:
    melder: Melder
    afdeling: Afdeling
    hjoerring: Bruger
    aalborg: Bruger
    leder: Bruger

    def hold(self, by: Bruger | None = None, reference: str = "", **felter) -> Reservation:
        by = by or self.aalborg
        faste = {
            "afdeling": self.afdeling, "myndighed": by.organisation, "klient_id": uuid.uuid4(),
            "reference": reference or f"S-{uuid.uuid4().hex[:8]}", "by": by,
        }  # fmt: skip
        return actions.hold_place(**faste | felter)


@pytest.fixture
def sted(melder: Melder) -> Sted:
    melder.switch_on("tal", "reservationer")
    register = melder.register
    afdeling = melder.afdeling()
    melder.report(afdeling, dage_siden=1)
    return Sted(
        melder,
        afdeling,
        register.person(Rolle.VISITATOR, register.hjoerring),
        register.person(Rolle.VISITATOR, register.aalborg),
        register.person(Rolle.TILBUDSLEDER, register.hjoerring),
    )
