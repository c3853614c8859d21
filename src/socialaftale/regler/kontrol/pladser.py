"""Places and days: not none, the same everywhere, and no silent change."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.kontrol.emner import Beregningssag, Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason_about
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.opgave import Aarsagsart, BasisPakker, Forloeb, Linje, Linjetype, Niveauer
from socialaftale.regler.talformat import number

DELER_PLADSERNE = {Linjetype.NIVEAU, Linjetype.PAKKE, Linjetype.FORLOEB, Linjetype.GENNEMSNIT, Linjetype.BASIS}
FORMEL = "Takst = takstgrundlag ÷ (pladser × belægning × dage)"


def _explained(sag: Beregningssag, art: Aarsagsart, emne: str) -> bool:
    """A cause of that kind on a line, or a reason that names the subject on the tilbud or a line."""
    tekster = [sag.ramme.tilbud.begrundelse, *(linje.begrundelse for linje in sag.ny.linjer)]
    return any(aarsag.art is art for linje in sag.ny.linjer for aarsag in linje.aarsager) or any(
        is_reason_about(tekst, emne) for tekst in tekster
    )


@kontrol(
    Beregningssag,
    "P1",
    titel="Der er ingen pladser eller dage",
    naar="Normerede pladser er 0, eller antallet af dage er 0, mangler eller er urimeligt.",
    kilde=f"{FORMEL}; almindeligt er 220-250 åbningsdage, og elevhjem afregnes 334 dage",
    hvad_goer_du="Skriv pladser og dage. Uden dem er der ingen takst.",
)
def no_places_or_days(sag: Beregningssag) -> Iterator[Svar]:
    """Nothing can be divided by 0."""
    if sag.har_pladser and sag.ny.pladser == 0:
        yield Svar(Alvor.FEJL, "pladser", f"{sag.ny.navn}: der er 0 pladser.")
    dage, graenser = sag.ny.dage, kontrollister().graenser
    if dage.basis == "kalender":
        return
    lavest = (graenser.aabningsdage_lavest if dage.basis == "aabningsdage" else graenser.faste_dage_lavest).vaerdi
    hoejest = graenser.aabningsdage_hoejest.vaerdi if dage.basis == "aabningsdage" else Decimal(366)
    if not dage.antal:
        yield Svar(Alvor.FEJL, "dage.antal", f"{sag.ny.navn}: antallet af dage mangler eller er 0.")
    elif not lavest <= dage.antal <= hoejest:
        alvor = open_unless(_explained(sag, Aarsagsart.DAGE, "dage"))
        yield Svar(alvor, "dage.antal", f"{sag.ny.navn}: {dage.antal} dage om året er usædvanligt.")


@kontrol(
    Beregningssag,
    "P2",
    titel="Pladserne er ændret uden forklaring",
    naar="Normerede pladser er andre end sidste år, og hverken årsag eller begrundelse nævner pladserne.",
    kilde=f"{FORMEL}; ændrede pladser flytter taksten og tilbuddets kapacitet",
    hvad_goer_du="Skriv årsagen pladser med kroner, eller nævn ændringen i tilbuddets begrundelse.",
)
def places_changed(sag: Beregningssag) -> Iterator[Svar]:
    """The calculation's own places."""
    gamle = sag.pladser_forrige
    if gamle is None or gamle == sag.ny.pladser or _explained(sag, Aarsagsart.PLADSER, "pladser"):
        return
    besked = f"{sag.ny.navn}: {number(gamle)} pladser sidste år, {number(sag.ny.pladser)} i år."
    yield Svar(Alvor.KRAEVER_FORKLARING, "pladser", besked)


@kontrol(
    Beregningssag,
    "P3",
    titel="Linjernes pladser passer ikke med de normerede",
    naar="Summen af pladserne på niveauer, pakker, forløb eller basis er ikke beregningens normerede pladser.",
    kilde=f"{FORMEL}; hver plads er budgetteret på én linje",
    hvad_goer_du="Ret pladserne på linjerne eller de normerede pladser, så de stemmer.",
)
def places_do_not_sum(sag: Beregningssag) -> Iterator[Svar]:
    """One kind of line at a time; the lines whose places changed since last year are shown."""
    grupper: dict[tuple[Linjetype, str], list[Linje]] = defaultdict(list)
    for linje in sag.ny.linjer:
        if linje.type in DELER_PLADSERNE:
            grupper[(linje.type, linje.enhed)].append(linje)
    for gruppe in grupper.values():
        kendte = [linje.pladser for linje in gruppe if linje.pladser is not None]
        ialt = sum(kendte, Decimal(0))
        if len(kendte) == len(gruppe) and ialt != sag.ny.pladser:
            tekst = f"linjernes pladser er {number(ialt)} i alt, men {number(sag.ny.pladser)} er normeret"
            yield Svar(Alvor.KRAEVER_FORKLARING, "pladser", f"{sag.ny.navn}: {tekst}.")
            for linje in gruppe:
                if Linjesag(sag, linje).forrige is None or _changed(sag, linje):
                    yield Svar(Alvor.KRAEVER_FORKLARING, "pladser", f"{linje.navn}: {tekst}.", linje=linje.id)


