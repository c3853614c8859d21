"""The reference data that ships with the program: legal basis, target groups, kinds of ydelse. Files in `data/`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Lovgrundlag:
    """One paragraph. `afloest_af` names what an old paragraph became, `tidligere` what a new one was."""

    kode: str
    paragraf: str
    lov: str
    navn: str
    form: str
    aldersgruppe: str
    tilsyn: str
    i_rammeaftalen: bool
    kilde: str
    sikkerhed: str
    tidligere: tuple[str, ...] = ()
    afloest_af: tuple[str, ...] = ()
    soegeord: tuple[str, ...] = ()

    @property
    def gaelder(self) -> bool:
        """Tell whether the paragraph is in force: an old name is kept for the crosswalk only."""
        return not self.afloest_af

    @property
    def etiket(self) -> str:
        return f"{self.paragraf} {self.navn}"


@dataclass(frozen=True)
class Maalgruppe:
    kode: str
    navn: str
    gruppe: str
    soegeord: tuple[str, ...] = ()


class UkendtKode(LookupError):
    """The code is not in the reference data; the message is Danish."""


def read_toml(navn: str) -> dict[str, Any]:
    return tomllib.loads((DATA / navn).read_text(encoding="utf-8"))


@cache
def all_lovgrundlag() -> dict[str, Lovgrundlag]:
    """Return every paragraph by code, in the order of the file."""
    raekker = (_tuples(raekke) for raekke in read_toml("lovgrundlag.toml")["lovgrundlag"])
    return {raekke["kode"]: Lovgrundlag(**raekke) for raekke in raekker}


@cache
def all_maalgrupper() -> dict[str, Maalgruppe]:
    """Return every target group by code, in the order of the file."""
    return {
        raekke["kode"]: Maalgruppe(gruppe=gruppe["navn"], **_tuples(raekke))
        for gruppe in read_toml("maalgrupper.toml")["gruppe"]
        for raekke in gruppe["maalgruppe"]
    }


@cache
def all_ydelsestyper() -> dict[str, str]:
    """Return the Tilbudsportal's kinds of ydelse: code -> name."""
    return {raekke["kode"]: raekke["navn"] for raekke in read_toml("ydelsestyper.toml")["ydelsestype"]}


def find_lovgrundlag(kode: str) -> Lovgrundlag:
    """Return one paragraph. Raises UkendtKode."""
    try:
        return all_lovgrundlag()[kode]
    except KeyError:
        raise UkendtKode(f"Lovgrundlaget »{kode}« findes ikke. Vælg et fra listen.") from None


def same_law(kode: str) -> frozenset[str]:
    """Return the code with its old and new names, so that a search for one finds the other."""
    lov = find_lovgrundlag(kode)
    nye = lov.afloest_af or (kode,)
    gamle = {gammel for ny in nye for gammel in all_lovgrundlag()[ny].tidligere} if lov.gaelder else {kode}
    return frozenset({*nye, *gamle})


def _tuples(raekke: dict[str, Any]) -> dict[str, Any]:
    return {navn: tuple(vaerdi) if isinstance(vaerdi, list) else vaerdi for navn, vaerdi in raekke.items()}
