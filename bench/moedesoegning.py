"""Searching all years of meetings: 500 points beside 10,000 over 20 years, in one run; and the bare page beside both.

`BENCH_PUNKTER` is the larger number. The smaller is measured first in the same database, with the same searches, by the
public and by a member who reads all of the body.
"""

import datetime as dt
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from bench.maaling import Maaling, at_most
from bench.mod_bar_side import bare_of, prepare, seconds

PUNKTER = int(os.environ.get("BENCH_PUNKTER", "10000"))
FAA = 500
AAR = 20
PR_MOEDE = 15
GANGE = 8
FLEST_GANGE = 3.0
PORTION = 1_000
SAGER = (
    "Takster for {aar}", "Husleje i botilbud", "Kørsel til dagtilbud", "Opsigelse af ophold", "Pladser til autisme",
    "Samarbejde om hjerneskade", "Krisecentre i {by}", "Sekretariatets budget {aar}", "Ledig kapacitet",
    "Tilsyn med sikrede institutioner", "Temadag om overgange", "Rusmiddelbehandling af unge", "Datoer for møder {aar}",
)  # fmt: skip
BYER = ("Aalborg", "Hjørring", "Thisted", "Frederikshavn", "Hobro", "Brønderslev")
SVAR = (
    "Godkendt.",
    "Taksterne godkendes, undtagen i {by}.",
    "{by} er tovholder og vender tilbage.",
    "Drøftet og godkendt.",
)
SOEGNINGER = (
    "takster", "takster 2019", "budget", "krisecentre i Hobro", "§ 107", "midlertidigt botilbud", "autister",
    "befordring", "opsigelsesvarsel", "tovholder hjørring", "findesikke", "rusmidel", "møde",
    "sikret institution unge", "godkendt",
)  # fmt: skip


class Maalt(NamedTuple):
    """The 95th percentile in seconds of processor time, and the median of the same search in bare pages."""

    p95: float
    i_bare_sider: float


