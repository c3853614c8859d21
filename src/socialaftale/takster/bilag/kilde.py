"""What an edition is made of: one tilbud with its reports, what stands when, and who approved it. Reads no row."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from socialaftale.regler.bilagsvalg import Gyldighed
from socialaftale.regler.takst.opgave import Linje, Takstberegning, TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede

from ..synlighed import why_not_public
from .beskyttet import hide_words

IKKE_I_DRIFT = "tilbuddet er ikke i drift i takståret"


class Grundlag(StrEnum):
    """What an edition is made of: the bodies' decisions in a round, or an existing takstbilag that was taken over."""

    AFGJORT = "afgjort"
    OVERTAGET = "overtaget"


class Ventestatus(StrEnum):
    """Why a takst is on the open list."""

    AFVENTER = "afventer afgørelse"
    AFVIST = "ikke godkendt"
    IKKE_INDSENDT = "ikke indsendt"


@dataclass(frozen=True)
class Ramme:
    """What an edition is about. `regelsaet` are the id and hash of the round's rule set."""

    omraade_kode: str
    omraade_navn: str
    aar: int
    grundlag: Grundlag
    regelsaet: tuple[str, str] | None = None


class Godkendelse(NamedTuple):
    """Which body approved a line, on which day, and on which condition where it is public."""

    udvalg: str
    dato: dt.date
    betingelse: str = ""


class Forrige(NamedTuple):
    """Last year's public takst of a line, kroner per unit, and its places."""

    takst_kr: Decimal
    pladser: Decimal | None


@dataclass(frozen=True)
class Tilbudskilde:
    """One tilbud on its way into an edition. `billede` is what everyone may see of it.

    `rapporter` are short reports by version number, `nr` the version that stands; `perioder`, `godkendelser` and
    `forrige` are by line id. `afledt_af` names the line that a line is computed from; `skjulte` are words that lead to
    a protected address.
    """

    billede: Tilbudsbillede
    nr: int
    rapporter: Mapping[int, TilbudIndberetning]
    perioder: Mapping[str, Sequence[Gyldighed]]
    godkendelser: Mapping[str, Godkendelse] = field(default_factory=dict)
    forrige: Mapping[str, Forrige] = field(default_factory=dict)
    afledt_af: Mapping[str, str] = field(default_factory=dict)
    skjulte: tuple[str, ...] = ()
    foreloebig: bool = False
    i_drift: bool = True
    forgaengere: tuple[str, ...] = ()

    def public_text(self, tekst: str) -> str:
        """The text without what leads to a protected address."""
        return hide_words(tekst, self.skjulte)

    def why_held_back(self, linje: Linje, beregning: Takstberegning) -> str:
        """Why the line is not public; empty where it is. What is computed from a line is no more public than that."""
        if not self.i_drift:
            return IKKE_I_DRIFT
        egne = {et.id: et for et in beregning.linjer}
        sete: set[str] = set()
        while linje.id not in sete:
            grund = why_not_public(linje, beregning)
            if grund:
                return grund
            sete.add(linje.id)
            linje = egne.get(self.afledt_af.get(linje.id, ""), linje)
        return ""


@dataclass(frozen=True)
class Ventende:
    """A tilbud with takster that are not decided: named without figures. `linjer` are names with their status."""

    billede: Tilbudsbillede
    linjer: tuple[tuple[str, Ventestatus], ...]
    status: Ventestatus


def derived_lines(rapport: Mapping[str, Any]) -> dict[str, str]:
    """By line id of a stored report: the line that it is computed from."""
    afledte = (et for beregning in rapport.get("beregninger", ()) for et in beregning.get("afledte", ()))
    return {et["linje"]: et["fra_linje"] for et in afledte}


def find_line(rapport: TilbudIndberetning, linje_id: str) -> tuple[Linje, Takstberegning] | None:
    """A line of a report and its calculation."""
    alle = ((linje, beregning) for beregning in rapport.beregninger for linje in beregning.linjer)
    return next((par for par in alle if par[0].id == linje_id), None)


def name_public_line(rapport: TilbudIndberetning, linje_id: str, skjulte: Iterable[str]) -> str:
    """The name of a line of a report as everyone may see it; empty where the line is not for everyone."""
    fundet = find_line(rapport, linje_id)
    return hide_words(fundet[0].navn, skjulte) if fundet and not why_not_public(*fundet) else ""
