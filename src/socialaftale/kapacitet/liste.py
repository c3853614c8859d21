"""The public list of free places: filters, and the order in which they stand."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from socialaftale.regler.ledighed import Friskhed, shown_to_all
from socialaftale.tilbud.models import Afdeling, Afdelingsfakta, Pladsfakta, Stamfakta
from socialaftale.tilbud.reference import same_law

from .queries import ledighed_nu, normed_places, shown_afdelinger

LEDIG, SENERE, UKENDT, OPTAGET = range(4)
FRISKE_FOERST = list(Friskhed)


def find_places(valg: dict[str, Any], den: dt.date) -> tuple[list[int], int]:
    """Return the primary keys of the afdelinger asked for, those with a free place first, and how many say yes.

    `valg`: kommune (code), lov (code; its old and new names too), ledig (only those that say yes).
    """
    afdelinger = _asked_for(valg, den)
    kendte, normerede = ledighed_nu(afdelinger), normed_places(afdelinger, den)
    navne = dict(Stamfakta.objects.gaeldende(den).values_list("tilbud", "sortering"))
    steder = {pk: (navne.get(tilbud, ""), pk) for pk, tilbud in afdelinger.values_list("pk", "tilbud")}

    def answer(pk: int) -> int:
        if not shown_to_all(normerede.get(pk, 0), den) or not kendte[pk].svar:
            return UKENDT
        if kendte[pk].ledig:
            return LEDIG
        return SENERE if kendte[pk].venter else OPTAGET

    svar = {pk: answer(pk) for pk in steder}
    fundne = [pk for pk in steder if svar[pk] <= SENERE or not valg.get("ledig")]
    fundne.sort(key=lambda pk: (svar[pk], FRISKE_FOERST.index(kendte[pk].friskhed), steder[pk]))
    return fundne, sum(et <= SENERE for et in svar.values())


def _asked_for(valg: dict[str, Any], den: dt.date) -> QuerySet[Afdeling]:
    afdelinger = shown_afdelinger(den)
    if valg.get("kommune"):
        fakta = Afdelingsfakta.objects.gaeldende(den).filter(kommune__kode=valg["kommune"])
        afdelinger = afdelinger.filter(pk__in=fakta.values("afdeling"))
    if valg.get("lov"):
        pladser = Pladsfakta.objects.gaeldende(den).filter(lovgrundlag__in=sorted(same_law(valg["lov"])))
        afdelinger = afdelinger.filter(pk__in=pladser.values("pladsgruppe__afdeling"))
    return afdelinger
