"""A document as a tagged PDF/A and PDF/UA, with its metadata. The same document gives the same bytes."""

import datetime as dt
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from .dokument import Afsnit, Del, Dokument, Liste, Tabel, Tekst

SKABELON = Path(__file__).parent / "dokument.typ"
STANDARDER = ["a-2a", "ua-1"]


def as_pdf(dokument: Dokument, lavet_at: dt.datetime, sagsnr: str = "") -> bytes:
    """The document; `sagsnr` stands in its metadata, where a case system looks for it."""
    import typst

    indhold = {
        "titel": dokument.titel,
        "undertitel": dokument.undertitel,
        "oplysninger": [list(et) for et in dokument.oplysninger],
        "noegleord": [f"Sagsnummer {sagsnr}"] if sagsnr else [],
        "afsnit": [_section(et) for et in dokument.afsnit],
    }
    pdf = typst.compile(
        SKABELON.read_bytes(),
        font_paths=[str(settings.SKRIFTTYPER)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(indhold)},
        pdf_standards=STANDARDER,
        timestamp=lavet_at,
    )
    return _with_case_number(pdf, sagsnr)


def _section(afsnit: Afsnit) -> Mapping[str, Any]:
    return {
        "overskrift": afsnit.overskrift,
        "dele": [_part(et) for et in afsnit.dele],
        "under": [_section(et) for et in afsnit.under],
        "bred": afsnit.bred,
    }


def _part(del_: Del) -> Mapping[str, Any]:
    match del_:
        case Tekst(tekst, indledning):
            return {"slags": "tekst", "tekst": tekst, "indledning": indledning}
        case Liste(punkter, nummereret):
            return {"slags": "numre" if nummereret else "punkter", "punkter": list(punkter)}
        case Tabel(titel, kolonner, raekker):
            return {
                "slags": "tabel",
                "titel": titel,
                "kolonner": [
                    {"navn": kolonne.navn, "tal": kolonne.tal, "vaegt": kolonne.vaegt} for kolonne in kolonner
                ],
                "raekker": [list(raekke.celler) for raekke in raekker],
            }


def _with_case_number(pdf: bytes, sagsnr: str) -> bytes:
    """Write the case number as the identifier of Dublin Core, and make the file smaller."""
    import pikepdf

    ud = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        if sagsnr:
            with dokument.open_metadata(set_pikepdf_as_editor=False) as meta:
                meta["dc:identifier"] = sagsnr
        dokument.save(ud, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return ud.getvalue()
