"""Short ways through a round for the tests of the review."""

from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.models import Bemaerkning, Indsendelse, Indsendtlinje
from socialaftale.takster.permissions import Indblik
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.frys import Sted, place_hashes, place_of
from socialaftale.takster.runde.mangler import read_sheets

GRUND = "Fire nye årsværk om natten, aftalt med køberne."


def explain_all(rum, version, fund, **svar) -> None:
    """Answer findings on a draft: with a reason, or as `svar` says."""
    tilbud = version.indberetning.tilbud
    blade = read_sheets(rum.runde, rum.hus.register.hjoerring)[Indblik.FULDT]
    hashes = place_hashes(blade[tilbud.pk].blad)
    tekst = actions.Forklaringstekst(**(svar or {"tekst": GRUND}))
    for et in fund:
        actions.explain(version=version, fund=et, sha256=hashes[place_of(et)], svar=tekst, by=rum.hus.indberetter)


def submit_explained(rum, tilbud=None, svar=None, **felter) -> Indsendelse:
    """Submit a report whatever the checks say, with an answer to each finding that asks for one."""
    version = rum.save(tilbud, **felter)
    try:
        return rum.send([version])[0]
    except actions.KanIkkeIndsendes as fejl:
        for fund in fejl.mangler.values():
            explain_all(rum, version, fund, **(svar or {}))
    return rum.send([version])[0]


def remark_on(rum, linje: Indsendtlinje, by, tekst: str = "Hvad dækker taksten?") -> Bemaerkning:
    """A remark on a line as it was submitted."""
    sted = Sted(linje.beregning, linje.linje)
    return gennemgang.remark(indsendelse=linje.indsendelse, sted=sted, tekst=tekst, by=by)
