"""An edition as XLSX, CSV, JSON and PDF. All write the same table; the same edition gives the same bytes."""

import datetime as dt
import io
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from socialaftale.faelles import tabelfiler
from socialaftale.faelles.tabelfiler import Kolonne, Raekke
from socialaftale.faelles.visning import dato, pct

from . import tabel, visning
from .dokument import LICENS, Dokument
from .forskelle import Forskel

SKEMA = "https://socialaftale.example/skema/takstbilag-1.json"
SKABELON = Path(__file__).parent / "data" / "takstbilag.typ"
KILDE = Kolonne("kilde", "Kilde")
AABNE = (Kolonne("tilbud", "Tilbud"), Kolonne("driftsherre", "Driftsherre"), Kolonne("status", "Stilling"),
    Kolonne("linjer", "Takstlinjer"))  # fmt: skip
RETTELSER = (Kolonne("tilbud", "Tilbud"), Kolonne("driftsherre", "Driftsherre"), Kolonne("linje", "Takstlinje"),
    Kolonne("art", "Hvad"), Kolonne("felt", "Felt"), Kolonne("foer", "I udgave 1"), Kolonne("efter", "Nu"),
    Kolonne("gaelder_fra", "Gælder fra"))  # fmt: skip
OM = (Kolonne("navn", "Om udgaven"), Kolonne("tekst", "Oplysning"))
Meld = Callable[[int], None]
"""Takes how many per cent of the work is done."""


def as_csv(dokument: Dokument, meld: Meld) -> bytes:
    """The table; its last column says which edition a row is of, with the hash."""
    kilde = f"{dokument.titel}, SHA-256 {dokument.bilag.sha256}"
    raekker = [raekke | {"kilde": kilde} for raekke in tabel.rows(dokument.indhold)]
    meld(50)
    return tabelfiler.as_csv((*tabel.columns(dokument.bilag.aar), KILDE), raekker)


def as_json(dokument: Dokument, meld: Meld) -> bytes:
    """As `docs/skema/takstbilag-1.json` says: decimals as strings, so that no reader rounds them."""
    bilag = dokument.bilag
    licens, adresse = LICENS
    hele = {
        "skema": SKEMA,
        "titel": dokument.titel,
        "udgave": bilag.nr,
        "udgivet": bilag.udgivet_at.isoformat(),
        "grund": bilag.grund,
        "sha256": bilag.sha256,
        "overstreget": dokument.overstreget,
        "licens": {"navn": licens, "adresse": adresse},
        "kreditering": dokument.kreditering,
        "rettelser": [_correction(et) for et in dokument.rettelser],
        "indhold": dokument.indhold,
    }
    meld(50)
    return json.dumps(hele, ensure_ascii=False, indent=1).encode()


def _correction(et: Forskel) -> dict[str, str]:
    return et._asdict() | {"art": et.art.value}


def as_xlsx(dokument: Dokument, meld: Meld) -> bytes:
    """The takster, what waits, the corrections, and what the edition is, each on its sheet."""
    ud = io.BytesIO()
    bog = tabelfiler.new_workbook(ud, dokument.titel, _instant(dokument))
    ark: Sequence[tuple[str, Sequence[Kolonne], Sequence[Raekke]]] = (
        ("Takster", tabel.columns(dokument.bilag.aar), tabel.rows(dokument.indhold)),
        ("Ikke med endnu", AABNE, _open_list(dokument)),
        ("Rettelser", RETTELSER, [_correction(et) for et in dokument.rettelser]),
        ("Om udgaven", OM, [{"navn": navn, "tekst": tekst} for navn, tekst in dokument.om]),
    )
    for nr, (navn, kolonner, raekker) in enumerate(ark, start=1):
        tabelfiler.fill_sheet(bog, bog.add_worksheet(navn), kolonner, raekker)
        meld(20 * nr)
    bog.close()
    return ud.getvalue()


def _open_list(dokument: Dokument) -> list[Raekke]:
    return [
        {
            "tilbud": et["navn"],
            "driftsherre": et["driftsherre"]["navn"],
            "status": et["status"],
            "linjer": "; ".join(f"{linje['navn']} ({linje['status']})" for linje in et["linjer"]),
        }
        for et in dokument.indhold["aabne"]
    ]