def _changed(sag: Beregningssag, linje: Linje) -> bool:
    gammel = sag.ramme.gamle.get(linje.id)
    return gammel is not None and gammel.linje.pladser != linje.pladser


@kontrol(
    Linjesag,
    "P4",
    titel="Linjens pladser er ændret",
    naar="Pladserne på linjen er andre end sidste år.",
    kilde=f"{FORMEL}; fordelingen på niveauer flytter taksten",
    hvad_goer_du="Kontrollér fordelingen. Er den rigtig, så nævn pladserne i en årsag eller begrundelse.",
)
def line_places_changed(sag: Linjesag) -> Iterator[Svar]:
    """Moved between lines is worth a look; more or fewer in all is a matter of the calculation."""
    gamle = sag.forrige.pladser if sag.forrige else sag.ny.pladser_forrige
    if gamle is None or gamle == sag.ny.pladser or _explained(sag.beregning, Aarsagsart.PLADSER, "pladser"):
        return
    if sag.ny.pladser is None:
        yield Svar(Alvor.KRAEVER_FORKLARING, "pladser", f"{sag.ny.navn}: pladserne mangler; sidste år {number(gamle)}.")
        return
    besked = f"{sag.ny.navn}: {number(gamle)} pladser sidste år, {number(sag.ny.pladser)} i år."
    samlet = sag.beregning.pladser_forrige
    flyttet = samlet is not None and samlet == sag.beregning.ny.pladser
    yield Svar(Alvor.OPMAERKSOM if flyttet else Alvor.KRAEVER_FORKLARING, "pladser", besked)


@kontrol(
    Beregningssag,
    "P5",
    titel="Strukturens pladser passer ikke med de normerede",
    naar="Pladserne i takststrukturen giver ikke de normerede pladser.",
    kilde=f"{FORMEL}; i struktur B, D og F har hvert niveau, hver pakke og hver fase sine egne pladser",
    hvad_goer_du="Ret pladserne i strukturen eller de normerede pladser.",
)
def structure_places(sag: Beregningssag) -> Iterator[Svar]:
    """Only a full basis has them."""
    struktur = sag.ny.struktur
    if isinstance(struktur, Niveauer):
        dele = [niveau.pladser for niveau in struktur.niveauer]
    elif isinstance(struktur, BasisPakker):
        dele = [pakke.pladser for pakke in struktur.pakker]
    elif isinstance(struktur, Forloeb):
        dele = [fase.pladser for fase in struktur.faser]
    else:
        return
    ialt = sum(dele, Decimal(0))
    if ialt != sag.ny.pladser:
        besked = f"{sag.ny.navn}: strukturen fordeler {number(ialt)} pladser, men {number(sag.ny.pladser)} er normeret."
        yield Svar(Alvor.OPMAERKSOM if ialt < sag.ny.pladser else Alvor.KRAEVER_FORKLARING, "struktur", besked)


@kontrol(
    Beregningssag,
    "P6",
    titel="Dagene eller arten er ændret",
    naar="Dagebasis, antal dage eller afdelingens art er en anden end sidste år uden forklaring.",
    kilde=f"{FORMEL}; dagtilbud prissættes pr. kalenderdag eller åbningsdag",
    hvad_goer_du="Skriv årsagen dage med kroner, eller nævn ændringen i tilbuddets begrundelse.",
)
def days_changed(sag: Beregningssag) -> Iterator[Svar]:
    """A leap year is not a change of days; the calendar is."""
    if sag.forrige is None:
        return
    if sag.forrige.art != sag.ny.art:
        yield Svar(Alvor.KRAEVER_FORKLARING, "art", f"{sag.ny.navn}: var {sag.forrige.art} sidste år, nu {sag.ny.art}.")
    if sag.forrige.dage != sag.ny.dage and not _explained(sag, Aarsagsart.DAGE, "dage"):
        felt = "dage.antal" if sag.forrige.dage.basis == sag.ny.dage.basis else "dage.basis"
        yield Svar(Alvor.KRAEVER_FORKLARING, felt, f"{sag.ny.navn}: dagene er ændret siden sidste år.")
