"""A register with places that have room, and a visitator who looks for one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine

from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse
from tests.kapacitet.conftest import NU, Melder
from tests.tilbud.conftest import Register, fiktivland, register

__all__ = ["Marked", "fiktivland", "marked", "register"]


@dataclass
class Marked:
    """Short ways to offer a place and to look for one."""

    register: Register
    vibe: Bruger

    def __post_init__(self) -> None:
        self.melder = Melder(self.register)

    def plads(self, navn: str, lov: str = "sel-107", ledig: bool | None = True, **felter: Any) -> Afdeling:
        """An afdeling in Hjørring with places for sale; `ledig` None has not said."""
        salg = felter.pop("salg", "ja")
        fra, dage_siden = felter.pop("fra", None), felter.pop("dage_siden", 0)
        faste = {"pladser": (NyPladsgruppe(lov, "doegn", 8, 8),), "ydelser": (NyYdelse("Ophold", "ophold", salg),)}
        afdeling = self.melder.afdeling(navn, **faste | felter)
        if ledig is not None:
            self.melder.report(afdeling, ledig, dage_siden, ledig_fra=fra)
        return afdeling


@pytest.fixture
def marked(register) -> Any:
    with time_machine.travel(NU, tick=False):
        yield Marked(register, register.person(Rolle.VISITATOR, register.aalborg))


I_DAG = dt.date(2026, 11, 26)