def as_pdf(dokument: Dokument, meld: Meld) -> bytes:
    """A tagged PDF/UA with one table per driftsherre."""
    bilag = dokument.bilag
    grupper: dict[str, list[list[str]]] = {}
    for raekke in tabel.rows(dokument.indhold):
        grupper.setdefault(str(raekke["driftsherre"]), []).append(printed(raekke))
    data = {
        "titel": dokument.titel,
        "undertitel": f"Udgivet {dato(bilag.udgivet_at)}. {bilag.grund}".strip(),
        "eksempeldata": dokument.indhold["eksempeldata"],
        "om": dokument.om,
        "kolonner": printed_columns(bilag.aar),
        "grupper": [{"navn": navn, "raekker": raekker} for navn, raekker in grupper.items()],
        "aabne": _cells(AABNE, _open_list(dokument)),
        "rettelser": _cells(RETTELSER, [_correction(et) for et in dokument.rettelser]),
        "fod": f"{dokument.titel}. SHA-256 {bilag.sha256}",
    }
    meld(20)
    pdf = tabelfiler.as_pdf(SKABELON, data, _instant(dokument))
    meld(90)
    return pdf


def _cells(kolonner: Sequence[Kolonne], raekker: Sequence[Raekke]) -> dict[str, Any]:
    return {
        "kolonner": [kolonne.etiket for kolonne in kolonner],
        "raekker": [[str(raekke[kolonne.noegle]) for kolonne in kolonner] for raekke in raekker],
    }


def printed_columns(aar: int) -> list[str]:
    return ["Tilbud", "Takstlinje", str(aar), str(aar - 1), "Ændring", "Enhed", "Pladser", f"Pladser {aar - 1}",
        "Timer", "Belægning", "Overhead", "Gælder", "Hvad dækker taksten?"]  # fmt: skip


def printed(raekke: tabel.Linje) -> list[str]:
    """A row as a person reads it on paper: every figure of the table."""
    linje = ", ".join(filter(None, (str(raekke["afdeling"]), str(raekke["linje"]))))
    dage = f"{raekke['dage']} dage" if raekke["dage"] is not None else ""
    noter = ("foreløbig" if raekke["foreloebig"] == "ja" else "", str(raekke["betingelse"]), str(raekke["indhold"]))
    return [
        f"{raekke['tilbud']}, {raekke['lovgrundlag']}",
        linje,
        _amount(raekke["takst_kr"]),
        _amount(raekke["forrige_kr"]),
        _percent(raekke["aendring_procent"]),
        str(raekke["enhed"]).removeprefix("kr. "),
        _number(raekke["pladser"]),
        _number(raekke["pladser_forrige"]),
        visning.written_hours(raekke).replace("-timer", ""),
        _percent(raekke["belaegning_procent"]),
        _percent(raekke["overhead_procent"]),
        _validity(raekke, dage),
        ". ".join(filter(None, noter)),
    ]


def _validity(raekke: tabel.Linje, dage: str) -> str:
    til = raekke["gaelder_til"]
    periode = f"fra {_day(raekke['gaelder_fra'])}" + (f" til {_day(til)}" if til else "")
    foer = f"før {raekke['tidligere']}" if raekke["tidligere"] else ""
    return ", ".join(filter(None, (periode, foer, dage)))


def _amount(vaerdi: Any) -> str:
    return visning.amount(vaerdi)


def _number(vaerdi: Any) -> str:
    return visning.number(vaerdi)


def _percent(vaerdi: Decimal | Any) -> str:
    return "" if vaerdi is None else pct(vaerdi)


def _day(vaerdi: Any) -> str:
    return visning.day(vaerdi.isoformat()) if vaerdi else ""


def _instant(dokument: Dokument) -> dt.datetime:
    """When the edition was published, so that it gives the same file whenever that is made."""
    return dokument.bilag.udgivet_at.astimezone(dt.UTC).replace(microsecond=0)


SKRIV = {"xlsx": as_xlsx, "csv": as_csv, "json": as_json, "pdf": as_pdf}


def make(format_: str, dokument: Dokument, meld: Meld = lambda procent: None) -> bytes:
    """The edition in one of `models.FORMATER`."""
    return SKRIV[format_](dokument, meld)
