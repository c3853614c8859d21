"""Takster in a real browser: a krone followed to its cost line, what-if, the takstskema with three mistakes."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Indberetningsversion
from tests.takster.conftest import KANARIE, Hus
from tests.takster.test_skema import find
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look


@pytest.fixture
def hus(transactional_db, settings, tmp_path) -> Hus:
    settings.FILER = tmp_path / "filer"
    register = make_register("nordjylland", "Nordjylland")
    hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
    hus.confirm(2025)
    hus.confirm(2026, takst_loen="3700000")
    for aar in (2025, 2026):
        hus.publish(aar)
    return hus


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_krone_is_followed_to_its_cost_line_by_the_driftsherre(hus, aabn: Aabn, bredde: int):
    page = aabn(reverse("takster_driftsherre", args=["860", 2026]), bredde=bredde, bruger=hus.indberetter)
    look(page)
    page.get_by_role("link", name="Lærkehuset").click()
    look(page)
    page.locator("table").get_by_role("link", name="Døgntakst").click()
    look(page)  # a key pressed before the page is drawn is lost
    for led in ("Gennemsnitstakst", "Takstgrundlag", "Basisdel af grundlaget", "Basisdel før indtægter"):
        page.locator("summary", has_text=led).first.press("Enter")
    page.locator("summary", has_text="Direkte omkostninger i basis").first.press("Enter")
    expect(page.get_by_text(KANARIE).first).to_be_visible()
    look(page)
    for fane in ("Hvad nu hvis", "Udvikling"):
        page.get_by_role("link", name=fane).click()
        look(page)


def test_the_public_finds_the_takst_and_no_cost_line(hus, aabn: Aabn):
    page = aabn(f"/tilbud/{hus.tilbud.kode}/", bredde=SMAL)
    expect(page.get_by_text("1.134 kr.").first).to_be_visible()
    assert KANARIE not in page.content()
    look(page)


@pytest.mark.parametrize("script", [True, False])
def test_what_if_answers_with_and_without_script(hus, aabn: Aabn, script: bool):
    page = aabn(reverse("takst_hvad_hvis", args=[hus.tilbud.kode, 2026]), bruger=hus.indberetter, script=script)
    page.get_by_label("Belægning i taksten, %").fill("100")
    page.get_by_role("button", name="Beregn").click()
    page.get_by_role("heading", name="Svaret").wait_for()
    expect(page.get_by_text("1.100 kr.").first, "3.823.457 × 1,05 ÷ 3.650 = 1.099,9").to_be_visible()
    assert "belaegning=100" in page.url, "the answer has an address"
    if script:
        look(page)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_three_mistakes_in_a_takstskema_are_understood_and_mended(hus, aabn: Aabn, tmp_path: Path, bredde: int):
    page = aabn(reverse("takstskema_indlaes", args=["860", 2026]), bredde=bredde, bruger=hus.indberetter)
    look(page)
    with page.expect_download() as hentning:
        page.get_by_role("link", name="Hent takstskema 2026").click()
    raw = Path(hentning.value.path()).read_bytes()
    upload(page, write(tmp_path / "fejl.xlsx", raw, Takst="cirka 1.100", Pladser=-1, **{"Takst sidste år": "12.5"}))
    expect(page.get_by_text("Ret de 3 steder herunder")).to_be_visible()
    for besked in ("er ikke et tal", "mindst 0", "kan læses på to måder"):
        expect(page.get_by_text(besked).first).to_be_visible()
    look(page)
    page.get_by_role("link", name="Indlæs en rettet fil").click()
    upload(page, write(tmp_path / "rettet.xlsx", raw, Takst=1140))
    expect(page.get_by_text("1 tilbud er gemt som kladde")).to_be_visible()
    look(page)
    assert Indberetningsversion.objects.newest().get(indberetning__aar=2026).status == "kladde"


def upload(page: Page, fil: Path) -> None:
    page.get_by_label("Udfyldt takstskema").set_input_files(fil)
    page.get_by_role("button", name="Indlæs").click()


def write(sti: Path, raw: bytes, **celler: object) -> Path:
    bog = openpyxl.load_workbook(BytesIO(raw))
    for overskrift, vaerdi in celler.items():
        find(bog, "Linjer", overskrift).value = vaerdi
    bog.save(sti)
    return sti


def test_the_reviewers_overview_is_accessible(hus, aabn: Aabn):
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    page = aabn(reverse("takster"), bredde=SMAL, bruger=sekretaer)
    look(page)
    page.goto(reverse("takster_driftsherre", args=["860", 2026]))
    page.get_by_role("link", name="Se udviklingen").click()
    look(page)
