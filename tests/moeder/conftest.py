"""A meeting of DAS in North Jutland, where the table of competences says who settles what, and an invented area."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from socialaftale.moeder import actions
from socialaftale.moeder.actions import Punkttekst, Svar, Tidspunkt
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt, Moede
from socialaftale.moeder.queries import newest_decision
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.roller import Rolle
from tests.parter.conftest import Omraade, fiktivland, make_omraade  # noqa: F401 - a fixture

DAG = dt.date(2026, 10, 23)
NU = dt.datetime(2026, 10, 23, 10, 0, tzinfo=dt.UTC)


@dataclass
class Rum:
    """Two bodies of one area, its secretary, and short ways to hold meetings."""

    nord: Omraade
    das: Udvalg
    fu: Udvalg
    sekretaer: Bruger
    medlemmer: dict[str, Bruger] = field(default_factory=dict)

    def meet(self, udvalg: Udvalg | None = None, dato: dt.date = DAG, **felter) -> Moede:
        hvornaar = Tidspunkt(dato, dt.time(9), dt.time(13), "Aalborg")
        felter = {"form": "ordinaert", "udvalg": udvalg or self.das, "by": self.sekretaer} | felter
        return actions.call_meeting(hvornaar=hvornaar, **felter)

    def point(self, moede: Moede, titel: str = "Takster for 2027", **felter) -> Dagsordenspunkt:
        return actions.add_point(moede=moede, tekst=Punkttekst(titel, **felter), by=self.sekretaer)

    def decide(self, punkt: Dagsordenspunkt, resultat: str = "godkendt", **felter) -> Beslutning:
        nyeste = newest_decision(punkt)
        svar = Svar(resultat, **{"tekst": "Sådan blev det."} | felter)
        return actions.record_decision(punkt=punkt, set_nr=nyeste.nr if nyeste else 0, svar=svar, by=self.sekretaer)

    def delegate(self, udloeber: dt.date, emne_id: str = "2027", dato: dt.date = DAG):
        """Let DAS approve that FU settles takster until and with a day."""
        punkt = self.point(self.meet(dato=dato), "Sene takster", emne="takster", emne_id=emne_id)
        beslutning = self.decide(punkt)
        felter = {"til_udvalg": self.fu, "udloeber": udloeber, "omfang": "", "by": self.sekretaer}
        return actions.delegate(beslutning=beslutning, **felter)


def make_rum() -> Rum:
    nord = make_omraade("nordjylland", "Nordjylland")
    fu = Udvalg.objects.create(omraade=nord.omraade, kort="fu-voksne", navn="FU, voksne", rolle=Rolle.FU)
    sekretaer = nord.person(Rolle.SEKRETARIAT, nord.sekretariat)
    medlemmer = {"das": nord.person(Rolle.DAS, nord.udvalg), "fu": nord.person(Rolle.FU, fu)}
    return Rum(nord, nord.udvalg, fu, sekretaer, medlemmer)


@pytest.fixture
def rum(db) -> Rum:
    return make_rum()


@pytest.fixture(autouse=True)
def i_dag(time_machine):
    """It is the day of the meeting, at noon; a test may move the clock."""
    time_machine.move_to(NU, tick=False)
    return time_machine
