"""Searching for a place among ten times as many units and reports, in one run; and the bare page beside it.

`BENCH_ENHEDER` is the larger number of units (40,000 where nothing is said); each has sixty reports. The smaller is a
tenth, and is measured first in the same database. Each time is also told in bare pages, measured in turn with it, so
that what else the machine does between the two measurements does not count.
"""

import datetime as dt
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import NamedTuple
from uuid import uuid4

from bench.maaling import Maaling, at_least, at_most
from bench.mod_bar_side import bare_of, prepare, seconds

ENHEDER = int(os.environ.get("BENCH_ENHEDER", "40000"))
MELDINGER = 60
GANGE = 6
PORTION = 5_000
LOVE = ("sel-107", "sel-108", "sel-104", "sel-103", "bl-43-3", "sel-110", "abl-105-2", "sel-101")
GRUPPER = ("autisme", "opmaerksomhed", "udviklingshaemning", "angst", "alkohol", "erhvervet-hjerneskade")
NAVNE = ("Lærke", "Ugle", "Svale", "Bøge", "Klit", "Fjord", "Enge", "Rosen")
ALDRE = ("18-24", "25-39", "40-64")
TEKSTER = (
    "autisme hjørring",
    "lærkehus nr 37",
    "midlertidigt botilbud",
    "aktivitetstilbud",
    "svalehuset nr 12",
    "alkohol",
)
FLEST_MS, MINDST_ANDEL = 1.5, 0.4


class Maalt(NamedTuple):
    """The 95th percentile of a search in seconds and in bare pages, and the median of bare pages to a search."""

    p95: float
    i_bare_sider: float
    andel: float


