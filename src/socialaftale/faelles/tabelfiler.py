"""A table as CSV, as a sheet and as PDF: every list that is given out as a file is written here, in one way."""

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings

from .regnearkstekst import csv_sikker

Celle = str | int | Decimal | dt.date | None
Raekke = Mapping[str, Celle]
A4 = 9  # the number the spreadsheet format gives the paper
BRED, SMAL = 26, 14
EPOKE = dt.date(1899, 12, 30)  # day 0 of a spreadsheet


class Slags(StrEnum):
    """How a value is written: text, a number (whole ones are summed), kroner, per cent, a day."""

    TEKST = "tekst"
    ANTAL = "antal"
    KRONER = "kroner"
    PROCENT = "procent"
    DATO = "dato"


@dataclass(frozen=True)
class Kolonne:
    """One column: its key in JSON and CSV, its heading, how it is written, and how many decimals.

    `decimaler` None writes as many as the number has.
    """

    noegle: str
    etiket: str
    slags: Slags = Slags.TEKST
    decimaler: int | None = 0


def as_csv(kolonner: Sequence[Kolonne], raekker: Iterable[Raekke]) -> bytes:
    """Semicolons, UTF-8 with a mark: opens rightly in a Danish spreadsheet. Decimals with a comma, days as ISO."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow([kolonne.etiket for kolonne in kolonner])
    for raekke in raekker:
        skriver.writerow([_csv_cell(raekke[kolonne.noegle]) for kolonne in kolonner])
    return ("\ufeff" + ud.getvalue()).encode()


def _csv_cell(vaerdi: Celle) -> str:
    if isinstance(vaerdi, str):
        return str(csv_sikker(vaerdi))
    if isinstance(vaerdi, dt.date):
        return vaerdi.isoformat()
    return "" if vaerdi is None else str(vaerdi).replace(".", ",")


def new_workbook(ud: io.BytesIO, titel: str, at: dt.datetime) -> Any:
    """An empty workbook in which text is never taken for a formula or a link; `at` makes equal content equal bytes."""
    from xlsxwriter import Workbook

    bog = Workbook(ud, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bog.set_properties({"title": titel, "created": at.replace(tzinfo=None)})
    return bog


def fill_sheet(bog: Any, ark: Any, kolonner: Sequence[Kolonne], raekker: Sequence[Raekke]) -> None:
    """The table with a heading that stays and a filter, for wide paper."""
    fed = bog.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for nr, kolonne in enumerate(kolonner):
        ark.write_string(0, nr, kolonne.etiket, fed)
        form = bog.add_format({"num_format": _number_format(kolonne)})
        ark.set_column(nr, nr, BRED if kolonne.slags == Slags.TEKST else SMAL)
        for raekke_nr, raekke in enumerate(raekker, start=1):
            _write_cell(ark, (raekke_nr, nr), raekke[kolonne.noegle], form)
    ark.freeze_panes(1, 2)
    ark.set_landscape()
    ark.set_paper(A4)
    ark.fit_to_pages(1, 0)
    ark.repeat_rows(0)
    ark.autofilter(0, 0, len(raekker), len(kolonner) - 1)


def _write_cell(ark: Any, sted: tuple[int, int], vaerdi: Celle, form: Any) -> None:
    if isinstance(vaerdi, str):
        ark.write_string(*sted, vaerdi)
    elif isinstance(vaerdi, dt.date):
        ark.write_number(*sted, (vaerdi - EPOKE).days, form)
    elif vaerdi is not None:
        ark.write_number(*sted, vaerdi, form)


def _number_format(kolonne: Kolonne) -> str:
    if kolonne.slags in (Slags.TEKST, Slags.DATO):
        return "@" if kolonne.slags == Slags.TEKST else "dd.mm.yyyy"
    if kolonne.decimaler is None:
        return "General"
    return f"#,##0.{'0' * kolonne.decimaler}".rstrip(".")


def as_pdf(skabelon: Path, data: Mapping[str, Any], at: dt.datetime) -> bytes:
    """A tagged PDF/UA of a typst template. The same data and instant give the same bytes."""
    import typst

    pdf = typst.compile(
        skabelon.read_bytes(),
        font_paths=[str(settings.SKRIFTTYPER)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=["ua-1"],
        timestamp=at,
    )
    return _smaller(pdf)


def _smaller(pdf: bytes) -> bytes:
    import pikepdf

    ud = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        dokument.save(ud, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return ud.getvalue()
