"""The example region's agreement. Each folder brings its own part."""

from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import may

from .aftale.eksempel import load_agreements
from .indsats.eksempel import load_initiatives
from .krav.eksempel import load_evidence
from .oevrigt import load_rest
from .overtagelse.eksempel import load_declarations
from .permissions import SKRIV
from .udmelding.eksempel import load_announcements


def load() -> str:
    """Load through the same actions as the pages call, and say in Danish what came in."""
    omraade = load_file("nordjylland")
    by = secretary(omraade)
    aftaler, initiativer = load_agreements(omraade, by), load_initiatives(omraade, by)
    load_evidence(omraade, by)
    load_declarations(omraade, by)
    udmeldinger = load_announcements(omraade, by)
    hvad = f"{aftaler} aftaler med tekst og svar, {initiativer} initiativer, {udmeldinger} centrale udmeldinger"
    return f"{hvad}, {load_rest(omraade, by)}"


def secretary(omraade: Aftaleomraade) -> Bruger:
    """Return who writes the agreement in the area."""
    return next(bruger for bruger in Bruger.objects.order_by("pk") if may(bruger, SKRIV, omraade=omraade))
