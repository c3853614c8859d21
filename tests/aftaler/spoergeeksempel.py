"""A round of questions in each state, for the sweeps of all addresses. What is not public says `ord_`."""

from typing import Any

from socialaftale.aftaler.spoergerunde import actions
from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Udvalg
from socialaftale.regler.fristkalender import add_workdays


def make_rounds(omraade: Aftaleomraade, part: Organisation, ord_: str, by: Bruger) -> dict[str, Any]:
    """Return a draft, an opened round with an answer, and a published one without what is not public."""
    kladde = _ask(omraade, f"{ord_} kladde", by)
    aaben, offentlig = (_ask(omraade, titel, by) for titel in (f"{ord_} runde", "Runde for alle"))
    for runde in (aaben, offentlig):
        actions.open_round(runde=runde, by=by)
    svar = actions.Svar({1: f"{ord_} i svaret"})
    actions.answer(runde=aaben, part=part, svar=svar, by=by)
    actions.publish_round(runde=offentlig, by=by)
    return {"spoergerunder": [kladde.pk, aaben.pk, offentlig.pk]}


def _ask(omraade: Aftaleomraade, titel: str, by: Bruger) -> Any:
    udvalg = Udvalg.objects.filter(omraade=omraade).order_by("pk")[0]
    felter = {"ejer": "Sekretariatet", "spurgte": "kommuner", "funktion": "visitation", "tilbage_til": udvalg}
    tekst = actions.Rundetekst(titel=titel, frist=add_workdays(tid.today(), 20), **felter)
    runde = actions.create_round(omraade=omraade, tekst=tekst, by=by)
    felter = {"tekst": f"{titel}: hvad mener I?", "art": "tekst"}
    actions.add_question(runde=runde, felter=felter, by=by)
    return runde
