"""Lærkehuset with public prices in two years, and the page "Min regning" opened on them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page, expect

from socialaftale.parter.roller import Rolle
from socialaftale.takster import actions
from tests.takster.conftest import Hus, make_report
from tests.tilbud.conftest import make_register

from .conftest import BRED, Aabn

UGE_7, UGE_8 = ({"antal": timer, "pr": "uge", "art": "ATA"} for timer in ("7", "8"))
TIME = {"id": "time", "navn": "Pris pr. ATA-time", "type": "time", "enhed": "kr_pr_time", "timer": UGE_7}
BASIS = {"id": "basis", "navn": "Basistakst", "type": "basis", "enhed": "kr_pr_doegn"}
NIVEAU = {"type": "niveau", "enhed": "kr_pr_doegn"}
DAGTAKST = {"navn": "Dagtakst", "type": "gennemsnit", "enhed": "kr_pr_dag"}
LISTE = {
    2025: [BASIS | {"takst_kr": "1000", "timer": UGE_7}, TIME | {"takst_kr": "300"},
           NIVEAU | {"id": "n2", "navn": "Niveau 2", "takst_kr": "2000"}],
    2026: [BASIS | {"takst_kr": "1100", "timer": UGE_8}, TIME | {"takst_kr": "350"},
           NIVEAU | {"id": "n3", "navn": "Niveau 3", "takst_kr": "2500.50"}],
}  # fmt: skip
DAG = {2025: [DAGTAKST | {"id": "d1", "takst_kr": "600"}], 2026: [DAGTAKST | {"id": "d1", "takst_kr": "630"}]}
MIN_LISTE = (
    "Tilbud\tTakst\tDage\tTimer\tFra\n"
    "Lærkehuset\tHovedhuset, Basistakst\thele året\t\t\n"
    "lærkehuset \tBASISTAKST\t100\t22\t01.03.2026\n"
    "Lærkehuset\tNiveau 2\t365\t\t\n"
    "Lærkehuse\tVærkstedet, Dagtakst\thele året\t\t\n"
)


@pytest.fixture(name="hus")
def make_hus(transactional_db) -> Iterator[Hus]:
    """Lærkehuset with a house and a workshop, public in 2025 and 2026; one level gives way to another."""
    with time_machine.travel(dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)):
        register = make_register("nordjylland", "Nordjylland")
        hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
        for aar in (2025, 2026):
            publish(hus, aar, LISTE[aar], DAG[aar])
        yield hus


def publish(hus: Hus, aar: int, linjer: list[dict[str, Any]], dag: list[dict[str, Any]]) -> None:
    rapport = make_report(hus.tilbud)
    uden = {"grundlag": None, "struktur": None}
    foerste = rapport.beregninger[0].model_copy(update=uden).model_dump(by_alias=True) | {"linjer": linjer}
    dage = {"basis": "aabningsdage", "antal": 230}
    anden = foerste | {"id": "b2", "navn": "Værkstedet", "linjer": dag, "dage": dage}
    indhold = type(rapport).model_validate(rapport.model_dump(by_alias=True) | {"beregninger": [foerste, anden]})
    version = actions.save_version(tilbud=hus.tilbud, aar=aar, indhold=indhold, kilde="skema", by=hus.indberetter)
    actions.confirm_version(version=version, by=hus.indberetter)
    hus.publish(aar)


@pytest.fixture(name="aabn_regning")
def open_regning(hus: Hus, aabn: Aabn) -> Aabn:
    """Open the page and wait until it is ready to be pasted into."""

    def open_ready(bredde: int = BRED, valg: str = "") -> Page:
        page = aabn(reverse("regning") + valg, bredde=bredde)
        expect(page.locator("#id_liste")).to_be_visible()
        return page

    return open_ready
