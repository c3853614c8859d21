"""Reads across the facts. Every read takes the day asked about and the instant of knowledge (None: as known now)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from socialaftale.faelles import tid

from .billede import Afdelingsbillede, Pladser, Tilbudsbillede, make_pladser
from .models import (
    Afdelingsfakta,
    Efterfoelger,
    Form,
    Maalgruppefakta,
    Pladsfakta,
    Stamfakta,
    Statusfakta,
    Tilbud,
    Ydelsesfakta,
)
from .status import I_DRIFT, Status


def read_billeder(tilbud: Iterable[Tilbud], den: dt.date, kendt_at: dt.datetime | None = None) -> list[Tilbudsbillede]:
    """Return the tilbud as they were on `den`, in the order given, in eight queries however many they are.

    A tilbud without a name or a status on that day is left out: it was not there.
    """
    alle = list(tilbud)
    pks = [et.pk for et in alle]
    om_tilbud = {"tilbud__in": pks}
    stam = _by(Stamfakta.objects.gaeldende(den, kendt_at).filter(**om_tilbud).select_related("driftsherre"))
    status = _by(Statusfakta.objects.gaeldende(den, kendt_at).filter(**om_tilbud))
    maal = _by(Maalgruppefakta.objects.gaeldende(den, kendt_at).filter(**om_tilbud))
    afdelinger = _afdelinger(pks, den, kendt_at)
    ydelser = _ydelser(pks, den, kendt_at)
    return [
        Tilbudsbillede(
            kode=et.kode,
            pk=et.pk,
            eksempeldata=et.eksempeldata,
            stam=stam[et.pk],
            status=Status(status[et.pk].status),
            statusfakta=status[et.pk],
            maalgruppe=maal.get(et.pk),
            afdelinger=tuple(afdelinger[et.pk]),
            ydelser=tuple(ydelser[et.pk]),
        )
        for et in alle
        if et.pk in stam and et.pk in status
    ]


def protected_afdelinger() -> QuerySet:
    """Return the afdelinger whose address is protected today or later, as known now.

    Asked however far back a page looks: that an address was once open does not open it again.
    """
    nu = Afdelingsfakta.objects.gaeldende(tid.today()).filter(beskyttet=True)
    senere = Afdelingsfakta.objects.filter(beskyttet=True, gaelder_fra__gt=tid.today())
    return Afdelingsfakta.objects.filter(Q(pk__in=nu.values("pk")) | Q(pk__in=senere.values("pk"))).values("afdeling")


def places_per_kommune(den: dt.date, omraade_kode: str) -> dict[str, dict[str, int]]:
    """Return normed places in operation: kommune kode -> art of driftsherre (kommune, region, privat) -> places."""
    tilbud = list(Tilbud.objects.i_drift(den).filter(omraade__kode=omraade_kode).values_list("pk", flat=True))
    stam = Stamfakta.objects.gaeldende(den).filter(tilbud__in=tilbud)
    arter = dict(stam.values_list("tilbud", "driftsherre__art"))
    kommuner = dict(Afdelingsfakta.objects.gaeldende(den).values_list("afdeling", "kommune__kode"))
    antal: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    pladser = (
        Pladsfakta.objects.gaeldende(den)
        .filter(pladsgruppe__afdeling__tilbud__in=tilbud)
        .values_list("pladsgruppe__afdeling", "pladsgruppe__afdeling__tilbud")
        .annotate(antal=Sum("normerede"))
    )
    for afdeling, tilbud_pk, normerede in pladser:
        antal[kommuner[afdeling]][arter[tilbud_pk]] += normerede
    return {kommune: dict(efter_art) for kommune, efter_art in antal.items()}


@dataclass(frozen=True)
class Slaegtning:
    """A tilbud that this one came of, or goes on in."""

    kode: str
    navn: str
    art: str
    fra: dt.date
    er_efterfoelger: bool


def read_slaegt(tilbud: Tilbud) -> list[Slaegtning]:
    """Return predecessors and successors by date, those that everyone may see."""
    nu = tid.today()
    med = Q(fra=tilbud) | Q(til=tilbud)
    i_kraft = Efterfoelger.objects.i_kraft(nu).filter(med)
    egne = [*i_kraft, *Efterfoelger.objects.filter(med, gaelder_fra__gt=nu, ophoert=False)]
    andre = {et.til_id if et.fra_id == tilbud.pk else et.fra_id for et in egne}
    billeder = {b.pk: b for b in read_billeder(Tilbud.objects.offentlige(nu).filter(pk__in=andre), nu)}
    slaegt = []
    for et in sorted(egne, key=lambda et: et.gaelder_fra):
        efter = et.fra_id == tilbud.pk
        anden = billeder.get(et.til_id if efter else et.fra_id)
        if anden:
            slaegt.append(Slaegtning(anden.kode, anden.navn, et.get_art_display(), et.gaelder_fra, efter))
    return slaegt


def places_by_form(billeder: Iterable[Tilbudsbillede]) -> dict[str, int]:
    """Return normed places in operation by form, in the order of the forms; forms without places are left out."""
    antal = dict.fromkeys(Form.values, 0)
    for billede in billeder:
        if billede.status in I_DRIFT:
            for pladser in billede.pladser:
                antal[pladser.form] += pladser.normerede
    return {Form(form).label: sum_ for form, sum_ in antal.items() if sum_}


def _by(raekker: QuerySet) -> dict:
    return {raekke.tilbud_id: raekke for raekke in raekker}


def _afdelinger(pks: list[int], den: dt.date, kendt_at: dt.datetime | None) -> dict[int, list[Afdelingsbillede]]:
    pladser = _pladser(pks, den, kendt_at)
    beskyttede = set(protected_afdelinger().filter(afdeling__tilbud__in=pks).values_list("afdeling", flat=True))
    samlet: dict[int, list[Afdelingsbillede]] = defaultdict(list)
    fakta = Afdelingsfakta.objects.gaeldende(den, kendt_at).filter(afdeling__tilbud__in=pks)
    for raekke in fakta.select_related("afdeling", "kommune").order_by("afdeling"):
        samlet[raekke.afdeling.tilbud_id].append(
            Afdelingsbillede(
                kode=raekke.afdeling.kode,
                navn=raekke.navn,
                vej=raekke.vej,
                postnummer=raekke.postnummer,
                postdistrikt=raekke.postdistrikt,
                kommune_kode=raekke.kommune.kode,
                kommune=raekke.kommune.navn,
                beskyttet=raekke.beskyttet or raekke.afdeling_id in beskyttede,
                pladser=tuple(pladser[raekke.afdeling_id]),
            )
        )
    return samlet


def _pladser(pks: list[int], den: dt.date, kendt_at: dt.datetime | None) -> dict[int, list[Pladser]]:
    samlet: dict[int, list[Pladser]] = defaultdict(list)
    raekker = (
        Pladsfakta.objects.gaeldende(den, kendt_at)
        .filter(pladsgruppe__afdeling__tilbud__in=pks)
        .order_by("pladsgruppe")
        .values_list("pladsgruppe__afdeling", "pladsgruppe__kode", "lovgrundlag", "form", "godkendte", "normerede")
    )
    for afdeling, *resten in raekker:
        samlet[afdeling].append(make_pladser(*resten))
    return samlet


def _ydelser(pks: list[int], den: dt.date, kendt_at: dt.datetime | None) -> dict[int, list[Ydelsesfakta]]:
    samlet: dict[int, list[Ydelsesfakta]] = defaultdict(list)
    fakta = Ydelsesfakta.objects.gaeldende(den, kendt_at).filter(ydelse__tilbud__in=pks)
    for raekke in fakta.select_related("ydelse").order_by("ydelse"):
        samlet[raekke.ydelse.tilbud_id].append(raekke)
    return samlet
