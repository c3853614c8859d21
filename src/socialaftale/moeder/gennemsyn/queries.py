"""Reads about the draft's readers: who may be asked, who was, and what they said."""

from django.db.models import Prefetch, QuerySet

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger, Medlemskab, Rolletildeling, Udvalg
from socialaftale.parter.permissions import access
from socialaftale.parter.queries import members

from ..models import Moede
from .models import Udkastbemaerkning, Udkastlaeser


def members_to_ask(udvalg: Udvalg) -> list[Bruger]:
    """Return the body's members and deputies today who can get a mail, each once."""
    personer = {plads.bruger_id: plads.bruger for plads in members(udvalg)}
    return sorted((en for en in personer.values() if en.aktiv and en.email), key=lambda en: (en.navn, en.pk))


def people_of_area(udvalg: Udvalg) -> QuerySet[Bruger]:
    """Return everybody who has a role today in the area of the body and can get a mail."""
    organisationer = Medlemskab.objects.i_kraft(tid.today()).filter(omraade=udvalg.omraade).values("organisation")
    roller = Rolletildeling.objects.i_kraft(tid.today())
    i_omraadet = roller.filter(organisation__in=organisationer) | roller.filter(udvalg__omraade=udvalg.omraade)
    return Bruger.objects.filter(pk__in=i_omraadet.values("bruger"), aktiv=True).exclude(email="")


def readers_of(moede: Moede) -> QuerySet[Udkastlaeser]:
    """Return who was asked to read the draft, by name, each with the remarks made."""
    bemaerkninger = Udkastbemaerkning.objects.filter(punkt__moede=moede).select_related("punkt")
    bemaerkninger = bemaerkninger.order_by("punkt__nummer")
    alle = moede.laesere.select_related("person", "bedt_by").prefetch_related(Prefetch("bemaerkninger", bemaerkninger))
    return alle.order_by("person__navn", "pk")


def own_reading(moede: Moede, bruger: Bruger) -> Udkastlaeser | None:
    """Return what the person was asked about this draft, None where she was not, is not any more, or has left."""
    if not getattr(bruger, "pk", None) or moede.udvalg.omraade_id not in access(bruger).omraader:
        return None
    return readers_of(moede).filter(person=bruger, trukket_at=None).first()
