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
KRAEV = register(
    Ret(
        "pladssoegning.kraev",
        "bestemme, om kommunens egne visitatorer skal gemme et søgenotat",
        "pladssøgning",
        {Rolle.LOKALADMINISTRATOR: Raekkevidde.EGEN},
    )
)
SE_UMOEDT = register(
    Ret(
        "pladssoegning.se_umoedt",
        "se, hvor mange søgninger der endte uden en plads, optalt i grupper",
        "pladssøgning",
        {Rolle.SEKRETARIAT: Raekkevidde.ALLE, Rolle.KAPACITETSKOORDINATOR: Raekkevidde.ALLE},
    )
)


def home_of(bruger: Bruger) -> Organisation | None:
    """Return the party that the person searches for; None where she holds no such role."""
    return _party(bruger, SOEG)


def demands_for(bruger: Bruger) -> Organisation | None:
    """Return the party whose visitatorer she may ask for notes."""
    return _party(bruger, KRAEV)


def _party(bruger: Bruger, ret: Ret) -> Organisation | None:
    held = access(bruger)
    egne = (et.organisation for et in held.tildelinger if et.organisation and held.may(ret, et.organisation))
    return next(egne, None)
