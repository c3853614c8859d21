"""An import in a real browser: from a file to confirmed takster, wide and narrow, without findings from axe."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Indberetningsversion
from tests.takster.importfiler import xlsx
from tests.tilbud.conftest import Register, make_register

from .conftest import BRED, SMAL, Aabn, look

HOVED = ["Tilbud", "Afdeling", "Ydelse", "§", "Enhed", "Takst 2026", "Takst 2025", "Pladser", "Leder"]
RAEKKER = [
    ["Lærkehuset", "Hovedhuset", "Basistakst", "§ 108", "Døgn", 1812, 1750, 10, "x"],
    ["Lærkehuset", "Hovedhuset", "Støttetime", "§ 108", "Time", 402.5, 396, None, "x"],
    ["Solgarden", "", "Niveau 1", "§ 107", "Døgn", 2396, 2350, 5, "x"],
    ["Solgarden", "", "Niveau 2", "§ 107", "Døgn", 2831, 2800, 4, "x"],
    ["Solgarden", "", "Niveau 3", "§ 107", "Døgn", "se bilag", 3100, 3, "x"],
    ["I alt", "", "", "", "", 7441.5, 7296, 23, ""],
]


@pytest.fixture(autouse=True)
def filmappe(settings, tmp_path):
    settings.FILER = tmp_path / "filer"


@pytest.fixture
def register(transactional_db) -> Register:
    register = make_register("nordjylland", "Nordjylland")
    register.tilbud("Lærkehuset")
    register.tilbud("Solgården")
    return register


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_from_file_to_confirmed_takster(register, aabn: Aabn, tmp_path: Path, bredde: int):
    fil = tmp_path / "takster 2026.xlsx"
    fil.write_bytes(xlsx([["Hjørring Kommune"], HOVED, *RAEKKER]))
    page = aabn(
        reverse("takstimporter"), bredde=bredde, bruger=register.person(Rolle.TAKSTINDBERETTER, register.hjoerring)
    )
    look(page)
    page.get_by_label("Fil").set_input_files(fil)
    page.get_by_label("Takstår").select_option("2026")
    page.get_by_role("button", name="Indlæs filen").click()
    look(page)
    page.get_by_role("button", name="Kolonnerne er rigtige").click()
    look(page)
    page.get_by_role("button", name="Det er Solgården").click()
    page.get_by_label("Takster, række 7").check()
    page.get_by_label("Hvorfor udelades de valgte rækker?").fill("Aftales fra gang til gang")
    page.get_by_role("button", name="Udelad de valgte rækker").click()
    look(page)
    page.get_by_role("link", name="hver række").click()
    look(page)
    page.go_back()
    page.get_by_role("link", name="Hjørring se og bekræft").click()
    look(page)
    page.get_by_role("button", name="Bekræft taksterne for 2 tilbud").click()
    expect(page.get_by_text("Takster for 2 tilbud er bekræftet for 2026.")).to_be_visible()
    look(page)
    assert Indberetningsversion.objects.newest_confirmed().count() == 2


def test_without_script(register, aabn: Aabn, tmp_path: Path):
    fil = tmp_path / "halv.xlsx"
    fil.write_bytes(xlsx([HOVED, *RAEKKER])[:900])
    page = aabn(
        reverse("takstimporter"), bruger=register.person(Rolle.TAKSTINDBERETTER, register.hjoerring), script=False
    )
    page.get_by_label("Fil").set_input_files(fil)
    page.get_by_role("button", name="Indlæs filen").click()
    expect(page.get_by_text("Filen er ikke hel").first).to_be_visible()
