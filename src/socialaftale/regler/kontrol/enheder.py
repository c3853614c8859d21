"""Units and amounts: day, month or week slips, absurd figures, øre in a list of whole kroner."""

from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.beloeb import KRONE, REGNING, round_half_up
from socialaftale.regler.kontrol.emner import Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason_about
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.navne import ENHEDSNAVN
from socialaftale.regler.takst.opgave import Enhed, Linjetype
from socialaftale.regler.talformat import kroner, number

FORHOLD = {
    "måned og dag": Decimal("30.42"),
    "uge og dag": Decimal(7),
    "år og dag": Decimal(365),
    "år og måned": Decimal(12),
    "kroner og tusinde kroner": Decimal(1000),
    "et komma flyttet én plads": Decimal(10),
    "et komma flyttet to pladser (øre)": Decimal(100),
}
UDEN_LAVEST = {Linjetype.PAKKE, Linjetype.TILLAEG, Linjetype.FORHANDLET, Linjetype.AFLEDT, Linjetype.OBJEKTIV}


@kontrol(
    Linjesag,
    "U1",
    titel="Enheden er ændret",
    naar="Linjens enhed er en anden end sidste år og ikke begrundet.",
    kilde="Sammenligning fra år til år kræver samme enhed",
    hvad_goer_du="Ret enheden, eller skriv i begrundelsen, hvorfor taksten nu opkræves på en anden måde.",
)
def unit_changed(sag: Linjesag) -> Iterator[Svar]:
    """A new unit is a new way to be billed."""
    gammel = sag.forrige.enhed if sag.forrige else None
    if gammel is not None and gammel is not sag.ny.enhed:
        besked = f"{sag.ny.navn}: prisen var pr. {ENHEDSNAVN[gammel]} og er nu pr. {ENHEDSNAVN[sag.ny.enhed]}."
        yield Svar(open_unless(is_reason_about(sag.ny.begrundelse, "enhed")), "enhed", besked)


@kontrol(
    Linjesag,
    "U2",
    titel="Taksten ligner et tal i en anden enhed",
    naar="Forholdet til sidste års takst er tæt på 7, 10, 12, 30,4, 100, 365 eller 1.000.",
    kilde="Kendte tastefejl: månedspris i en døgnlinje, ugepris, øre i stedet for kroner, komma flyttet",
    hvad_goer_du="Kontrollér, om taksten er skrevet i den enhed, der står på linjen.",
)
def unit_slip(sag: Linjesag) -> Iterator[Svar]:
    """A year's ordinary change may lie on top of the factor."""
    if sag.aendring_procent is None or not sag.takst_kr or not sag.gammel_kr:
        return
    stoerst, mindst = max(sag.takst_kr, sag.gammel_kr), min(sag.takst_kr, sag.gammel_kr)
    forhold = REGNING.divide(stoerst, mindst)
    margen = kontrollister().graenser.enhedsfejl_margen.vaerdi / 100
    for navn, faktor in FORHOLD.items() if forhold > 6 else ():
        if abs(forhold / faktor - 1) <= margen:
            besked = f"{sag.ny.navn}: {kroner(sag.takst_kr)} mod {kroner(sag.gammel_kr)} sidste år ligner {navn}."
            yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)
            return


@kontrol(
    Linjesag,
    "U3",
    titel="Taksten er urimelig i sin enhed",
    naar="Taksten er 0 eller uden for det, en takst i den enhed kan koste.",
    kilde="Offentliggjorte priser 2016-2024, spændet udvidet (antaget)",
    hvad_goer_du="Kontrollér enheden og tallet. Er taksten rigtig, så skriv, hvorfor beløbet er usædvanligt.",
)
def absurd_amount(sag: Linjesag) -> Iterator[Svar]:
    """A package, a supplement, a negotiated or derived price may be small."""
    takst = sag.takst_kr
    if takst is None:
        return
    if takst == 0:
        yield Svar(Alvor.FEJL, "takst_kr", f"{sag.ny.navn}: taksten er 0 kr.")
        return
    spaend = kontrollister().takstspaend[sag.ny.enhed]
    lavest = Decimal(0) if sag.ny.type in UDEN_LAVEST else spaend.lavest
    if not lavest <= takst <= spaend.hoejest:
        rimeligt = f"{number(lavest)}-{number(spaend.hoejest)} kr."
        besked = f"{sag.ny.navn}: {kroner(takst)} pr. {ENHEDSNAVN[sag.ny.enhed]} er uden for {rimeligt}"
        yield Svar(open_unless(is_reason_about(sag.ny.begrundelse, "beloeb")), "takst_kr", besked)


@kontrol(
    Linjesag,
    "U4",
    titel="Ører i en liste i hele kroner",
    naar="Taksten har ører, selv om takstbilaget er i hele kroner.",
    kilde="Takstblad for Specialcenter Syddanmark 2022: hele kroner, halve rundes op (antaget)",
    hvad_goer_du="Rund taksten af til hele kroner, halve op.",
)
def oere(sag: Linjesag) -> Iterator[Svar]:
    """The step comes from the rule set; an hour price has its own."""
    afrunding = sag.ramme.regelsaet.afrunding
    trin = (afrunding.timetakst if sag.ny.enhed is Enhed.TIME else afrunding.takst).vaerdi
    if sag.ny.takst_kr is not None and round_half_up(sag.ny.takst_kr, trin) != sag.ny.takst_kr:
        besked = f"{sag.ny.navn}: taksten er {kroner(sag.ny.takst_kr)}, men skal være i hele kroner."
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)


@kontrol(
    Linjesag,
    "U5",
    titel="Den indberettede takst er ikke den beregnede",
    naar="Taksten på linjen afviger fra den, grundlaget giver.",
    kilde="Taksten skal svare til de budgetterede omkostninger (serviceloven § 174, barnets lov § 195)",
    hvad_goer_du="Brug den beregnede takst, eller ret grundlaget.",
)
def not_the_computed(sag: Linjesag) -> Iterator[Svar]:
    """Speaks only where the full basis computes the line."""
    beregnet = sag.beregning.beregnet.takster.get(sag.ny.id)
    if beregnet is not None and sag.ny.takst_kr is not None and abs(beregnet - sag.ny.takst_kr) >= KRONE:
        besked = f"{sag.ny.navn}: indberettet {kroner(sag.ny.takst_kr)}, beregnet {kroner(beregnet)}."
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)
