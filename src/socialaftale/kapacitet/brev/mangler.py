"""The list of who does not answer, for the coordinator and the secretariat."""

import datetime as dt

from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import Access
from socialaftale.parter.roller import Rolle

from ..permissions import FOELG
from .vagt import Tavs, read_units, silent


def silent_for(adgang: Access, dag: dt.date) -> list[Tavs]:
    """Return what stands on the person's list: her own driftsherre's, or what has come up to the secretariat."""
    omraader = Aftaleomraade.objects.filter(pk__in=adgang.omraader).order_by("pk")
    alle = [tavs for omraade in omraader for tavs in silent(read_units(omraade.pk, dag), dag)]
    return [tavs for tavs in alle if _hers(adgang, tavs)]


def _hers(adgang: Access, tavs: Tavs) -> bool:
    rolle = adgang.role_for(FOELG, organisation=tavs.enhed.driftsherre)
    if rolle == Rolle.SEKRETARIAT:
        return tavs.liste == "sekretariat"
    return rolle is not None and tavs.liste != "leder"
