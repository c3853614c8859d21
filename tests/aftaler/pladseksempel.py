"""A project that is still an idea, for the sweeps of all addresses."""

from typing import Any

from socialaftale.aftaler.pladsprojekt.actions import Trin, begin_project
from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation


def make_project(omraade: Aftaleomraade, part: Organisation, ord_: str, by: Bruger) -> dict[str, Any]:
    trin = Trin(tid.today(), "ide", 6, 2030, f"{ord_} betaler", note=f"{ord_} i noten")
    hvad = (f"{ord_} projekt", "autisme")
    return {"pladsprojekt": begin_project(omraade=omraade, ejer=part, hvad=hvad, trin=trin, by=by).pk}
