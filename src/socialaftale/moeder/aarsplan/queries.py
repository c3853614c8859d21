"""A year's meetings as they are called, and as they might be."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Udvalg
from socialaftale.regler.aarsplan import Aarsplansregler, Moedeforslag, plan_year
from socialaftale.regler.rundeplan import Moededage, Rundeplan, plan_round
from socialaftale.regler.rundeplan import rules_for as takst_rules_for

from ..models import Moede
from ..takstaar.queries import meeting_days


@dataclass(frozen=True)
class Aarsplan:
    """Proposals with the body of each, and what the takst round of the next year says of the days."""

    forslag: list[tuple[Moedeforslag, Udvalg]]
    runde: Rundeplan | None


def propose_year(omraade: Aftaleomraade, regler: Aarsplansregler, aar: int) -> Aarsplan:
    """Return days to come for the bodies that have no meeting that year; they do not clash with what is called."""
    kaldt = list(Moede.objects.held_or_coming(dt.date(aar, 1, 1), dt.date(aar, 12, 31)).filter(udvalg__omraade=omraade))
    optaget: dict[dt.date, list[str]] = defaultdict(list)
    for moede in kaldt:
        optaget[moede.dato].append(moede.udvalg.kort)
    har = {moede.udvalg.kort for moede in kaldt}
    udvalg = {et.kort: et for et in Udvalg.objects.filter(omraade=omraade)}
    alle = plan_year(aar, regler, optaget)
    uden = [et for et in alle if et.udvalg in udvalg and et.udvalg not in har]
    forslag = [(et, udvalg[et.udvalg]) for et in uden if et.dato > tid.today()]
    return Aarsplan(forslag, _round(omraade, aar, [et for et, _ in forslag]))


def _round(omraade: Aftaleomraade, aar: int, forslag: list[Moedeforslag]) -> Rundeplan | None:
    """Return the takst round as the days, called and proposed together, would make it."""
    regler = takst_rules_for(omraade.kode)
    if regler is None:
        return None
    kaldt = meeting_days(omraade, regler, aar + 1)
    sammen = {
        rolle: (*getattr(kaldt, rolle), *(et.dato for et in forslag if et.udvalg in getattr(regler.udvalg, rolle)))
        for rolle in ("gennemgang", "indstilling", "afgoerelse")
    }
    return plan_round(aar + 1, Moededage(**sammen), regler)
