"""When what everyone may read of a meeting last changed, so that who fetches it can ask for what is new.

It may be too late an instant, never too early: a change of a closed point counts, for it may be that it was closed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import Max, QuerySet

from socialaftale.faelles.models import Haendelse
from socialaftale.parter.overstregning import OVERSTREGET

from ..bilag.models import Punktbilag
from ..models import Beslutning, Dagsordensaendring, Dagsordenspunkt, Moede, Moedetid, Overstregning

Aendret = dict[int, dt.datetime]


def meetings_modified(moeder: QuerySet[Moede]) -> Aendret:
    """Return the instant for each meeting, by primary key. Constant queries."""
    aendret: Aendret = {}
    egne = moeder.order_by().values("pk")
    for pk, *tider in moeder.order_by().values_list("pk", "frigivet_at", "afsluttet_at"):
        _note(aendret, ((pk, at) for at in tider))
    for raekker, felt in (
        (Moedetid.objects.filter(moede__in=egne), "registreret_at"),
        (Overstregning.objects.filter(moede__in=egne), "registreret_at"),
    ):
        _note(aendret, raekker.order_by().values_list("moede").annotate(Max(felt)))
    for raekker, felt in _of_points(egne):
        _note(aendret, raekker.order_by().values_list("punkt__moede").annotate(Max(felt)))
    _note(aendret, _hidden(egne))
    return aendret


def points_modified(moede: Moede) -> Aendret:
    """Return the instant for each point of a meeting that is released or over, by primary key."""
    fra = max((at for at in (moede.frigivet_at, moede.afsluttet_at) if at), default=None)
    pks = list(moede.punkter.values_list("pk", flat=True))
    aendret: Aendret = {}
    _note(aendret, ((pk, fra) for pk in pks))
    egne = Moede.objects.filter(pk=moede.pk).values("pk")
    overstreget = Overstregning.objects.filter(moede=moede, punkt__isnull=False)
    for raekker, felt in (*_of_points(egne), (overstreget, "registreret_at")):
        _note(aendret, raekker.order_by().values_list("punkt").annotate(Max(felt)))
    _note(aendret, ((int(pk), at) for pk, at in _redactions(Dagsordenspunkt) if int(pk) in set(pks)))
    return aendret


def _of_points(moeder: QuerySet) -> Iterator[tuple[QuerySet, str]]:
    i_moederne = {"punkt__moede__in": moeder}
    aendringer = Dagsordensaendring.objects.filter(**i_moederne, punkt__moede__frigivet_at__isnull=False, aaben=True)
    yield aendringer, "aendret_at"
    yield Beslutning.objects.filter(**i_moederne, punkt__moede__afsluttet_at__isnull=False), "registreret_at"
    bilag = Punktbilag.objects.visible_to(None).filter(**i_moederne)
    yield bilag, "registreret_at"
    yield bilag, "fjernet_at"


def _hidden(moeder: QuerySet) -> Iterator[tuple[int, dt.datetime]]:
    """CPR numbers that were hidden in a point: the event alone tells when."""
    fundet = {int(pk): at for pk, at in _redactions(Dagsordenspunkt)}
    punkter = Dagsordenspunkt.objects.filter(pk__in=list(fundet), moede__in=moeder).values_list("pk", "moede")
    return ((moede, fundet[pk]) for pk, moede in punkter)


def _redactions(model: type[Dagsordenspunkt]) -> QuerySet:
    haendelser = Haendelse.objects.filter(verbum=OVERSTREGET, objekt_type=model._meta.label)
    return haendelser.order_by("at").values_list("objekt_id", "at")


def _note(aendret: Aendret, tider: Iterable[tuple[int, dt.datetime | None]]) -> None:
    for pk, at in tider:
        if at is not None:
            aendret[pk] = max(at, aendret.get(pk, at))
