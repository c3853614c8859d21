"""The public list of free places: filters, and the order in which they stand."""

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import QuerySet

from socialaftale.regler.ledighed import Friskhed, shown_to_all
from socialaftale.tilbud.models import Afdeling, Afdelingsfakta, Pladsfakta, Stamfakta, Tilbud
from socialaftale.tilbud.reference import same_law

from .queries import ledighed_nu, normed_places, shown_afdelinger

LEDIG, SENERE, UKENDT, OPTAGET = range(4)
FRISKE_FOERST = list(Friskhed)


class Liste(NamedTuple):
    """The primary keys of the afdelinger asked for, those with a free place first, and how many say yes.

    Of these some say so only from a later day (`senere`), some should be confirmed (`gamle`): a search calls neither a
    fit. `private`, and `egne` for the driftsherre's own citizens only, it leaves out.
    """

    fundne: list[int]
    ledige: int
    senere: int
    gamle: int
    private: int
    egne: int

    @property
    def sikre(self) -> int:
        """Those that have a place now, and confirmed it in time."""
        return self.ledige - self.senere - self.gamle


def find_places(valg: dict[str, Any], den: dt.date) -> Liste:
    """Return the list.

    `valg`: kommune (code), lov (code; its old and new names too), ledig (only those that say yes).
    """
    afdelinger = _asked_for(valg, den)
    kendte, normerede = ledighed_nu(afdelinger), normed_places(afdelinger, den)
    navne = dict(Stamfakta.objects.gaeldende(den).values_list("tilbud", "sortering"))
    tilbud_af = dict(afdelinger.values_list("pk", "tilbud"))
    steder = {pk: (navne.get(tilbud, ""), pk) for pk, tilbud in tilbud_af.items()}

    def answer(pk: int) -> int:
        if not shown_to_all(normerede.get(pk, 0), den) or not kendte[pk].svar:
            return UKENDT
        if kendte[pk].ledig:
            return LEDIG
        return SENERE if kendte[pk].venter else OPTAGET

    svar = {pk: answer(pk) for pk in steder}
    fundne = [pk for pk in steder if svar[pk] <= SENERE or not valg.get("ledig")]
    fundne.sort(key=lambda pk: (svar[pk], FRISKE_FOERST.index(kendte[pk].friskhed), steder[pk]))
    ja = [pk for pk in steder if svar[pk] <= SENERE]
    return Liste(
        fundne,
        ledige=len(ja),
        senere=sum(svar[pk] == SENERE for pk in ja),
        gamle=sum(svar[pk] == LEDIG and kendte[pk].friskhed == Friskhed.FORFALDEN for pk in ja),
        **_left_out([tilbud_af[pk] for pk in ja], den),
    )


def _left_out(tilbud: list[int], den: dt.date) -> dict[str, int]:
    """Of the tilbud of the afdelinger that say yes: the private, and those for the driftsherre's own only."""
    private = set(Stamfakta.objects.gaeldende(den).filter(driftsherre__art="privat").values_list("tilbud", flat=True))
    egne = set(Tilbud.objects.for_own_only(den).values_list("pk", flat=True)) - private
    return {"private": sum(pk in private for pk in tilbud), "egne": sum(pk in egne for pk in tilbud)}


def _asked_for(valg: dict[str, Any], den: dt.date) -> QuerySet[Afdeling]:
    afdelinger = shown_afdelinger(den)
    if valg.get("kommune"):
        fakta = Afdelingsfakta.objects.gaeldende(den).filter(kommune__kode=valg["kommune"])
        afdelinger = afdelinger.filter(pk__in=fakta.values("afdeling"))
    if valg.get("lov"):
        pladser = Pladsfakta.objects.gaeldende(den).filter(lovgrundlag__in=sorted(same_law(valg["lov"])))
        afdelinger = afdelinger.filter(pk__in=pladser.values("pladsgruppe__afdeling"))
    return afdelinger
