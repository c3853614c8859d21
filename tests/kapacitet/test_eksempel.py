"""The example region's free places: a newcomer finds one of everything, and no more than was decided on that day.

Loading the register and playing the holds through their actions takes a few seconds: once for each of two days.
"""

import datetime as dt

import pytest
import time_machine

from socialaftale.kapacitet import eksempeldata
from socialaftale.kapacitet.belaegning.models import Maanedsbelaegning
from socialaftale.kapacitet.eksempel.steder import people_with
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.mine.queries import read_own
from socialaftale.kapacitet.models import Arbejdsgang, Kapacitetsvalg, Ledigmelding, Reservation, Tilpasning
from socialaftale.kapacitet.ophold.models import Ophold
from socialaftale.kapacitet.undergruppe.models import Pladsbehov, Undergruppe, Undergruppetal
from socialaftale.moeder.eksempeldata import load as load_moeder
from socialaftale.parter.eksempeldata import load as load_parter
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning import eksempeldata as soegedata
from socialaftale.pladssoegning.anmodning.models import Anmodning
from socialaftale.pladssoegning.models import Soegning
from socialaftale.tilbud.eksempeldata import load as load_tilbud
from socialaftale.tilbud.models import Afdeling, Tilbud
from tests.takster.test_views import visit


def load() -> None:
    for loader in (load_parter, load_moeder, load_tilbud, eksempeldata.load, soegedata.load):
        loader()


@pytest.fixture
def regionen(db):
    """The example as a database has it that was used before: its primary keys do not begin at 1."""
    omraade = load_file("nordjylland")
    for _ in range(2):
        Afdeling.objects.create(tilbud=Tilbud.objects.create(omraade=omraade))
    Afdeling.objects.all().delete()
    Tilbud.objects.all().delete()
    with time_machine.travel(dt.datetime(2026, 11, 26, 10, tzinfo=dt.UTC)):
        load()
        yield


def test_a_newcomer_finds_one_of_everything(regionen):
    assert check() == []
    assert {"", "taget", "afvist", "trukket"} <= set(Reservation.objects.values_list("slut", flat=True))
    assert Reservation.objects.filter(slut="", aktiv_at=None).exists()  # somebody waits in the queue
    assert {"", "tilbudt", "afvist", "trukket"} == set(Anmodning.objects.values_list("svar", flat=True))
    assert Ledigmelding.objects.filter(tilbudt__gt=1).exists()
    assert Undergruppetal.objects.filter(af__gt=1).exists() and Pladsbehov.objects.exists()
    assert Ledigmelding.objects.exclude(svar__in=["ledig", "ikke_ledig"]).exists()
    assert Maanedsbelaegning.objects.exists() and Ophold.objects.exists() and Tilpasning.objects.filter(svar="")
    assert 6 <= Arbejdsgang.objects.count() <= 8
    assert Soegning.objects.exists() and not Soegning.objects.filter(resultat=[]).exists()
    _every_leader_has_something_to_answer()
    _the_overview_tells_of_unmet_demand()


def _every_leader_has_something_to_answer():
    ledere, koordinatorer = people_with(Rolle.TILBUDSLEDER), people_with(Rolle.KAPACITETSKOORDINATOR)
    assert len({en.organisation for en in ledere}) >= 4 and len({en.organisation for en in koordinatorer}) >= 3
    assert all(len(read_own(leder)) >= 2 for leder in ledere)


def _the_overview_tells_of_unmet_demand():
    side = visit(people_with(Rolle.KAPACITETSKOORDINATOR)[0]).get("/kapacitet/").text
    assert "Intet passede" in side and "10-19" in side and "20-49" in side
    assert "Hver mandag og ved hver ind- og udflytning" in side


def test_before_the_decision_only_yes_and_no_are_there(db):
    with time_machine.travel(dt.datetime(2026, 1, 12, 10, tzinfo=dt.UTC)):
        load()
        assert Ledigmelding.objects.exists() and check() == []
        for model in (Kapacitetsvalg, Reservation, Anmodning, Maanedsbelaegning, Ophold, Undergruppe):
            assert not model.objects.exists()
