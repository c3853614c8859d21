"""Pages at 450 tilbud, each beside the bare page of `bar_side` that sends as much and asks the database as often."""

import os
import statistics
import tempfile
import time
from typing import NamedTuple

from bench import runde
from bench.maaling import Maaling, at_most

TILBUD = 450
GANGE = 15


class Side(NamedTuple):
    """A page, and how many times the bare page's time it may take; 0 where nothing is asked of it."""

    navn: str
    sti: str
    logget_paa: bool
    hoejst: float = 0


SIDER = (
    Side("tilbudslisten", "/tilbud/", False),
    Side("søgning på en paragraf", "/tilbud/?q=sel+107", False),
    Side("kortet", "/kort/", False),
    Side("overhead i hele området, tre år", "/takstoverblik/nordjylland/2026/overhead/", True),
    Side("takster mod PL, tre år", "/takstoverblik/nordjylland/2026/priser/", True),
    Side("simulering i hele området", "/takstoverblik/nordjylland/2026/simulering/?hvad=overhead&overhead=6", True),
    Side("driftsherrens takster", "/takster/driftsherre/851/2026/", True),
    Side("gennemgangens tavle", f"/takster/gennemgang/nordjylland/{runde.AAR}/", True, 2),
)


def maal() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        os.environ |= {"VAR": mappe, "DATABASE_URL": f"sqlite:///{mappe}/bench.sqlite3", "SECRET_KEY": "bench"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "socialaftale.config.settings", "KRAEV_TOTP": "0"}
        os.environ["TRAFIKGRAENSER"] = "0"
        _fill()
        return [en for side in SIDER for en in _measure(side)]


def _fill() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from socialaftale.drift.eksempeldata import loaders

    settings.ROOT_URLCONF = "bench.bar_side"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    for load in loaders():
        load(TILBUD) if "tilbud" in load.__module__ else load()
    linjer = runde.fill()
    if linjer != runde.LINJER:
        raise RuntimeError(f"Der er {linjer} linjer på bordet i stedet for {runde.LINJER}")


def _measure(side: Side) -> list[Maaling]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(side)
    with CaptureQueriesContext(
        connection,
    ) as opslag:
        svar = client.get(side.sti)
    if svar.status_code != 200:
        raise RuntimeError(f"{side.sti} svarede {svar.status_code}")
    raekker, antal = svar.content.count(b"<tr"), len(opslag)
    bar = f"/bar-side/{raekker}/{antal}/{len(svar.content)}/"
    tider = [(_seconds(client, side.sti), _seconds(client, bar)) for _ in range(GANGE)]
    forhold = statistics.median(egen / bar_ for egen, bar_ in tider)
    ms = statistics.median(egen for egen, _ in tider) * 1000
    navn, enhed = f"{side.navn} mod en bar side", "gange tiden"
    return [
        Maaling(f"{side.navn} ({raekker} rækker, {antal} opslag)", round(ms, 1), "ms"),
        at_most(navn, forhold, enhed, side.hoejst) if side.hoejst else Maaling(navn, round(forhold, 2), enhed),
    ]


def _client(side: Side):
    from django.test import Client

    from socialaftale.parter.models import Rolletildeling
    from socialaftale.parter.roller import Rolle

    client = Client(SERVER_NAME="127.0.0.1")
    if side.logget_paa:
        tildeling = Rolletildeling.objects.filter(rolle=Rolle.SEKRETARIAT).select_related("bruger").first()
        client.force_login(tildeling.bruger)
    return client


def _seconds(client, sti: str) -> float:
    start = time.perf_counter()
    client.get(sti)
    return time.perf_counter() - start
