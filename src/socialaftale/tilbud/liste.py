"""The public list: search and filters put together. The number of queries does not depend on how many there are."""

import datetime as dt
from typing import Any

from .models import Tilbud
from .querysets import TilbudQuerySet
from .reference import same_law
from .soegning import search


def find_tilbud(valg: dict[str, Any], den: dt.date, tilbud: TilbudQuerySet | None = None) -> TilbudQuerySet:
    """Return what the form asks for, the best match first and otherwise by name. What is not asked for does not narrow.

    `valg`: q, kommune (code), lov (code; its old and new names too), maalgruppe (code), form, salg.
    """
    tilbud = (Tilbud.objects.offentlige(den) if tilbud is None else tilbud).by_navn(den)
    if valg.get("kommune"):
        tilbud = tilbud.in_kommune(valg["kommune"], den)
    if valg.get("lov"):
        tilbud = tilbud.with_places(den, lovgrundlag__in=sorted(same_law(valg["lov"])))
    if valg.get("form"):
        tilbud = tilbud.with_places(den, form=valg["form"])
    if valg.get("maalgruppe"):
        tilbud = tilbud.for_maalgruppe(valg["maalgruppe"], den)
    if valg.get("salg"):
        tilbud = tilbud.selling(valg["salg"], den)
    return search(tilbud, valg.get("q") or "")
