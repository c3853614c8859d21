"""The public list: search and filters put together. The number of queries does not depend on how many there are."""

import datetime as dt
from typing import Any

from .models import Stamfakta, Tilbud
from .querysets import TilbudQuerySet
from .reference import same_law
from .soegning import search


def find_tilbud(valg: dict[str, Any], den: dt.date) -> list[int]:
    """Return the primary keys of what the form asks for, the best match first and otherwise by name.

    `valg`: q, kommune (code), lov (code; its old and new names too), maalgruppe (code), form, salg. What is not asked
    for does not narrow. Only what everyone may see is found.
    """
    point = search(valg.get("q") or "")
    fundne = set.intersection(*(set(krav.values_list("pk", flat=True)) for krav in _demands(valg, den)))
    if point is not None:
        fundne &= point.keys()
    navne = dict(Stamfakta.objects.gaeldende(den).values_list("tilbud", "sortering"))
    return sorted(fundne, key=lambda pk: (-(point or {}).get(pk, 0), navne.get(pk, ""), pk))


def in_order(pks: list[int]) -> list[Tilbud]:
    """Return the tilbud in the order of their keys."""
    alle = Tilbud.objects.in_bulk(pks)
    return [alle[pk] for pk in pks]


def _demands(valg: dict[str, Any], den: dt.date) -> list[TilbudQuerySet]:
    alle = Tilbud.objects
    krav = [alle.offentlige(den)]
    if valg.get("kommune"):
        krav.append(alle.in_kommune(valg["kommune"], den))
    if valg.get("lov"):
        krav.append(alle.with_places(den, lovgrundlag__in=sorted(same_law(valg["lov"]))))
    if valg.get("form"):
        krav.append(alle.with_places(den, form=valg["form"]))
    if valg.get("maalgruppe"):
        krav.append(alle.for_maalgruppe(valg["maalgruppe"], den))
    if valg.get("salg"):
        krav.append(alle.selling(valg["salg"], den))
    return krav
