"""A source system reports with a key: once for each id, and for the afdelinger of its own driftsherre alone."""

import datetime as dt
import json
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.kilde.actions import close_source, open_source
from socialaftale.kapacitet.kilde.models import Kildesystem
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.queries import ledighed_nu
from socialaftale.parter.roller import Rolle

from .conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def karl(melder):
    return melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring)


@pytest.fixture
def noegle(melder, karl) -> str:
    return open_source(driftsherre=melder.register.hjoerring, navn="Bosted", by=karl)[1]


@pytest.fixture
def send(client, noegle):
    def send(*poster, noegle: str = noegle, status: int = 200):
        hoved = {"Authorization": f"Bearer {noegle}"}
        data = json.dumps({"meldinger": list(poster)})
        svar = client.post(reverse("ledighed_modtag"), data, content_type="application/json", headers=hoved)
        assert svar.status_code == status
        return svar.json()

    return send


def post(afdeling, svar: str = "ledig", minutter: int = 5, **felter) -> dict:
    at = (NU - dt.timedelta(minutes=minutter)).isoformat()
    return {"id": str(uuid.uuid4()), "afdeling": afdeling.kode, "svar": svar, "observeret_at": at} | felter


def status(svar) -> list[str]:
    return [et["status"] for et in svar["resultater"]]


def test_reports_are_taken_in_and_stand_in_the_systems_name(melder, send):
    afdeling = melder.afdeling()
    assert status(send(post(afdeling, ledig_fra="2027-01-01"))) == ["modtaget"]
    et = ledighed_nu([afdeling.pk])[afdeling.pk]
    assert (et.svar, et.ledig_fra, et.bekraeftet_af) == ("ledig", dt.date(2027, 1, 1), "Bosted")
    assert Ledigmelding.objects.get().kilde == "api" and Kildesystem.objects.get().sidst_at == NU
    assert check() == []


def test_yesterdays_feed_sent_again_changes_nothing(melder, send):
    afdeling = melder.afdeling()
    gaarsdagens = [post(afdeling, "ledig", 1500), post(afdeling, "ikke_ledig", 1440)]
    dagens = post(afdeling, "ledig", 10)
    assert status(send(*gaarsdagens, dagens)) == ["modtaget"] * 3
    assert status(send(*gaarsdagens)) == ["kendt"] * 2
    assert Ledigmelding.objects.count() == 3 and ledighed_nu([afdeling.pk])[afdeling.pk].svar == "ledig"


def test_a_file_sent_twice_is_taken_in_once_also_without_ids(melder, client, noegle):
    afdeling = melder.afdeling()
    fil = f"afdeling;svar;observeret_at\n{afdeling.kode};ikke_ledig;2026-11-26T08:00:00Z\n"
    hoved = {"Authorization": f"Bearer {noegle}"}
    for ventet in ("modtaget", "kendt"):
        svar = client.post(reverse("ledighed_modtag"), fil, content_type="text/csv", headers=hoved)
        assert status(svar.json()) == [ventet]
    assert Ledigmelding.objects.get().kilde == "fil"


def test_one_bad_post_keeps_no_other_back(melder, send):
    afdeling = melder.afdeling()
    svar = send(post(afdeling, "måske"), post(afdeling, minutter=-120), post(afdeling, tilbudt=3), post(afdeling))
    assert status(svar) == ["afvist", "afvist", "afvist", "modtaget"]
    assert [bool(et["besked"]) for et in svar["resultater"]] == [True, True, True, False]


@pytest.mark.parametrize(
    "felter", [{"afdeling": "\ud800"}, {"afdeling": "\x00"}, {"observeret_at": "0001-01-01T00:00:00+14:00"}]
)
def test_what_no_database_can_hold_is_refused_as_any_bad_post(melder, send, felter):
    afdeling = melder.afdeling()
    assert status(send(post(afdeling) | felter, post(afdeling))) == ["afvist", "modtaget"]


