"""How long each stage of a round takes, from when things happened: nothing is kept for it.

A stage is counted once for each tilbud, or for each remark, that has been through it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Min

from socialaftale.faelles import diagram
from socialaftale.parter.models import Organisation
from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.fordelingstal import Fordelingstal, summarise

from ..afgoerelse.models import Linjeafgoerelse
from ..gennemgang.models import Bemaerkningstrin
from ..models import Indberetningsversion, Takstbilag
from ..runde.models import Indsendelse, Takstrunde

Udfald = Linjeafgoerelse.Udfald
DAG = Decimal(86400)
LED = {
    "gem": "Fra runden åbner, til tilbuddet er begyndt",
    "indsend": "Fra det er begyndt, til det er indsendt",
    "bemaerk": "Fra det er indsendt, til en bemærkning er sendt",
    "svar": "Fra bemærkningen er sendt, til den er besvaret",
    "afklar": "Fra den er besvaret, til den er afklaret",
    "indstil": "Fra tilbuddet er indsendt sidst, til det er indstillet",
    "afgoer": "Fra det er indstillet, til det er afgjort",
    "udgiv": "Fra det er afgjort, til takstbilaget er udgivet",
}
"""The stages in their order, as the page says them."""


@dataclass(frozen=True)
class Ledtid:
    """One stage in one year; `tal` in days, None where nothing has been through it."""

    led: str
    navn: str
    tal: Fordelingstal | None


@dataclass(frozen=True)
class Maaling:
    """How long a stage took for one tilbud or one remark, in days, and who ran the tilbud when it was submitted."""

    led: str
    driftsherre: int
    dage: Decimal


Oejeblikke = Mapping[int, dt.datetime]
"""By report (primary key)."""


def measure(runde: Takstrunde) -> list[Maaling]:
    """Everything that has been through a stage of the round, in a constant number of reads."""
    indsendt = list(
        Indsendelse.objects.filter(runde=runde)
        .order_by("indberetning", "nr")
        .values_list("indberetning", "driftsherre", "indsendt_at")
    )
    foerst = {pk: at for pk, _, at in reversed(indsendt)}
    sidst = {pk: at for pk, _, at in indsendt}
    driftsherre = {pk: part for pk, part, _ in indsendt}
    gemt = _first_saved(runde, list(driftsherre))
    afgjort = _decided(runde, (Udfald.GODKENDT, Udfald.BETINGET, Udfald.AFVIST))
    indstillet = _decided(runde, (Udfald.INDSTILLET,))
    udgivet = Takstbilag.objects.filter(omraade=runde.omraade, aar=runde.aar).aggregate(foerst=Min("udgivet_at"))
    alle = {
        "gem": (dict.fromkeys(driftsherre, runde.aabnet_at), gemt),
        "indsend": (gemt, foerst),
        "indstil": (sidst, indstillet),
        "afgoer": (indstillet, afgjort),
        "udgiv": (afgjort, dict.fromkeys(driftsherre, udgivet["foerst"]) if udgivet["foerst"] else {}),
    }
    maalinger = [Maaling(led, driftsherre[pk], dage) for led, par in alle.items() for pk, dage in _between(*par)]
    return [*maalinger, *_remarks(runde)]


def _first_saved(runde: Takstrunde, indberetninger: list[int]) -> Oejeblikke:
    """When each report was begun; one begun before the round opened counts from the opening."""
    foerste = Indberetningsversion.objects.filter(indberetning__in=indberetninger).values("indberetning")
    begyndt = foerste.annotate(foerst=Min("registreret_at")).order_by("indberetning")
    return {et["indberetning"]: max(et["foerst"], runde.aabnet_at) for et in begyndt}


def _decided(runde: Takstrunde, udfald: Iterable[str]) -> Oejeblikke:
    """When a body first said something of the kind about a line of each report."""
    raekker = Linjeafgoerelse.objects.filter(linje__indsendelse__runde=runde, udfald__in=list(udfald))
    foerste = raekker.values("linje__indsendelse__indberetning").annotate(foerst=Min("beslutning__registreret_at"))
    return {
        et["linje__indsendelse__indberetning"]: et["foerst"]
        for et in foerste.order_by("linje__indsendelse__indberetning")
    }


def _between(fra: Oejeblikke, til: Oejeblikke) -> Iterable[tuple[int, Decimal]]:
    """The days between for those that have both; what came in another order has not been through the stage."""
    return ((pk, days(fra[pk], til[pk])) for pk in til if pk in fra and til[pk] >= fra[pk])


def days(fra: dt.datetime, til: dt.datetime) -> Decimal:
    """Days with their part of a day between two instants: a day is 24 hours, also when the clock is changed."""
    return REGNING.divide(Decimal(int((til - fra).total_seconds())), DAG)


def _remarks(runde: Takstrunde) -> Iterable[Maaling]:
    """What each remark took: sent after the submission it was about, answered, settled; the first time of each."""
    Art = Bemaerkningstrin.Art
    trin = Bemaerkningstrin.objects.filter(bemaerkning__runde=runde).order_by("bemaerkning", "nr")
    felter = ("bemaerkning", "bemaerkning__indsendelse__driftsherre", "bemaerkning__indsendelse__indsendt_at")
    sket: dict[tuple[int, int, dt.datetime], dict[str, dt.datetime]] = defaultdict(dict)
    for pk, part, indsendt_at, art, at in trin.values_list(*felter, "art", "gjort_at"):
        sket[pk, part, indsendt_at].setdefault(art, at)
    for (_, part, indsendt_at), egne in sket.items():
        kaede = {"bemaerk": (indsendt_at, egne.get(Art.SENDT)), "svar": (egne.get(Art.SENDT), egne.get(Art.SVAR)),
                 "afklar": (egne.get(Art.SVAR), egne.get(Art.AFKLARET))}  # fmt: skip
        for led, (fra, til) in kaede.items():
            if fra and til and til >= fra:
                yield Maaling(led, part, days(fra, til))


def by_stage(maalinger: Iterable[Maaling]) -> list[Ledtid]:
    """Every stage in its order with its figures."""
    dage: dict[str, list[Decimal]] = defaultdict(list)
    for et in maalinger:
        dage[et.led].append(et.dage)
    return [Ledtid(led, navn, summarise(dage[led])) for led, navn in LED.items()]


def by_party(maalinger: Iterable[Maaling], led: str) -> list[tuple[Organisation, Fordelingstal]]:
    """The driftsherrer that have been through a stage, by name, with their figures."""
    dage: dict[int, list[Decimal]] = defaultdict(list)
    for et in maalinger:
        if et.led == led:
            dage[et.driftsherre].append(et.dage)
    parter = Organisation.objects.filter(pk__in=dage).order_by("sortering", "pk")
    return [(part, tal) for part in parter if (tal := summarise(dage[part.pk]))]


def chart(tider: Iterable[Ledtid]) -> diagram.Chart:
    """The medians as bars, those that nothing has been through left out."""
    return diagram.bars([(et.navn, et.tal.median) for et in tider if et.tal])
