"""From a report to rounded takster, each with its explanation."""

import hashlib
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, divide, entered, multiply, rounded
from socialaftale.regler.parametre import Parameter, Regelsaet, Udgave, all_regelsaet, regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning, Takstberegning, TilbudIndberetning
from socialaftale.regler.takst.sag import Pris, Sag
from socialaftale.regler.takst.strukturer import STRUKTURER


class Linjeresultat(NamedTuple):
    """One computed line: the rounded takst in kroner with its whole explanation."""

    linje: str
    takst: Led

    @property
    def takst_kr(self) -> Decimal:
        return self.takst.vaerdi

    @property
    def uafrundet_kr(self) -> Decimal:
        """The takst before it was rounded, kroner."""
        return self.takst.dele[0].vaerdi


class Beregningsresultat(NamedTuple):
    """The lines of one calculation, or the Danish reason why there are none."""

    tilbud: str
    beregning: str
    linjer: tuple[Linjeresultat, ...]
    kan_ikke: str = ""


class Takstresultat(NamedTuple):
    """Everything computed from one report, bound to the rule set that was used."""

    regelsaet_id: str
    regelsaet_sha256: str
    beregninger: tuple[Beregningsresultat, ...]

    def line(self, tilbud: str, linje: str) -> Linjeresultat | None:
        """The computed line of a tilbud, or None where nothing was computed for it."""
        for resultat in self.beregninger:
            for fundet in resultat.linjer:
                if resultat.tilbud == tilbud and fundet.linje == linje:
                    return fundet
        return None

    def as_dict(self) -> dict[str, object]:
        """The result with every explanation, as plain JSON values."""
        return {
            "regelsaet": {"id": self.regelsaet_id, "sha256": self.regelsaet_sha256},
            "beregninger": [_as_dict(resultat) for resultat in self.beregninger],
        }

    def sha256(self) -> str:
        """The hash of the canonical JSON of the result: sorted keys, decimals as text."""
        text = json.dumps(self.as_dict(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


def choose_regelsaet(indberetning: Indberetning) -> Udgave:
    """The rule set named in the report, else that of its year. Raises UkendtRegelsaet."""
    if indberetning.regelsaet is None:
        return regelsaet_for(indberetning.aar, indberetning.omraade)
    try:
        return all_regelsaet()[indberetning.regelsaet]
    except KeyError:
        raise KanIkkeBeregnes(
            f"Regelsættet {indberetning.regelsaet} findes ikke. Udelad det, så bruges årets."
        ) from None


def compute_indberetning(indberetning: Indberetning) -> Takstresultat:
    """Every calculation of a report that has a full basis. Raises UkendtRegelsaet for a year without rules."""
    udgave = choose_regelsaet(indberetning)
    resultater = [
        _compute_or_say_why(tilbud, beregning, udgave.regelsaet, indberetning.aar)
        for tilbud in indberetning.tilbud
        for beregning in tilbud.beregninger
        if beregning.grundlag is not None
    ]
    return Takstresultat(udgave.regelsaet.id, udgave.sha256, tuple(resultater))


def _compute_or_say_why(
    tilbud: TilbudIndberetning, beregning: Takstberegning, regelsaet: Regelsaet, aar: int
) -> Beregningsresultat:
    try:
        linjer = compute_beregning(beregning, regelsaet, aar)
    except KanIkkeBeregnes as grund:
        return Beregningsresultat(tilbud.id, beregning.id, (), str(grund))
    return Beregningsresultat(tilbud.id, beregning.id, linjer)


def compute_beregning(beregning: Takstberegning, regelsaet: Regelsaet, aar: int) -> tuple[Linjeresultat, ...]:
    """The rounded takster of one calculation: structure, then supplements, then derived lines.

    Raises KanIkkeBeregnes with a Danish reason where a part is missing or a divisor is 0.
    """
    resultater = [_round(pris) for pris in _structure_prices(beregning, regelsaet, aar)]
    resultater += [_round(pris) for pris in _supplements(beregning, regelsaet.afrunding.takst)]
    resultater += _derived(beregning, resultater, regelsaet.afrunding.takst)
    return tuple(resultater)


def _structure_prices(beregning: Takstberegning, regelsaet: Regelsaet, aar: int) -> list[Pris]:
    if beregning.grundlag is None or beregning.struktur is None:
        raise KanIkkeBeregnes("Taksten kan ikke beregnes: udfyld både takstgrundlag og takststruktur.")
    kode = beregning.struktur.kode
    if kode not in regelsaet.strukturer.koder:
        lovlige = ", ".join(regelsaet.strukturer.koder)
        raise KanIkkeBeregnes(f"Takststruktur {kode} kan ikke bruges i {regelsaet.navn}. Vælg en af {lovlige}.")
    sag = Sag(beregning, regelsaet, aar)
    return STRUKTURER[kode](beregning.struktur, sag)


def _round(pris: Pris) -> Linjeresultat:
    return Linjeresultat(pris.linje, rounded("Takst", pris.pris, pris.afrunding.led("Krone")))


def _supplements(beregning: Takstberegning, afrunding: Parameter) -> Iterator[Pris]:
    for nr, tillaeg in enumerate(beregning.tillaeg):
        omkostning = entered("Tillæggets omkostning", tillaeg.omkostning_kr, "kr.", f"tillaeg[{nr}].omkostning_kr")
        antal = entered("Antal enheder", tillaeg.antal, "enheder", f"tillaeg[{nr}].antal")
        yield Pris(tillaeg.linje, divide("Tillæg", omkostning, antal, "kr. pr. enhed"), afrunding)


def _derived(beregning: Takstberegning, beregnede: list[Linjeresultat], afrunding: Parameter) -> list[Linjeresultat]:
    """Lines that are another line times a factor; the published (rounded) price is what is multiplied."""
    kendte = {resultat.linje: resultat.takst for resultat in beregnede}
    for nr, afledt in enumerate(beregning.afledte):
        if afledt.fra_linje not in kendte:
            raise KanIkkeBeregnes(
                f"Linjen {afledt.linje} bygger på {afledt.fra_linje}, som ikke er beregnet. Ret linjens id."
            )
        faktor = entered(afledt.grund, afledt.faktor, "faktor", f"afledte[{nr}].faktor")
        pris = multiply("Afledt takst", [kendte[afledt.fra_linje], faktor], "kr.")
        kendte[afledt.linje] = rounded("Takst", pris, afrunding.led("Krone"))
    return [Linjeresultat(afledt.linje, kendte[afledt.linje]) for afledt in beregning.afledte]


def _as_dict(resultat: Beregningsresultat) -> dict[str, object]:
    linjer = [
        {"linje": linje.linje, "takst_kr": str(linje.takst_kr), "forklaring": linje.takst.as_dict()}
        for linje in resultat.linjer
    ]
    return {"tilbud": resultat.tilbud, "beregning": resultat.beregning, "linjer": linjer, "kan_ikke": resultat.kan_ikke}
