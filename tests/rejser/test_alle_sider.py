"""Every address of the site, visited with its parameters by who may see it: reachable, accessible, narrow and wide."""

from itertools import groupby

import brotli
import pytest
import time_machine
from django.core.cache import cache
from husregler import adresser
from playwright.sync_api import Page

from .conftest import BRED, SMAL, Aabn, axe_violations, cut_off, scrolls_sideways
from .eksempelverden import NU, Verden, make_verden
from .ruter import Rute, ruter

DELE = 2
"""The visits are shared out, so that two processes are done sooner."""


@pytest.fixture
def verden(transactional_db, settings, tmp_path) -> Verden:
    settings.FILER = tmp_path / "filer"
    settings.DEMO = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    with time_machine.travel(NU):
        yield make_verden()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("del_", range(DELE))
def test_every_address_is_reachable_accessible_and_fits_phone_and_desk(aabn: Aabn, verden: Verden, del_: int):
    alle = ruter(verden)
    uden = sorted(f"/{sti} ({p.name})" for sti, p in adresser() if p.name not in {rute.navn for rute in alle})
    assert not uden, "Skriv adressen i tests/rejser/ruter.py med argumenter og den, der må se den:\n" + "\n".join(uden)
    fundet = []
    for hvem, hendes in groupby(sorted(alle[del_::DELE], key=lambda rute: rute.hvem), key=lambda rute: rute.hvem):
        page = aabn("", session=verden.sessioner.get(hvem, ""))
        fundet += [f"{hvem or 'alle'}: {fejl}" for rute in hendes for fejl in faults(page, rute)]
    assert not fundet, "\n".join(fundet)


def faults(page: Page, rute: Rute) -> list[str]:
    """Return what is wrong with the answer: its status, what axe finds on a phone, and a page wider than the screen."""
    if not rute.side:
        status = page.request.get(rute.sti, max_redirects=0).status
        return [] if status == rute.status else [f"{rute.sti}: {status} i stedet for {rute.status}"]
    page.set_viewport_size({"width": SMAL, "height": 900})
    svar = page.goto(rute.sti)
    if svar is None or svar.status != rute.status or svar.request.redirected_from:
        return [f"{rute.sti}: {svar and svar.status} på {page.url} i stedet for {rute.status}"]
    paa_telefon = axe_violations(page) + too_wide(page, SMAL) + cut_off(page)
    return paa_telefon + too_wide(page, BRED) + cut_off(page)


def too_wide(page: Page, bredde: int) -> list[str]:
    page.set_viewport_size({"width": bredde, "height": 900})
    return [f"{page.url}: kan rulles sidelæns ved {bredde} px"] if scrolls_sideways(page) else []


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
