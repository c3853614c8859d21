"""Who may search with a need. Browsing is open to all, and stores nothing."""

from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, access, register

SOEG = register(
    Ret(
        "pladssoegning.soeg",
        "søge en plads til et behov, gemme søgningen, få besked om nye pladser og lukke en søgning",
        "pladssøgning",
        {Rolle.VISITATOR: Raekkevidde.EGEN},
    )
)


def home_of(bruger: Bruger) -> Organisation | None:
    """Return the party that the person searches for; None where she holds no such role."""
    held = access(bruger)
    egne = (et.organisation for et in held.tildelinger if et.organisation and held.may(SOEG, et.organisation))
    return next(egne, None)
