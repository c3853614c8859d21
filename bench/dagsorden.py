"""Three hundred readers who open an agenda with 200 annexes at once, and the same three hundred at the bare page.

A server as in operation (two processes), one database, one run; agenda and bare page take turns. The public reads a
released agenda, and one that is signed in reads it with a login, each beside a bare page with the same login.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from bench.maaling import Maaling, at_least, at_most

LAESERE, BILAG, PUNKTER = 300, 200, 20
RUNDER = int(os.environ.get("BENCH_RUNDER", "3"))
PORT = 8931
MINDST_ANDEL, HOEJST_P95 = 0.5, 2.0


class Bolge(NamedTuple):
    """What came of 300 at once: readers served in a second, the 95th percentile of their waits, and errors."""

    pr_sekund: float
    p95: float
    fejl: int


def maal() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        os.environ |= {"VAR": mappe, "SECRET_KEY": "bench", "DJANGO_SETTINGS_MODULE": "bench.indstillinger"}
        os.environ |= {"KRAEV_TOTP": "0", "TRAFIKGRAENSER": "0"}
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{mappe}/bench.sqlite3")
        sti, session = _fill()
        sider = {"alle": (sti, ""), "et medlem": (sti, session)}
        bare = {hvem: _bare_of(*side) for hvem, side in sider.items()}
        with _server():
            return [en for hvem, side in sider.items() for en in _measure(hvem, *side, bare[hvem])]


def _measure(hvem: str, sti: str, session: str, bar: str) -> list[Maaling]:
    asyncio.run(_wave(sti, session))
    asyncio.run(_wave(bar, session))
    par = [(asyncio.run(_wave(sti, session)), asyncio.run(_wave(bar, session))) for _ in range(RUNDER)]
    andel = statistics.median(egen.pr_sekund / bare.pr_sekund for egen, bare in par)
    gange = statistics.median(egen.p95 / bare.p95 for egen, bare in par)
    return [
        at_most(f"{hvem}: fejl hos {LAESERE} på én gang", sum(egen.fejl for egen, _ in par), "fejl", 0),
        at_least(f"{hvem}: i sekundet mod en bar side", andel, "gange så mange", MINDST_ANDEL),
        at_most(f"{hvem}: p95 mod en bar side", gange, "gange tiden", HOEJST_P95),
        Maaling(f"{hvem}: p95", round(statistics.median(egen.p95 for egen, _ in par) * 1000), "ms"),
        Maaling(f"{hvem}: i sekundet", round(statistics.median(egen.pr_sekund for egen, _ in par), 1), "læsere"),
    ]


async def _wave(sti: str, session: str) -> Bolge:
    start = time.perf_counter()
    svar = await asyncio.gather(*(_read(sti, session) for _ in range(LAESERE)), return_exceptions=True)
    varighed = time.perf_counter() - start
    tider = [en for en in svar if isinstance(en, float)]
    return Bolge(len(tider) / varighed, statistics.quantiles(tider, n=20)[-1], LAESERE - len(tider))


async def _read(sti: str, session: str) -> float:
    """Open a page with a connection of its own; return the seconds. Raises RuntimeError for no whole page."""
    start = time.perf_counter()
    laes, skriv = await asyncio.open_connection("127.0.0.1", PORT)
    cookie = f"Cookie: sessionid={session}\r\n" if session else ""
    skriv.write(f"GET {sti} HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}Connection: close\r\n\r\n".encode())
    raw = await laes.read()
    skriv.close()
    if not raw.startswith(b"HTTP/1.1 200") or b"</html>" not in raw:
        raise RuntimeError(raw[:80])
    return time.perf_counter() - start


@contextmanager
def _server() -> Iterator[None]:
    valg = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(PORT), "--workers", "2"]
    valg += ["--blocking-threads", "2", "--backlog", "1024", "--log-level", "error"]
    program = [sys.executable, "-m", "granian", *valg, "socialaftale.config.wsgi:application"]
    server = subprocess.Popen(program)
    try:
        _wait_for_it()
        yield
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for_it() -> None:
    for _ in range(120):
        try:
            asyncio.run(_read("/bar-side/1/0/100/", ""))
            return
        except (OSError, RuntimeError):
            time.sleep(0.5)
    raise RuntimeError("Serveren kom ikke op.")


def _fill() -> tuple[str, str]:
    """Load the example's bodies, and release an agenda with 200 annexes; return its address, and a member's session."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from socialaftale.parter.eksempeldata import load
    from socialaftale.parter.models import Aftaleomraade, Rolletildeling
    from socialaftale.tilbud.models import Tilbud

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load()
    Tilbud.objects.create(omraade=Aftaleomraade.objects.get())  # the bare page looks one up
    moede = _release_agenda()
    client = Client()
    client.force_login(Rolletildeling.objects.filter(udvalg=moede.udvalg, bruger__aktiv=True).order_by("pk")[0].bruger)
    return f"/moeder/{moede.pk}/", client.cookies["sessionid"].value


def _release_agenda():
    import datetime as dt

    from django.core.files.uploadedfile import SimpleUploadedFile

    from socialaftale.faelles import tid
    from socialaftale.moeder import actions
    from socialaftale.moeder.bilag.actions import attach
    from socialaftale.moeder.forberedelse.frigivelse import release
    from socialaftale.parter.models import Bruger, Udvalg

    by, udvalg = Bruger.objects.get(subjekt="mette"), Udvalg.objects.get(kort="das")
    hvornaar = actions.Tidspunkt(tid.today() + dt.timedelta(days=200), dt.time(9), dt.time(13))
    moede = actions.call_meeting(udvalg=udvalg, form="ordinaert", hvornaar=hvornaar, by=by)
    for nr in range(PUNKTER):
        ord_ = {"resume": "Sagen i korte træk. " * 8, "sagsfremstilling": "Sådan forholder det sig. " * 60}
        tekst = actions.Punkttekst(f"Sag nummer {nr}", indstillinger=(("godkender", "forslaget"),), **ord_)
        punkt = actions.add_point(moede=moede, tekst=tekst, by=by)
        filer = [
            SimpleUploadedFile(f"Bilag {nr}-{bi}.pdf", f"%PDF-1.7 {nr} {bi}".encode()) for bi in range(BILAG // PUNKTER)
        ]
        if attach(punkt=punkt, sendt=filer, aaben=True, by=by).afvist:
            raise RuntimeError("Et bilag blev afvist")
    release(moede=moede, site="", by=by)
    return moede


def _bare_of(sti: str, session: str) -> str:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    if session:
        client.cookies["sessionid"] = session
    client.get(sti)
    with CaptureQueriesContext(connection) as opslag:
        svar = client.get(sti)
    if svar.status_code != 200 or svar.text.count("/moeder/bilag/") != BILAG:
        raise RuntimeError(f"{sti} svarede {svar.status_code}")
    return f"/bar-side/{svar.content.count(b'<li')}/{len(opslag)}/{len(svar.content)}/"
