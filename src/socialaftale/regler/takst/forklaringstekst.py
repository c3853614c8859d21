"""The drafted explanation ("Forklaringen er skrevet"): what changed from last year, a sentence for each cause.

Sentences are data, so that the driftsherre can edit, delete and add. Where both years have a full basis the causes
come from the year bridge, else from the reporter. What nobody has said stands as `[mangler: ...]`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.beloeb import KRONE, REGNING
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.takst.bro import Aargang, Linjebro, bridge_tilbud
from socialaftale.regler.takst.navne import AARSAGSNAVN, ENHEDSNAVN, hours_text
from socialaftale.regler.takst.opgave import Aarsagsart, Linje, Takstberegning, TilbudIndberetning
from socialaftale.regler.talformat import kroner, number, percent

MED_EGNE_ORD = (Aarsagsart.DIREKTE, Aarsagsart.KAPITAL_OG_RESULTAT, Aarsagsart.OVERHEAD, Aarsagsart.STRUKTUR)
"""Causes that figures alone do not explain: somebody must say what happened."""


class Saetning(NamedTuple):
    """One sentence of the draft and where it belongs; `kroner` is the cause's effect per unit of the line.

    `linje` is empty for what concerns the whole calculation, `mangler` is True where somebody must fill in.
    """

    beregning: str
    linje: str
    tekst: str
    kroner: Decimal | None = None
    mangler: bool = False


class _Linjepar(NamedTuple):
    """A line, its counterpart of last year, both takster in kroner, and its year bridge where there is one.

    `navn` says which calculation too, where the tilbud has several.
    """

    navn: str
    ny: Linje
    gammel: Linje | None
    takst_kr: Decimal | None
    gammel_kr: Decimal | None
    bro: Linjebro | None


def draft_explanation(ny: Aargang, forrige: Aargang | None = None) -> list[Saetning]:
    """The draft for one tilbud, in the order of the report; without `forrige` from the reporter's own figures."""
    broer = _bridges(ny, forrige)
    gamle = {beregning.id: beregning for beregning in forrige.tilbud.beregninger} if forrige else {}
    linjer = {linje.id: linje for beregning in gamle.values() for linje in beregning.linjer}
    saetninger: list[Saetning] = []
    for beregning in ny.tilbud.beregninger:
        saetninger += _calculation(beregning, gamle.get(beregning.id))
        for linje in beregning.linjer:
            par = _pair(linje, linjer.get(linje.id), broer.get(linje.id))
            flere = len(ny.tilbud.beregninger) > 1
            navn = f"{linje.navn} ({beregning.navn})" if flere else linje.navn
            saetninger += _line(par._replace(navn=navn), beregning.id)
    return saetninger + list(_gone(ny.tilbud, gamle))


def as_text(saetninger: list[Saetning]) -> str:
    """The draft as running text, one sentence a line."""
    return "\n".join(saetning.tekst for saetning in saetninger)


def _bridges(ny: Aargang, forrige: Aargang | None) -> dict[str, Linjebro]:
    if forrige is None:
        return {}
    try:
        return {bro.linje: bro for bro in bridge_tilbud(forrige, ny)}
    except KanIkkeBeregnes:
        return {}


def _pair(ny: Linje, gammel: Linje | None, bro: Linjebro | None) -> _Linjepar:
    if bro:
        return _Linjepar(ny.navn, ny, gammel, bro.til_kr, bro.fra_kr, bro)
    gammel_kr = gammel.takst_kr if gammel and gammel.takst_kr is not None else ny.takst_forrige_kr
    return _Linjepar(ny.navn, ny, gammel, ny.takst_kr, gammel_kr, None)


def _calculation(ny: Takstberegning, gammel: Takstberegning | None) -> Iterator[Saetning]:
    """Places, occupancy and days, where they changed."""
    pladser = gammel.pladser if gammel else ny.pladser_forrige
    if pladser is not None and pladser != ny.pladser:
        ordet = "udvides" if ny.pladser > pladser else "reduceres"
        yield Saetning(ny.id, "", f"{ny.navn} {ordet} fra {number(pladser)} til {number(ny.pladser)} pladser.")
    procent = gammel.belaegning.procent if gammel else ny.belaegning.procent_forrige
    if procent is not None and ny.belaegning.procent is not None and procent != ny.belaegning.procent:
        yield _occupancy(ny, procent, ny.belaegning.procent)
    if gammel and gammel.dage.antal and ny.dage.antal and gammel.dage.antal != ny.dage.antal:
        yield Saetning(ny.id, "", f"{ny.navn} prissættes for {ny.dage.antal} dage mod {gammel.dage.antal} sidste år.")


def _occupancy(ny: Takstberegning, fra: Decimal, til: Decimal) -> Saetning:
    tekst = f"Belægningen i {ny.navn} ændres fra {percent(fra)} til {percent(til)}"
    if ny.belaegning.begrundelse:
        return Saetning(ny.id, "", f"{tekst}: {_ended(ny.belaegning.begrundelse)}")
    if ny.belaegning.regnskab:
        faktisk = " og ".join(f"{percent(en.procent)} i {en.aar}" for en in ny.belaegning.regnskab)
        return Saetning(ny.id, "", f"{tekst}. Den faktiske belægning var {faktisk}.")
    return Saetning(ny.id, "", f"{tekst}. [mangler: hvorfor belægningen ændres]", mangler=True)


