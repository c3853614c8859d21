"""A place that is held is told as held: nobody is said to have reported what they did not report."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.kapacitet.reservation.actions import hold_place, take
from socialaftale.kapacitet.undergruppe.models import Undergruppetal
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning.actions import search
from socialaftale.pladssoegning.queries import find_places
from socialaftale.pladssoegning.steder import Blik
from socialaftale.regler.pladskrav import Dom

from .conftest import I_DAG
from .test_undergrupper import only_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def huset(marked):
    marked.melder.switch_on("tal", "reservationer")
    return marked.plads("Lærkehuset", ledig=None)


def offers(marked, afdeling, antal: int, **felter):
    return marked.melder.report(afdeling, tilbudt=antal, at=tid.now() - dt.timedelta(minutes=1), **felter)


def hold(marked, afdeling, **felter):
    vibe = marked.vibe
    faste = {"klient_id": uuid.uuid4(), "reference": f"S-{uuid.uuid4().hex[:8]}", "by": vibe}
    return hold_place(afdeling=afdeling, myndighed=vibe.organisation, **faste | felter)


def at_home(marked) -> Blik:
    return Blik(tid.now(), frozenset([marked.register.omraade.pk]))


def judged(blik: Blik):
    (vurdering,) = find_places({"lov": "sel-107"}, blik).vurderinger
    return vurdering


@pytest.mark.parametrize(
    ("antal", "ord_"), [(1, "Den meldte plads er holdt lige nu"), (2, "Begge meldte pladser er holdt lige nu"),
                        (3, "Alle 3 meldte pladser er holdt lige nu")],
)  # fmt: skip
def test_where_every_place_is_held_it_says_so_and_that_one_may_queue(marked, huset, antal, ord_):
    offers(marked, huset, antal)
    for _ in range(antal):
        hold(marked, huset)
    vurdering = judged(at_home(marked))
    assert vurdering.dom == Dom.IKKE and vurdering.hvorfor_ikke == (f"{ord_}: I kan stå i kø",)


def test_a_place_that_was_taken_since_is_told_as_taken(marked, huset):
    offers(marked, huset, 1)
    reservation = hold(marked, huset)
    take(reservation=reservation, by=marked.register.person(Rolle.TILBUDSLEDER, marked.register.hjoerring))
    assert judged(at_home(marked)).hvorfor_ikke == ("Den meldte plads er besat siden",)


def test_the_call_list_the_note_and_the_comparison_say_why_it_is_not_free(client, marked, huset):
    offers(marked, huset, 2)
    only_for(marked, huset, 1, koen="kvinder")
    assert Undergruppetal.objects.get().af == 2
    for _ in range(2):
        hold(marked, huset)
    client.force_login(marked.vibe)
    soegning = search(kriterier={"lov": "sel-107"}, by=marked.vibe)
    side = client.get(reverse("find_plads_svar", args=[soegning.kode])).text
    assert "Har meldt, at der ikke er ledigt" not in side
    assert "- Lærkehuset, Hovedhuset: Begge meldte pladser er holdt lige nu: I kan stå i kø" in side
    adresse = reverse("find_plads_sammenlign") + f"?plads={huset.kode}"
    side = " ".join(client.get(adresse).text.split())
    assert "1 af de 2 meldte: »Unge«" in side and "Begge meldte pladser er holdt lige nu" in side
    client.logout()
    assert "holdt" not in client.get(adresse).text, "how many are held is for those who are signed in"


def test_to_everyone_else_it_is_not_free_and_nobody_is_said_to_have_reported_that(marked, huset):
    offers(marked, huset, 1)
    hold(marked, huset)
    assert judged(Blik(tid.now())).hvorfor_ikke == ("Ikke ledig lige nu",)


def test_a_place_from_a_later_day_that_is_held_is_not_free_either(marked, huset):
    offers(marked, huset, 1, ledig_fra=I_DAG + dt.timedelta(days=20))
    assert judged(at_home(marked)).dom == Dom.NAESTEN
    hold(marked, huset)
    assert judged(at_home(marked)).hvorfor_ikke == ("Den meldte plads er holdt lige nu: I kan stå i kø",)
    assert judged(Blik(tid.now())).dom == Dom.IKKE