def test_another_partys_afdeling_is_not_reported_for(melder, send):
    fremmed = melder.afdeling("Fremmed", driftsherre=melder.register.aalborg)
    ukendt = post(fremmed) | {"afdeling": "FINDESIK"}
    svar = send(post(fremmed), ukendt)
    assert status(svar) == ["afvist", "afvist"]
    assert svar["resultater"][0]["besked"] == svar["resultater"][1]["besked"], "what is not theirs is not told of"


def test_an_id_of_another_report_is_refused(melder, send):
    en, anden = melder.afdeling(), melder.afdeling("Solsikken")
    foerste = post(en)
    assert status(send(foerste, post(anden, id=foerste["id"]))) == ["modtaget", "afvist"]


def test_unchanged_needs_something_to_leave_unchanged(melder, send):
    afdeling = melder.afdeling()
    assert status(send(post(afdeling, "uaendret"))) == ["afvist"]
    melder.report(afdeling, ledig=True, dage_siden=3)
    assert status(send(post(afdeling, "uaendret"))) == ["modtaget"]
    assert Ledigmelding.objects.first().svar == "ledig"


@pytest.mark.parametrize("forkert", ["", "findes-ikke", "x" * 5000])
def test_without_the_right_key_nothing_is_taken_in(melder, send, forkert):
    assert "Nøglen mangler" in send(post(melder.afdeling()), noegle=forkert, status=401)["fejl"]
    assert not Ledigmelding.objects.exists()


def test_a_key_that_was_taken_back_works_no_longer(melder, send, karl):
    close_source(kilde=Kildesystem.objects.get(), by=karl)
    send(post(melder.afdeling()), status=401)


@pytest.mark.parametrize(("raw", "kode"), [("ikke json", 400), ("[" * 200_000, 400), ("x" * 3_000_000, 413)])
def test_what_cannot_be_read_and_what_is_too_much_is_told(client, noegle, raw, kode):
    hoved = {"Authorization": f"Bearer {noegle}"}
    svar = client.post(reverse("ledighed_modtag"), raw, content_type="application/json", headers=hoved)
    assert svar.status_code == kode and svar.json()["fejl"]


def test_the_key_is_shown_once_and_kept_nowhere(client, melder, karl):
    client.force_login(karl)
    felter = {"driftsherre": melder.register.hjoerring.pk, "navn": "Bosted"}
    side = client.post(reverse("kildesystemer"), felter).content.decode()
    assert "Nøglen er lavet" in side
    assert "Nøglen er lavet" not in client.get(reverse("kildesystemer")).content.decode()
    assert "allerede et kildesystem" in client.post(reverse("kildesystemer"), felter).content.decode()
    client.post(reverse("kildesystem_luk", args=[Kildesystem.objects.get().pk]))
    assert Kildesystem.objects.get().lukket_by == karl


def test_nobody_opens_or_closes_for_another_party(client, melder, karl, noegle):
    with pytest.raises(PermissionDenied):
        open_source(driftsherre=melder.register.aalborg, navn="Bosted", by=karl)
    with pytest.raises(ValidationError):
        open_source(driftsherre=melder.register.hjoerring, navn="", by=karl)
    fremmed = melder.register.person(Rolle.LOKALADMINISTRATOR, melder.register.aalborg)
    client.force_login(fremmed)
    assert client.post(reverse("kildesystem_luk", args=[Kildesystem.objects.get().pk])).status_code == 403


def test_the_codes_are_given_out_as_a_file(client, melder, karl):
    afdeling = melder.afdeling()
    melder.afdeling("Fremmed", driftsherre=melder.register.aalborg)
    client.force_login(karl)
    fil = client.get(reverse("kildesystem_koder")).content.decode()
    assert f"{afdeling.kode};Lærkehuset, Hovedhuset" in fil and "Fremmed" not in fil