def _line(par: _Linjepar, beregning: str) -> Iterator[Saetning]:
    if par.takst_kr is None:
        yield Saetning(beregning, par.ny.id, f"[mangler: taksten for {par.navn}]", mangler=True)
        return
    if not par.gammel_kr:
        yield _new_line(par, beregning)
        return
    yield Saetning(beregning, par.ny.id, _headline(par, par.takst_kr, par.gammel_kr))
    yield from _hours(par, beregning)
    yield from _causes(par, beregning, par.takst_kr - par.gammel_kr)


def _new_line(par: _Linjepar, beregning: str) -> Saetning:
    enhed = ENHEDSNAVN[par.ny.enhed]
    tekst = f"{par.navn} er {kroner(par.takst_kr or 0)} pr. {enhed} og kan ikke sammenlignes med sidste år"
    if par.ny.begrundelse:
        return Saetning(beregning, par.ny.id, f"{tekst}: {_ended(par.ny.begrundelse)}")
    mangel = "[mangler: sidste års takst, en bro eller en begrundelse]"
    return Saetning(beregning, par.ny.id, f"{tekst}. {mangel}", mangler=True)


def _headline(par: _Linjepar, takst: Decimal, gammel: Decimal) -> str:
    enhed = ENHEDSNAVN[par.ny.enhed]
    if takst == gammel:
        return f"{par.navn} er uændret {kroner(takst)} pr. {enhed}."
    aendring = percent(abs(REGNING.divide((takst - gammel) * 100, gammel)))
    ordet = "stiger" if takst > gammel else "falder"
    return f"{par.navn} {ordet} {aendring} fra {kroner(gammel)} til {_ended(f'{kroner(takst)} pr. {enhed}')}"


def _hours(par: _Linjepar, beregning: str) -> Iterator[Saetning]:
    gamle, nye = par.gammel.timer if par.gammel else par.ny.timer_forrige, par.ny.timer
    if gamle is None or nye is None or gamle == nye:
        return
    tekst = f"Timerne i {par.navn} går fra {hours_text(gamle)} til {hours_text(nye)}"
    if par.ny.begrundelse:
        yield Saetning(beregning, par.ny.id, f"{tekst}: {_ended(par.ny.begrundelse)}")
    else:
        mangel = "[mangler: hvorfor, og hvad det betyder for de indplacerede]"
        yield Saetning(beregning, par.ny.id, f"{tekst}. {mangel}", mangler=True)


def _causes(par: _Linjepar, beregning: str, aendring: Decimal) -> Iterator[Saetning]:
    """The causes, the largest first, and what is left of the change."""
    effekter = par.bro.effekter if par.bro else _reported(par)
    for art, effekt in sorted(effekter.items(), key=lambda par_: -abs(par_[1])):
        if abs(effekt) * 2 >= KRONE:
            yield _cause(par, beregning, art, effekt)
    rest = aendring - sum(effekter.values(), Decimal(0))
    if par.bro is None and abs(rest) >= KRONE:
        tekst = f"[mangler: årsagen til {kroner(abs(rest))} af ændringen i {par.navn}]"
        yield Saetning(beregning, par.ny.id, tekst, rest, mangler=True)


def _reported(par: _Linjepar) -> dict[Aarsagsart, Decimal]:
    """The reporter's own causes in kroner, those of one kind added."""
    effekter: dict[Aarsagsart, Decimal] = {}
    for aarsag in par.ny.aarsager:
        procent = REGNING.divide((aarsag.procent or Decimal(0)) * (par.gammel_kr or Decimal(0)), Decimal(100))
        effekter[aarsag.art] = effekter.get(aarsag.art, Decimal(0)) + (
            aarsag.kroner if aarsag.kroner is not None else procent
        )
    return effekter


def _cause(par: _Linjepar, beregning: str, art: Aarsagsart, effekt: Decimal) -> Saetning:
    navn = AARSAGSNAVN[art]
    hele = effekt.quantize(KRONE, context=REGNING)
    ordet = "hæver" if effekt > 0 else "sænker"
    tekst = f"{navn[0].upper()}{navn[1:]} {ordet} taksten {kroner(abs(hele))}"
    tekster = (aarsag.tekst.strip(" .") for aarsag in par.ny.aarsager if aarsag.art is art)
    egne_ord = "; ".join(egen for egen in tekster if egen and egen.lower() != navn)
    if egne_ord:
        return Saetning(beregning, par.ny.id, f"{tekst}: {_ended(egne_ord[0].lower() + egne_ord[1:])}", effekt)
    if art in MED_EGNE_ORD:
        return Saetning(beregning, par.ny.id, f"{_ended(tekst)} [mangler: hvad der er sket]", effekt, mangler=True)
    return Saetning(beregning, par.ny.id, _ended(tekst), effekt)


def _gone(ny: TilbudIndberetning, gamle: dict[str, Takstberegning]) -> Iterator[Saetning]:
    """Last year's lines that are not there: where they went, or that nobody says."""
    nye = {linje.id: linje.navn for beregning in ny.beregninger for linje in beregning.linjer}
    for beregning in gamle.values():
        for linje in beregning.linjer:
            if linje.id in nye:
                continue
            til = [nye[bro.til_linje] for bro in ny.bro if bro.fra_linje == linje.id and bro.til_linje in nye]
            if til:
                yield Saetning(beregning.id, linje.id, f"{linje.navn} er afløst af {' og '.join(til)}.")
            else:
                tekst = f"{linje.navn} er ikke med i år. [mangler: hvad der er kommet i stedet]"
                yield Saetning(beregning.id, linje.id, tekst, mangler=True)


def _ended(tekst: str) -> str:
    tekst = tekst.strip()
    return tekst if tekst.endswith((".", "!", "?")) else f"{tekst}."
