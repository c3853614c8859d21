"""An agreement of an area with two parties and its secretary, and short ways to write and approve it."""

import datetime as dt
from dataclasses import dataclass

import pytest

from socialaftale.aftaler.aftale import actions
from socialaftale.aftaler.aftale.models import Aftale, Aftalegodkendelse, Aftaletekst
from socialaftale.aftaler.aftale.queries import Aftalevisning, shown_agreement
from socialaftale.moeder.models import Dagsordenspunkt
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.roller import Rolle
from socialaftale.regler.aftaletekst import read_parts
from tests.parter.conftest import Omraade, fiktivland, make_omraade  # noqa: F401 - a fixture

NU = dt.datetime(2026, 10, 23, 10, 0, 0, 123456, tzinfo=dt.UTC)
DAG = dt.date(2026, 10, 23)
TEKST = "# Formål\nVi løfter sammen.\n\n# Styring\n- Takster\n- Pladser"


@dataclass
class Hus:
    """The area's draft for 2027-28 and who writes it."""

    nord: Omraade
    aftale: Aftale
    mette: Bruger

    def write(self, tekst: str = TEKST, offentlig: bool = True, **felter) -> Aftaletekst:
        nyeste = self.aftale.tekster.order_by("-nr").first()
        version = actions.Version(read_parts(tekst), felter.pop("note", "Første udkast"), **felter)
        ny = actions.write_text(aftale=self.aftale, set_nr=nyeste.nr if nyeste else 0, version=version, by=self.mette)
        if offentlig:
            actions.publish_text(tekst=ny, by=self.mette)
        return ny

    def answer(self, part: Organisation, svar: str = "godkendt", nr: int = 1, dato: dt.date = DAG) -> Aftalegodkendelse:
        partssvar = actions.Partssvar(svar, nr, dato)
        return actions.record_approval(aftale=self.aftale, part=part, svar=partssvar, by=self.mette)

    def shown(self, den: dt.date | None = None) -> Aftalevisning:
        return shown_agreement(self.aftale, den)


@pytest.fixture
def hus(db, settings, tmp_path) -> Hus:
    settings.FILER = tmp_path / "filer"
    nord = make_omraade("nordjylland", "Nordjylland")
    mette = nord.person(Rolle.SEKRETARIAT, nord.sekretariat)
    aftale = actions.create_agreement(omraade=nord.omraade, titel="Aftale 2027-2028", aar=(2027, 2028), by=mette)
    return Hus(nord, aftale, mette)


@pytest.fixture(autouse=True)
def i_dag(time_machine):
    time_machine.move_to(NU, tick=True)
    return time_machine


def item_by_item(punkt: Dagsordenspunkt, *resultater: str) -> dict[int, str]:
    """Return an answer for each item of the point, in their order; items that it lacks are added."""
    led = list(punkt.indstillinger.all())
    led += [
        punkt.indstillinger.create(nummer=nr, verbum="droefter", tekst="resten")
        for nr in range(len(led) + 1, len(resultater) + 1)
    ]
    return dict(zip([et.pk for et in led], resultater, strict=False))
