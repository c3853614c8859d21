"""A driftsherre with one tilbud whose report has a full basis. The cost line `KANARIE` must never leave it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from socialaftale.parter.models import Bruger, Organisation, Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.takster import actions
from socialaftale.takster.bilag.actions import write_edition
from socialaftale.takster.bilag.queries import draft_edition
from socialaftale.takster.models import Indberetningsversion, Takstbilag
from socialaftale.tilbud.models import Tilbud
from tests.tilbud.conftest import START, Register, make_register

KANARIE = "Kanariefugl i ejendomsbudgettet"
KANARIEBELOEB = Decimal("123457")


def make_report(tilbud: Tilbud, takst_loen: str = "3650000", **felter: Any) -> TilbudIndberetning:
    """Ten places in one house, structure A; 3.650.000 kr. in wages give about 1.070 kr. a day."""
    linje = {
        "id": f"{tilbud.kode}-takst",
        "navn": "Døgntakst",
        "type": "gennemsnit",
        "enhed": "kr_pr_doegn",
        "pladser": "10",
        "indhold": "Bolig, personale og kost.",
    }
    poster = [
        {"kategori": "loen", "tekst": "Løn", "beloeb_kr": takst_loen},
        {"kategori": "ejendom", "tekst": KANARIE, "beloeb_kr": str(KANARIEBELOEB)},
    ]
    beregning = {
        "id": f"{tilbud.kode}-hus",
        "navn": "Hovedhuset",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"procent": "97", "regnskab": [{"aar": 2023, "procent": "96"}, {"aar": 2024, "procent": "98"}]},
        "struktur": {"kode": "A", "linje": linje["id"]},
        "grundlag": {"omkostninger": poster, "overhead": {"metode": "procent", "procent": "5"}},
        "linjer": [linje | felter.pop("linje", {})],
    }
    return TilbudIndberetning.model_validate(
        {"id": tilbud.kode, "navn": "Lærkehuset", "beregninger": [beregning | felter]}
    )


def publish(register: Register, aar: int, grund: str = "Ny udgave") -> Takstbilag:
    """The next edition of the year, of what stands approved or confirmed."""
    return write_edition(draft_edition(register.omraade, aar), grund, register.by)


@dataclass
class Hus:
    """The register with one tilbud of Hjørring and the people around it."""

    register: Register
    tilbud: Tilbud
    indberetter: Bruger

    def person(self, rolle: Rolle, hos: Organisation) -> Bruger:
        return self.register.person(rolle, hos)

    def member(self, rolle: Rolle) -> Bruger:
        udvalg = Udvalg.objects.create(omraade=self.register.omraade, kort=rolle, navn=rolle.label, rolle=rolle)
        bruger = Bruger.objects.create_user(f"{rolle}@eksempel.dk", navn=f"Prøve {rolle.label}")
        Rolletildeling.objects.create(
            bruger=bruger, rolle=rolle, udvalg=udvalg, gaelder_fra=START, registreret_by=self.register.by
        )
        return bruger

    def save(self, aar: int = 2026, by: Bruger | None = None, **felter: Any) -> Indberetningsversion:
        indhold = make_report(self.tilbud, **felter)
        return actions.save_version(
            tilbud=self.tilbud, aar=aar, indhold=indhold, kilde="skema", by=by or self.indberetter
        )

    def confirm(self, aar: int = 2026, **felter: Any) -> Indberetningsversion:
        return actions.confirm_version(version=self.save(aar, **felter), by=self.indberetter)

    def publish(self, aar: int = 2026, grund: str = "Ny udgave") -> Takstbilag:
        return publish(self.register, aar, grund)


@pytest.fixture
def efteraar_2026() -> Iterator[None]:
    """The autumn in which the takster for 2027 are made: pages offer 2025, 2026 and 2027."""
    with time_machine.travel(dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def register(db) -> Register:
    return make_register("nordjylland", "Nordjylland")


@pytest.fixture
def hus(register) -> Hus:
    return Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
