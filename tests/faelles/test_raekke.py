"""How a row is written: never before it is checked, and numbered from one."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from tests.parter.conftest import fiktivland  # noqa: F401 - a fixture

from socialaftale.faelles.raekke import next_nr, save_checked, save_from_today
from socialaftale.moeder.models import Dagsordenspunkt, Moede, Moedetid
from socialaftale.parter.roller import Rolle

NU = dt.datetime(2026, 10, 23, 22, 30, tzinfo=dt.UTC)  # after midnight in Copenhagen


@pytest.fixture
def moede(fiktivland):  # noqa: F811
    return save_checked(Moede(udvalg=fiktivland.udvalg, form="ordinaert"))


def test_a_row_that_its_model_refuses_is_not_saved(moede):
    with pytest.raises(ValidationError):
        save_checked(Dagsordenspunkt(moede=moede, nummer=1, titel=""))
    assert not moede.punkter.exists()


def test_rows_are_numbered_from_one_by_the_highest(moede):
    assert next_nr(moede.punkter, "nummer") == 1
    for nummer in (1, 4):
        save_checked(Dagsordenspunkt(moede=moede, nummer=nummer, titel="Kaminen"))
    assert next_nr(moede.punkter, "nummer") == 5


def test_what_holds_from_today_is_registered_now_by_a_person(moede, fiktivland, time_machine):  # noqa: F811
    time_machine.move_to(NU, tick=False)
    person = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    tid = save_from_today(Moedetid(moede=moede, dato=dt.date(2026, 12, 1)), person)
    assert (tid.gaelder_fra, tid.registreret_at, tid.registreret_by) == (dt.date(2026, 10, 24), NU, person)
