"""The example region's free places: what is reported, held, asked for and used, all of it invented.

The body's invented decision has switched every part on; whoever plays the secretariat can switch each off again.
"""

from socialaftale.parter.indlaes import load_file

from .eksempel.belaegning import load_months, load_stays
from .eksempel.melding import load_reports
from .eksempel.overblik import load_overview
from .eksempel.reservation import load_holds
from .eksempel.valg import switch_on


def load() -> str:
    """Load what the afdelinger have promised and reported, and all that the switches open; say what came in."""
    omraade = load_file("nordjylland")
    switch_on(omraade)
    meldinger = load_reports(omraade)
    maaneder, ophold = load_months(omraade), load_stays(omraade)
    holdt = load_holds(omraade)
    load_overview(omraade)
    return (
        f"{meldinger} meldinger om ledige pladser, {maaneder} måneders belægning, {ophold} ophold "
        f"og {holdt} reservationer"
    )
