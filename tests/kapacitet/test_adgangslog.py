"""The controller sees who has looked at what it is the controller of, and the log forgets in time."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from socialaftale.faelles import indsigt
from socialaftale.faelles.models import Indsigt
from socialaftale.parter.roller import Rolle
from tests.kapacitet.conftest import NU, melder, register
from tests.kapacitet.reservation.conftest import sted

__all__ = ["melder", "register", "sted"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def uret():
    with time_machine.travel(NU, tick=False) as uret:
        yield uret


@pytest.fixture
def set_af_lederen(uret, sted, client):
    """A leader is shown two holds, each of its own municipality."""
    holdt = sted.hold(reference="A-17"), sted.hold(sted.hjoerring, reference="H-1")
    client.force_login(sted.leder)
    client.get(reverse("reservationer"))
    return holdt


def log(client, part, fil="", **valg) -> str:
    svar = client.get(reverse(f"adgangslog{fil}", args=[part.kode]), valg)
    assert svar.status_code == 200
    return " ".join(svar.content.decode().split())


def local_admin(sted, client, part):
    client.force_login(sted.melder.register.person(Rolle.LOKALADMINISTRATOR, part))


def test_each_controller_sees_its_own_case_and_who_looked_and_nothing_of_the_other(set_af_lederen, sted, client):
    aalborg, hjoerring = sted.aalborg.organisation, sted.hjoerring.organisation
    local_admin(sted, client, aalborg)
    side = log(client, aalborg)
    assert "<strong>1</strong> visning" in side and "reservation A-17" in side and "H-1" not in side
    assert sted.leder.navn in side and "Reservationer hos os" in side and "26. november 2026 kl. 13.00" in side
    assert client.get(reverse("adgangslog", args=[hjoerring.kode])).status_code == 403
    assert reverse("adgangslog", args=[aalborg.kode]) in client.get(reverse("organisation", args=[aalborg.kode])).text
    local_admin(sted, client, hjoerring)
    assert "H-1" in log(client, hjoerring) and "A-17" not in log(client, hjoerring)


def test_the_log_is_narrowed_by_case_person_and_day(set_af_lederen, sted, client, uret):
    uret.move_to(NU + dt.timedelta(days=1))
    client.force_login(sted.aalborg)
    client.get(reverse("reservationer"))
    aalborg = sted.aalborg.organisation
    local_admin(sted, client, aalborg)
    faa = {"sag": "a-17"}, {"hvem": sted.leder.pk}, {"til": "26.11.2026"}, {"sag": "H-1"}, {"fra": "28.11.2026"}
    antal = [log(client, aalborg, **valg).split('role="status"><strong>')[1][0] for valg in faa]
    assert antal == ["2", "1", "1", "0", "0"]
    assert log(client, aalborg, "_fil", hvem=sted.leder.pk).splitlines() == [
        f"\ufeffHvornår;Hvem;Hos;Hvor;Hvilke sager 2026-11-26 13:00:00;{sted.leder.navn};"
        f"{sted.leder.organisation};reservationer hos os;reservation A-17"
    ]


@pytest.mark.parametrize("valg", [
    {"fra": "01.01.0001"}, {"til": "31.12.9999"}, {"fra": "31.02.2026"}, {"hvem": "x' OR 1=1"}, {"sag": "x" * 900},
    {"side": "-4"},
])  # fmt: skip
def test_what_cannot_be_meant_breaks_nothing(set_af_lederen, sted, client, valg):
    local_admin(sted, client, sted.aalborg.organisation)
    log(client, sted.aalborg.organisation, **valg)
    log(client, sted.aalborg.organisation, "_fil", **valg)


def test_of_a_case_that_is_erased_only_that_is_left(set_af_lederen, sted, client):
    set_af_lederen[0].delete()
    local_admin(sted, client, sted.aalborg.organisation)
    side = log(client, sted.aalborg.organisation)
    assert "slettet siden" in side and "A-17" not in side and sted.leder.navn in side


def test_the_worker_forgets_after_the_days_of_the_rule_and_not_before(set_af_lederen, uret):
    assert indsigt.kept_days() == 183
    uret.move_to(NU + dt.timedelta(days=183))
    assert indsigt.erase_old_log() == 0
    uret.move_to(NU + dt.timedelta(days=183, seconds=1))
    assert indsigt.erase_old_log() == 2
    assert not Indsigt.objects.exists()
    with pytest.raises(TypeError):
        Indsigt.objects.all().delete()
