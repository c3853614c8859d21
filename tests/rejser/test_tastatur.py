"""The main job by keyboard alone: find a tilbud, follow a krone to its cost line, upload a workbook and mend it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.takster.conftest import KANARIE, Hus

from .conftest import BRED, SMAL, Aabn
from .test_takster import hus, write  # noqa: F401 - a fixture

NAVN = """() => {
  const e = document.activeElement;
  if (e === document.body) return '';
  return (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || '').trim();
}"""
KAN_SES = """e => {
  const stil = getComputedStyle(e), kasse = e.getBoundingClientRect();
  const ramme = stil.outlineStyle !== 'none' || stil.boxShadow !== 'none';
  return ramme && kasse.bottom > 0 && kasse.top < innerHeight && kasse.right > 0 && kasse.left < innerWidth;
}"""
FEJL = ("er ikke et tal", "mindst 0", "kan læses på to måder")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_krone_is_found_from_the_search_box_and_followed_to_its_cost_line(hus: Hus, aabn: Aabn, bredde: int):  # noqa: F811
    page = aabn("/", bredde=bredde, bruger=hus.indberetter)
    tab_to(page, "Søg efter navn")
    page.keyboard.type("lærkehuset")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    follow(page, "Lærkehuset")
    follow(page, "Se, hvordan taksterne er beregnet")
    assert page.url.endswith(f"/takster/tilbud/{hus.tilbud.kode}/2026/")
    press(page, "Døgntakst")
    for led in ("Gennemsnitstakst", "Takstgrundlag", "Basisdel af grundlaget", "Basisdel før indtægter"):
        press(page, led)
    press(page, "Direkte omkostninger i basis")
    linje = page.locator("li:not(:has(li))").filter(has_text=KANARIE).first
    expect(linje).to_be_visible()
    expect(linje).to_contain_text("123.457")
    expect(linje).to_contain_text("Indberettet")  # where the number comes from


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_three_mistakes_in_a_workbook_are_read_and_mended(hus: Hus, aabn: Aabn, tmp_path: Path, bredde: int):  # noqa: F811
    page = aabn("/takster/driftsherre/860/2026/", bredde=bredde, bruger=hus.indberetter)
    page.on("filechooser", lambda _: None)  # the browser must know of it well before Enter is pressed
    follow(page, "Hent eller indlæs takstskema")
    with page.expect_download() as hentning:
        press(page, "Hent takstskema 2026")
    raw = Path(hentning.value.path()).read_bytes()
    fejl = {"Takst": "cirka 1.100", "Pladser": -1, "Takst sidste år": "12.5"}
    upload(page, write(tmp_path / "fejl.xlsx", raw, **fejl))
    for besked in FEJL:
        celle = page.get_by_role("cell").filter(has_text=besked)
        expect(celle).to_be_visible()
        kasse = celle.bounding_box()
        assert kasse["x"] >= 0 and kasse["x"] + kasse["width"] <= bredde, f"»{besked}« kræver, at man ruller sidelæns"
    follow(page, "Indlæs en rettet fil")
    upload(page, write(tmp_path / "rettet.xlsx", raw, Takst=1140))
    expect(page.get_by_text("1 tilbud er gemt som kladde")).to_be_visible()


def upload(page: Page, fil: Path) -> None:
    tab_to(page, "Udfyldt takstskema")
    with page.expect_file_chooser() as vaelger:
        page.keyboard.press("Enter")
    vaelger.value.set_files(fil)
    follow(page, "Indlæs")


def press(page: Page, navn: str) -> None:
    tab_to(page, navn)
    page.keyboard.press("Enter")


def follow(page: Page, navn: str) -> None:
    """Press what leads to another page."""
    tab_to(page, navn)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, navn: str) -> None:
    """Go forward from where the focus is until it stands, for all to see, on what begins with the name."""
    forbi = []
    for _ in range(120):
        page.keyboard.press("Tab")
        forbi.append(page.evaluate(NAVN))
        if forbi[-1].startswith(navn):
            assert page.locator(":focus").evaluate(KAN_SES), f"man kan ikke se, at »{navn}« har fokus"
            return
    pytest.fail(f"»{navn}« nås ikke med tabulator på {page.url}. Forbi: {forbi}")
