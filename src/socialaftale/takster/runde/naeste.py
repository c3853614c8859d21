"""What a driftsherre does now about a tilbud in a round, and how far it has come with all of them. Reads no row."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.regler.kontrol import Alvor

from ..oversigt import counted
from .egne import Egettilbud
from .stand import AFGJORT, Trin


class Naeste(NamedTuple):
    """What to do, and the page and the place on it where it is done; all empty where nothing waits."""

    tekst: str = ""
    side: str = ""
    anker: str = ""


def next_step(et: Egettilbud) -> Naeste:
    """The one thing to do about the tilbud, the most pressing first."""
    return _about_submitted(et) or _about_draft(et) or Naeste()


def _about_submitted(et: Egettilbud) -> Naeste | None:
    indsendt = et.indsendt
    if indsendt is None:
        return None
    if indsendt.venter and et.trin not in AFGJORT:
        antal = counted(len(indsendt.venter), "bemærkning", "bemærkninger")
        frist = f" senest {dato(indsendt.svarfrist)}" if indsendt.svarfrist else ""
        return Naeste(f"Svar på {antal}{frist}.", "takst", "gennemgang")
    if indsendt.loefter:
        foerste = indsendt.loefter[0].eftersendes_senest
        return Naeste(f"Skriv den forklaring, I har lovet senest {dato(foerste)}.", "takst", "loefter")
    return None


def _about_draft(et: Egettilbud) -> Naeste | None:
    if et.ikke_gemt:
        return Naeste(f"Gem det, der er skrevet: {counted(et.ikke_gemt, 'felt', 'felter')}.", "takst_ret")
    if et.trin is Trin.IKKE_BEGYNDT:
        return Naeste("Skriv årets tal her på siden, eller udfyld takstskemaet.", "takst_ret")
    if et.kladde is Trin.KLAR:
        igen = " igen" if et.indsendt else ""
        return Naeste(f"Klar: indsend{igen}.", "takstrunde_indsend")
    if et.kladde:
        return Naeste(write_missing(et), "takst", "bemaerkninger")
    if et.trin in (Trin.UDSAT, Trin.AFVIST):
        return Naeste("Se grunden, ret taksten, og indsend igen.", "takst", "afgoerelser")
    return None


def write_missing(et: Egettilbud) -> str:
    """`Ret 1 fejl, og forklar 2 forhold.`"""
    fejl = sum(fund.alvor is Alvor.FEJL for fund in et.mangler)
    resten = len(et.mangler) - fejl
    dele = [f"ret {fejl} fejl"] if fejl else []
    dele += [f"forklar {resten} forhold"] if resten else []
    return f"{', og '.join(dele).capitalize()}."


@dataclass(frozen=True)
class Rundesum:
    """How far a driftsherre has come. `klar`, `retter` and `ikke_begyndt` are tilbud that are still to be submitted."""

    tilbud: int
    indsendt: int
    klar: int
    retter: int
    ikke_begyndt: int
    bemaerkninger: int
    svarfrist: dt.date | None
    loefter: int
    foerste_loefte: dt.date | None
    foreloebige: int

    @property
    def mangler(self) -> int:
        return self.tilbud - self.indsendt


def summed(egne: Iterable[Egettilbud]) -> Rundesum:
    """The tilbud of one driftsherre counted."""
    alle = list(egne)
    indsendte = [et.indsendt for et in alle if et.indsendt]
    venter = [indsendt for indsendt in indsendte if indsendt.venter and indsendt.trin not in AFGJORT]
    loefter = [loefte for indsendt in indsendte for loefte in indsendt.loefter]
    return Rundesum(
        tilbud=len(alle),
        indsendt=len(indsendte),
        klar=sum(et.kan_indsendes for et in alle),
        retter=sum(et.kladde in (Trin.KLADDE, Trin.SKAL_FORKLARES) for et in alle),
        ikke_begyndt=sum(et.trin is Trin.IKKE_BEGYNDT for et in alle),
        bemaerkninger=sum(len(indsendt.venter) for indsendt in venter),
        svarfrist=min((indsendt.svarfrist for indsendt in venter if indsendt.svarfrist), default=None),
        loefter=len(loefter),
        foerste_loefte=min((loefte.eftersendes_senest for loefte in loefter), default=None),
        foreloebige=sum(indsendt.er_foreloebig for indsendt in indsendte),
    )


def write_progress(samlet: Rundesum) -> str:
    """`3 tilbud er ikke begyndt, 2 tilbud skal rettes eller forklares.` Empty where nothing is to be submitted."""
    dele = [
        f"{counted(antal, 'tilbud', 'tilbud')} {tekst}"
        for antal, tekst in (
            (samlet.ikke_begyndt, "er ikke begyndt"),
            (samlet.retter, "skal rettes eller forklares"),
            (samlet.klar, "er klar til at indsende"),
        )
        if antal
    ]
    return f"{', '.join(dele)}." if dele else ""


def budget_is_adopted(budget_vedtaget: dt.date) -> bool:
    """Whether the day on which the budgets are adopted has come."""
    return tid.today() >= budget_vedtaget
