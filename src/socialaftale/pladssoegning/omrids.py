"""What the rules judge by, read as plain values: of many units only those shown are read in full (`steder`)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from socialaftale.kapacitet.queries import Ledighed, ledighed_nu, normed_places
from socialaftale.kapacitet.undergruppe.queries import INTET_SAGT, Behov, read_needs, read_reported
from socialaftale.regler.ledighed import shown_to_all
from socialaftale.regler.pladskrav import Meldt, Plads
from socialaftale.regler.rejsetid import distance
from socialaftale.regler.saerbehov import named_needs
from socialaftale.regler.undergruppe import Undergruppe
from socialaftale.takster.queries import read_public
from socialaftale.takster.synlighed import Offentligt
from socialaftale.tilbud.billede import place_name
from socialaftale.tilbud.models import (
    Afdeling,
    Afdelingsfakta,
    Form,
    Maalgruppefakta,
    Pladsfakta,
    Stamfakta,
    Tilbud,
    Ydelsesfakta,
)
from socialaftale.tilbud.reference import all_maalgrupper, all_ydelsestyper, find_lovgrundlag, same_law

from .steder import FRISK, SALG, Blik, place_prices


class _Fakta(NamedTuple):
    """The facts of the day by tilbud, except `afdelinger`, `pladser`, `meldt` and `behov`, which are by afdeling."""

    stam: Mapping[int, tuple[str, str, str]]
    maal: Mapping[int, tuple[list[str], int, int]]
    ydelser: Mapping[int, list[tuple[str, str, str]]]
    afdelinger: Mapping[int, tuple[str, str, str]]
    pladser: Mapping[int, list[tuple[str, str]]]
    takster: Mapping[int, Offentligt]
    meldt: Mapping[int, Meldt]
    behov: Mapping[int, Behov]


def searchable(blik: Blik, lov: str = "") -> QuerySet[Afdeling]:
    """Return an afdeling if and only if it has places (after the paragraph), and its tilbud is in operation."""
    krav = {"lovgrundlag__in": sorted(same_law(lov))} if lov else {}
    pladser = Pladsfakta.objects.gaeldende(blik.den, blik.at).filter(normerede__gt=0, **krav)
    i_drift = Tilbud.objects.i_drift(blik.den, blik.at)
    return Afdeling.objects.filter(pk__in=pladser.values("pladsgruppe__afdeling"), tilbud__in=i_drift.values("pk"))


def read_outlines(afdelinger: Collection[int], blik: Blik) -> list[Plads]:
    """Return the units (primary keys) as the rules judge them; the number of queries does not depend on how many."""
    enheder = list(
        Afdeling.objects.filter(pk__in=list(afdelinger)).values_list("pk", "kode", "tilbud", "tilbud__omraade__kode")
    )
    fakta = _read(enheder, blik)
    return [
        _outline(enhed, fakta, blik) for enhed in enheder if enhed[0] in fakta.afdelinger and enhed[2] in fakta.stam
    ]


def _read(enheder: list[tuple[int, str, int, str]], blik: Blik) -> _Fakta:
    pks, tilbud = [enhed[0] for enhed in enheder], list({enhed[2] for enhed in enheder})
    naar = (blik.den, blik.at)
    om = {"tilbud__in": tilbud}
    maal = Maalgruppefakta.objects.gaeldende(*naar).filter(**om)
    ydelser = Ydelsesfakta.objects.gaeldende(*naar).filter(ydelse__tilbud__in=tilbud)
    steder = Afdelingsfakta.objects.gaeldende(*naar).filter(afdeling__in=pks)
    pladser = Pladsfakta.objects.gaeldende(*naar).filter(pladsgruppe__afdeling__in=pks)
    stam = (
        Stamfakta.objects.gaeldende(*naar)
        .filter(**om)
        .values_list("tilbud", "navn", "driftsherre__art", "driftsherre__kode")
    )
    return _Fakta(
        stam=_one(stam),
        maal=_one(maal.values_list("tilbud", "maalgrupper", "alder_fra", "alder_til")),
        ydelser=_many(ydelser.values_list("ydelse__tilbud", "navn", "ydelsestype", "til_salg")),
        afdelinger=_one(steder.values_list("afdeling", "navn", "kommune__kode", "kommune__navn")),
        pladser=_many(pladser.values_list("pladsgruppe__afdeling", "lovgrundlag", "form").order_by("pladsgruppe")),
        takster=read_public(list(Tilbud.objects.filter(pk__in=tilbud)), blik.den.year),
        meldt=_told(pks, blik),
        behov=read_needs(pks, *naar),
    )


def _one(raekker: Iterable[tuple[Any, ...]]) -> dict[int, Any]:
    return {noegle: tuple(resten) for noegle, *resten in raekker}


def _many(raekker: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    samlet: dict[int, list[Any]] = defaultdict(list)
    for noegle, *resten in raekker:
        samlet[noegle].append(tuple(resten))
    return samlet


def _told(pks: list[int], blik: Blik) -> dict[int, Meldt]:
    """What each unit has said, where the one who looks may know it: as `steder` shows it."""
    hjemme = set(Afdeling.objects.filter(pk__in=pks, tilbud__omraade__in=blik.omraader).values_list("pk", flat=True))
    normerede = normed_places(pks, blik.den)
    grupper = read_reported(hjemme, blik.den, blik.at) if hjemme else {}
    return {
        pk: _meldt(et, grupper.get(pk, ())) if pk in hjemme else Meldt(*_yes_or_no(et))
        for pk, et in ledighed_nu(pks, blik.at).items()
        if et.svar and (pk in hjemme or _shown(et, normerede.get(pk, 0), blik.den))
    }


def _yes_or_no(et: Ledighed) -> tuple[bool, dt.date | None, bool]:
    """What everyone may be told."""
    return et.er_ledig, et.ledig_fra if et.venter else None, et.friskhed in FRISK


def _meldt(et: Ledighed, grupper: tuple[Undergruppe, ...]) -> Meldt:
    """At home also what lies between yes and no, and whom the places are for."""
    return Meldt(*_yes_or_no(et), et.tilstand, et.tilstand_ord, grupper, et.tilbudt, et.tilbage)


def _shown(et: Ledighed, normerede: int, den: dt.date) -> bool:
    return et.vises and shown_to_all(normerede, den)


def _outline(enhed: tuple[int, str, int, str], fakta: _Fakta, blik: Blik) -> Plads:
    pk, kode, tilbud, omraade = enhed
    navn, art, driftsherre = fakta.stam[tilbud]
    afdeling, kommune, kommunenavn = fakta.afdelinger[pk]
    grupper, fra, til = fakta.maal.get(tilbud, ([], None, None))
    ydelser, former = fakta.ydelser.get(tilbud, []), fakta.pladser.get(pk, [])
    maalgrupper = tuple(all_maalgrupper()[et].navn for et in grupper)
    kan, kan_ikke = fakta.behov.get(pk, INTET_SAGT)
    return Plads(
        id=kode,
        navn=navn,
        lovgrundlag=tuple(dict.fromkeys((lov, find_lovgrundlag(lov).paragraf) for lov, _ in former)),
        maalgrupper=maalgrupper,
        alder_fra=fra,
        alder_til=til,
        kommune=kommune,
        sted=place_name(kommunenavn),
        offentlig=art != "privat",
        til_salg=min((salg for _, _, salg in ydelser), key=SALG.__getitem__, default="efter_aftale"),
        naevner=_named(ydelser, maalgrupper, grupper),
        meldt=fakta.meldt.get(pk),
        kan=kan,
        kan_ikke=kan_ikke,
        takst_kr=_cheapest(fakta.takster.get(tilbud), afdeling, former, blik),
        rejse=distance(omraade, blik.fra, kommune) if blik.fra else None,
        driftsherre=driftsherre,
    )


def _named(ydelser: list[tuple[str, str, str]], navne: tuple[str, ...], koder: list[str]) -> frozenset[str]:
    return named_needs([*(f"{navn} {all_ydelsestyper()[slags]}" for navn, slags, _ in ydelser), *navne], koder)


def _cheapest(takst: Offentligt | None, afdeling: str, former: list[tuple[str, str]], blik: Blik) -> Decimal | None:
    if takst is None:
        return None
    bor_der = any(form == Form.DOEGN for _, form in former)
    return min((pr_dag for _, pr_dag in place_prices(takst.linjer, afdeling, bor_der, blik.den.year)), default=None)
