"""Searching for a place among ten times as many units and reports, in one run; and the bare page beside it.

`BENCH_ENHEDER` is the larger number of units (40,000 where nothing is said); each has sixty reports. The smaller is a
tenth, and is measured first in the same database.
"""

import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from uuid import uuid4

from bench.maaling import Maaling, at_least, at_most

ENHEDER = int(os.environ.get("BENCH_ENHEDER", "40000"))
MELDINGER = 60
GANGE = 40
PORTION = 5_000
LOVE = ("sel-107", "sel-108", "sel-104", "sel-103", "bl-43-3", "sel-110", "abl-105-2", "sel-101")
GRUPPER = ("autisme", "opmaerksomhed", "udviklingshaemning", "angst", "alkohol", "erhvervet-hjerneskade")
NAVNE = ("Lærke", "Ugle", "Svale", "Bøge", "Klit", "Fjord", "Enge", "Rosen")
SOEGNINGER = (
    "lov=sel-107&maalgruppe=autisme&fra=851&minutter=60",
    "lov=sel-108&maalgruppe=udviklingshaemning&alder=25-39",
    "tekst=autisme+hj%C3%B8rring",
    "tekst=l%C3%A6rkehus+nr+37",
    "lov=sel-66-1-6",
)


def maal() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        os.environ |= {"VAR": mappe, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "socialaftale.config.settings"}
        os.environ["TRAFIKGRAENSER"] = "0"
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{mappe}/bench.sqlite3")
        _prepare()
        faa = _fill_and_measure(ENHEDER // 10)
        mange = _fill_and_measure(ENHEDER)
        return [
            Maaling(f"p95 ved {ENHEDER // 10} enheder", round(faa * 1000, 1), "ms"),
            Maaling(f"p95 ved {ENHEDER} enheder", round(mange * 1000, 1), "ms"),
            at_most("ti gange så mange enheder og meldinger", mange / faa, "gange tiden, p95", 1.5),
            _throughput(),
        ]


def _prepare() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from socialaftale.parter.eksempeldata import load

    settings.ROOT_URLCONF = "bench.bar_side"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load()


def _fill_and_measure(antal: int) -> float:
    """The 95th percentile of the searches' seconds among so many units."""
    from django.db import connection
    from django.test import Client

    _fill(antal)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    tider = [_seconds(client, f"/find-plads/?{soegning}") for _ in range(GANGE // 5 + 1) for soegning in SOEGNINGER]
    return statistics.quantiles(tider[len(SOEGNINGER) :], n=20)[-1]


def _seconds(client, sti: str) -> float:
    start = time.perf_counter()
    svar = client.get(sti)
    if svar.status_code != 200:
        raise RuntimeError(f"{sti} svarede {svar.status_code}")
    return time.perf_counter() - start


def _throughput() -> Maaling:
    """Searches a second against the bare page with the same rows, bytes and look-ups."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, sti = Client(SERVER_NAME="127.0.0.1"), f"/find-plads/?{SOEGNINGER[0]}"
    with CaptureQueriesContext(connection) as opslag:
        svar = client.get(sti)
    bar = f"/bar-side/{svar.content.count(b'<tr')}/{len(opslag)}/{len(svar.content)}/"
    forhold = statistics.median(_seconds(client, bar) / _seconds(client, sti) for _ in range(GANGE))
    return at_least("søgninger i sekundet mod en bar side", forhold, "gange så mange", 0.4)


def _fill(antal: int) -> None:
    """Register so many tilbud with one afdeling each, and sixty reports of each."""
    from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
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
