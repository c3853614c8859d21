"""Agreement areas as files: parties, population and bodies are read from TOML. Reading twice changes nothing."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from .models import HOEJESTE_ALDER, Aftaleomraade, Befolkning, Bruger, Medlemskab, Organisation, Udvalg
from .sortering import sort_key

DATA = Path(__file__).parent / "data"


def available() -> list[str]:
    """Return the codes of the areas that come with the platform: a file that names its members."""
    return sorted(fil.stem for fil in DATA.glob("*.toml") if "medlem_fra" in fil.read_text(encoding="utf-8"))


def load_file(kode: str) -> Aftaleomraade:
    """Load the area that comes with the platform under this code. Raises FileNotFoundError where there is none."""
    return load_omraade(tomllib.loads((DATA / f"{kode}.toml").read_text(encoding="utf-8")))


@transaction.atomic
def load_omraade(data: Mapping[str, Any]) -> Aftaleomraade:
    """Create or bring up to date an area with its organisations, memberships, population and bodies.

    `data` has the shape of `data/nordjylland.toml`. What is not named is left as it is.
    """
    omraade, _ = Aftaleomraade.objects.update_or_create(kode=data["kode"], defaults={"navn": data["navn"]})
    for post in data["organisation"]:
        organisation = _load_organisation(post)
        _load_membership(omraade, organisation, data)
        _load_population(organisation, post, data)
    for post in data["udvalg"]:
        felter = {"navn": post["navn"], "rolle": post["rolle"], "omraade_art": post.get("omraade_art", "faelles")}
        Udvalg.objects.update_or_create(omraade=omraade, kort=post["kort"], defaults=felter)
    return omraade


def _load_organisation(post: Mapping[str, Any]) -> Organisation:
    felter = {"navn": post["navn"], "art": post["art"], "cvr": post.get("cvr", ""), "sortering": sort_key(post["navn"])}
    return Organisation.objects.update_or_create(kode=post["kode"], defaults=felter)[0]


def _load_membership(omraade: Aftaleomraade, organisation: Organisation, data: Mapping[str, Any]) -> None:
    noegle = {"omraade": omraade, "organisation": organisation}
    if not Medlemskab.objects.filter(**noegle).exists():
        fra, by = data["medlem_fra"], Bruger.objects.system()
        Medlemskab.objects.create(**noegle, gaelder_fra=fra, registreret_by=by)


def _load_population(organisation: Organisation, post: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    bands = [
        ("indbyggere", HOEJESTE_ALDER, False, data.get("befolkning_kilde")),
        ("boern_opfundet", 17, True, data.get("boern_kilde")),
    ]
    for felt, alder_til, opfundet, kilde in bands:
        if felt in post:
            vaerdier = {"antal": post[felt], "opfundet": opfundet, "kilde": kilde}
            noegle = {"aar": data["befolkning_aar"], "alder_fra": 0, "alder_til": alder_til}
            Befolkning.objects.update_or_create(organisation=organisation, **noegle, defaults=vaerdier)
