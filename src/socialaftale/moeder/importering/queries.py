"""Reads about old minutes: whose they are, and what is still to be cleared."""

from django.db.models import Count, F, Q, QuerySet

from socialaftale.parter.models import Bruger, Udvalg

from ..models import Moede
from ..permissions import recordable_bodies
from .models import Referatimport, Uklarhed


def body_called(navn: str, bruger: Bruger) -> Udvalg | None:
    """Return the body that minutes call so: by its name or short name, else the one chosen last time; never a guess."""
    egne = recordable_bodies(bruger)
    kaldt = " ".join(navn.casefold().split())
    ens = [udvalg for udvalg in egne if kaldt and kaldt in (udvalg.navn.casefold(), udvalg.kort.casefold())]
    if len(ens) == 1:
        return ens[0]
    sidst = Referatimport.objects.visible_to(bruger).filter(udvalgsnavn__iexact=navn).exclude(udvalgsnavn="")
    fundet = sidst.select_related("udvalg").first()
    return fundet.udvalg if fundet and not ens else None


def imports_of(bruger: Bruger) -> QuerySet[Referatimport]:
    """Return the person's imports, the newest first, each with how much is still to be cleared (`mangler`)."""
    mangler = Count("uklarheder", filter=Q(uklarheder__afklaret_at=None))
    egne = Referatimport.objects.visible_to(bruger).select_related("udvalg", "fil").defer("tekst")
    return egne.annotate(mangler=mangler).order_by("-registreret_at", "-pk")


def meeting_that_day(referatimport: Referatimport) -> Moede | None:
    """Return the meeting that was called for the day of the minutes, None for none."""
    kaldt = Moede.objects.with_time().filter(udvalg=referatimport.udvalg, dato=referatimport.dato, aflyst=False)
    return kaldt.order_by("pk").first()


def doubts_of(referatimport: Referatimport) -> QuerySet[Uklarhed]:
    """Return what is to be cleared, in the order of the minutes, the cleared ones last."""
    alle = referatimport.uklarheder.select_related("punkt", "afklaret_by")
    return alle.order_by(F("afklaret_at").asc(nulls_first=True), F("punkt__nummer").asc(nulls_first=True), "pk")


def open_doubts(moede: Moede) -> int:
    """Return how much of an imported meeting is still to be cleared."""
    return Uklarhed.objects.filter(referatimport__moede=moede, afklaret_at=None).count()
