"""FU's recommendation and DAS's decision in a real browser: from the agenda to what the driftsherre can see."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.roller import Rolle
from socialaftale.takster.afgoerelse.queries import approved
from tests.takster.conftest import Hus
from tests.takster.runde.afgoerelseshjaelp import give_mailbox, name_bodies, remark_on
from tests.takster.runde.conftest import AABNET, DAS, FU, Rum, make_rum
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look


@pytest.fixture
def rum(transactional_db, settings, tmp_path) -> Iterator[Rum]:
    """Two tilbud are submitted; a remark on one of them is not answered."""
    settings.FILER = tmp_path / "filer"
    with time_machine.travel(AABNET) as ur:
        register = make_register("nordjylland", "Nordjylland")
        hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
        rum = make_rum(hus, ur)
        name_bodies(rum)
        give_mailbox(rum)
        rum.submit()
        remark_on(rum, rum.submit(rum.another()))
        yield rum


def record(aabn: Aabn, rum: Rum, kort: str, bredde: int) -> Page:
    """Draw up the agenda, read the case, and record what is proposed."""
    side = aabn(f"/moeder/{rum.moeder[kort].pk}/", bredde=bredde, bruger=rum.sekretaer)
    side.get_by_role("button", name="Hent punkter, der venter").click()
    side.get_by_role("link", name=re.compile("^Sagsfremstilling")).click()
    expect(side.get_by_role("heading", name="Hvem har indberettet")).to_be_visible()
    look(side)
    side.get_by_role("link", name="Afgør taksterne").click()
    look(side)
    side.get_by_role("button", name="Før beslutningen ind").click()
    expect(side.get_by_text("Beslutningen er ført ind")).to_be_visible()
    look(side)
    return side


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_takster_go_from_fu_to_das_and_each_sees_what_is_hers(aabn, rum, bredde):
    rum.go_to(FU)
    record(aabn, rum, "fu", bredde)
    rum.go_to(DAS)
    side = record(aabn, rum, "das", bredde)
    assert [indhold.linje for indhold in approved(rum.runde)] == [f"{rum.hus.tilbud.kode}-takst"]
    assert Udgaaende.objects.filter(emne__contains="DAS har behandlet taksterne fra Hjørring").count() == 1
    side.get_by_role("link", name="Hvad venter på hvem").click()
    expect(side.get_by_role("heading", name=re.compile("DAS: 1"))).to_be_visible()
    look(side)
    side.get_by_role("link", name=re.compile("Solgården")).click()
    expect(side.get_by_text("Hvad dækker taksten?")).to_be_visible()
    look(side)


def test_a_decision_is_recorded_by_keyboard_alone_and_without_script(aabn, rum):
    rum.go_to(DAS)
    punkt = rum.point(rum.moeder["das"])
    side = aabn(f"/takster/afgoerelse/{punkt.pk}/", bruger=rum.sekretaer, script=False)
    side.get_by_label("Udsat", exact=True).focus()
    side.keyboard.press("Space")
    side.get_by_role("button", name="Før beslutningen ind").focus()
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", name="Hvem har fået besked")).to_be_visible()
    assert punkt.beslutninger.get().resultat == "udsat" and approved(rum.runde) == {}


def test_what_came_in_between_is_shown_and_what_was_typed_stands(aabn, rum):
    rum.go_to(DAS)
    punkt = rum.point(rum.moeder["das"])
    side = aabn(f"/takster/afgoerelse/{punkt.pk}/", bredde=SMAL, bruger=rum.sekretaer)
    side.get_by_text("Betingelse for alle, ord og opfølgning").click()
    side.get_by_label("Beslutningens ord").fill("Enigt udvalg")
    rum.submit(takst_loen="3740000")
    side.get_by_role("button", name="Før beslutningen ind").click()
    expect(side.get_by_role("heading", name="Det er ændret, siden du åbnede siden")).to_be_visible()
    expect(side.get_by_label("Beslutningens ord")).to_have_value("Enigt udvalg")
    look(side)
    side.get_by_role("button", name="Før beslutningen ind").click()
    expect(side.get_by_text("Beslutningen er ført ind")).to_be_visible()
    assert punkt.beslutninger.get().tekst == "Enigt udvalg"
