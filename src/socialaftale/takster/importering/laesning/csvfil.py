"""Text files with separators: the encoding and the separator are found, not asked for."""

import csv
from io import StringIO

from .afvisning import refusal
from .typer import Ark, Fil

SKILLETEGN = (";", "\t", ",", "|")
_NAVNE = {";": "semikolon", "\t": "tabulator", ",": "komma", "|": "lodret streg"}


def read_csv(raw: bytes, filnavn: str) -> Fil:
    """The one table of a CSV file. Raises UbrugeligtInput where it is cut off or has no separator."""
    tekst, tegnsaet = _decode(raw)
    if tekst.lstrip()[:15].casefold().startswith(("<!doctype", "<html", "<?xml", "{")):
        raise refusal("Filen er en internetside eller data, ikke en CSV-fil. Gem tabellen som .xlsx eller .csv.")
    skilletegn = max(SKILLETEGN, key=lambda tegn: _evenness(tekst, tegn))
    try:
        raekker = [
            tuple(" ".join(celle.split()) for celle in raekke)
            for raekke in csv.reader(StringIO(tekst), delimiter=skilletegn, strict=True)
        ]
    except csv.Error:
        raise refusal("Filen er ikke hel: et citationstegn lukkes ikke. Gem den igen, og vælg den på ny.") from None
    if max(map(len, raekker), default=0) < 2:
        raise refusal(
            "Filen har kun én kolonne. Gem tabellen som CSV med semikolon mellem kolonnerne, eller som .xlsx."
        )
    while not any(raekker[-1]):
        raekker.pop()
    return Fil(
        "CSV", (Ark(filnavn, tuple(raekker)),), (f"Læst som {tegnsaet} med {_NAVNE[skilletegn]} mellem kolonnerne.",)
    )


def _decode(raw: bytes) -> tuple[str, str]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace"), "UTF-16"
    try:
        return raw.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace"), "Windows-1252"


def _evenness(tekst: str, skilletegn: str) -> tuple[int, int]:
    """How well a separator divides the first lines: lines with the commonest number of columns, and that number."""
    linjer = [linje for linje in tekst.splitlines()[:60] if linje.strip()]
    antal = [linje.count(skilletegn) for linje in linjer if skilletegn in linje]
    if not antal:
        return (0, 0)
    hyppigst = max(set(antal), key=antal.count)
    return (antal.count(hyppigst) * hyppigst, hyppigst)
