"""From a need to a call list in a real browser: at most four actions, counted here."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from socialaftale.pladssoegning.models import Soegning
from tests.pladssoegning.conftest import Marked
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look

FLEST_HANDLINGER = 4


@pytest.fixture
def marked(transactional_db) -> Iterator[Any]:
    from socialaftale.parter.roller import Rolle

    register = make_register("nordjylland", "Nordjylland")
    marked = Marked(register, register.person(Rolle.VISITATOR, register.aalborg))
    marked.plads("Lærkehuset")
    marked.plads("Uglehuset", ledig=False)
    yield marked


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_visitator_has_a_call_list_after_four_actions(marked, aabn: Aabn, bredde: int):
    page = aabn(reverse("find_plads_behov"), bredde=bredde, bruger=marked.vibe)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    handlinger = [
        lambda: page.get_by_label("Paragraf").select_option("sel-107"),
        lambda: page.get_by_label("Målgruppe", exact=True).select_option("autisme"),
        lambda: page.locator("main").get_by_role("button", name="Søg").click(),
        lambda: page.get_by_role("button", name="Kopiér Ringelisten som tekst").click(),
    ]
    for handling in handlinger:
        handling()
    expect(page.get_by_role("button", name="Kopiér Ringelisten som tekst")).to_have_text("Kopieret")
    kopieret = page.evaluate("navigator.clipboard.readText()")
    assert len(handlinger) <= FLEST_HANDLINGER
    assert all(tekst in kopieret for tekst in ("Lærkehuset", "12 34 56 78", "Tine Eksempel", "Takst:", "bekræftet"))
    assert "Uglehuset" not in kopieret
    assert Soegning.objects.count() == 1
    look(page)
    expect(page.get_by_role("button", name="Udskriv ringelisten")).to_be_visible()


def test_on_a_phone_two_places_stand_side_by_side_beside_what_they_are_compared_on(marked, aabn: Aabn):
    koder = [marked.plads(navn).kode for navn in ("Ravnehuset", "Svalehuset", "Duehuset")]
    adresse = reverse("find_plads_sammenlign") + "?" + "&".join(f"plads={kode}" for kode in koder)
    page = aabn(adresse, bredde=SMAL, bruger=marked.vibe)
    for navn in ("Ravnehuset", "Svalehuset"):
        kasse = page.get_by_role("columnheader", name=navn).bounding_box()
        assert kasse and kasse["x"] >= 0 and kasse["x"] + kasse["width"] <= SMAL
    page.get_by_role("columnheader", name="Duehuset").scroll_into_view_if_needed()
    kasse = page.get_by_role("rowheader", name="Telefon").bounding_box()
    assert kasse and 0 <= kasse["x"] < SMAL / 4, "what a row is about stays where it is"
    look(page)
