"""Reports of several lines for the tests of the takstbilag: the short report, so that each takst is as written."""

from typing import Any

from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.takster.actions import save_version
from socialaftale.takster.bilag.actions import publish_edition
from socialaftale.takster.bilag.laesning import lines_of
from socialaftale.takster.models import Indsendelse, Takstbilag
from socialaftale.takster.queries import find_row
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.frys import place_hashes, place_of
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import name_of
from tests.takster.conftest import make_report

from .conftest import AAR, BELAEGNING, Rum


def line(tilbud: Tilbud, navn: str, takst: int, **felter: Any) -> dict[str, Any]:
    """A line whose id is that of the tilbud and the name."""
    grund = {"id": f"{tilbud.kode}-{navn}", "navn": navn, "type": "gennemsnit", "enhed": "kr_pr_doegn", "pladser": "5"}
    return grund | {"takst_kr": str(takst), "indhold": "Bolig, personale og kost."} | felter


def lines(tilbud: Tilbud, *linjer: dict[str, Any]) -> dict[str, Any]:
    """What `Rum.save` and `Hus.save` take for a report of these lines without a basis."""
    return {"grundlag": None, "struktur": None, "overhead_procent": "5", "linjer": list(linjer)}


def submit(
    rum: Rum,
    *linjer: dict[str, Any],
    tilbud: Tilbud | None = None,
    bro: list[dict[str, str]] | None = None,
    afledte: list[dict[str, str]] | None = None,
    **valg: Any,
) -> Indsendelse:
    """Submit the lines; whatever the checks ask is explained."""
    tilbud = tilbud or rum.hus.tilbud
    indhold = make_report(tilbud, belaegning=BELAEGNING, **lines(tilbud, *linjer), afledte=afledte or [])
    indhold = type(indhold).model_validate(
        indhold.model_dump(by_alias=True) | {"bro": bro or [], "navn": name_of(tilbud)}
    )
    version = save_version(tilbud=tilbud, aar=AAR, indhold=indhold, kilde="web", by=rum.hus.indberetter)
    try:
        return rum.send([version], **valg)[0]
    except actions.KanIkkeIndsendes as fejl:
        hashes = place_hashes(find_row(tilbud, AAR, access(rum.hus.indberetter)).blad)
        svar = actions.Forklaringstekst("Det er aftalt med køberne.")
        for fund in fejl.mangler[tilbud.kode]:
            sted = hashes[place_of(fund)]
            actions.explain(version=version, fund=fund, sha256=sted, svar=svar, by=rum.hus.indberetter)
        return rum.send([version], **valg)[0]


def publish(rum: Rum, grund: str = "Ny afgørelse", aar: int = AAR, by: Bruger | None = None) -> Takstbilag:
    return publish_edition(omraade=rum.runde.omraade, aar=aar, grund=grund, by=by or rum.sekretaer)


def public_lines(bilag: Takstbilag) -> dict[str, dict[str, Any]]:
    """The lines of an edition by name, wherever they stand."""
    return {linje["navn"]: linje for tilbud in bilag.indhold["tilbud"] for _, linje in lines_of(tilbud)}
