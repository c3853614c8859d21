"""Where the places that were found lie: the register's own map, counted in units instead of places."""

from collections import defaultdict

from socialaftale.tilbud.kort import Kort, draw

from .queries import Svar


def draw_found(svar: Svar) -> Kort | None:
    """Return the map of what fits and almost fits, by municipality; None where nothing does."""
    antal: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for et in (*svar.passer, *svar.naesten):
        antal[et.plads.kommune]["kommune"] += 1
    return draw({kommune: dict(arter) for kommune, arter in antal.items()}) if antal else None
