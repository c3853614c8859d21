"""The agreement as a tagged PDF/UA: made to be read aloud, with headings that can be walked. The same text gives the
same bytes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from socialaftale.faelles import tabelfiler
from socialaftale.faelles.visning import dato
from socialaftale.regler.aftaletekst import blocks

from .models import Aftaledel, Aftaletekst
from .queries import Aftalevisning, text_parts

SKABELON = Path(__file__).parent.parent / "data" / "aftale.typ"


def as_pdf(vist: Aftalevisning, tekst: Aftaletekst) -> bytes:
    aftale = vist.aftale
    skrevet = f"Version {tekst.nr} af {dato(tekst.registreret_at)}: {tekst.note}"
    indhold = {
        "titel": aftale.titel,
        "undertitel": f"{aftale.omraade}. {skrevet}",
        "stand": _state(vist),
        "dele": [_part(del_) for del_ in text_parts(tekst)],
    }
    return tabelfiler.as_pdf(SKABELON, indhold, tekst.registreret_at.replace(microsecond=0))


def _state(vist: Aftalevisning) -> str:
    """What can be told of a version for good: a draft is a draft, an adopted one names its day."""
    den = vist.vedtagelse.vedtaget_den
    return f"Vedtaget af alle parter, senest {dato(den)}." if den else "Ikke vedtaget af alle parter."


def _part(del_: Aftaledel) -> Mapping[str, Any]:
    return {
        "overskrift": del_.overskrift,
        "niveau": del_.niveau + 1,
        "blokke": [{"liste": blok.liste, "linjer": list(blok.linjer)} for blok in blocks(del_.tekst)],
    }
