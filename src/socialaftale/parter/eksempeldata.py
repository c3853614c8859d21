"""The parties of the example region, and example people: invented, named Eksempel, known by their `udsteder`."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from .indlaes import DATA, load_file, load_omraade
from .models import LOKAL, Aftaleomraade, Bruger, Funktion, Funktionspost, Organisation, Rolletildeling, Udvalg

EKSEMPEL = "eksempeldata"  # udsteder of example people: they have no password, and can only be picked
KONTAKT = "eksempelkontakt"  # udsteder of invented people who fill the other parties' functions: nobody can be them


def load() -> str:
    """Load North Jutland's parties, and invented suppliers and people, and say in Danish what came in."""
    omraade = load_file("nordjylland")
    leverandoerer = tomllib.loads((DATA / "eksempelleverandoerer.toml").read_text(encoding="utf-8"))
    load_omraade(leverandoerer | {"medlem_fra": dt.date(2020, 1, 1)})
    antal = Organisation.objects.i_omraade(omraade).count()
    return f"{antal} organisationer og {len(load_example_people(omraade))} eksempelpersoner"


@transaction.atomic
def load_example_people(omraade: Aftaleomraade) -> list[Bruger]:
    """Create the example people of the area, once. Raises ValidationError in a database that already has real users."""
    if not example_people() and Bruger.objects.filter(udsteder=LOKAL).exists():
        raise ValidationError("Databasen har rigtige brugere. Eksempelpersoner kan ikke lægges i den.")
    poster = _people()
    personer = [_load_person(omraade, post, EKSEMPEL) for post in poster["person"]]
    for post in poster["kontakt"]:
        _load_person(omraade, post, KONTAKT)
    return personer


def _people() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / "eksempelpersoner.toml").read_text(encoding="utf-8"))


def example_people() -> list[Bruger]:
    """Return the example people in the order of the file."""
    return list(Bruger.objects.filter(udsteder=EKSEMPEL, aktiv=True).select_related("organisation").order_by("pk"))


def description(bruger: Bruger) -> str:
    """Return who the example person is said to be."""
    return next((post["beskrivelse"] for post in _people()["person"] if post["navn"] == bruger.navn), "")


def _load_person(omraade: Aftaleomraade, post: Mapping[str, Any], udsteder: str) -> Bruger:
    organisation = Organisation.objects.get(kode=post["organisation"])
    subjekt = post["navn"].split()[0].lower()
    felter = {
        "navn": post["navn"],
        "email": f"{subjekt}@eksempel.invalid",
        "organisation": organisation,
        "password": "!",
    }
    bruger, ny = Bruger.objects.get_or_create(udsteder=udsteder, subjekt=subjekt, defaults=felter)
    if ny:
        tid = {"gaelder_fra": dt.date(2020, 1, 1), "registreret_by": Bruger.objects.system()}
        Rolletildeling.objects.create(bruger=bruger, organisation=organisation, **_role(omraade, post), **tid)
        for art in post.get("funktioner", []):
            telefon = {"telefon": post.get("telefon", "")}
            funktion, _ = Funktion.objects.get_or_create(organisation=organisation, art=art, defaults=telefon)
            Funktionspost.objects.create(funktion=funktion, bruger=bruger, **tid)
    return bruger


def _role(omraade: Aftaleomraade, post: Mapping[str, Any]) -> dict[str, Any]:
    if "udvalg" in post:
        udvalg = Udvalg.objects.get(omraade=omraade, kort=post["udvalg"])
        return {"rolle": udvalg.rolle, "udvalg": udvalg}
    anden = Bruger.objects.filter(udsteder=EKSEMPEL, navn=post.get("stedfortraeder_for", "")).first()
    return {"rolle": post["rolle"], "stedfortraeder_for": anden}
