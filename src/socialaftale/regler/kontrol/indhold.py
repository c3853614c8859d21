"""What a takst covers: contents stated, terms that can be understood, hours where the type needs them."""

from collections import defaultdict
from collections.abc import Iterator

from socialaftale.regler.kontrol.emner import Beregningssag, Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import same_words, says_nothing, unclear_term
from socialaftale.regler.takst.opgave import Linje, Linjetype

NORDSTJERNEN = "Referat DAS 17.11.2025, punkt 5 (Nordstjernen)"
MED_TIMER = {Linjetype.BASIS, Linjetype.NIVEAU, Linjetype.PAKKE, Linjetype.FORLOEB, Linjetype.TIME}
OVEN_PAA_BASIS = {Linjetype.TIME, Linjetype.PAKKE, Linjetype.FORHANDLET, Linjetype.NIVEAU}
STRUKTUR_MED_TIMER = {"B", "C", "D", "F", "G", "N"}


def _is_derived(sag: Linjesag) -> bool:
    return any(afledt.linje == sag.ny.id for afledt in sag.beregning.ny.afledte)


@kontrol(
    Linjesag,
    "V3",
    titel="Det står ikke, hvad taksten dækker",
    naar="Linjens indhold mangler, henviser kun til noget andet, eller gentager linjens navn.",
    kilde=f"{NORDSTJERNEN}: det var ikke gennemsigtigt, hvad basistaksten dækkede",
    hvad_goer_du="Skriv, hvad taksten dækker: ydelserne, timerne i den og prisen for en time mere.",
)
def contents_missing(sag: Linjesag) -> Iterator[Svar]:
    """A derived line (month price) is explained by the line it is derived from."""
    if _is_derived(sag):
        return
    if says_nothing(sag.ny.indhold) or same_words(sag.ny.indhold, sag.ny.navn):
        yield Svar(Alvor.KRAEVER_FORKLARING, "indhold", f"{sag.ny.navn}: det står ikke, hvad taksten dækker.")


@kontrol(
    Linjesag,
    "V4",
    titel="Navnet er et udefineret begreb",
    naar="Linjens navn har et ord, som ikke siger, hvad der betales for (merpris, diverse, andet ...).",
    kilde=f'{NORDSTJERNEN}: hvad dækker "merpris" under dagtilbuddet?',
    hvad_goer_du="Giv linjen et navn, der siger, hvad der betales for, eller slet den.",
)
def undefined_term(sag: Linjesag) -> Iterator[Svar]:
    """The list of words is data; contents do not mend a name, since the name is what buyers see."""
    ord_ = unclear_term(sag.ny.navn)
    if ord_:
        yield Svar(Alvor.KRAEVER_FORKLARING, "navn", f'{sag.ny.navn}: "{ord_}" siger ikke, hvad der betales for.')


@kontrol(
    Linjesag,
    "I1",
    titel="Timerne i taksten mangler",
    naar="En basistakst, et niveau, en pakke, et forløb eller en timepris har ingen timer og tidsart.",
    kilde=f"{NORDSTJERNEN}: to ATA-timer i basis blev først oplyst bagefter",
    hvad_goer_du="Skriv timer, periode (dag, uge, år) og tidsart (ATA, BRT, normeret). Skriv 0, hvis der ingen er.",
)
def hours_missing(sag: Linjesag) -> Iterator[Svar]:
    """The hours may stand on the line or in the structure of the full basis."""
    struktur = sag.beregning.ny.struktur
    if sag.ny.type not in MED_TIMER or sag.ny.timer is not None:
        return
    if struktur is None or struktur.kode not in STRUKTUR_MED_TIMER:
        yield Svar(Alvor.KRAEVER_FORKLARING, "timer", f"{sag.ny.navn}: det står ikke, hvor mange timer taksten dækker.")


@kontrol(
    Beregningssag,
    "I2",
    titel="Prisen for mere end basis mangler",
    naar="Der er en basistakst, men hverken timepris, pakke, niveau eller forhandlet takst oven på den.",
    kilde=f"{NORDSTJERNEN}: hvad koster en time mere?",
    hvad_goer_du="Tilføj linjen med ydelsestaksten, fx prisen pr. time.",
)
def basis_alone(sag: Beregningssag) -> Iterator[Svar]:
    """A two-part takst has two parts."""
    typer = {linje.type for linje in sag.ny.linjer}
    if Linjetype.BASIS not in typer or typer & OVEN_PAA_BASIS:
        return
    for linje in sag.ny.linjer:
        if linje.type is Linjetype.BASIS:
            besked = f"{linje.navn}: det står ikke, hvad en time eller pakke mere koster."
            yield Svar(Alvor.KRAEVER_FORKLARING, "type", besked, linje=linje.id)


@kontrol(
    Linjesag,
    "I3",
    titel="Taksten mangler",
    naar="Linjen har ingen takst, og den kan ikke beregnes af et fuldt grundlag.",
    kilde="Den korte indberetning: takst i år og sidste år for hver linje",
    hvad_goer_du="Skriv taksten, eller udfyld grundlaget, så den kan beregnes.",
)
def takst_missing(sag: Linjesag) -> Iterator[Svar]:
    """Gives the reason where a full basis could not be computed."""
    if sag.takst_kr is None:
        grund = sag.beregning.beregnet.kan_ikke
        besked = f"{sag.ny.navn}: taksten mangler." + (f" {grund}" if grund else "")
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)


@kontrol(
    Beregningssag,
    "I4",
    titel="To slags linjer dækker det samme",
    naar="To linjer af forskellig type i samme beregning har det samme indhold, ord for ord.",
    kilde=f"{NORDSTJERNEN}: hvad er basistaksten, og hvad er det andet?",
    hvad_goer_du="Skriv, hvad netop denne linje dækker, og hvad der ligger i den anden.",
)
def same_contents(sag: Beregningssag) -> Iterator[Svar]:
    """Levels may share their words, since the hours tell them apart; a basis and a package may not."""
    grupper: dict[str, list[Linje]] = defaultdict(list)
    for linje in sag.ny.linjer:
        if linje.indhold and linje.type is not Linjetype.AFLEDT:
            grupper[" ".join(linje.indhold.lower().split())].append(linje)
    for gruppe in grupper.values():
        if len({linje.type for linje in gruppe}) > 1:
            for linje in gruppe:
                besked = f"{linje.navn}: samme indhold som en linje af en anden type."
                yield Svar(Alvor.KRAEVER_FORKLARING, "indhold", besked, linje=linje.id)
