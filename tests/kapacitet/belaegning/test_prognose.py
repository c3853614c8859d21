"""The outlook from stays: what is announced, what usually happens, written down once a month and scored."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from socialaftale.kapacitet.belaegning.models import Belaegningsprognose
from socialaftale.kapacitet.belaegning.prognose import read_outlook, write_forecasts
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.ophold.grupper import read_groups

from .conftest import NU
from .test_ophold import start, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def historie(maaler, nu):
    """Five who stay, and one who went unannounced; eight months on."""
    nu.move_to(NU - dt.timedelta(days=270))
    alle = [start(maaler, dag=dt.date(2026, 1, 5)) for _ in range(6)]
    nu.move_to(NU - dt.timedelta(days=100))
    step(maaler, alle.pop(), "stop", dt.date(2026, 8, 10))
    nu.move_to(NU)
    return alle


def outlook(maaler):
    dag = dt.datetime.now(dt.UTC).date()
    return read_outlook(read_groups([maaler.tilbud], dag))


def test_a_unit_without_stays_has_no_outlook(maaler):
    assert outlook(maaler) == []


def test_too_few_months_say_so(maaler):
    start(maaler)
    (udsigt,) = outlook(maaler)
    assert udsigt.prognoser == [] and "0 hele måneder" in udsigt.hvorfor


def test_what_is_announced_is_taken_off_from_its_day(maaler, historie):
    step(maaler, historie[0], "varsel", dt.date(2027, 1, 10))
    (udsigt,) = outlook(maaler)
    assert udsigt.nu == 5
    assert [et.midt for et in udsigt.prognoser] == [5, 4, 4]
    assert all(et.lav <= et.midt <= et.hoej <= 10 for et in udsigt.prognoser)


def test_forecasts_are_written_once_a_month_where_both_are_switched_on(maaler, historie, nu):
    assert write_forecasts() == 0
    maaler.melder.switch_on("prognose")
    assert write_forecasts() == 3 and write_forecasts() == 0
    assert Belaegningsprognose.objects.filter(for_dag=dt.date(2026, 12, 26)).count() == 1
    nu.move_to(NU + dt.timedelta(days=10))
    assert write_forecasts() == 3


def test_forecasts_are_held_against_what_became_of_them(maaler, historie, nu):
    maaler.melder.switch_on("prognose")
    write_forecasts()
    nu.move_to(NU + dt.timedelta(days=45))
    assert outlook(maaler)[0].sikkerhed[:2] == (1, 1)
    for ophold in historie:
        step(maaler, ophold, "stop", dt.date(2026, 12, 20))
    assert outlook(maaler)[0].sikkerhed[:2] == (1, 0)


def test_the_leader_sees_the_outlook_where_it_is_on(maaler, historie):
    client = Client()
    client.force_login(maaler.leder)
    adresse = reverse("tilbudsbelaegning", args=[maaler.tilbud.kode])
    assert "Prognose" not in client.get(adresse).content.decode()
    maaler.melder.switch_on("prognose")
    side = " ".join(client.get(adresse).content.decode().split())
    assert "<h2>Prognose</h2>" in side and "Ingen kan måles endnu" in side
    Kapacitetsvalg.objects.filter(valg="belaegning").delete()
    assert "Prognose</h2>" not in client.get(adresse).content.decode()
