"""The tilbudsoversigt as CSV, XLSX, JSON and PDF. The figures are those of the table; nothing is computed here."""

import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

from socialaftale.faelles import tabelfiler
from socialaftale.faelles.tabelfiler import Celle, Slags
from socialaftale.faelles.visning import dato

from .oekonomi import added_columns
from .oversigt import Oversigt, lines_of, shown

SKEMA = "https://socialaftale.example/skema/tilbudsoversigt-1.json"
PDF_KOLONNER = ("navn", "beliggenhed", "lovgrundlag", "maalgruppe", "til_salg", "doegn", "dag", "undervisning",
    "ambulant", "normerede", "godkendte")  # fmt: skip
SKABELON = Path(__file__).parent / "data" / "oversigt.typ"


def as_csv(oversigt: Oversigt) -> bytes:
    return tabelfiler.as_csv(oversigt.kolonner, oversigt.raekker)


def as_xlsx(oversigt: Oversigt) -> bytes:
    """One sheet with the sums below."""
    ud = io.BytesIO()
    bog = tabelfiler.new_workbook(ud, oversigt.titel, _instant(oversigt))
    ark = bog.add_worksheet("Tilbudsoversigt")
    tabelfiler.fill_sheet(bog, ark, oversigt.kolonner, oversigt.raekker)
    fed = bog.add_format({"bold": True})
    for nr, kolonne in enumerate(oversigt.kolonner):
        if kolonne.noegle in oversigt.summer:
            ark.write_number(len(oversigt.raekker) + 1, nr, oversigt.summer[kolonne.noegle], fed)
    ark.write_string(len(oversigt.raekker) + 1, 0, "I alt", fed)
    bog.close()
    return ud.getvalue()


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
    """A tagged PDF/UA with one table per driftsherre."""
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
    return tabelfiler.as_pdf(SKABELON, indhold, _instant(oversigt))


def _by_driftsherre(oversigt: Oversigt) -> dict[str, list[dict[str, Celle]]]:
    grupper: dict[str, list[dict[str, Celle]]] = {}
    for raekke in oversigt.raekker:
        grupper.setdefault(str(raekke["driftsherre"]), []).append(raekke)
    return grupper


def _instant(oversigt: Oversigt) -> dt.datetime:
    """The day of the oversigt, so that the same table gives the same file."""
    return dt.datetime.combine(oversigt.den, dt.time(), dt.UTC)
