"""The example region's meetings: the dates of the minutes, invented points marked, loaded once."""

import datetime as dt

import pytest

from socialaftale.moeder.eksempeldata import load, load_meetings
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt, Moede
from socialaftale.moeder.queries import may_decide, meetings_in
from socialaftale.parter.eksempeldata import load as load_parter
from socialaftale.parter.models import Aftaleomraade, Udvalg
from socialaftale.regler.kompetence import Mandat, Sag

DAS_2026 = {
    dt.date(2026, 2, 23): ("mandag", 12, 16),
    dt.date(2026, 5, 22): ("fredag", 9, 13),
    dt.date(2026, 8, 17): ("mandag", 12, 16),
    dt.date(2026, 10, 23): ("fredag", 9, 13),
    dt.date(2026, 12, 18): ("fredag", 9, 13),
}
UGEDAGE = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag"]


@pytest.fixture
def nordjylland(db, i_dag):
    i_dag.move_to(dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC))
    load_parter()
    assert "møder" in load()
    return Aftaleomraade.objects.get(kode="nordjylland")


def test_das_meets_on_the_five_days_of_2026(nordjylland):
    das = Udvalg.objects.get(kort="das")
    moeder = meetings_in(das, 2026)
    assert {m.dato: (UGEDAGE[m.dato.weekday()], m.fra_kl.hour, m.til_kl.hour) for m in moeder} == DAS_2026


def test_invented_points_are_marked_and_a_second_load_adds_nothing(nordjylland):
    antal = Moede.objects.count()
    assert load_meetings(nordjylland) == 0
    assert Moede.objects.count() == antal
    assert not Dagsordenspunkt.objects.filter(eksempeldata=False).exists()


def test_the_example_delegation_lets_fu_take_late_takster_until_new_year(nordjylland):
    fu = Udvalg.objects.get(kort="fu-voksne")
    assert isinstance(may_decide(fu, Sag("takster", "2027"), dt.date(2026, 12, 8)), Mandat)
    assert not isinstance(may_decide(fu, Sag("takster", "2027"), dt.date(2027, 1, 1)), Mandat)


def test_before_the_meetings_they_are_called_but_nothing_is_decided(db, i_dag):
    i_dag.move_to(dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC))
    load_parter()
    load()
    assert Beslutning.objects.count() == 0
    assert Dagsordenspunkt.objects.count() == 7
