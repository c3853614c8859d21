"""The public takster on a tilbud's page: list takster, places, contents. Never a cost line or a draft."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.models import Tilbud

from . import visning
from .permissions import Indblik, insight
from .queries import driftsherre_of, newest_published, read_public


@register_afsnit
def takster(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section on takster; None where nothing is published and the person may not see more."""
    aar = newest_published(tilbud.omraade_id)
    if aar is None:
        return None
    offentligt = read_public([tilbud], aar).get(tilbud.pk)
    linjer = offentligt.linjer if offentligt else ()
    mere = insight(access(bruger), driftsherre_of(tilbud, aar)) != Indblik.OFFENTLIGT
    if not linjer and not mere:
        return None
    data = {
        "aar": aar,
        "linjer": linjer,
        "beregn": reverse("takst_pris", args=[tilbud.kode, aar]) if linjer else "",
        "mere": reverse("takst", args=[tilbud.kode, aar]) if mere else "",
        "vis": visning,
    }
    return Afsnit(f"Takster {aar}", "takster/afsnit.jinja", data)
