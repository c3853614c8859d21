"""Objective financing: an amount shared among the municipalities of an area by the children who live there."""

import csv
import io
from decimal import Decimal
from typing import NamedTuple

from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.parter.models import Aftaleomraade, Befolkning
from socialaftale.parter.queries import population_key
from socialaftale.regler.objektiv import Noegletal, UbrugeligNoegle, allocate

BOERN_TIL = 17  # the key of the order on børnehuse § 5: 0-17-year-olds
OVERSKRIFTER = ("Kode", "Kommune", "Indbyggere 0-17 år", "Kroner", "Nøglens kilde", "Opfundet tal")


class Fordelt(NamedTuple):
    """What one municipality pays, whole kroner, with the number it is shared by."""

    kode: str
    navn: str
    antal: int
    kroner: int
    kilde: str
    opfundet: bool


def share_by_children(beloeb_kr: int, omraade: Aftaleomraade, aar: int) -> list[Fordelt]:
    """The shares by the 0-17-year-olds on 1 January of `aar`; they sum to the amount. Raises UbrugeligNoegle."""
    kendte: list[tuple[Noegletal, Befolkning]] = []
    for kommune, raekke in population_key(omraade, aar, BOERN_TIL).items():
        if raekke is None:
            raise UbrugeligNoegle(f"Indbyggertallet for {kommune} {aar} mangler, så beløbet kan ikke fordeles.")
        kendte.append((Noegletal(kommune.kode, kommune.navn, Decimal(raekke.antal)), raekke))
    andele = allocate(beloeb_kr, [tal for tal, _ in kendte])
    return [
        Fordelt(andel.kode, andel.navn, et.antal, andel.kroner, et.kilde, et.opfundet)
        for andel, (_, et) in zip(andele, kendte, strict=True)
    ]


def totals(fordelt: list[Fordelt]) -> tuple[int, int]:
    """Inhabitants and kroner in all."""
    return sum(et.antal for et in fordelt), sum(et.kroner for et in fordelt)


def as_csv(fordelt: list[Fordelt]) -> bytes:
    """Semicolons and UTF-8 with a mark, for a Danish spreadsheet."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow(OVERSKRIFTER)
    skriver.writerows([csv_sikker(celle) for celle in _cells(et)] for et in fordelt)
    return ("\ufeff" + ud.getvalue()).encode()


def as_xlsx(fordelt: list[Fordelt]) -> bytes:
    """One sheet with the sum below. Text is written as text, never as a formula."""
    from xlsxwriter import Workbook

    ud = io.BytesIO()
    bog = Workbook(ud, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    ark = bog.add_worksheet("Fordeling")
    tal = bog.add_format({"num_format": "#,##0"})
    ark.set_column(1, 5, 24)
    ark.write_row(0, 0, OVERSKRIFTER, bog.add_format({"bold": True}))
    for nr, et in enumerate(fordelt, start=1):
        for kolonne, celle in enumerate(_cells(et)):
            skriv = ark.write_string if isinstance(celle, str) else ark.write_number
            skriv(nr, kolonne, celle, None if isinstance(celle, str) else tal)
    ark.write_string(len(fordelt) + 1, 1, "I alt")
    ark.write_number(len(fordelt) + 1, 3, totals(fordelt)[1], tal)
    ark.freeze_panes(1, 2)
    bog.close()
    return ud.getvalue()


def _cells(et: Fordelt) -> tuple[str | int, ...]:
    return et.kode, et.navn, et.antal, et.kroner, et.kilde, "ja" if et.opfundet else "nej"
