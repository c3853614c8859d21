"""The free places on a tilbud's page: what everyone may see of its afdelinger."""

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.models import Tilbud

from .queries import offentlig_ledighed


@register_afsnit
def ledige_pladser(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section on free places; None where the driftsherre shows nothing."""
    vist = offentlig_ledighed(list(tilbud.afdelinger.values_list("pk", flat=True)))
    return Afsnit("Ledige pladser", "kapacitet/afsnit.jinja", list(vist.values())) if vist else None
