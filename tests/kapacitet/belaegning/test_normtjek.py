"""More reported as free than the norm leaves is a finding on the leader's page, and changes no figure."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from socialaftale.kapacitet.belaegning.normtjek import above_norm
from socialaftale.kapacitet.mine.queries import read_own
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.ophold.actions import begin
from socialaftale.kapacitet.queries import ledighed_nu
from socialaftale.regler.belaegningsdage import Maanedstal
from socialaftale.tilbud.models import Pladsgruppe
from tests.kapacitet.conftest import NU

from .conftest import OKT

pytestmark = pytest.mark.django_db


def findings(maaler):
    return above_norm(read_own(maaler.leder), NU.date())


def tell(maaler, tilbudt: int, **felter):
    return maaler.melder.report(maaler.tilbud.afdelinger.get(), tilbudt=tilbudt, **felter)


def test_what_the_norm_leaves_is_no_finding_and_one_more_is(maaler):
    maaler.report(tal=Maanedstal(8, 7 * 31, 0, 31))
    tell(maaler, 2, dage_siden=1)
    assert findings(maaler) == []
    tell(maaler, 3)
    (fund,) = findings(maaler)
    assert (fund.tilbudt, fund.normerede, fund.brugte, fund.spaerrede, fund.levnet) == (3, 10, 7, 1, 2)
    afdeling = maaler.tilbud.afdelinger.get()
    assert fund.maaned == OKT and ledighed_nu([afdeling.pk])[afdeling.pk].ledig == 3


def test_a_broken_place_is_rounded_in_the_units_favour(maaler):
    maaler.report(tal=Maanedstal(9, 9 * 31 - 1))
    tell(maaler, 2)
    assert findings(maaler) == []


@pytest.mark.parametrize("uden", ["maaned", "melding", "nej", "senere", "slaaet_til"])
def test_what_cannot_be_told_or_is_not_said_is_no_finding(maaler, uden):
    if uden != "maaned":
        maaler.report(tal=Maanedstal(10, 310))
    if uden == "nej":
        tell(maaler, 0, ledig=False)
    elif uden != "melding":
        tell(maaler, 1, ledig_fra=dt.date(2027, 1, 1) if uden == "senere" else None)
    if uden == "slaaet_til":
        Kapacitetsvalg.objects.all().delete()
    assert findings(maaler) == []


def test_the_page_tells_the_leader_with_the_figures(maaler, client, nu):
    maaler.report(tal=Maanedstal(10, 310))
    tell(maaler, 1)
    client.force_login(maaler.leder)
    side = " ".join(client.get(reverse("ledige_mine")).content.decode().split())
    assert "melder 1, men i oktober 2026 var der i snit 10,0 brugt af 10 normerede pladser. Det levner ingen." in side
    nu.shift(60)
    maaler.report(tal=Maanedstal(5, 155))
    assert "Er der så mange ledige" not in client.get(reverse("ledige_mine")).content.decode()


def test_where_stays_are_kept_the_newest_day_counts_and_not_the_month(maaler, client, nu):
    """In October all ten lived there; four have moved since, so three free are no news."""
    gruppe = Pladsgruppe.objects.get(pk=maaler.gruppe.pk)
    nu.move_to(dt.datetime(2026, 10, 5, 9, tzinfo=dt.UTC))
    for _ in range(6):
        begin(pladsgruppe=gruppe, klient_id=uuid4(), dag=dt.date(2026, 9, 1), by=maaler.leder)
    nu.move_to(NU)
    maaler.report(tal=Maanedstal(10, 310))
    tell(maaler, 4)
    assert findings(maaler) == []
    tell(maaler, 5, at=NU + dt.timedelta(seconds=1))
    nu.move_to(NU + dt.timedelta(minutes=1))
    client.force_login(maaler.leder)
    side = " ".join(client.get(reverse("ledige_mine")).content.decode().split())
    assert "melder 5, men i dag er 6,0 brugt af 10 normerede pladser. Det levner 4." in side
