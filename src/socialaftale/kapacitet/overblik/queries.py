"""What the overview gathers of an area. The number of queries does not depend on how many afdelinger it has."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Max, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.belaegningsdage import first_of_month, months_back
from socialaftale.regler.ledighed import Friskhed, demand_band, rule_for
from socialaftale.tilbud.models import Afdeling, Pladsfakta, Stamfakta, Tilbud
from socialaftale.tilbud.reference import Lovgrundlag, find_lovgrundlag

from ..brev.efterspoergsel import count_demand
from ..models import Kapacitetsvalg, Ledigmelding, Meldeaftale
from ..queries import Ledighed, OffentligLedighed, er_slaaet_til, ledighed_nu, offentlig_ledighed
from .behov import Behov, read_behov
from .models import Arbejdsgang, Tilpasning

MAANEDER = 12
SENESTE_DAGE = 90
FLEST_EFTERSPURGTE = 20
FOERST = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Partslinje:
    """One driftsherre: of its afdelinger those that promised, by freshness; how many say yes; its way of reporting.

    `ledige`: its free places, None where numbers are switched off. `veje`: which ways its reports came of late, the
    usual first, with how many.
    """

    part: Organisation
    afdelinger: int
    lovet: int
    friskhed: Counter[Friskhed]
    ja: int
    ledige: int | None
    rytmer: list[int]
    arbejdsgang: Arbejdsgang | None
    veje: list[tuple[str, int]]

    @property
    def friske(self) -> int:
        return self.friskhed[Friskhed.FRISK] + self.friskhed[Friskhed.SNART]

    @property
    def friske_procent(self) -> int:
        return round(self.friske * 100 / self.lovet) if self.lovet else 0


@dataclass(frozen=True)
class Lovlinje:
    """One legal basis: its afdelinger, how many say yes, and how many needs were met and not."""

    lov: Lovgrundlag
    afdelinger: int
    ja: int
    behov: Behov


@dataclass(frozen=True)
class Tom:
    """An afdeling that has said yes in every report since a day, as everyone may see it."""

    sted: OffentligLedighed
    siden: dt.date

    @property
    def dage(self) -> int:
        return (tid.today() - self.siden).days


@dataclass(frozen=True)
class Efterspurgt:
    """An afdeling without room that many have searched for, as everyone may see it; how many is a band."""

    sted: OffentligLedighed
    soegninger: str


@dataclass(frozen=True)
class Overblik:
    """`efterspurgte` None: nothing counts searches."""

    omraade: Aftaleomraade
    parter: list[Partslinje]
    love: list[Lovlinje]
    tomme: list[Tom]
    efterspurgte: list[Efterspurgt] | None
    laenge_dage: int
    tilpasninger: list[Tilpasning]
    har_behov: bool
    har_tal: bool


def read_overview(omraade: Aftaleomraade) -> Overblik:
    """Return the whole area's free capacity, side by side."""
    dag = tid.today()
    i_drift = Tilbud.objects.i_drift(dag).filter(omraade=omraade)
    afdelinger = Afdeling.objects.filter(tilbud__in=i_drift.values("pk"))
    kendte = ledighed_nu(afdelinger)
    behov = read_behov(omraade, months_back(first_of_month(dag), MAANEDER)[0], first_of_month(dag))
    har_tal = er_slaaet_til(omraade, Kapacitetsvalg.Valg.TAL)
    steder = dict(afdelinger.values_list("pk", "tilbud"))
    return Overblik(
        omraade=omraade,
        parter=_by_party(steder, kendte, dag, har_tal),
        love=_by_law(steder, kendte, dag, behov or {}),
        tomme=long_empty(steder),
        efterspurgte=in_demand(steder, kendte, dag),
        laenge_dage=long_empty_days(),
        tilpasninger=list(adjustments(omraade)),
        har_behov=behov is not None,
        har_tal=har_tal,
    )


def _by_party(steder: dict[int, int], kendte: dict[int, Ledighed], dag: dt.date, har_tal: bool) -> list[Partslinje]:
    stam = Stamfakta.objects.gaeldende(dag).filter(tilbud__in=set(steder.values())).select_related("driftsherre")
    driftsherrer = {raekke.tilbud_id: raekke.driftsherre for raekke in stam}
    egne: dict[Organisation, list[int]] = {}
    for pk, tilbud in steder.items():
        egne.setdefault(driftsherrer[tilbud], []).append(pk)
    gange, veje = workflows(list(egne), dag), _ways(list(steder))
    rytmer = dict(Meldeaftale.objects.gaeldende(dag).filter(afdeling__in=steder).values_list("afdeling", "rytme_dage"))
    return [
        Partslinje(
            part=part,
            afdelinger=len(pks),
            lovet=sum(pk in rytmer for pk in pks),
            friskhed=Counter(kendte[pk].friskhed for pk in pks if pk in rytmer),
            ja=sum(pk in kendte and kendte[pk].er_ledig for pk in pks),
            ledige=sum(kendte[pk].ledig for pk in pks if pk in kendte) if har_tal else None,
            rytmer=sorted({rytmer[pk] for pk in pks if pk in rytmer}),
            arbejdsgang=gange.get(part.pk),
            veje=sum((veje[pk] for pk in pks), Counter()).most_common(),
        )
        for part, pks in sorted(egne.items(), key=lambda par: par[0].sortering)
    ]


