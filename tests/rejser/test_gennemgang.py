"""The review in a real browser: a member remarks on a line, the meeting is held by keyboard, one mail goes out."""

import pytest
from playwright.sync_api import expect

from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.models import Funktion
from socialaftale.takster.models import Bemaerkning, Gennemset
from tests.takster.conftest import hus, register  # noqa: F401 - fixtures
from tests.takster.runde.conftest import GENNEMGANG, rum  # noqa: F401
from tests.takster.runde.gennemgangshjaelp import remark_on, submit_explained

from .conftest import BRED, SMAL, look

TAVLE = "/takster/gennemgang/nordjylland/2027/"
HOEJ = {"takst_loen": "4500000"}


@pytest.fixture
def bord(rum):  # noqa: F811
    """Two lines that need a word, and one that needs none."""
    hjoerring = rum.hus.register.hjoerring
    art = Funktion.Art.TAKSTANSVARLIG_VOKSNE
    Funktion.objects.create(organisation=hjoerring, art=art, faelles_postkasse="takster@hjoerring.dk")
    submit_explained(rum, rum.hus.register.tilbud("Solgården", driftsherre=hjoerring))
    submit_explained(rum, **HOEJ)
    rum.go_to(GENNEMGANG)
    return rum


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_from_the_board_to_a_remark_and_through_the_meeting_to_one_mail(aabn, bord, bredde):
    medlem = aabn(TAVLE, bredde=bredde, bruger=bord.member(bord.hus.register.aalborg))
    look(medlem)
    medlem.get_by_role("link", name="Lærkehuset: Døgntakst").click()
    look(medlem)
    medlem.get_by_role("link", name="Skriv en bemærkning om det").first.click()
    assert "taksten stiger" in medlem.get_by_label("Bemærkning").input_value()
    medlem.get_by_label("Bemærkning").fill("Hvorfor stiger den så meget?")
    look(medlem)
    medlem.get_by_role("button", name="Gem bemærkningen").click()
    medlem.get_by_text("Bemærkningen er gemt").wait_for()
    expect(medlem.get_by_text("Hvorfor stiger den så meget?")).to_be_visible()

    side = aabn(TAVLE, bredde=bredde, bruger=bord.sekretaer)
    side.get_by_role("link", name="Start mødet").click()
    expect(side.get_by_text("1 af 2 linjer er gået igennem")).to_be_visible()
    expect(side.get_by_role("heading", name="Solgården: Døgntakst")).to_be_visible()
    look(side)
    side.get_by_role("button", name="Ingen bemærkning, næste").click()
    side.get_by_text("2 af 2 linjer er gået igennem").wait_for()
    side.get_by_role("link", name="Afslut mødet").click()
    expect(side.get_by_text("takster@hjoerring.dk")).to_be_visible()
    look(side)
    side.get_by_role("button", name="Afslut mødet, og send").click()
    side.get_by_text("1 driftsherre får én mail").wait_for()
    look(side)
    assert Udgaaende.objects.get().modtager == "takster@hjoerring.dk"


def test_the_meeting_is_held_by_keyboard_alone(aabn, bord):
    side = aabn(TAVLE + "moede/", bruger=bord.sekretaer)
    side.get_by_label("Bemærkning").focus()
    side.keyboard.type("Hvorfor stiger den?")
    side.keyboard.press("Control+Enter")
    side.get_by_role("heading", name="Solgården: Døgntakst").wait_for()
    assert Bemaerkning.objects.get().tekst == "Hvorfor stiger den?"
    side.get_by_role("button", name="Ingen bemærkning, næste").focus()
    side.keyboard.press("Enter")
    side.get_by_text("2 af 2 linjer er gået igennem").wait_for()
    assert Gennemset.objects.count() == 1


def test_what_was_typed_survives_a_reload_and_a_lost_session(aabn, bord):
    side = aabn(TAVLE + "moede/", bruger=bord.sekretaer)
    side.get_by_label("Bemærkning").fill("Hvorfor stiger den så meget i år?")
    side.reload()
    expect(side.get_by_label("Bemærkning")).to_have_value("Hvorfor stiger den så meget i år?")
    kager = side.context.cookies()
    side.context.clear_cookies()
    side.context.add_cookies([kage for kage in kager if kage["name"] == "csrftoken"])
    side.get_by_role("button", name="Gem bemærkningen, og gå videre").click()
    expect(side.get_by_text("Hvorfor stiger den så meget i år?"), "shown before signing in").to_be_visible()
    side.context.add_cookies(kager)
    side.goto(TAVLE + "moede/")
    expect(side.get_by_label("Bemærkning")).to_have_value("Hvorfor stiger den så meget i år?")
    side.get_by_role("button", name="Gem bemærkningen, og gå videre").click()
    side.get_by_role("heading", name="Solgården: Døgntakst").wait_for()
    expect(side.get_by_label("Bemærkning")).to_have_value("")


def test_the_own_member_meets_a_kind_sentence_and_no_button(aabn, bord):
    linje = bord.line(bord.hus.tilbud.indberetninger.get(aar=2027).indsendelser.get())
    remark_on(bord, linje, bord.member(bord.hus.register.aalborg))
    egen = aabn(f"/takster/gennemgang/linje/{linje.pk}/", bredde=SMAL, bruger=bord.member(bord.hus.register.hjoerring))
    expect(egen.get_by_text("handler om Hjørrings egne takster")).to_be_visible()
    expect(egen.get_by_text("Afklar eller fasthold")).to_have_count(0)
    look(egen)


def test_the_review_works_without_script(aabn, bord):
    side = aabn(TAVLE + "moede/", bruger=bord.sekretaer, script=False)
    side.get_by_label("Bemærkning").fill("Hvorfor stiger den?")
    side.get_by_role("button", name="Gem bemærkningen, og gå videre").click()
    expect(side.get_by_role("heading", name="Solgården: Døgntakst")).to_be_visible()
