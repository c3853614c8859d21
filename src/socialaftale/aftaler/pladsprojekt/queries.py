"""Reads of projects: each as it stands today, and what comes for each target group beside the register's places."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler import pladsprojekt as regel
from socialaftale.tilbud.models import Maalgruppefakta, Pladsfakta, Tilbud
from socialaftale.tilbud.reference import all_maalgrupper

from .models import Pladsprojekt, Projekttrin, Pulje, Samarbejdsaftale
from .permissions import PROJEKT


@dataclass(frozen=True)
class Projektvisning:
    projekt: Pladsprojekt
    trin: Projekttrin
    maa_flytte: bool


@dataclass(frozen=True)
class Maalgruppelinje:
    """One target group: the register's places today, decided places by year, and ideas."""

    navn: str
    i_dag: int
    udsigt: regel.Udsigt


@dataclass(frozen=True)
class Omraadevisning:
    """One area's projects, the years in which places come, what comes for whom, puljer and agreements."""

    omraade: Aftaleomraade
    projekter: list[Projektvisning]
    aar: list[int]
    linjer: list[Maalgruppelinje]
    puljer: list[Pulje]
    aftaler: list[Samarbejdsaftale]


def areas(bruger: Bruger | AnonymousUser) -> list[Omraadevisning]:
    """Return each area with what the person may see of it."""
    return [_area(omraade, bruger) for omraade in Aftaleomraade.objects.order_by("navn", "pk")]


def _area(omraade: Aftaleomraade, bruger: Bruger | AnonymousUser) -> Omraadevisning:
    synlige = Pladsprojekt.objects.visible_to(bruger).filter(omraade=omraade).select_related("ejer", "omraade")
    held = access(bruger)
    trin = _steps(list(synlige))
    projekter = [
        Projektvisning(en, trin[en.pk], held.may(PROJEKT, organisation=en.ejer, omraade=omraade))
        for en in synlige.order_by("maalgruppe", "titel", "pk")
        if en.pk in trin
    ]
    udsigter = regel.outlook([_as_rule(vist) for vist in projekter])
    i_dag = places_by_target_group(omraade)
    linjer = [Maalgruppelinje(_name(kode), i_dag.get(kode, 0), udsigt) for kode, udsigt in udsigter.items()]
    aftaler = Samarbejdsaftale.objects.filter(omraade=omraade).order_by("-gaelder_fra", "pk")
    puljer = Pulje.objects.filter(omraade=omraade).order_by("-fra_aar", "navn")
    return Omraadevisning(omraade, projekter, regel.years(udsigter), linjer, list(puljer), list(aftaler))


def _steps(projekter: list[Pladsprojekt]) -> dict[int, Projekttrin]:
    raekker = Projekttrin.objects.gaeldende(tid.today()).filter(projekt__in=projekter).select_related("pulje")
    return {en.projekt_id: en for en in raekker}


def _as_rule(vist: Projektvisning) -> regel.Projekt:
    trin = vist.trin
    return regel.Projekt(vist.projekt.maalgruppe, regel.Stand(trin.stand), trin.pladser, trin.aar)


def _name(kode: str) -> str:
    kendt = all_maalgrupper().get(kode)
    return kendt.navn if kendt else kode


def places_by_target_group(omraade: Aftaleomraade) -> dict[str, int]:
    """Return normed places today in tilbud that take the target group, by its code. A tilbud that takes several counts
    in each, so these are never summed."""
    den = tid.today()
    tilbud = list(Tilbud.objects.i_drift(den).filter(omraade=omraade).values_list("pk", flat=True))
    grupper = Maalgruppefakta.objects.gaeldende(den).filter(tilbud__in=tilbud)
    efter_tilbud = dict(grupper.values_list("tilbud", "maalgrupper"))
    antal: dict[str, int] = defaultdict(int)
    pladser = Pladsfakta.objects.gaeldende(den).filter(pladsgruppe__afdeling__tilbud__in=tilbud)
    for tilbud_pk, normerede in pladser.values_list("pladsgruppe__afdeling__tilbud", "normerede"):
        for kode in efter_tilbud.get(tilbud_pk, ()):
            antal[kode] += normerede
    return dict(antal)


def history(projekt: Pladsprojekt) -> list[Projekttrin]:
    """Return every row of a project, the newest first."""
    raekker = projekt.trin.select_related("registreret_by", "pulje")
    return list(raekker.order_by("-gaelder_fra", "-registreret_at"))
