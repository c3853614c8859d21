"""The tilbudsoversigt as CSV, XLSX, JSON and PDF. The figures are those of the table; nothing is computed here."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.faelles.visning import dato

from .oekonomi import Celle, Kolonne, Slags, added_columns
from .oversigt import Oversigt, lines_of, shown

SKEMA = "https://socialaftale.example/skema/tilbudsoversigt-1.json"
PDF_KOLONNER = ("navn", "beliggenhed", "lovgrundlag", "maalgruppe", "til_salg", "doegn", "dag", "undervisning",
    "ambulant", "normerede", "godkendte")  # fmt: skip
A4 = 9  # the number the spreadsheet format gives the paper
SKABELON = Path(__file__).parent / "data" / "oversigt.typ"


def as_csv(oversigt: Oversigt) -> bytes:
    """Semicolons, UTF-8 with a mark: opens rightly in a Danish spreadsheet. Decimals with a comma."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow([kolonne.etiket for kolonne in oversigt.kolonner])
    for raekke in oversigt.raekker:
        skriver.writerow([_csv_cell(raekke[kolonne.noegle]) for kolonne in oversigt.kolonner])
    return ("\ufeff" + ud.getvalue()).encode()


def _csv_cell(vaerdi: Celle) -> str:
    if isinstance(vaerdi, str):
        return str(csv_sikker(vaerdi))
    return "" if vaerdi is None else str(vaerdi).replace(".", ",")


def as_xlsx(oversigt: Oversigt) -> bytes:
    """One sheet with a heading that stays, a filter and the sums below. Text is written as text, never as a formula."""
    from xlsxwriter import Workbook

    ud = io.BytesIO()
    bog = Workbook(ud, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bog.set_properties({"title": oversigt.titel, "created": _instant(oversigt).replace(tzinfo=None)})
    ark = bog.add_worksheet("Tilbudsoversigt")
    fed = bog.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    former = {kolonne.noegle: bog.add_format({"num_format": _number_format(kolonne)}) for kolonne in oversigt.kolonner}
    for nr, kolonne in enumerate(oversigt.kolonner):
        ark.write_string(0, nr, kolonne.etiket, fed)
        ark.set_column(nr, nr, 14 if kolonne.slags != Slags.TEKST else 26)
        for raekke_nr, raekke in enumerate(oversigt.raekker, start=1):
            _write_cell(ark, raekke_nr, nr, raekke[kolonne.noegle], former[kolonne.noegle])
        if kolonne.noegle in oversigt.summer:
            ark.write_number(len(oversigt.raekker) + 1, nr, oversigt.summer[kolonne.noegle], fed)
    ark.write_string(len(oversigt.raekker) + 1, 0, "I alt", fed)
    ark.freeze_panes(1, 2)
    ark.set_landscape()
    ark.set_paper(A4)
    ark.fit_to_pages(1, 0)
    ark.repeat_rows(0)
    ark.autofilter(0, 0, len(oversigt.raekker), len(oversigt.kolonner) - 1)
    bog.close()
    return ud.getvalue()


def _write_cell(ark: Any, raekke: int, kolonne: int, vaerdi: Celle, form: Any) -> None:
    if isinstance(vaerdi, str):
        ark.write_string(raekke, kolonne, vaerdi)
    elif vaerdi is not None:
        ark.write_number(raekke, kolonne, vaerdi, form)


def _number_format(kolonne: Kolonne) -> str:
    decimaler = f".{'0' * kolonne.decimaler}" if kolonne.decimaler else ""
    return "@" if kolonne.slags == Slags.TEKST else f"#,##0{decimaler}"


def as_json(oversigt: Oversigt) -> bytes:
    """As `docs/skema/tilbudsoversigt-1.json` says: decimals as strings, so that no reader rounds them."""
    dokument = {
        "skema": SKEMA,
        "omraade": oversigt.omraade_kode,
        "den": oversigt.den.isoformat(),
        "eksempeldata": oversigt.eksempeldata,
        "kolonner": [{"noegle": k.noegle, "etiket": k.etiket, "slags": k.slags.value} for k in oversigt.kolonner],
        "tilbud": [{navn: _json_cell(vaerdi) for navn, vaerdi in raekke.items()} for raekke in oversigt.raekker],
        "i_alt": oversigt.summer,
    }
    return json.dumps(dokument, ensure_ascii=False, indent=1).encode()


def _json_cell(vaerdi: Celle) -> str | int | None:
    return str(vaerdi) if isinstance(vaerdi, Decimal) else vaerdi


def as_pdf(oversigt: Oversigt) -> bytes:
    """A tagged PDF/UA with one table per driftsherre. The same oversigt gives the same bytes."""
    import typst

    kolonner = [
        kolonne for kolonne in oversigt.kolonner if kolonne.noegle in PDF_KOLONNER or kolonne in added_columns()
    ]
    indhold = {
        "titel": oversigt.titel,
        "undertitel": f"Tilbud i drift {dato(oversigt.den)}: kapacitet og økonomi pr. tilbud",
        "eksempeldata": oversigt.eksempeldata,
        "kolonner": [
            {"etiket": k.etiket, "tal": k.slags != Slags.TEKST, "bred": k in added_columns()} for k in kolonner
        ],
        "grupper": [
            {
                "navn": navn,
                "raekker": [["\n".join(lines_of(k, raekke[k.noegle])) for k in kolonner] for raekke in raekker],
            }
            for navn, raekker in _by_driftsherre(oversigt).items()
        ],
        "i_alt": [
            f"{k.etiket}: {shown(k, oversigt.summer[k.noegle])}" for k in kolonner if k.noegle in oversigt.summer
        ],
    }
    pdf = typst.compile(
        SKABELON.read_bytes(),
        font_paths=[str(settings.SKRIFTTYPER)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(indhold)},
        pdf_standards=["ua-1"],
        timestamp=_instant(oversigt),
    )
    return _smaller(pdf)


def _smaller(pdf: bytes) -> bytes:
    import pikepdf

    ud = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        dokument.save(ud, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return ud.getvalue()


def _by_driftsherre(oversigt: Oversigt) -> dict[str, list[dict[str, Celle]]]:
    grupper: dict[str, list[dict[str, Celle]]] = {}
    for raekke in oversigt.raekker:
        grupper.setdefault(str(raekke["driftsherre"]), []).append(raekke)
    return grupper


def _instant(oversigt: Oversigt) -> dt.datetime:
    """The day of the oversigt, so that the same table gives the same file."""
    return dt.datetime.combine(oversigt.den, dt.time(), dt.UTC)
