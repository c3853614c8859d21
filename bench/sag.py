"""The case of a round of 1,500 lines: drafting the agenda's point, the page, and the files."""

import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench.maaling import Maaling, at_most, seconds

LINJER = 1500
PUNKT_SEKUNDER = 5


def maal() -> list[Maaling]:
    with tempfile.TemporaryDirectory() as mappe:
        os.environ |= {"VAR": mappe, "DATABASE_URL": f"sqlite:///{mappe}/bench.sqlite3", "SECRET_KEY": "bench"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "socialaftale.config.settings", "KRAEV_TOTP": "0"}
        _fill()
        return _measure()


def _fill() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from socialaftale.drift.eksempeldata import loaders

    call_command("migrate", verbosity=0)
    for load in loaders():
        load()


@contextmanager
def _round() -> Iterator[tuple[Any, Any]]:
    """The example region's round with its lines copied until there are enough, and the meeting that decides it."""
    from socialaftale.takster.afgoerelse.moedesag import deciding_body, next_meeting
    from socialaftale.takster.models import Indsendtlinje, Takstrunde
    from socialaftale.takster.runde.queries import read_dates

    runde = Takstrunde.objects.select_related("omraade").latest("aar")
    linjer = list(Indsendtlinje.objects.on_the_table(runde))
    felter = [felt.attname for felt in Indsendtlinje._meta.concrete_fields if not felt.primary_key]
    kopier = []
    for gang in range(1, LINJER // len(linjer) + 1):
        for linje in linjer:
            ny = Indsendtlinje(**{felt: getattr(linje, felt) for felt in felter})
            ny.linje, ny.nr = f"{linje.linje}-{gang}", linje.nr + 1000 * gang
            kopier.append(ny)
    Indsendtlinje.objects.bulk_create(kopier)
    dag = read_dates(runde).dage.afgoerelse
    yield runde, next_meeting(runde, deciding_body(runde), dag)


def _measure() -> list[Maaling]:
    from socialaftale.faelles.dokument_docx import as_docx
    from socialaftale.faelles.dokument_pdf import as_pdf
    from socialaftale.takster.afgoerelse.moedesag import read_meeting
    from socialaftale.takster.afgoerelse.punkt import takster_points
    from socialaftale.takster.afgoerelse.sag import build_case
    from socialaftale.takster.afgoerelse.sagsdata import read_case

    nu = dt.datetime(2026, 11, 17, 10, tzinfo=dt.UTC)
    with _round() as (runde, moede):
        data = read_case(read_meeting(runde, moede))
        dokument = build_case(data)
        om = f"af {len(data.linjer)} linjer"
        return [
            at_most(f"dagsordenspunktet {om}", seconds(lambda: takster_points(moede), 3), "s", PUNKT_SEKUNDER),
            Maaling(f"sagen læst {om}", round(seconds(lambda: read_case(read_meeting(runde, moede)), 3), 2), "s"),
            Maaling(f"sagen som DOCX {om}", round(seconds(lambda: as_docx(dokument, nu), 1), 2), "s"),
            Maaling(f"sagen som PDF/A {om}", round(seconds(lambda: as_pdf(dokument, nu, "S-1"), 1), 2), "s"),
        ]
