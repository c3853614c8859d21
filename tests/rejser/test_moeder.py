"""A meeting in a real browser: what is typed survives, and every page can be used by everyone."""

import pytest
from playwright.sync_api import expect

from socialaftale.faelles import tid
from tests.moeder.conftest import Rum, make_rum

from .conftest import BRED, SMAL, look


@pytest.fixture
def rum(db) -> Rum:
    return make_rum()


@pytest.fixture
def moede(rum):
    moede = rum.meet(dato=tid.today())
    rum.point(moede, "Takster for 2027", emne="takster", emne_id="2027")
    rum.point(moede, "Lukket sag", aaben=False)
    rum.point(moede, "To svar", indstillinger=(("godkender", "planen"), ("droefter", "resten")))
    return moede


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_meeting_from_first_word_to_public_decision(aabn, rum, moede, bredde):
    side = aabn(f"/moeder/{moede.pk}/referat/", bredde=bredde, bruger=rum.sekretaer)
    foerste = side.locator("textarea").first
    foerste.fill("Godkendt som foreslået")
    side.reload()
    expect(side.locator("textarea").first, "the tab remembers").to_have_value("Godkendt som foreslået")
    for valg in side.get_by_label("Resultat").all():
        valg.select_option("godkendt")
    side.get_by_role("button", name="Resten som indstillet, punkt 3").click()
    side.get_by_text("Alt er gemt.").wait_for()
    look(side)
    side.get_by_role("button", name="Gem, også punkt 1").focus()
    side.keyboard.press("Enter")
    side.get_by_text("Alt er gemt.").wait_for()
    side.get_by_role("button", name="Afslut mødet").click()
    side.get_by_text("Mødet er afsluttet.").wait_for()
    offentlig = aabn(f"/moeder/{moede.pk}/", bredde=bredde)
    expect(offentlig.get_by_text("Godkendt som foreslået")).to_be_visible()
    expect(offentlig.get_by_text("Lukket sag")).to_have_count(0)


def test_every_page_of_the_secretariat_is_accessible_on_a_phone(aabn, rum, moede):
    punkt = moede.punkter.get(nummer=1)
    rum.decide(punkt, opgaver=(("Ringe til driftsherrerne", "Sekretariatet", moede_dag(moede)),))
    stier = [
        "",
        "nyt/",
        "beslutninger/",
        "delegationer/",
        "opfoelgning/",
        "takstaar/",
        f"{moede.pk}/",
        f"{moede.pk}/flyt/",
    ]
    stier += [
        f"{moede.pk}/nyt-punkt/",
        f"{moede.pk}/formand/",
        f"{moede.pk}/fremmoede/",
        f"{moede.pk}/afslut/",
        f"{moede.pk}/offentligt/",
        f"{moede.pk}/rettelser/",
        f"{moede.pk}/referat/",
        f"punkt/{punkt.pk}/delegation/",
    ]
    stier += [f"opfoelgning/{punkt.opfoelgninger.get().pk}/", f"{moede.pk}/udskriv/"]
    side = aabn("", bredde=SMAL, bruger=rum.sekretaer)
    for sti in stier:
        svar = side.goto(f"/moeder/{sti}")
        assert svar.status == 200, sti
        look(side)


def moede_dag(moede):
    return moede.tider.get().dato
