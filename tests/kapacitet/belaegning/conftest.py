"""A driftsherre that reports its months, in an area that has switched it on."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
import time_machine

from socialaftale.kapacitet.belaegning.actions import report_month
from socialaftale.kapacitet.ophold.grupper import Gruppe, groups_of
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.regler.belaegningsdage import Maanedstal
from socialaftale.tilbud.models import Tilbud
from tests.kapacitet.conftest import NU, Melder, melder
from tests.tilbud.conftest import register

__all__ = ["melder", "register"]
OKT = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False) as rejse:
        yield rejse


@dataclass
class Maaler:
    melder: Melder
    tilbud: Tilbud
    leder: Bruger

    @property
    def gruppe(self) -> Gruppe:
        return groups_of(self.melder.register.hjoerring, OKT)[0]

    def report(self, maaned: dt.date = OKT, tal: Maanedstal | None = None, **felter) -> int:
        raekker = {self.gruppe.kode: tal or Maanedstal(9, 279)}
        faste = {
            "driftsherre": self.melder.register.hjoerring, "maaned": maaned, "raekker": raekker, "overbelagt": False,
            "indsendelse": uuid4(), "by": self.leder,
        }  # fmt: skip
        return report_month(**faste | felter)


@pytest.fixture
def maaler(melder) -> Maaler:
    tilbud = melder.register.tilbud()
    leder = melder.register.person(Rolle.TILBUDSLEDER, melder.register.hjoerring)
    melder.switch_on("belaegning")
    return Maaler(melder, tilbud, leder)


def delivery(nr: int) -> UUID:
    return UUID(int=nr)
