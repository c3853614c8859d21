"""Two agreement areas, always: Nordjylland as in the rule files, and an invented one."""

import datetime as dt
from copy import copy
from dataclasses import dataclass

import pytest
from django.db.models.base import ModelState

from socialaftale.parter.models import Aftaleomraade, Bruger, Medlemskab, Organisation, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.parter.sortering import sort_key
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.models.identitet import new_kode
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

    def copies(self, tilbud: Tilbud, antal: int) -> None:
        """Fill the register with tilbud that differ in nothing but their codes, in a few writes."""
        nye = Tilbud.objects.bulk_create([Tilbud(omraade=self.omraade) for _ in range(antal)])
        afdelinger = _copies(tilbud.afdelinger.get(), tilbud=nye)
        grupper = _copies(tilbud.afdelinger.get().pladsgrupper.get(), afdeling=afdelinger)
        ydelser = _copies(tilbud.ydelser.get(), tilbud=nye)
        for raekke in (tilbud.stamfakta.get(), tilbud.statusfakta.get(), tilbud.maalgruppefakta.get()):
            _copies(raekke, tilbud=nye)
        _copies(tilbud.afdelinger.get().fakta.get(), afdeling=afdelinger)
        _copies(tilbud.afdelinger.get().pladsgrupper.get().fakta.get(), pladsgruppe=grupper)
        _copies(tilbud.ydelser.get().fakta.get(), ydelse=ydelser)
        reindex([ny.pk for ny in nye])

    def person(self, rolle: Rolle, hos: Organisation) -> Bruger:
        bruger = Bruger.objects.create_user(
            f"{rolle}.{hos.kode}@eksempel.dk", navn=f"Prøve {rolle.label}", organisation=hos
        )
        Rolletildeling.objects.create(
            bruger=bruger, rolle=rolle, organisation=hos, gaelder_fra=START, registreret_by=self.by
        )
        return bruger


def _copies(raekke, **til):
    """One copy of the row for each object that it shall be about."""
    ((felt, objekter),) = til.items()
    alle = []
    for objekt in objekter:
        ny = copy(raekke)
        ny.pk = None
        ny._state = ModelState()
        setattr(ny, felt, objekt)
        if hasattr(ny, "kode"):
            ny.kode = new_kode()
        alle.append(ny)
    return type(raekke).objects.bulk_create(alle)


def make_register(kode: str, navn: str) -> Register:
    by = Bruger.objects.system()
    omraade = Aftaleomraade.objects.create(kode=kode, navn=navn)

    def part(part_kode: str, part_navn: str, art: str) -> Organisation:
        organisation = Organisation.objects.create(
            kode=part_kode, navn=part_navn, sortering=sort_key(part_navn), art=art
        )
        Medlemskab.objects.create(omraade=omraade, organisation=organisation, gaelder_fra=START, registreret_by=by)
        return organisation

    ordet, endelse = ("", "") if kode == "nordjylland" else (f" {navn}", f"-{kode}")
    return Register(
        omraade,
        part("860" + endelse, "Hjørring" + ordet, "kommune"),
        part("851" + endelse, "Aalborg" + ordet, "kommune"),
        part("1081" + endelse, "Region Nordjylland" + ordet, "region"),
        part("sekretariat" + endelse, "Sekretariatet" + ordet, "sekretariat"),
        by,
    )


@pytest.fixture
def register(db) -> Register:
    return make_register("nordjylland", "Nordjylland")


@pytest.fixture
def fiktivland(db) -> Register:
    return make_register("fiktivland", "Fiktivland")