def maal() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        os.environ |= {"VAR": mappe, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "socialaftale.config.settings"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{mappe}/bench.sqlite3")
        os.environ |= {"KRAEV_TOTP": "0", "TRAFIKGRAENSER": "0"}
        prepare()
        maalt = {}
        for antal in (ENHEDER // 10, ENHEDER):
            _fill(antal)
            maalt[antal] = measure()
        return [en for navn in maalt[ENHEDER] for en in _tell(navn, maalt[ENHEDER // 10][navn], maalt[ENHEDER][navn])]


def _tell(navn: str, faa: Maalt, mange: Maalt) -> list[Maaling]:
    return [
        Maaling(f"{navn}: p95 ved {ENHEDER // 10} enheder", round(faa.p95 * 1000, 1), "ms"),
        Maaling(f"{navn}: p95 ved {ENHEDER} enheder", round(mange.p95 * 1000, 1), "ms"),
        Maaling(f"{navn}: ti gange så mange, som målt", round(mange.p95 / faa.p95, 2), "gange tiden, p95"),
        at_most(
            f"{navn}: ti gange så mange, i bare sider", mange.i_bare_sider / faa.i_bare_sider, "gange, p95", FLEST_MS
        ),
        at_least(f"{navn}: i sekundet mod en bar side", mange.andel, "gange så mange", MINDST_ANDEL),
    ]


def needs() -> list[dict[str, str]]:
    """What is searched for, the same each time: two thirds by paragraph, group, age and travel, one third by words."""
    valg = Random(4)
    behov = [{"tekst": tekst} for tekst in TEKSTER]
    for _ in range(12):
        et = {"lov": valg.choice(LOVE), "maalgruppe": valg.choice(GRUPPER)}
        if valg.random() < 0.5:
            et["alder"] = valg.choice(ALDRE)
        if valg.random() < 0.5:
            et |= {"fra": "851", "minutter": valg.choice(("30", "60", "90"))}
        behov.append(et)
    return [{}, *behov]


def measure() -> dict[str, Maalt]:
    """The public list, and a visitator's search from the pressed button to the answer on the screen."""
    from django.test import Client

    from socialaftale.parter.models import Bruger

    alle, visitator = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    visitator.force_login(Bruger.objects.filter(rolletildelinger__rolle="visitator").order_by("pk")[0])
    return {
        "den åbne liste": _against_bare(alle, lambda behov: alle.get("/find-plads/", behov)),
        "en visitators søgning": _against_bare(
            visitator, lambda behov: visitator.post("/find-plads/behov/", behov, follow=True)
        ),
    }


def _against_bare(client, search: Callable) -> Maalt:
    """Each need in turn with its own bare page: the same rows, bytes, look-ups and number of requests."""
    bare = {nr: bare_of(search, behov) for nr, behov in enumerate(needs())}
    tider = []
    for _ in range(GANGE):
        for nr, behov in enumerate(needs()):
            egen = seconds(lambda behov=behov: search(behov))
            tider.append((egen, sum(seconds(lambda sti=sti: client.get(sti)) for sti in bare[nr])))
    p95 = statistics.quantiles([egen for egen, _ in tider], n=20)[-1]
    bar = statistics.median(bar for _, bar in tider)
    return Maalt(p95, p95 / bar, statistics.median(bar / egen for egen, bar in tider))


def _fill(antal: int) -> None:
    """Register so many tilbud with one afdeling each, and sixty reports of each."""
    from django.db import connection

    from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
    from socialaftale.pladssoegning.gemt.udled import keep_due
    from socialaftale.tilbud.models import Tilbud
    from socialaftale.tilbud.soegning import reindex

    omraade, by = Aftaleomraade.objects.order_by("pk")[0], Bruger.objects.system()
    kommuner = list(Organisation.objects.i_omraade(omraade).filter(art="kommune"))
    foer = Tilbud.objects.count()
    for start in range(foer, antal, PORTION):
        numre = range(start, min(start + PORTION, antal))
        tilbud = Tilbud.objects.bulk_create([Tilbud(omraade=omraade) for _ in numre])
        _register(tilbud, numre, kommuner, by)
        reindex([et.pk for et in tilbud])
    keep_due(antal)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _register(tilbud: list, numre: range, kommuner: list, by) -> None:
    from socialaftale.kapacitet.models import Ledigmelding, Meldeaftale
    from socialaftale.tilbud import models

    fra = dt.date(2025, 1, 1)
    faste = {"gaelder_fra": fra, "registreret_by": by}
    afdelinger = models.Afdeling.objects.bulk_create([models.Afdeling(tilbud=et) for et in tilbud])
    grupper = models.Pladsgruppe.objects.bulk_create([models.Pladsgruppe(afdeling=et) for et in afdelinger])
    ydelser = models.Ydelse.objects.bulk_create([models.Ydelse(tilbud=et) for et in tilbud])
    par = list(zip(numre, tilbud, afdelinger, grupper, ydelser, strict=True))

    def kommune(nr: int):
        return kommuner[nr % len(kommuner)]

    def lov(nr: int) -> str:
        return LOVE[nr % len(LOVE)]

    nye: list[tuple[type, Callable]] = [
        (models.Stamfakta, lambda nr, t, a, g, y: {"tilbud": t, "navn": _name(nr), "sortering": _name(nr).casefold(),
                                                    "driftsherre": kommune(nr)}),
        (models.Statusfakta, lambda nr, t, a, g, y: {"tilbud": t, "status": "aktiv"}),
        (models.Maalgruppefakta, lambda nr, t, a, g, y: {"tilbud": t, "maalgrupper": [GRUPPER[nr // 8 % 6]]}),
        (models.Afdelingsfakta, lambda nr, t, a, g, y: {"afdeling": a, "navn": "Hovedhuset", "kommune": kommune(nr)}),
        (models.Pladsfakta, lambda nr, t, a, g, y: {"pladsgruppe": g, "lovgrundlag": lov(nr), "form": "doegn",
                                                     "godkendte": 8, "normerede": 8}),
        (models.Ydelsesfakta, lambda nr, t, a, g, y: {"ydelse": y, "navn": "Ophold", "ydelsestype": "ophold",
                                                       "til_salg": "ja"}),
        (Meldeaftale, lambda nr, t, a, g, y: {"afdeling": a, "rytme_dage": 30, "telefon": "00 00", "vises": True}),
    ]  # fmt: skip
    for model, felter in nye:
        model.objects.bulk_create([model(**faste, **felter(*raekke)) for raekke in par], batch_size=2000)
    meldinger = _reports(afdelinger, by)
    while portion := list(islice(meldinger, 20_000)):
        Ledigmelding.objects.bulk_create(portion, batch_size=2000)


def _name(nr: int) -> str:
    return f"{NAVNE[nr % len(NAVNE)]}huset nr {nr}"


def _reports(afdelinger: list, by) -> Iterator:
    from socialaftale.faelles import tid
    from socialaftale.kapacitet.models import Ledigmelding

    nu = tid.now()
    for nr, afdeling in enumerate(afdelinger):
        for dag in range(MELDINGER):
            ledig, at = (nr + dag) % 6 == 0, nu - dt.timedelta(days=dag * 7 + 1)
            yield Ledigmelding(
                afdeling=afdeling, klient_id=uuid4(), svar="ledig" if ledig else "ikke_ledig", tilbudt=int(ledig),
                observeret_at=at, registreret_at=at, registreret_by=by, kilde="api", bekraeftet_af="Kildesystem",
            )  # fmt: skip
