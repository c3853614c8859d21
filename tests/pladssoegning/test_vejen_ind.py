"""One way in to the free places: one entry in the menu for each person, and the other page led to from it."""

import re

import pytest
from django.urls import reverse

from socialaftale.parter.roller import Rolle

from .test_find import BEHOV, search

pytestmark = pytest.mark.django_db
LISTE, FIND, BEHOVET = "/ledige-pladser/", "/find-plads/", "/find-plads/behov/"


def menu(client, side: str = "/") -> list[str]:
    nav = re.search(r"<nav.*?</nav>", client.get(side).text, re.S)
    assert nav
    return re.findall(r'href="([^"]+)"', nav.group())


def test_everyone_has_one_entry_for_free_places_and_is_led_on(client, marked):
    assert [href for href in menu(client) if href in (LISTE, FIND)] == [LISTE]
    assert f'href="{FIND}"' in client.get(LISTE).text.split("<main")[1]
    assert f'href="{LISTE}"' in client.get(FIND).text.split("<main")[1]


def test_a_visitator_has_her_search_in_its_place(client, marked):
    client.force_login(marked.vibe)
    assert [href for href in menu(client) if href in (LISTE, FIND, BEHOVET)] == [BEHOVET]
    assert f'href="{LISTE}"' in client.get(BEHOVET).text.split("<main")[1]


def test_a_leader_keeps_the_list_in_the_menu(client, marked):
    client.force_login(marked.register.person(Rolle.TILBUDSLEDER, marked.register.hjoerring))
    assert LISTE in menu(client) and BEHOVET not in menu(client)


def test_the_front_page_leads_to_a_place(client, marked):
    assert f'href="{FIND}"' in client.get("/").text.split("Lige nu")[1].split("</main>")[0]


def test_whoever_has_a_call_list_on_a_phone_can_tap_the_number(client, marked):
    marked.plads("Ledig")
    client.force_login(marked.vibe)
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    for side in (reverse("find_plads_svar", args=[soegning.kode]), FIND):
        assert '<a href="tel:12345678">12\xa034\xa056\xa078</a>' in client.get(side).text


def test_the_call_list_says_where_a_place_is_held_and_asked_for_where_that_is_switched_on(client, marked):
    marked.plads("Ledig")
    client.force_login(marked.vibe)
    side = reverse("find_plads_svar", args=[search(kriterier=BEHOV, by=marked.vibe).kode])
    assert "Åbn tilbuddet" not in client.get(side).text
    marked.melder.switch_on("reservationer")
    assert "Åbn tilbuddet, hvis du vil holde en plads." in client.get(side).text
    marked.melder.switch_on("anmodninger")
    assert "Åbn tilbuddet, hvis du vil holde en plads eller spørge om en plads." in client.get(side).text


def test_the_comparison_has_a_way_back(client, marked):
    sammenlign = reverse("find_plads_sammenlign")
    assert f'href="{FIND}"' in client.get(sammenlign).text.split("<h1")[0].split("</header>")[-1]
    client.force_login(marked.vibe)
    assert f'href="{BEHOVET}"' in client.get(sammenlign).text.split("<h1")[0].split("</header>")[-1]


def test_the_comparison_leads_back_to_the_call_list_the_places_were_chosen_on(client, marked):
    marked.plads("Ledig")
    client.force_login(marked.vibe)
    ringeliste = reverse("find_plads_svar", args=[search(kriterier=BEHOV, by=marked.vibe).kode])
    skjult = re.search(r'<input type="hidden" name="soegning" value="(\w+)">', client.get(ringeliste).text)
    for kode, vejen in ((skjult[1], True), ("findes-ikke", False), ("x\x00", False)):
        side = client.get(reverse("find_plads_sammenlign"), {"soegning": kode})
        assert (f'<a href="{ringeliste}"' in side.text) is vejen
