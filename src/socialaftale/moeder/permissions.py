"""Who may do what with meetings. Dates, and decisions of open points after the meeting, are open to all."""

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import UDVALGSROLLER, Raekkevidde, Ret, Rolle, access, register

_MEDLEMMER = dict.fromkeys(UDVALGSROLLER, Raekkevidde.EGEN)
_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

LAES = register(
    Ret("moeder.laes", "læse dagsordener, lukkede punkter og opfølgninger", "møder", _MEDLEMMER | _SEKRETARIAT)
)
REFERER = register(
    Ret(
        "moeder.referer",
        "indkalde og flytte møder, skrive dagsordener og føre beslutninger, delegationer og opfølgninger ind",
        "møder",
        _SEKRETARIAT,
    )
)


def readable_bodies(bruger: Bruger | AnonymousUser | None) -> list[int]:
    """Return the primary keys of the bodies whose agendas and closed points the person reads."""
    held = access(bruger)
    if not held.may(LAES):
        return []
    return [udvalg.pk for udvalg in Udvalg.objects.filter(omraade__in=held.omraader) if held.may(LAES, udvalg=udvalg)]


def recordable_bodies(bruger: Bruger | AnonymousUser | None) -> list[Udvalg]:
    """Return the bodies whose meetings the person may call and record."""
    held = access(bruger)
    if not held.may(REFERER):
        return []
    udvalg = Udvalg.objects.filter(omraade__in=held.omraader).order_by("navn", "pk")
    return [et for et in udvalg if held.may(REFERER, udvalg=et)]
