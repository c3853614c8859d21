"""Read an extract from Tilbudsportalen: CSV or XLSX with the portal's own words as headings."""

import csv
import io
import zipfile
from collections.abc import Iterable
from itertools import islice

from .portal import labels

STOERSTE_FIL = 5 * 1024 * 1024
STOERST_UDPAKKET = 60 * 1024 * 1024
FLEST_RAEKKER = 2000
LAENGSTE_CELLE = 1000
PAAKRAEVET = ("navn",)


class UbrugeligtUdtraek(ValueError):
    """The file cannot be read as an extract; the message says in Danish what is wrong and what to do."""


def read_extract(navn: str, indhold: bytes) -> list[dict[str, str]]:
    """Return one dictionary per row: field key -> text. Columns that the register does not know are left out."""
    if len(indhold) > STOERSTE_FIL:
        raise UbrugeligtUdtraek("Filen er større end 5 MB. Del udtrækket op, og indlæs delene hver for sig.")
    slags = navn.rpartition(".")[2].casefold()
    if slags == "csv":
        tabel = _read_csv(indhold)
    elif slags == "xlsx":
        tabel = _read_xlsx(indhold)
    else:
        raise UbrugeligtUdtraek("Filen skal være CSV eller XLSX. Gem udtrækket i et af de to formater.")
    return _as_rows(tabel)


def _read_csv(indhold: bytes) -> list[list[str]]:
    try:
        tekst = indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = indhold.decode("cp1252", errors="replace")
    if "\x00" in tekst:
        raise UbrugeligtUdtraek("Filen er ikke tekst. Gem udtrækket som CSV, og prøv igen.")
    foerste = tekst.partition("\n")[0]
    skilletegn = max(";,\t", key=foerste.count)
    try:
        return list(islice(csv.reader(io.StringIO(tekst), delimiter=skilletegn), FLEST_RAEKKER + 2))
    except csv.Error as fejl:
        raise UbrugeligtUdtraek("CSV-filen kan ikke læses. Åbn den i et regneark, og gem den igen.") from fejl


def _read_xlsx(indhold: bytes) -> list[list[str]]:
    from python_calamine import CalamineWorkbook

    try:
        with zipfile.ZipFile(io.BytesIO(indhold)) as arkiv:
            if sum(fil.file_size for fil in arkiv.infolist()) > STOERST_UDPAKKET:
                raise UbrugeligtUdtraek("Regnearket fylder for meget udpakket. Gem kun arket med udtrækket.")
        ark = CalamineWorkbook.from_filelike(io.BytesIO(indhold)).get_sheet_by_index(0)
        return [[_cell(celle) for celle in raekke] for raekke in ark.to_python(nrows=FLEST_RAEKKER + 2)]
    except UbrugeligtUdtraek:
        raise
    except Exception as fejl:  # the reader has many kinds of error, and all of them mean the same to the person
        raise UbrugeligtUdtraek("Regnearket kan ikke læses. Er det beskyttet eller beskadiget? Gem det igen.") from fejl


def _cell(celle: object) -> str:
    if isinstance(celle, float) and celle.is_integer():
        return str(int(celle))
    return str(celle)


def _as_rows(tabel: list[list[str]]) -> list[dict[str, str]]:
    if len(tabel) > FLEST_RAEKKER + 1:
        raise UbrugeligtUdtraek(f"Udtrækket har flere end {FLEST_RAEKKER} rækker. Del det op.")
    kolonner = _columns(tabel[0] if tabel else [])
    raekker = [_row(raekke, kolonner) for raekke in tabel[1:] if any(celle.strip() for celle in raekke)]
    if not raekker:
        raise UbrugeligtUdtraek("Der er ingen rækker under overskrifterne.")
    uden_navn = next((nr for nr, raekke in enumerate(raekker, start=2) if not raekke["navn"]), None)
    if uden_navn:
        raise UbrugeligtUdtraek(f"Række {uden_navn} har intet navn. Udfyld »{labels()['navn']}«, og prøv igen.")
    return raekker


def _columns(overskrifter: Iterable[str]) -> dict[int, str]:
    kendte = {etiket.casefold(): noegle for noegle, etiket in labels().items()}
    kolonner = {}
    for nr, overskrift in enumerate(overskrifter):
        noegle = kendte.get(overskrift.strip().casefold())
        if noegle and noegle in kolonner.values():
            raise UbrugeligtUdtraek(f"Overskriften »{overskrift.strip()}« står to gange. Slet den ene kolonne.")
        if noegle:
            kolonner[nr] = noegle
    mangler = [labels()[noegle] for noegle in PAAKRAEVET if noegle not in kolonner.values()]
    if mangler:
        raise UbrugeligtUdtraek(f"Første række mangler overskriften »{mangler[0]}«. Brug portalens egne overskrifter.")
    return kolonner


def _row(raekke: list[str], kolonner: dict[int, str]) -> dict[str, str]:
    return {noegle: raekke[nr].strip()[:LAENGSTE_CELLE] if nr < len(raekke) else "" for nr, noegle in kolonner.items()}
