"""What is waited for from a driftsherre in a round, said once for page, call list and mail. Reads no row."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from socialaftale.faelles import tid

from ..oversigt import counted
from ..runde.queries import Datoer
from .overblik import Partstand


class Emne(StrEnum):
    """The most pressing first: others wait for an answer before they can go on."""

    SVAR = "svar"
    LOEFTE = "loefte"
    INDSEND = "indsend"
    BUDGET = "budget"


@dataclass(frozen=True)
class Udestaar:
    """One kind of thing that a driftsherre owes. `tekst` says what is missing, `goer` what to do, `frist` by when.

    `opstod_at` is when it came to be waited for.
    """

    emne: Emne
    antal: int
    tekst: str
    goer: str
    frist: dt.date
    opstod_at: dt.datetime

    @property
    def kort(self) -> str:
        """What is missing, in a word or two."""
        return {
            Emne.SVAR: "Skal svare",
            Emne.LOEFTE: "Skal forklare",
            Emne.INDSEND: f"Mangler {self.antal}",
            Emne.BUDGET: "Skal bekræfte",
        }[self.emne]


def outstanding(stand: Partstand, datoer: Datoer) -> list[Udestaar]:
    """Return what is waited for from the driftsherre, the most pressing first; empty where it has done its part."""
    mulige = (_answers(stand, datoer), _promises(stand), _submissions(stand, datoer), _budgets(stand, datoer))
    return [et for et in mulige if et]


def _answers(stand: Partstand, datoer: Datoer) -> Udestaar | None:
    if not stand.venter:
        return None
    antal = counted(stand.venter, "bemærkning", "bemærkninger")
    sendt = [trin.gjort_at for et in stand.indsendte for en in et.venter for trin in en.trin]
    return Udestaar(
        Emne.SVAR,
        stand.venter,
        f"{antal} er ikke besvaret",
        f"svar på {antal}",
        stand.svarfrist or datoer.frist,
        max(sendt),
    )


def _promises(stand: Partstand) -> Udestaar | None:
    if not stand.foerste_loefte:
        return None
    antal = counted(stand.loefter, "forklaring", "forklaringer")
    skrevet = [loefte.skrevet_at for et in stand.indsendte for loefte in et.loefter]
    lovet = "lovet forklaring mangler" if stand.loefter == 1 else "lovede forklaringer mangler"
    return Udestaar(
        Emne.LOEFTE,
        stand.loefter,
        f"{stand.loefter} {lovet}",
        f"skriv {antal}, I har lovet",
        stand.foerste_loefte,
        max(skrevet),
    )


def _submissions(stand: Partstand, datoer: Datoer) -> Udestaar | None:
    if not stand.mangler:
        return None
    antal = counted(stand.mangler, "tilbud", "tilbud")
    return Udestaar(
        Emne.INDSEND,
        stand.mangler,
        f"{antal} er ikke indsendt",
        f"indsend {antal}",
        datoer.frist,
        datoer.sat.runde.aabnet_at,
    )


def _budgets(stand: Partstand, datoer: Datoer) -> Udestaar | None:
    """Provisional figures are asked about once the budgets are adopted."""
    vedtaget = datoer.sat.budget_vedtaget
    if not stand.foreloebige or tid.today() < vedtaget:
        return None
    antal = counted(stand.foreloebige, "tilbud", "tilbud")
    foreloebige = "er foreløbigt" if stand.foreloebige == 1 else "er foreløbige"
    indsendt = [et.indsendelse.indsendt_at for et in stand.indsendte if et.er_foreloebig]
    return Udestaar(
        Emne.BUDGET,
        stand.foreloebige,
        f"{antal} {foreloebige} efter budgetvedtagelsen",
        f"bekræft {antal} efter budgetvedtagelsen",
        vedtaget,
        max(indsendt),
    )
