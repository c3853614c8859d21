"""Whoever asks too often waits a little; whoever sits with many behind one address does not pay for the others."""

import datetime as dt

import pytest
import time_machine
from django.core.cache import caches
from django.test import RequestFactory
from django.urls import reverse

from socialaftale.faelles import trafik
from socialaftale.regler import trafik as regel

pytestmark = pytest.mark.django_db
NU = dt.datetime(2026, 11, 26, 12, 0, 20, tzinfo=dt.UTC)
LINK = "/ledig/findes-ikke/"


@pytest.fixture
def uret(settings):
    """Limits are on and counted from nothing, 40 seconds before the next stretch."""
    settings.TRAFIKGRAENSER = True
    caches["trafik"].clear()
    with time_machine.travel(NU, tick=False) as uret:
        yield uret


@pytest.fixture
def faa(uret, monkeypatch):
    """Three from an address, two with a secret."""
    (alle,) = regel.all_rules()
    faa = [et.model_copy(update={"pr_adresse": 3, "pr_noegle": 2 if et.pr_noegle else None}) for et in alle.graense]
    monkeypatch.setattr(regel, "all_rules", lambda: (alle.model_copy(update={"graense": tuple(faa)}),))
    return uret


def statuses(client, sti: str, gange: int, **felter) -> list[int]:
    return [client.get(sti, **felter).status_code for _ in range(gange)]


@pytest.mark.parametrize("side", ["ledige_pladser", "find_plads"])
def test_a_robot_is_told_when_to_come_back_and_may(client, faa, side):
    assert statuses(client, reverse(side), 3) == [200, 200, 200]
    svar = client.get(reverse(side))
    assert (svar.status_code, svar.headers["Retry-After"]) == (429, "40")
    assert "Vent 40 sekunder, og prøv igen." in svar.text and "log på" in svar.text
    assert client.get(reverse(side), REMOTE_ADDR="192.0.2.7").status_code == 200, "another is not stopped"
    faa.shift(dt.timedelta(seconds=40))
    assert client.get(reverse(side)).status_code == 200


def test_whoever_is_signed_in_is_not_counted_with_her_colleagues(client, faa, mette):
    assert 429 in statuses(client, reverse("ledige_pladser"), 4)
    client.force_login(mette)
    assert statuses(client, reverse("ledige_pladser"), 5) == [200] * 5


def test_every_public_page_has_a_limit(client, faa):
    assert 429 in statuses(client, reverse("rettigheder"), 4)


def test_a_link_is_counted_by_itself_and_by_who_asks(client, faa):
    assert statuses(client, LINK, 3) == [410, 410, 429]
    assert client.get("/ledig/et-andet/", REMOTE_ADDR="192.0.2.7").status_code == 410
    assert client.get(LINK, REMOTE_ADDR="192.0.2.7").status_code == 429, "one link from many addresses"
    assert client.get("/ledig/et-tredje/").status_code == 429, "many links from one address"


def test_an_api_is_told_in_its_own_language(client, faa):
    felter = {"headers": {"Authorization": "Bearer x"}, "content_type": "application/json"}
    svar = [client.post(reverse("ledighed_modtag"), "[]", **felter) for _ in range(3)]
    assert [et.status_code for et in svar] == [401, 401, 429]
    assert svar[2].json() == {"fejl": "Der kommer mange forespørgsler fra jeres netværk lige nu. "
                                      "Vent 40 sekunder, og prøv igen."}  # fmt: skip


def test_a_town_hall_whose_leaders_all_open_their_mail_at_eight_is_let_in(uret, rf):
    view = trafik.limited("link")(lambda request: None)
    for nr in range(250):
        assert trafik.refuse_too_many(rf.get("/"), view, (), {"token": f"link-{nr}"}) is None


@pytest.mark.parametrize(("proxyer", "kaede", "adresse", "ventet"), [
    (0, "203.0.113.9", "192.0.2.7", "192.0.2.7"),
    (1, "203.0.113.66, 203.0.113.9", "10.0.0.1", "203.0.113.9"),
    (2, "203.0.113.9", "10.0.0.1", "10.0.0.1"),
    (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    (1, "sludder", "10.0.0.1", "sludder"),
])  # fmt: skip
def test_nobody_chooses_an_address_for_himself(settings, proxyer, kaede, adresse, ventet):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxyer
    request = RequestFactory().get("/", headers={"X-Forwarded-For": kaede}, REMOTE_ADDR=adresse)
    assert trafik.client_address(request) == ventet


def test_robots_are_kept_from_filters_and_no_secret_address_is_named(client):
    svar = client.get("/robots.txt")
    assert svar.headers["Content-Type"].startswith("text/plain")
    assert "Disallow: /find-plads/?" in svar.text and "/ledig/" not in svar.text and "token" not in svar.text


@pytest.mark.parametrize("sti", [LINK, "/moeder/bekraeft/findes-ikke/", "/konto/ny-adgangskode/MQ/findes-ikke/"])
def test_no_search_engine_keeps_a_secret_address(client, sti):
    svar = client.get(sti)
    assert (svar.status_code, svar.headers["X-Robots-Tag"]) == (410, "noindex, nofollow")
    assert svar.headers["Referrer-Policy"] == "no-referrer"
