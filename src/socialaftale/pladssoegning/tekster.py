"""What a search becomes on paper: the list to call from, and the note for the journal. The platform keeps neither."""

from collections.abc import Iterator
from typing import NamedTuple

from socialaftale.faelles.visning import HAARDT_MELLEMRUM, dato, kort_dato, kr, tidspunkt
from socialaftale.regler.pladskrav import Dom
from socialaftale.takster.synlighed import OffentligLinje
from socialaftale.takster.visning import ENHEDER, PERIODER, number

from .behov import in_words
from .models import Soegenotat, Soegning
from .queries import Fund, Svar
from .steder import Listeplads, Sted

FLEST_FRAVALGTE = 5
TAKSTENHEDER = ENHEDER


class Vist(NamedTuple):
    """The units of an answer that are shown: those to call in full, the nearest of the rest as a list shows them."""

    ring: list[Fund[Sted]]
    ikke: list[Fund[Listeplads]]


def call_list(soegning: Soegning, ring: list[Fund]) -> str:
    """The list to call from as text: tilbud, contact, telephone, takst with hours, last confirmed, what to ask."""
    linjer = [f"Ringeliste, søgning {soegning.kode}, {tidspunkt(soegning.soegt_at)}", ""]
    for nr, fund in enumerate(ring, 1):
        linjer += [*_entry(nr, fund), ""]
    return _plain(linjer)


def _plain(linjer: list[str]) -> str:
    """Text to paste anywhere: a space that does not break is a strange sign in some systems."""
    return "\n".join(linjer).replace(HAARDT_MELLEMRUM, " ").rstrip() + "\n"


def _entry(nr: int, fund: Fund) -> Iterator[str]:
    sted = fund.sted
    yield f"{nr}. {sted.navn} ({sted.tilbud.stam.driftsherre.navn})"
    yield f"   Telefon: {sted.oplyst.telefon or 'spørg driftsherren'}{contact(sted)}"
    yield "   " + ". ".join([vacancy(sted), *fund.vurdering.til_hvem])
    yield f"   Takst: {price(sted)}"
    if spoerg := to_ask(fund):
        yield f"   At afklare: {'; '.join(spoerg)}"


def contact(sted: Sted) -> str:
    return f", {sted.oplyst.bekraeftet_af}" if sted.oplyst.bekraeftet_af else ""


def vacancy(sted: Sted) -> str:
    """Whether there is room, and when that was last said: `Ledig fra 1. februar 2027, bekræftet 3. november 2026`."""
    oplyst = sted.oplyst
    svar = (
        oplyst.tilstand
        or {None: "Har ikke meldt, om der er ledigt", True: "Ledig nu", False: "Ikke ledig"}[oplyst.svar]
    )
    if oplyst.svar and oplyst.fra:
        svar = f"Ledig fra {dato(oplyst.fra)}"
    return f"{svar}, bekræftet {dato(oplyst.bekraeftet)}" if oplyst.bekraeftet else svar


def price(sted: Sted) -> str:
    """A day's price and the hours that it includes: `2.345 kr. pr. dag, 24 ATA-timer om ugen`."""
    linje = sted.billigst
    if linje is None:
        return "ikke offentliggjort"
    timer = f", {hours(sted)}" if linje.timer else ""
    navn = f" for {cheapest_name(sted)}" if sted.fra_takst else ""
    return f"{'fra ' if navn else ''}{kr(sted.takst_kr, 0)} pr. dag{navn}{timer}"


def hours(sted: Sted) -> str:
    """The hours that the cheapest line includes; empty where it names none."""
    return hours_of(sted.billigst) if sted.billigst else ""


def hours_of(linje: OffentligLinje) -> str:
    """What a line says of hours: `24 ATA-timer om ugen`."""
    timer = linje.timer
    return f"{number(timer.antal)} {timer.art}-timer {PERIODER[timer.pr]}" if timer else ""


FORSKELLE = (
    (lambda linje: linje.afdeling, "uden afdeling"),
    (hours_of, "uden oplyste timer"),
    (lambda linje: linje.indhold, "uden beskrivelse"),
)


def line_names(sted: Sted) -> list[str]:
    """What each line of the price is called, in their order: two that are called alike are told apart in words.

    By the afdeling, else by hours, else by what is included, whichever first differs.
    """
    linjer = [linje for linje, _ in sted.linjer]
    return [_told_apart(linje, [en for en in linjer if en.navn == linje.navn]) for linje in linjer]


def _told_apart(linje: OffentligLinje, ens: list[OffentligLinje]) -> str:
    if len(ens) == 1:
        return linje.navn
    for ved, uden in FORSKELLE:
        if len({ved(en) for en in ens}) == len(ens):
            return f"{linje.navn} ({ved(linje) or uden})"
    return f"{linje.navn} (nr. {ens.index(linje) + 1})"


def cheapest_name(sted: Sted) -> str:
    """Which line it is that a place is priced "from"; empty where one is the whole price."""
    par = zip(line_names(sted), sted.linjer, strict=True)
    navne = [navn for navn, (linje, _) in par if linje == sted.billigst]
    return navne[0] if sted.fra_takst else ""


def to_ask(fund: Fund) -> tuple[str, ...]:
    """What the register does not know, or what is a little off: the reasons why it only almost fits."""
    return tuple(tekst.split(":")[0] for tekst in fund.vurdering.naesten)


def journal_note(soegning: Soegning, svar: Svar, vist: Vist, skrevet: Soegenotat | None = None) -> str:
    """What was searched, when, what was found and why the rest was not: a few lines to paste into the journal."""
    kriterier = "; ".join(f"{hvad.lower()}: {sagt}" for hvad, sagt in in_words(soegning.kriterier)) or "alle pladser"
    linjer = [
        f"Søgning efter plads {tidspunkt(soegning.soegt_at)} (søgning {soegning.kode}).",
        f"Søgt efter: {kriterier}.",
        f"Kommunale og regionale pladser i registeret: {len(svar.passer)} passer, {len(svar.naesten)} passer næsten.",
    ]
    if svar.mangler:
        linjer.append("Ingen af dem svarer på alle de ord, der blev søgt på.")
    if svar.flere:
        linjer.append(f"Der er mange: de {len(svar.vurderinger)}, der så ud til at passe bedst, er vurderet.")
    linjer += [f"- {_found(fund)}" for fund in vist.ring]
    fravalgte = vist.ikke[:FLEST_FRAVALGTE]
    if fravalgte:
        linjer.append("Passer ikke:")
        linjer += [f"- {fund.sted.navn}: {'; '.join(fund.vurdering.hvorfor_ikke)}" for fund in fravalgte]
    if len(svar.ikke) > FLEST_FRAVALGTE:
        linjer.append(f"- og {len(svar.ikke) - FLEST_FRAVALGTE} andre")
    if skrevet:
        linjer.append(f"Søgenotat {tidspunkt(skrevet.skrevet_at)}: {skrevet.get_art_display()}.")
    return _plain(linjer)


def _found(fund: Fund) -> str:
    forbehold = f" ({'; '.join(fund.vurdering.naesten)})" if fund.vurdering.dom == Dom.NAESTEN else ""
    bekraeftet = fund.sted.oplyst.bekraeftet
    alder = f", bekræftet {kort_dato(bekraeftet)}" if bekraeftet else ""
    return f"{fund.sted.navn}: {price(fund.sted)}{alder}{forbehold}"