def _ways(afdelinger: list[int]) -> dict[int, Counter[str]]:
    """Which ways the reports of each afdeling came of late, in words."""
    siden = tid.now() - dt.timedelta(days=SENESTE_DAGE)
    meldinger = Ledigmelding.objects.filter(afdeling__in=afdelinger, registreret_at__gte=siden, fortrydelse=None)
    veje: dict[int, Counter[str]] = {pk: Counter() for pk in afdelinger}
    for pk, kilde, antal in meldinger.order_by().values_list("afdeling", "kilde").annotate(antal=Count("pk")):
        veje[pk][str(Ledigmelding.Kilde(kilde).label)] = antal
    return veje


def _by_law(
    steder: dict[int, int], kendte: dict[int, Ledighed], dag: dt.date, behov: dict[str, Behov]
) -> list[Lovlinje]:
    fakta = Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe__afdeling__in=steder, normerede__gt=0)
    par = set(fakta.values_list("lovgrundlag", "pladsgruppe__afdeling"))
    alle = Counter(kode for kode, _ in par)
    ja = Counter(kode for kode, pk in par if pk in kendte and kendte[pk].er_ledig)
    linjer = [
        Lovlinje(find_lovgrundlag(kode), alle[kode], ja[kode], behov.get(kode, Behov()))
        for kode in alle.keys() | behov.keys()
    ]
    return sorted(linjer, key=lambda et: (-et.behov.umoedt, et.ja, et.lov.etiket))


def long_empty_days() -> int:
    """Return for how many days a place is free before somebody is asked why."""
    return rule_for(tid.today()).laenge_ledig.dage


def long_empty(steder: dict[int, int]) -> list[Tom]:
    """Return the afdelinger that have said yes in every report for a long time, the longest first.

    Only what everyone may see of them: one that is small, or not shown, is not named.
    """
    nej = Ledigmelding.objects.filter(afdeling=OuterRef("afdeling")).exclude(svar="ledig").order_by()
    sidste_nej = Subquery(nej.values("afdeling").annotate(sidst=Max("observeret_at")).values("sidst"))
    ja = Ledigmelding.objects.filter(afdeling__in=steder, svar="ledig").order_by()
    ja = ja.filter(observeret_at__gt=Coalesce(sidste_nej, Value(FOERST)))
    siden = dict(ja.values_list("afdeling").annotate(fra=Min("observeret_at")))
    graense = tid.now() - dt.timedelta(days=long_empty_days())
    laenge = {pk: tid.day_of(at) for pk, at in siden.items() if at <= graense}
    vist = offentlig_ledighed(list(laenge))
    tomme = [Tom(vist[pk], dag) for pk, dag in laenge.items() if pk in vist and vist[pk].svar]
    return sorted(tomme, key=lambda et: et.siden)


def in_demand(steder: dict[int, int], kendte: dict[int, Ledighed], dag: dt.date) -> list[Efterspurgt] | None:
    """Return the afdelinger that have no room and that most have searched for of late, the most first.

    Only what everyone may see of them, and none that fewer than the least number of the rule have searched for.
    """
    fulde = [pk for pk in steder if pk in kendte and kendte[pk].svar and not kendte[pk].er_ledig]
    soegt = count_demand(fulde, dag - dt.timedelta(days=SENESTE_DAGE), dag + dt.timedelta(days=1))
    if soegt is None:
        return None
    mange = [pk for pk in fulde if soegt.get(pk, 0) >= rule_for(dag).efterspoergsel.mindst]
    vist = {pk: et for pk, et in offentlig_ledighed(mange).items() if et.svar is False}
    foerst = sorted(vist, key=lambda pk: (-soegt[pk], vist[pk].tilbud.navn, pk))[:FLEST_EFTERSPURGTE]
    return [Efterspurgt(vist[pk], demand_band(soegt[pk], dag)) for pk in foerst]


def workflows(parter: list[Organisation], dag: dt.date) -> dict[int, Arbejdsgang]:
    """Return what each driftsherre has told of its way of reporting, by its primary key."""
    gaeldende = Arbejdsgang.objects.gaeldende(dag).filter(driftsherre__in=parter)
    return {et.driftsherre_id: et for et in gaeldende.select_related("registreret_by")}


def all_adjustments() -> QuerySet[Tilpasning]:
    return Tilpasning.objects.select_related(
        "tilbud", "driftsherre", "oprettet_by", "besvaret_by", "beslutning__punkt__moede__udvalg"
    )


def adjustments(omraade: Aftaleomraade) -> QuerySet[Tilpasning]:
    """Return what has been asked for in the area: what waits for an answer first, then the newest."""
    venter = F("besvaret_at").asc(nulls_first=True)
    return all_adjustments().filter(omraade=omraade).order_by(venter, "-oprettet_at", "-pk")


def open_adjustments(parter: list[Organisation]) -> QuerySet[Tilpasning]:
    """Return what these parties have not answered yet, by deadline."""
    aabne = all_adjustments().filter(driftsherre__in=parter, besvaret_at__isnull=True)
    return aabne.order_by("frist", "pk")
