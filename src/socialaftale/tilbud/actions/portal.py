"""Tilbudsportalen: read an extract, and mark a tilbud's values as entered there."""

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require

from ..models import Portalmaerke, Portaludtraek, Tilbud
from ..permissions import PORTAL
from ..queries import portal_values
from ..udtraek import UbrugeligtUdtraek, read_extract
from .faelles import driftsherre_of


@transaction.atomic
def mark_entered(*, tilbud: Tilbud, by: Bruger) -> Portalmaerke:
    """Remember the values of today as entered in the portal. Raises PermissionDenied."""
    require(by, PORTAL, driftsherre_of(tilbud))
    ((_, vaerdier),) = portal_values([tilbud])
    maerke = Portalmaerke.objects.create(tilbud=tilbud, vaerdier=vaerdier, indtastet_at=tid.now(), indtastet_by=by)
    record("mark_entered", tilbud, by=by)
    return maerke


@transaction.atomic
def import_extract(*, organisation: Organisation, navn: str, indhold: bytes, by: Bruger) -> Portaludtraek:
    """Read the file and keep its rows. Raises PermissionDenied, ValidationError where it cannot be read."""
    require(by, PORTAL, organisation)
    try:
        raekker = read_extract(navn, indhold)
    except UbrugeligtUdtraek as fejl:
        raise ValidationError(str(fejl)) from fejl
    udtraek = Portaludtraek.objects.create(
        organisation=organisation, filnavn=navn[-200:], raekker=raekker, indlaest_at=tid.now(), indlaest_by=by
    )
    record("import", udtraek, by=by, efter={"fil": navn[-200:], "raekker": len(raekker)})
    return udtraek
