"""The example region's projects, puljer and agreements: real owners and numbers, invented years and steps."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from . import actions
from .models import Pladsprojekt, Pulje, Samarbejdsaftale

FIL = Path(__file__).parent.parent / "data/pladsprojekter.toml"


@transaction.atomic
def load_projects(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load the file once. Steps after today are left out, and a project that has none yet with them."""
    if Pladsprojekt.objects.filter(omraade=omraade).exists():
        return 0
    data = tomllib.loads(FIL.read_text(encoding="utf-8"))
    for post in data["pulje"]:
        beloeb = {"beloeb_kr": Decimal(post["beloeb_kr"]) if "beloeb_kr" in post else None}
        actions.add_fund(omraade=omraade, felter=dict(post) | beloeb, by=by)
    for post in data["samarbejde"]:
        actions.add_cooperation(omraade=omraade, felter=post, by=by)
    antal = sum(_load_project(omraade, post, by) for post in data["projekt"])
    for model in (Pulje, Samarbejdsaftale, Pladsprojekt):
        model.objects.filter(omraade=omraade).update(eksempeldata=True)
    return antal


def _load_project(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> bool:
    puljer = {pulje.navn: pulje for pulje in Pulje.objects.filter(omraade=omraade)}
    alle = [dict(et) | {"pulje": puljer.get(et.get("pulje", ""))} for et in post["trin"]]
    skridt = [actions.Trin(**et) for et in alle if et["gaelder_fra"] <= tid.today()]
    if not skridt:
        return False
    hvad, ejer = (post["titel"], post["maalgruppe"]), Organisation.objects.get(kode=post["ejer"])
    projekt = actions.begin_project(omraade=omraade, ejer=ejer, hvad=hvad, trin=skridt[0], by=by)
    for et in skridt[1:]:
        actions.move_project(projekt=projekt, trin=et, by=by)
    return True
