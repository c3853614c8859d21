"""The public takster on a tilbud's page: list takster, places, contents. Never a cost line or a draft."""

from decimal import Decimal
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.models import Tilbud

from . import visning
from .permissions import Indblik, insight
from .queries import driftsherre_of, newest_published, read_public
from .synlighed import OffentligLinje


class Offentlig(NamedTuple):
    """One public line with last year's public takst, kroner per unit."""

    linje: OffentligLinje
    forrige_kr: Decimal | None


@register_afsnit
def takster(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section on takster; None where nothing is published and the person may not see more."""
    aar = newest_published(tilbud.omraade_id)
    if aar is None:
        return None
    linjer = _lines(tilbud, aar)
    forrige = {linje.linje: linje.takst_kr for linje in _lines(tilbud, aar - 1)}
    mere = insight(access(bruger), driftsherre_of(tilbud, aar)) != Indblik.OFFENTLIGT
    if not linjer and not mere:
        return None
    data = {
        "aar": aar,
        "linjer": [Offentlig(linje, forrige.get(linje.linje)) for linje in linjer],
        "beregn": reverse("takst_pris", args=[tilbud.kode, aar]) if linjer else "",
        "mere": reverse("takst", args=[tilbud.kode, aar]) if mere else "",
        "vis": visning,
    }
    return Afsnit(f"Takster {aar}", "takster/afsnit.jinja", data)


def _lines(tilbud: Tilbud, aar: int) -> tuple[OffentligLinje, ...]:
    offentligt = read_public([tilbud], aar).get(tilbud.pk)
    return offentligt.linjer if offentligt else ()
