"""Two agreement areas, always: Nordjylland as in the rule files, and an invented one."""

import datetime as dt
from dataclasses import dataclass

import pytest

from socialaftale.parter.models import Aftaleomraade, Bruger, Medlemskab, Organisation, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.ord import sort_key
from socialaftale.tilbud.registrering import (
    NyAfdeling,
    NyPladsgruppe,
    NytTilbud,
    NyYdelse,
    Registrering,
    write_tilbud,
)
from socialaftale.tilbud.soegning import reindex
from socialaftale.tilbud.status import Status

START = dt.date(2025, 1, 1)
REGISTRERET = dt.datetime(2024, 12, 1, 9, tzinfo=dt.UTC)


@dataclass
class Register:
    """An area with two municipalities, a region and a secretariat, and short ways to fill its register."""

    omraade: Aftaleomraade
    hjoerring: Organisation
    aalborg: Organisation
    region: Organisation
    sekretariat: Organisation
    by: Bruger

    def told(self, gaelder_fra: dt.date = START, at: dt.datetime = REGISTRERET) -> Registrering:
        return Registrering(self.by, gaelder_fra, at)

    def tilbud(self, navn: str = "Lærkehuset", status: Status = Status.AKTIV, **felter) -> Tilbud:
        pladser = felter.pop("pladser", (NyPladsgruppe("sel-108", "doegn", 12, 10),))
        afdeling = felter.pop("afdeling", {})
        hus = NyAfdeling(**{
            "navn": "Hovedhuset", "kommune": self.hjoerring, "vej": "Prøvevej 1", "postnummer": "9800",
            "postdistrikt": "Hjørring", "pladser": pladser,
        } | afdeling)  # fmt: skip
        registrering = felter.pop("registrering", self.told())
        omraade = felter.pop("omraade", self.omraade)
        nyt = {
            "driftsherre": self.hjoerring, "afdelinger": (hus,), "maalgrupper": ("autisme",),
            "ydelser": (NyYdelse("Ophold med støtte", "ophold", "ja"),),
        } | felter  # fmt: skip
        tilbud = write_tilbud(omraade, NytTilbud(navn=navn, **nyt), status, registrering)
        reindex([tilbud.pk])
        return tilbud

    def person(self, rolle: Rolle, hos: Organisation) -> Bruger:
        bruger = Bruger.objects.create_user(f"{rolle}.{hos.kode}@eksempel.dk", navn=f"Prøve {rolle.label}")
        Rolletildeling.objects.create(
            bruger=bruger, rolle=rolle, organisation=hos, gaelder_fra=START, registreret_by=self.by
        )
        return bruger


def make_register(kode: str, navn: str) -> Register:
    by = Bruger.objects.system()
    omraade = Aftaleomraade.objects.create(kode=kode, navn=navn)

    def part(part_kode: str, part_navn: str, art: str) -> Organisation:
        organisation = Organisation.objects.create(
            kode=part_kode, navn=part_navn, sortering=sort_key(part_navn), art=art
        )
        Medlemskab.objects.create(omraade=omraade, organisation=organisation, gaelder_fra=START, registreret_by=by)
        return organisation

    ordet = "" if kode == "nordjylland" else f" {navn}"
    return Register(
        omraade,
        part("860" + ordet, "Hjørring" + ordet, "kommune"),
        part("851" + ordet, "Aalborg" + ordet, "kommune"),
        part("1081" + ordet, "Region Nordjylland" + ordet, "region"),
        part("sekretariat" + ordet, "Sekretariatet" + ordet, "sekretariat"),
        by,
    )


@pytest.fixture
def register(db) -> Register:
    return make_register("nordjylland", "Nordjylland")


@pytest.fixture
def fiktivland(db) -> Register:
    return make_register("fiktivland", "Fiktivland")
