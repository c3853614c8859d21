"""Workbooks (XLSX, XLS, ODS): the values as last saved, and which cells are merged."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from .afvisning import refusal
from .tal import MAX_CIFRE, write_tal
from .typer import Ark, Fil, Flet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Celle = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_regneark(raw: bytes, slags: str, noter: tuple[str, ...]) -> Fil:
    """Every sheet with at least one value. Raises UbrugeligtInput where the workbook cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(BytesIO(raw)) as bog:
            ark = tuple(_read_sheet(bog.get_sheet_by_name(navn)) for navn in bog.sheet_names)
    except PasswordError:
        raise refusal("Filen er låst med en adgangskode. Fjern adgangskoden, og gem den igen.") from None
    except (CalamineError, ValueError, OSError):
        raise refusal("Regnearket kan ikke åbnes: filen er beskadiget. Gem det igen, og vælg det på ny.") from None
    brugte = tuple(et for et in ark if et.raekker)
    if not brugte:
        raise refusal("Regnearket har ingen celler med indhold. Kontrollér, at du har valgt den rigtige fil.")
    return Fil(slags, brugte, noter)


def _read_sheet(sheet: CalamineSheet) -> Ark:
    raekker = [tuple(map(_text, raekke)) for raekke in sheet.to_python(skip_empty_area=False)]
    while raekker and not any(raekker[-1]):
        raekker.pop()
    flettet = tuple(
        Flet(raekke_fra, raekke_til, kolonne_fra, kolonne_til)
        for (raekke_fra, kolonne_fra), (raekke_til, kolonne_til) in sheet.merged_cell_ranges or ()
    )
    return Ark(sheet.name, tuple(raekker), flettet)


def _text(celle: Celle) -> str:
    if isinstance(celle, bool):
        return "ja" if celle else "nej"
    if isinstance(celle, int | float):
        return _number(Decimal(repr(celle)))
    if isinstance(celle, dt.date | dt.time):
        return celle.isoformat()
    return " ".join(str(celle).split())


def _number(tal: Decimal) -> str:
    if not tal.is_finite() or tal.adjusted() >= MAX_CIFRE:
        return str(tal)
    return write_tal(tal.quantize(Decimal("0.01"), ROUND_HALF_UP))
