"""Who may do what with meetings. Dates, open points of a released agenda, and their decisions after the meeting, are
open to all; before the release only those who record the meeting read its agenda."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import UDVALGSROLLER, Raekkevidde, Ret, Rolle, access, may, register

if TYPE_CHECKING:
    from .models import Moede

_MEDLEMMER = dict.fromkeys(UDVALGSROLLER, Raekkevidde.EGEN)
_SEKRETARIAT = {Rolle.SEKRETARIAT: Raekkevidde.ALLE}

LAES = register(
    Ret("moeder.laes", "læse frigivne dagsordener, lukkede punkter og opfølgninger", "møder", _MEDLEMMER | _SEKRETARIAT)
)
REFERER = register(
    Ret(
        "moeder.referer",
        "indkalde og flytte møder, skrive og frigive dagsordener, føre beslutninger, delegationer og opfølgninger ind",
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


def read_agendas(bruger: Bruger | AnonymousUser | None, foran: str = "") -> Q:
    """Return the condition for all of an agenda to be read: by those who record it, and by the body's own.

    These read a draft only where they were asked to. `foran` leads from the rows asked about to the meeting:
    `punkt__moede__`.
    """
    frigivet = Q(**{f"{foran}frigivet_at__isnull": False}) | Q(**{f"{foran}afsluttet_at__isnull": False})
    laeser = Q(**{f"{foran}udvalg__in": readable_bodies(bruger)})
    skriver = Q(**{f"{foran}udvalg__in": [udvalg.pk for udvalg in recordable_bodies(bruger)]})
    return skriver | laeser & (frigivet | _asked_to_read(bruger, foran))


def read_open_parts(bruger: Bruger | AnonymousUser | None, foran: str = "") -> Q:
    """Return the condition for what is open in an agenda to be read: by all once released, by its readers before."""
    return Q(**{f"{foran}frigivet_at__isnull": False}) | _asked_to_read(bruger, foran)


def _asked_to_read(bruger: Bruger | AnonymousUser | None, foran: str) -> Q:
    """A draft that the person was asked to read, while she has a role in the area, until the release or withdrawal."""
    from .models import Udkastlaeser

    held = access(bruger)
    if not held.omraader:
        return Q(pk__in=[])
    udkast = {"moede__frigivet_at": None, "moede__afsluttet_at": None}
    bedt = Udkastlaeser.objects.filter(person=bruger, trukket_at=None, **udkast)
    return Q(**{f"{foran}pk__in": bedt.values("moede"), f"{foran}udvalg__omraade__in": held.omraader})


def reads_agenda(bruger: Bruger | AnonymousUser | None, moede: "Moede") -> bool:
    """Tell whether the person reads all of this agenda: see `read_agendas`."""
    if may(bruger, REFERER, udvalg=moede.udvalg):
        return True
    if not may(bruger, LAES, udvalg=moede.udvalg):
        return False
    return bool(moede.frigivet_at or moede.afsluttet_at) or is_asked_to_read(bruger, moede)


def is_asked_to_read(bruger: Bruger | AnonymousUser | None, moede: "Moede") -> bool:
    """Tell whether this is a draft that the person was asked to read."""
    return type(moede)._base_manager.filter(_asked_to_read(bruger, ""), pk=moede.pk).exists()


def recordable_bodies(bruger: Bruger | AnonymousUser | None) -> list[Udvalg]:
    """Return the bodies whose meetings the person may call and record."""
    held = access(bruger)
    if not held.may(REFERER):
        return []
    udvalg = Udvalg.objects.filter(omraade__in=held.omraader).order_by("navn", "pk")
    return [et for et in udvalg if held.may(REFERER, udvalg=et)]
