"""A reporter's round in a real browser: type this year's figures, explain, submit, and answer the review."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from socialaftale.parter.roller import Rolle
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.models import Feltkladde, Indberetningsversion, Indsendelse
from socialaftale.takster.runde.frys import Sted
from tests.takster.conftest import Hus
from tests.takster.runde.conftest import AAR, FRIST, FU, GENNEMGANG, rum
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look
from .test_tastatur import follow, press, tab_to

__all__ = ["rum"]

HOEJ = "4500000"


@pytest.fixture
def hus(transactional_db, settings, tmp_path) -> Hus:
    settings.FILER = tmp_path / "filer"
    register = make_register("nordjylland", "Nordjylland")
    return Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))


def field(page: Page, rum, navn: str, linje: bool = True):
    kode = rum.hus.tilbud.kode
    return page.locator(f'[name="{kode}-hus:{f"{kode}-takst" if linje else ""}:{navn}"]')


def form_of(rum) -> str:
    return f"/takster/tilbud/{rum.hus.tilbud.kode}/{AAR}/ret/"


def kept(page: Page) -> None:
    expect(page.locator("[data-kladdestatus]")).to_contain_text("Gemt som kladde")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_from_the_front_page_to_the_receipt_and_the_answer(rum, aabn: Aabn, bredde: int):
    rum.go_to(dt.date(2026, 10, 15))
    page = aabn("/", bredde=bredde, bruger=rum.hus.indberetter)
    page.get_by_role("link", name="indsend 1 tilbud").click()
    expect(page.get_by_text("Fristen er 20. oktober 2026, om 5 dage")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Skriv årets tal her på siden").click()
    look(page)
    for navn, tekst in (("belaegning", "97"), ("regnskab-2024", "97"), ("regnskab-2025", "97")):
        field(page, rum, navn, linje=False).fill(tekst)
    field(page, rum, "takst_kr").fill("1.350")
    page.get_by_label("Uændret siden sidste år").check()
    page.get_by_role("button", name="Gem, og gå til tilbuddet").click()
    expect(page.get_by_text("er gemt som kladde")).to_be_visible()
    look(page)
    page.get_by_label("Forklaring", exact=True).first.fill("Fire nye årsværk om natten.")
    page.get_by_role("button", name="Gem forklaringen").first.click()
    expect(page.get_by_text("Klar: indsend.")).to_be_visible()
    page.get_by_role("link", name="Indsend", exact=True).click()
    expect(page.get_by_text("kan enhver søge aktindsigt")).to_be_visible()
    look(page)
    page.get_by_label("Godkendt af").fill("Socialchef Ida Holm")
    page.get_by_role("button", name="Indsend de valgte tilbud").click()
    kvittering = Indsendelse.objects.get().kvittering
    expect(page.get_by_role("heading", name=f"Kvittering {kvittering}")).to_be_visible()
    look(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Alt er indsendt")).to_be_visible()
    answer_the_review(rum, aabn, bredde)


def answer_the_review(rum, aabn: Aabn, bredde: int) -> None:
    linje = rum.line(Indsendelse.objects.get())
    sted, anden = Sted(linje.beregning, linje.linje), rum.member(rum.hus.register.aalborg)
    rum.go_to(GENNEMGANG)
    gennemgang.remark(indsendelse=linje.indsendelse, sted=sted, tekst="Hvad dækker taksten?", by=anden)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    page = aabn("/", bredde=bredde, bruger=rum.hus.indberetter)
    page.get_by_role("link", name=re.compile("svar på 1 bemærkning")).click()
    look(page)
    page.get_by_role("link", name=re.compile("Svar på 1 bemærkning")).first.click()
    look(page)
    page.get_by_label("Jeres svar").fill("Bolig, personale og kost.")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er sendt til gennemgangen.")).to_be_visible()


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_same_by_keyboard_alone(rum, aabn: Aabn, bredde: int):
    rum.save()
    page = aabn("/", bredde=bredde, bruger=rum.hus.indberetter)
    follow(page, f"Takster {AAR}: indsend 1 tilbud")
    assert page.url.endswith("/indsend/"), "all is ready, so the way is short"
    tab_to(page, "Lærkehuset")
    tab_to(page, "Godkendt af")
    page.keyboard.type("Ida Holm")
    follow(page, "Indsend de valgte tilbud")
    expect(page.get_by_role("heading", name="Kvittering")).to_be_visible()
    follow(page, "Tilbage til taksterne")
    follow(page, "Vi er færdige")
    expect(page.get_by_text("I er meldt færdige.")).to_be_visible()


def test_a_field_is_typed_by_keyboard_and_its_fold_is_opened(rum, aabn: Aabn):
    rum.save()
    page = aabn(form_of(rum), bruger=rum.hus.indberetter)
    press(page, "Indhold, pladser og timer")
    tab_to(page, "Hvad dækker taksten?")
    page.keyboard.type(" Også kørsel.")
    follow(page, "Gem")
    expect(page.get_by_text("er gemt som kladde")).to_be_visible()


def test_without_script_there_is_a_button_and_it_saves(rum, aabn: Aabn):
    page = aabn(form_of(rum), bredde=SMAL, bruger=rum.hus.indberetter, script=False)
    field(page, rum, "takst_kr").fill("1.141")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("er gemt som kladde")).to_be_visible()


def test_what_is_typed_is_kept_on_leaving_the_field_and_after_two_seconds(rum, aabn: Aabn):
    page = aabn(form_of(rum), bruger=rum.hus.indberetter)
    field(page, rum, "takst_kr").fill("1.141")
    field(page, rum, "takst_kr").blur()
    kept(page)
    assert Feltkladde.objects.get().tekst == "1.141"
    page.get_by_text("Indhold, pladser og timer").click()
    field(page, rum, "indhold").press_sequentially("Nattevagt. ")
    with page.expect_response(lambda svar: svar.url.endswith("/felt/")):
        pass  # it goes by itself while the field has the focus
    page.reload()
    expect(field(page, rum, "takst_kr")).to_have_value("1.141")
    assert "Nattevagt" in field(page, rum, "indhold").input_value()


def test_a_text_that_the_server_never_got_is_there_when_the_page_is_opened_again(rum, aabn: Aabn):
    page = aabn(form_of(rum), bruger=rum.hus.indberetter)
    page.route("**/felt/", lambda route: route.fulfill(status=200, content_type="text/plain", body=""))
    field(page, rum, "takst_kr").fill("1.141")
    field(page, rum, "takst_kr").blur()
    expect(page.locator("[data-kladdestatus]")).to_contain_text("er gemt i browseren")
    assert not Feltkladde.objects.exists()
    page.unroute("**/felt/")
    page.reload()
    kept(page)
    expect(field(page, rum, "takst_kr")).to_have_value("1.141")
    assert Feltkladde.objects.get().tekst == "1.141"


def test_a_session_that_ends_while_typing_loses_nothing(rum, aabn: Aabn):
    page = aabn(form_of(rum), bruger=rum.hus.indberetter)
    kager = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    field(page, rum, "takst_kr").fill("1.141")
    field(page, rum, "takst_kr").blur()
    expect(page.locator("[data-kladdestatus]")).to_contain_text("Du er logget af")
    page.context.add_cookies(kager)
    page.get_by_role("link", name="Log på igen").click()
    expect(field(page, rum, "takst_kr")).to_have_value("1.141")
    kept(page)


@pytest.mark.parametrize(("knap", "ventet"), [("Brug det, jeg skrev", "1.160"), ("Brug det, Prøve godkender", "1.150")])
def test_two_who_type_in_the_same_field_are_both_shown(rum, aabn: Aabn, knap: str, ventet: str):
    rum.save()
    anden = rum.hus.person(Rolle.GODKENDER, rum.hus.register.hjoerring)
    min_, hendes = (aabn(form_of(rum), bruger=bruger) for bruger in (rum.hus.indberetter, anden))
    field(hendes, rum, "takst_kr").fill("1.150")
    field(hendes, rum, "takst_kr").blur()
    kept(hendes)
    field(min_, rum, "takst_kr").fill("1.160")
    field(min_, rum, "takst_kr").blur()
    expect(min_.get_by_text("Prøve godkender har skrevet ”1.150” her")).to_be_visible()
    look(min_)
    min_.get_by_role("button", name=knap).click()
    expect(field(min_, rum, "takst_kr")).to_have_value(ventet)
    min_.get_by_role("button", name="Gem", exact=True).click()
    expect(min_.get_by_text("er gemt som kladde")).to_be_visible()
    nyeste = Indberetningsversion.objects.newest().get(indberetning__aar=AAR)
    assert nyeste.indhold["beregninger"][0]["linjer"][0]["takst_kr"] == ventet.replace(".", "")


def test_late_provisional_and_promised_are_seen_at_a_glance_on_a_phone(rum, aabn: Aabn):
    rum.go_to(FRIST + dt.timedelta(days=1))
    rum.send([rum.save()], foreloebig=True)
    page = aabn(f"/takster/driftsherre/860/{AAR}/", bredde=SMAL, bruger=rum.hus.indberetter)
    for maerke in ("Indsendt", "Foreløbig", "Forsinket"):
        expect(page.locator(".badge", has_text=maerke).first).to_be_visible()
    look(page)
    page.get_by_role("button", name="Uændret efter budgetvedtagelse").click()
    expect(page.get_by_text("1 tilbud står uændret")).to_be_visible()
