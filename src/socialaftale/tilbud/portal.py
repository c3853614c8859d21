"""A tilbud's values in the order and words of Tilbudsportalen: what changed since, and what differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .billede import Tilbudsbillede
from .models import Form, Portalmaerke, Portaludtraek, Tilbud
from .oekonomi import Celle
from .reference import all_ydelsestyper, read_toml

EJERFORM = {"kommune": "Kommunal", "region": "Regional", "privat": "Privat", "stat": "Statslig", "sekretariat": ""}
TILSYN = {"socialtilsyn": "Socialtilsyn Nord", "driftsherre": "Driftsherren"}


@dataclass(frozen=True)
class Felt:
    """One field: `foer` is what was entered last where that differs, None where it does not."""

    noegle: str
    etiket: str
    vaerdi: str
    foer: str | None = None


@dataclass(frozen=True)
class Afsnit:
    navn: str
    felter: tuple[Felt, ...]
    ikke_her: str = ""


@dataclass(frozen=True)
class Forskel:
    """One field where the register and the portal do not agree."""

    etiket: str
    register: str
    portal: str


@cache
def _opsaetning() -> dict[str, Any]:
    return read_toml("portalfelter.toml")


def labels() -> dict[str, str]:
    """Return every field of the portal that the register knows: key -> the portal's words, in the portal's order."""
    return {noegle: etiket for afsnit in _opsaetning()["afsnit"] for noegle, etiket in afsnit["felter"]}


def values_of(billede: Tilbudsbillede, oekonomi: Mapping[str, Celle]) -> dict[str, str]:
    """Return key -> text. The driftsherre's own view: a protected address is in it, for the portal asks for it.

    `oekonomi` is what the higher floors know of the year's published takster; see `oekonomi.added_values`.
    """
    hus = billede.afdelinger[0] if billede.afdelinger else None
    maal = billede.maalgruppe
    return {
        "portal_id": billede.stam.tilbudsportal_id,
        "navn": billede.navn,
        "driftsherre": billede.stam.driftsherre.navn,
        "ejerform": EJERFORM[billede.stam.driftsherre.art],
        "cvr": billede.stam.driftsherre.cvr,
        "p_nummer": billede.stam.p_nummer,
        "adresse": hus.vej if hus else "",
        "postnummer": hus.postnummer if hus else "",
        "postdistrikt": hus.postdistrikt if hus else "",
        "kommune": hus.kommune if hus else "",
        "tilsyn": ", ".join(sorted({TILSYN[lov.tilsyn] for lov in billede.lovgrundlag})),
        "lovgrundlag": "; ".join(lov.paragraf for lov in billede.lovgrundlag),
        "godkendte": str(billede.godkendte),
        "normerede": str(billede.normerede),
        "doegn": str(billede.pladser_af(Form.DOEGN)),
        "dag": str(billede.pladser_af(Form.DAG)),
        "belaegning": _plain_number(oekonomi.get("belaegning_i_taksten")),
        "takster": str(oekonomi.get("takster") or ""),
        "maalgrupper": "; ".join(billede.maalgruppenavne),
        "alder_fra": str(maal.alder_fra) if maal else "",
        "alder_til": str(maal.alder_til) if maal else "",
        "ydelser": "; ".join(ydelse.navn for ydelse in billede.ydelser),
        "ydelsestyper": "; ".join(all_ydelsestyper()[ydelse.ydelsestype] for ydelse in billede.ydelser),
    }


def sections(nu: dict[str, str], maerke: Portalmaerke | None) -> list[Afsnit]:
    """Return the portal's sections with the values of today, and what was entered last where that differs."""
    foer = maerke.vaerdier if maerke else nu
    return [
        Afsnit(
            navn=afsnit["navn"],
            ikke_her=afsnit.get("ikke_her", ""),
            felter=tuple(
                Felt(noegle, etiket, nu[noegle], foer.get(noegle, "") if foer.get(noegle, "") != nu[noegle] else None)
                for noegle, etiket in afsnit["felter"]
            ),
        )
        for afsnit in _opsaetning()["afsnit"]
    ]


def differences(nu: dict[str, str], raekke: dict[str, str]) -> list[Forskel]:
    """Return where an imported row differs. A field that the extract does not have is not compared."""
    return [
        Forskel(etiket, nu[noegle], raekke[noegle])
        for noegle, etiket in labels().items()
        if noegle in raekke and _plain(raekke[noegle]) != _plain(nu[noegle])
    ]


def latest_row(tilbud: Tilbud, portal_id: str) -> dict[str, str] | None:
    """Return the newest imported row about the tilbud, of its own driftsherre."""
    if not portal_id:
        return None
    for udtraek in Portaludtraek.objects.filter(organisation__driver__tilbud=tilbud).distinct()[:5]:
        for raekke in udtraek.raekker:
            if raekke.get("portal_id") == portal_id:
                return raekke
    return None


def _plain_number(vaerdi: Celle) -> str:
    return "" if vaerdi is None else str(vaerdi).replace(".", ",")


def _plain(tekst: str) -> tuple[str, ...]:
    """Compare lists without their order, and text without case and spacing."""
    return tuple(sorted(" ".join(del_.split()).casefold() for del_ in tekst.split(";")))
