"""Checking an evidence pack on any machine: nothing in it was changed, and its takster come out again to the øre."""

import hashlib
import io
import json
import tomllib
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import ValidationError

from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.parametre import Regelsaet, all_regelsaet
from socialaftale.regler.takst.beregn import Beregningsresultat, compute_beregning
from socialaftale.regler.takst.opgave import Indberetning

MANIFEST, INDBERETNING, REGELSAET, BEREGNING, TAKSTER = (
    "manifest.json", "indberetning.json", "regelsaet.toml", "beregning.json", "takster.json",
)  # fmt: skip
SKEMA = "evidenspakke/1"
HOEJST_BYTES = 50 * 1024 * 1024


class UbrugeligPakke(ValueError):
    """The file is no evidence pack, or cannot be read; the message is Danish."""


class Dom(StrEnum):
    STEMMER = "stemmer"
    AFVIGER = "afviger"
    KAN_IKKE = "kan ikke afgøres"


class Proeve(NamedTuple):
    """One thing that was checked, and what came out."""

    navn: str
    dom: Dom
    forklaring: str = ""


def check_pack(raw: bytes) -> list[Proeve]:
    """Every check of a pack: its files against their hashes, the rule set, and each takst computed again.

    In words: the pack names the SHA-256 of each of its files; the takster of its report are computed by its own rule
    set, explanation tree by explanation tree, and compared with what it says was computed, and with the takster that
    were submitted. Without a basis there is nothing to compute: that says `kan ikke afgøres`. Source: SEL § 174 and
    § 108 b (the authority may examine a takst). Raises UbrugeligPakke.
    """
    filer = _read(raw)
    manifest = _json(filer, MANIFEST)
    if manifest.get("skema") != SKEMA:
        raise UbrugeligPakke("Filen er ikke en evidenspakke, som dette program kender. Brug et nyere program.")
    proever = _hashes(filer, manifest["filer"])
    try:
        regelsaet = Regelsaet.model_validate(tomllib.loads(filer[REGELSAET].decode(), parse_float=Decimal))
        indberetning = Indberetning.model_validate(_json(filer, INDBERETNING))
    except (KeyError, ValueError, ValidationError) as fejl:
        raise UbrugeligPakke(f"Pakkens indberetning eller regelsæt kan ikke læses: {fejl}") from fejl
    proever.append(_known_rules(regelsaet, filer[REGELSAET]))
    return [*proever, *_computed_again(indberetning, regelsaet, _json(filer, BEREGNING), _json(filer, TAKSTER))]


def _read(raw: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as pakke:
            if sum(fil.file_size for fil in pakke.infolist()) > HOEJST_BYTES:
                raise UbrugeligPakke("Pakken fylder over 50 MB pakket ud. Det gør en evidenspakke ikke.")
            return {fil.filename: pakke.read(fil) for fil in pakke.infolist()}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as fejl:
        raise UbrugeligPakke("Filen er ikke en hel ZIP-fil. Hent pakken igen.") from fejl


def _json(filer: Mapping[str, bytes], navn: str) -> dict[str, Any]:
    try:
        return dict(json.loads(filer[navn], parse_float=Decimal))
    except (KeyError, ValueError) as fejl:
        raise UbrugeligPakke(f"{navn} mangler i pakken eller er ødelagt. Hent pakken igen.") from fejl


def _hashes(filer: Mapping[str, bytes], ventet: Mapping[str, str]) -> list[Proeve]:
    fremmede = sorted(set(filer) - set(ventet) - {MANIFEST})
    proever = [Proeve(navn, *_hash_of(filer.get(navn), sha)) for navn, sha in sorted(ventet.items())]
    return proever + [Proeve(navn, Dom.AFVIGER, "Filen står ikke i pakkens fortegnelse.") for navn in fremmede]


def _hash_of(indhold: bytes | None, ventet: str) -> tuple[Dom, str]:
    if indhold is None:
        return Dom.AFVIGER, "Filen mangler."
    if hashlib.sha256(indhold).hexdigest() != ventet:
        return Dom.AFVIGER, "Filen er ændret, siden pakken blev lavet."
    return Dom.STEMMER, ""


def _known_rules(regelsaet: Regelsaet, raw: bytes) -> Proeve:
    navn = f"Regelsæt {regelsaet.id}"
    kendt = all_regelsaet().get(regelsaet.id)
    if kendt is None:
        return Proeve(navn, Dom.KAN_IKKE, "Programmet her kender ikke regelsættet; pakkens eget er brugt.")
    if kendt.sha256 != hashlib.sha256(raw).hexdigest():
        return Proeve(navn, Dom.AFVIGER, "Pakkens regelsæt er et andet end det, programmet her har under samme navn.")
    return Proeve(navn, Dom.STEMMER)


def _computed_again(
    indberetning: Indberetning, regelsaet: Regelsaet, beregnet: Mapping[str, Any], takster: Mapping[str, str]
) -> list[Proeve]:
    foer = {(et["tilbud"], et["beregning"]): et for et in beregnet["beregninger"]}
    proever = []
    for tilbud in indberetning.tilbud:
        for beregning in tilbud.beregninger:
            navn = f"{tilbud.navn}, {beregning.navn}"
            if beregning.grundlag is None:
                proever.append(Proeve(navn, Dom.KAN_IKKE, "Grundlaget er ikke med, så intet kan regnes efter."))
                continue
            try:
                linjer = compute_beregning(beregning, regelsaet, indberetning.aar)
                nu = Beregningsresultat(tilbud.id, beregning.id, linjer)
            except KanIkkeBeregnes as grund:
                nu = Beregningsresultat(tilbud.id, beregning.id, (), str(grund))
            proever += _compared(navn, nu, foer.get((tilbud.id, beregning.id)), takster)
    return proever


def _compared(
    navn: str, nu: Beregningsresultat, foer: Mapping[str, Any] | None, takster: Mapping[str, str]
) -> list[Proeve]:
    gamle = {linje["linje"]: linje for linje in foer["linjer"]} if foer else {}
    proever = []
    for linje in nu.linjer:
        gammel = gamle.get(linje.linje)
        indsendt = takster.get(linje.linje)
        if gammel is None or gammel["forklaring"] != json.loads(json.dumps(linje.takst.as_dict())):
            dom, ord_ = Dom.AFVIGER, "Beregningen giver ikke det samme, trin for trin, som pakken siger."
        elif indsendt is not None and Decimal(indsendt) != linje.takst_kr:
            dom, ord_ = Dom.AFVIGER, f"Indsendt {indsendt} kr., beregnet {linje.takst_kr} kr."
        else:
            dom, ord_ = Dom.STEMMER, f"{linje.takst_kr} kr."
        proever.append(Proeve(f"{navn}: {linje.linje}", dom, ord_))
    if nu.kan_ikke:
        proever.append(Proeve(navn, Dom.KAN_IKKE, nu.kan_ikke))
    return proever
