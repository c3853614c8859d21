"""Every address without parameters, as the public and as a signed-in person: reachable, accessible, narrow."""

import re

import brotli
import pytest
from husregler import adresser

from .conftest import BRED, SMAL, axe_violations, scrolls_sideways

IKKE_SIDER = re.compile(r"(hent/|\.\w+|log-af/)$")  # downloads, and the button that ends the session


def sider() -> list[str]:
    return [f"/{sti}" for sti, _ in adresser() if "<" not in sti and not IKKE_SIDER.search(sti)]


def problems(aabn, bredde, bruger=None) -> list[str]:
    page = aabn("", bredde=bredde, bruger=bruger)
    fundet = []
    for sti in sider():
        svar = page.goto(sti)
        if svar is None or svar.status >= 400:
            fundet += [] if svar is not None and svar.status in (403, 404) else [f"{sti}: {svar and svar.status}"]
            continue
        fundet += axe_violations(page) if bredde == SMAL else []
        fundet += [f"{sti}: kan rulles sidelæns ved {bredde} px"] if scrolls_sideways(page) else []
    return fundet


@pytest.mark.parametrize("bredde", [SMAL, BRED])
def test_every_public_page_is_accessible_and_fits_the_screen(aabn, bredde):
    assert problems(aabn, bredde) == []


def test_every_page_of_a_signed_in_person_is_accessible_and_fits_a_phone(aabn, mette):
    assert problems(aabn, SMAL, mette) == []


def test_the_first_view_weighs_at_most_150_kb_and_asks_nobody_else(aabn):
    page = aabn("")
    vaegt = {}
    page.on("response", lambda r: vaegt.__setitem__(r.url, r))
    page.goto("/", wait_until="networkidle")
    stoerrelser = {url: _compressed(r) for url, r in vaegt.items()}
    assert sum(stoerrelser.values()) <= 150_000, stoerrelser


def _compressed(svar) -> int:
    """The fonts are compressed already; whatever else goes out as brotli in operation."""
    indhold = svar.body()
    return len(indhold) if svar.url.endswith(".woff2") else len(brotli.compress(indhold, quality=11))
