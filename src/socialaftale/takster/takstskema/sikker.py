"""Text on its way out: a cell that a spreadsheet would run as a formula stays text."""

import re
from typing import Any

from socialaftale.faelles.regnearkstekst import starts_formula

_UGYLDIGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_KODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def xlsx_text(vaerdi: str) -> str:
    """Text that a workbook can hold: no control characters, one kind of line break, no escape codes of the format."""
    renset = _UGYLDIGE.sub("", vaerdi.replace("\r\n", "\n").replace("\r", "\n"))
    return _KODE.sub("_x005F_", renset)


def set_text(celle: Any, vaerdi: str) -> None:
    """Put text in an openpyxl cell so that it can never become a formula, and comes back unchanged."""
    celle.value = xlsx_text(vaerdi)
    celle.data_type = "s"
    celle.quotePrefix = starts_formula(vaerdi)