def maal() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        os.environ |= {"VAR": mappe, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "socialaftale.config.settings"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{mappe}/bench.sqlite3")
        os.environ |= {"KRAEV_TOTP": "0", "TRAFIKGRAENSER": "0"}
        prepare()
        _rows_of_the_bare_page()
        maalt = {}
        for antal in (FAA, PUNKTER):
            _fill(antal)
            maalt[antal] = measure()
        return [en for hvem in maalt[FAA] for en in _tell(hvem, maalt[FAA][hvem], maalt[PUNKTER][hvem])]


def _tell(hvem: str, faa: Maalt, mange: Maalt) -> list[Maaling]:
    return [
        Maaling(f"{hvem}: p95 ved {FAA} punkter", round(faa.p95 * 1000, 1), "ms"),
        Maaling(f"{hvem}: p95 ved {PUNKTER} punkter", round(mange.p95 * 1000, 1), "ms"),
        Maaling(f"{hvem}: median ved {PUNKTER} punkter", round(mange.i_bare_sider, 1), "bare sider"),
        at_most(f"{hvem}: {PUNKTER} punkter mod {FAA}", mange.p95 / faa.p95, "gange, p95", FLEST_GANGE),
    ]


def needs() -> list[dict[str, str]]:
    """What is searched for, the same each time: words alone, words with a choice, and what applies now."""
    return [
        *({"q": q} for q in SOEGNINGER),
        {"q": "takster", "aar": "2020"},
        {"q": "budget", "resultat": "godkendt"},
        {"q": "kørsel", "gaelder": "on"},
        {"q": "husleje", "mangler": "on"},
    ]


def measure() -> dict[str, Maalt]:
    from django.test import Client

    from socialaftale.parter.models import Bruger

    alle, medlem = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    medlem.force_login(Bruger.objects.filter(rolletildelinger__rolle="sekretariat").order_by("pk")[0])
    return {
        "uden at logge på": _against_bare(alle, lambda behov: alle.get("/moeder/beslutninger/", behov)),
        "sekretariatet": _against_bare(medlem, lambda behov: medlem.get("/moeder/beslutninger/", behov)),
    }


def _against_bare(client, search: Callable) -> Maalt:
    tider, andele = [], []
    bare = [bare_of(search, behov, b"<h2")[0] for behov in needs()]
    for _ in range(GANGE):
        for behov, sti in zip(needs(), bare, strict=True):
            egen = seconds(lambda behov=behov: search(behov), time.process_time)
            tider.append(egen)
            andele.append(egen / seconds(lambda sti=sti: client.get(sti), time.process_time))
    return Maalt(statistics.quantiles(tider, n=20)[-1], statistics.median(andele))


def _rows_of_the_bare_page() -> None:
    """The bare page looks tilbud up by primary key."""
    from socialaftale.parter.models import Aftaleomraade
    from socialaftale.tilbud.models import Tilbud

    omraade = Aftaleomraade.objects.order_by("pk")[0]
    Tilbud.objects.bulk_create([Tilbud(omraade=omraade) for _ in range(100)])


def _fill(antal: int) -> None:
    """Hold meetings until there are so many points, spread over twenty years; every twentieth repeals an older one."""
    from django.db import connection

    from socialaftale.moeder.models import Dagsordenspunkt
    from socialaftale.moeder.soegning.indeks import reindex

    foer = Dagsordenspunkt.objects.count()
    for start in range(foer, antal, PORTION):
        punkter = _points(range(start, min(start + PORTION, antal)))
        reindex([punkt.pk for punkt in punkter])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _points(numre: range) -> list:
    from django.utils import timezone

    from socialaftale.moeder import models
    from socialaftale.parter.models import Bruger, Udvalg

    by, udvalg, valg = Bruger.objects.system(), list(Udvalg.objects.order_by("pk")), Random(numre.start)
    nu = timezone.now()
    afsluttet = {"afsluttet_at": nu, "afsluttet_by": by}
    moeder = [models.Moede(udvalg=udvalg[nr % len(udvalg)], **afsluttet) for nr in range(len(numre) // PR_MOEDE + 1)]
    moeder = models.Moede.objects.bulk_create(moeder)
    dage = [dt.date(2007 + valg.randrange(AAR), valg.randint(1, 12), valg.randint(1, 28)) for _ in moeder]
    faste = {"gaelder_fra": dt.date(2007, 1, 1), "registreret_by": by}
    models.Moedetid.objects.bulk_create(
        [models.Moedetid(moede=moede, dato=dag, **faste) for moede, dag in zip(moeder, dage, strict=True)]
    )
    punkter = [_point(models, moeder[nr // PR_MOEDE], nr, dage[nr // PR_MOEDE].year, valg) for nr in range(len(numre))]
    punkter = models.Dagsordenspunkt.objects.bulk_create(punkter)
    models.Beslutning.objects.bulk_create([_decision(models, punkt, valg, by) for punkt in punkter])
    opgave = {"hvad": "Skrive til alle", "hvem": "Sekretariatet", "frist": dt.date(2027, 1, 1), "registreret_by": by}
    models.Opfoelgning.objects.bulk_create([models.Opfoelgning(punkt=punkt, **opgave) for punkt in punkter[::4]])
    par = zip(punkter[20::20], punkter[::20], strict=False)
    models.Beslutningsaendring.objects.bulk_create(
        [models.Beslutningsaendring(punkt=ny, aendrer=gammel, art="ophaever", **faste) for ny, gammel in par]
    )
    return punkter


def _point(models, moede, nr: int, aar: int, valg: Random):
    ord_ = {"aar": aar, "by": valg.choice(BYER)}
    tekst = " ".join(valg.choice(SAGER).format(**ord_) for _ in range(12))
    titel = f"{valg.choice(SAGER).format(**ord_)} {nr}"
    return models.Dagsordenspunkt(
        moede=moede, nummer=nr % PR_MOEDE + 1, titel=titel, resume=tekst, sagsfremstilling=tekst, aaben=nr % 10 != 0
    )


def _decision(models, punkt, valg: Random, by):
    tekst = " ".join(valg.choice(SVAR) for _ in range(3)).format(by=valg.choice(BYER))
    felter = {"resultat": "godkendt", "mandat": "egen", "tekst": tekst, "registreret_by": by}
    return models.Beslutning(punkt=punkt, nr=1, **felter)
