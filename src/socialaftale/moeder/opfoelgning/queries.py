"""Reads about follow-ups: whose they are, and who may see one."""

import datetime as dt

from django.db.models import Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access, may

from ..models import Opfoelgning
from ..permissions import LAES, REFERER
from .ejer import functions_of


def owned_by(bruger: Bruger, den: dt.date) -> QuerySet[Opfoelgning]:
    """Return the follow-ups that are the person's own, her functions', or those of an organisation that she sits in
    the body for; the secretariat's people have their own organisation's."""
    egne = Q(person=bruger) | Q(funktion__in=functions_of(bruger, den))
    held = access(bruger, den)
    for rolle in held.tildelinger:
        organisation = rolle.organisation_id or bruger.organisation_id
        if rolle.udvalg_id and organisation:
            egne |= Q(organisation=organisation, punkt__moede__udvalg=rolle.udvalg_id)
    if held.may(REFERER) and bruger.organisation_id:
        egne |= Q(organisation=bruger.organisation_id, punkt__moede__udvalg__omraade__in=held.omraader)
    return Opfoelgning.objects.filter(egne).select_related("punkt__moede__udvalg")


def open_ones_of(bruger: Bruger) -> list[Opfoelgning]:
    """Return what the person has still to do after meetings, the earliest deadline first."""
    return list(owned_by(bruger, tid.today()).open().order_by("frist", "pk"))


def may_see(bruger: Bruger, opfoelgning: Opfoelgning) -> bool:
    """Tell whether the person reads the body, or the follow-up is hers."""
    return may(bruger, LAES, udvalg=opfoelgning.punkt.moede.udvalg) or is_owner(bruger, opfoelgning)


def is_owner(bruger: Bruger, opfoelgning: Opfoelgning) -> bool:
    return owned_by(bruger, tid.today()).filter(pk=opfoelgning.pk).exists()
