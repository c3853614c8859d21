"""The secretariat runs a round in a real browser: opens it, moves its dates, calls, writes, follows what happens."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.actions import Tidspunkt, move_meeting
from socialaftale.parter.models import Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Rundedatoer, Takstrunde
from socialaftale.takster.styring.paamindelser import remind
from tests.takster.conftest import Hus
from tests.takster.runde.afgoerelseshjaelp import give_mailbox
from tests.takster.runde.conftest import AABNET, FRIST, Rum, make_rum
from tests.takster.runde.test_styring_spor import play
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look
from .test_tastatur import follow, tab_to

SIDE = "/takster/runde/nordjylland/2027/"
KORTE = {"styringsaftalegruppe": "styringsaftalegruppen", "fu": "fu-voksne"}
"""The short names of the test, and those that the area's rules know the bodies by."""


@pytest.fixture
def rum(transactional_db, settings, tmp_path) -> Iterator[Rum]:
    """The round is opened; Hjørring has a tilbud to submit, and somebody who answers for its takster."""
    settings.FILER = tmp_path / "filer"
    with time_machine.travel(AABNET) as ur:
        register = make_register("nordjylland", "Nordjylland")
        hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
        rum = make_rum(hus, ur)
        for gammelt, nyt in KORTE.items():
            Udvalg.objects.filter(kort=gammelt).update(kort=nyt)
        give_mailbox(rum)
        yield rum


def tab(side: Page, navn: str) -> None:
    side.get_by_role("navigation").get_by_role("link", name=navn, exact=True).click()
    look(side)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_deadline_is_moved_with_a_reason_and_the_move_is_seen_by_all(rum, aabn: Aabn, bredde: int):
    side = aabn(SIDE, bredde=bredde, bruger=rum.sekretaer)
    look(side)
    tab(side, "Datoer")
    side.get_by_label("Frist for indberetning").fill("31.02.2026")
    side.get_by_label("Hvorfor").fill("To kommuner vedtager først budgettet den 20.")
    side.get_by_role("button", name="Flyt datoerne").click()
    expect(side.get_by_role("heading", name="Der er noget, der skal rettes")).to_be_visible()
    expect(side.get_by_label("Hvorfor")).to_have_value("To kommuner vedtager først budgettet den 20.")
    look(side)
    side.get_by_label("Frist for indberetning").fill("21.10.2026")
    side.get_by_role("button", name="Flyt datoerne").click()
    expect(side.get_by_text("Datoerne er flyttet.")).to_be_visible()
    expect(side.get_by_text("21. oktober 2026, om 50 dage")).to_be_visible()
    tab(side, "Hændelser")
    expect(side.get_by_text("To kommuner vedtager først budgettet den 20.")).to_be_visible()
    kalender = side.request.get("/takster/runde/nordjylland/kalender/indberetter.ics")
    assert kalender.headers["content-type"].startswith("text/calendar") and "20261021" in kalender.text()


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_whom_to_call_is_a_list_with_what_each_one_misses_and_a_mail_at_hand(rum, aabn: Aabn, bredde: int):
    rum.go_to(FRIST + dt.timedelta(days=1))
    side = aabn("/", bredde=bredde, bruger=rum.sekretaer)
    side.get_by_role("link", name="ring til 1 driftsherre").click()
    expect(side.get_by_text("1 driftsherre mangler noget.")).to_be_visible()
    look(side)
    side.get_by_role("button", name="Skriv til Hjørring nu").click()
    expect(side.get_by_text("Der er skrevet til Hjørring (1 mail).")).to_be_visible()
    look(side)
    assert Udgaaende.objects.get().modtager == "takst@hjoerring.dk"
    assert side.request.get(f"{SIDE}mangler.csv").text().count("Hjørring") == 1
    tab(side, "Påmindelser")
    expect(side.get_by_role("cell", name="takst@hjoerring.dk")).to_be_visible()
    side.get_by_text("Alle trin, og hvem de går til").click()
    look(side)


def test_a_mail_that_did_not_arrive_is_sent_again_by_keyboard(rum, aabn: Aabn):
    remind(rum.runde)
    Udgaaende.objects.update(fejl="550 Ukendt modtager", opgivet_at=AABNET)
    side = aabn("/", bruger=rum.sekretaer)
    follow(side, "Takster 2027: 1 mail er ikke kommet frem")
    look(side)
    tab_to(side, "Send igen til takst@hjoerring.dk")
    side.keyboard.press("Enter")
    expect(side.get_by_text("Mailen til takst@hjoerring.dk bliver sendt igen nu.")).to_be_visible()
    assert Udgaaende.objects.get().opgivet_at is None


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_time_in_each_stage_is_drawn_with_its_table_beside_it(rum, aabn: Aabn, bredde: int):
    play(rum)
    side = aabn(f"{SIDE}tider/", bredde=bredde, bruger=rum.sekretaer)
    look(side)
    side.get_by_label("Led", exact=True).select_option("svar")
    side.get_by_role("button", name="Vis", exact=True).click()
    expect(side.get_by_role("row", name="Hjørring").first).to_contain_text("1,5 dage")


@pytest.mark.parametrize("script", [True, False])
def test_where_no_deciding_meeting_lies_between_the_ways_out_are_shown_before_anything_is_opened(
    rum, aabn: Aabn, script: bool
):
    Rundedatoer.objects.all().delete()
    Takstrunde.objects.all().delete()
    sent = Tidspunkt(dt.date(2026, 12, 18))
    move_meeting(moede=rum.moeder["das"], hvornaar=sent, grund="Kalenderen", aflyst=False, by=rum.sekretaer)
    side = aabn(f"{SIDE}aabn/", bredde=SMAL, bruger=rum.sekretaer, script=script)
    expect(side.get_by_role("heading", name="Hvad kalenderen siger")).to_be_visible()
    if script:
        look(side)
    side.get_by_label("Mødet, der afgør").select_option(label="18.12.2026: medlem af DAS")
    side.get_by_role("button", name="Åbn takstrunden 2027").click()
    expect(side.get_by_text("Takstrunden 2027 er åbnet.")).to_be_visible()
    assert Takstrunde.objects.get().aar == 2027
