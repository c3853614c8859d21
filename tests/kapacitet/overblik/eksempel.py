"""A workflow told and an adjustment asked for, for the tables of addresses."""

from typing import Any

from socialaftale.kapacitet.overblik.actions import ask_for_adjustment, tell_workflow
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Tilbud


def make_overview(part: Organisation, tilbud: Tilbud, tekst: str, spoerger: Bruger, svarer: Bruger) -> dict[str, Any]:
    """Return what the addresses point at, by the names that `ruter.py` uses."""
    felter = {"hvem": tekst, "hvor_tit": "hver mandag", "kanal": "link", "opfoelgning": "Områdechefen ringer"}
    tell_workflow(driftsherre=part, by=svarer, **felter)
    return {"tilpasning": ask_for_adjustment(tilbud=tilbud, tekst=f"{tekst} overvejer", by=spoerger).pk}
