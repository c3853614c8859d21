"""Lines beside each other: equal basistakster, levels in order, months that fit days."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from socialaftale.regler.beloeb import KRONE, REGNING, round_half_up
from socialaftale.regler.kontrol.emner import Beregningssag, Linjesag, Tilbudssag
from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason, is_reason_about
from socialaftale.regler.kontrol.timer import a_day
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.navne import hours_text
from socialaftale.regler.takst.opgave import Afledt, Enhed, Linjetype
from socialaftale.regler.talformat import kroner, number

REFERAT = "Referat DAS 17.11.2025, punkt 5"
DAGSENHEDER = (Enhed.DOEGN, Enhed.DAG)


@kontrol(
    Tilbudssag,
    "V6",
    titel="Forskellige basistakster i samme tilbud",
    naar="Tilbuddets basistakster af samme art og enhed er forskellige, og linjen har ingen begrundelse.",
    kilde=f"{REFERAT} (Vesthimmerland: basistakster uens inden for samme tilbud)",
    hvad_goer_du="Skriv i linjens begrundelse, hvorfor netop dette hus har sin egen basistakst, eller ret den.",
)
def unequal_base(sag: Tilbudssag) -> Iterator[Svar]:
    """Each line gives its own reason, or the tilbud gives one that names the basistakst or the houses."""
    grupper: dict[tuple[str, str], list[Linjesag]] = defaultdict(list)
    for linje in sag.linjer:
        if linje.ny.type is Linjetype.BASIS and linje.takst_kr is not None:
            grupper[(linje.beregning.ny.art, linje.ny.enhed)].append(linje)
    faelles = is_reason_about(sag.ramme.tilbud.begrundelse, "basistakst")
    for gruppe in grupper.values():
        takster = sorted({linje.takst_kr for linje in gruppe if linje.takst_kr is not None})
        for linje in gruppe if len(takster) > 1 and not faelles else ():
            if not is_reason(linje.ny.begrundelse):
                fra_til = f"fra {kroner(takster[0])} til {kroner(takster[-1])}"
                besked = f"{linje.beregning.ny.navn}, {linje.ny.navn}: tilbuddets basistakster går {fra_til}."
                yield Svar(
                    Alvor.KRAEVER_FORKLARING, "takst_kr", besked, linje=linje.ny.id, beregning=linje.beregning.ny.id
                )


@kontrol(
    Beregningssag,
    "E1",
    titel="Niveauerne eller faserne står ikke i orden",
    naar="Et niveau eller en fase med flere timer koster mindre, eller to niveauer har byttet orden siden sidste år.",
    kilde="Differentierede takster og forløb (Mariehjem Caroline 2022): mere støtte koster ikke mindre",
    hvad_goer_du="Kontrollér, om taksterne eller timerne er byttet om.",
)
def levels_out_of_order(sag: Beregningssag) -> Iterator[Svar]:
    """Compared neighbour by neighbour, after hours where they are stated, else after last year's prices."""
    for type_ in (Linjetype.NIVEAU, Linjetype.FORLOEB):
        omvendte: dict[str, Linjesag] = {}
        for lavere, hoejere in pairwise(_in_order(priced(sag, type_))):
            if (lavere.takst_kr or 0) > (hoejere.takst_kr or 0):
                omvendte |= {lavere.ny.id: lavere, hoejere.ny.id: hoejere}
        for linje in omvendte.values():
            timer = f" med {hours_text(linje.ny.timer)}" if linje.ny.timer else ""
            besked = f"{linje.ny.navn}{timer} koster {kroner(linje.takst_kr or 0)}: linjerne står ikke i orden."
            yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked, linje=linje.ny.id)


def priced(sag: Beregningssag, type_: Linjetype) -> list[Linjesag]:
    """The calculation's lines of one type that have a takst."""
    linjer = [Linjesag(sag, linje) for linje in sag.ny.linjer if linje.type is type_]
    return [linje for linje in linjer if linje.takst_kr is not None]


def hours_of(linje: Linjesag) -> Decimal:
    """Hours a day in the line's takst; 0 where none are stated."""
    return a_day(linje.ny.timer) if linje.ny.timer else Decimal(0)


def _in_order(linjer: list[Linjesag]) -> list[Linjesag]:
    """Sorted by hours a day of one kind, else by last year's takst; empty where neither is known for all."""
    arter = {(linje.ny.enhed, linje.ny.timer.art if linje.ny.timer else None) for linje in linjer}
    if len(arter) != 1:
        return []
    if all(linje.ny.timer for linje in linjer):
        return sorted(linjer, key=lambda linje: (hours_of(linje), linje.takst_kr))
    if all(linje.gammel_kr for linje in linjer):
        return sorted(linjer, key=lambda linje: linje.gammel_kr or Decimal(0))
    return []


@kontrol(
    Beregningssag,
    "E3",
    titel="Den afledte takst passer ikke",
    naar="En månedspris, årspris eller delpris er ikke den takst, den bygger på, gange sin faktor.",
    kilde="Prislister bruger en månedsfaktor på 30,4-30,5 (Hadruplund 2018 og 2020)",
    hvad_goer_du="Ret den afledte takst eller faktoren.",
)
def derived_does_not_fit(sag: Beregningssag) -> Iterator[Svar]:
    """Checked on published prices, rounded to whole kroner."""
    linjer = {linje.id: Linjesag(sag, linje) for linje in sag.ny.linjer}
    for afledt in sag.ny.afledte:
        fra, til = linjer.get(afledt.fra_linje), linjer.get(afledt.linje)
        if fra is None or til is None or fra.takst_kr is None or til.takst_kr is None:
            continue
        ventet = round_half_up(REGNING.multiply(fra.takst_kr, afledt.faktor), KRONE)
        if abs(til.takst_kr - ventet) > KRONE:
            regnet = f"{fra.ny.navn} gange {number(afledt.faktor, 4)} er {kroner(ventet)}"
            besked = f"{til.ny.navn} er {kroner(til.takst_kr)}, men {regnet}."
            yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked, linje=til.ny.id)


@kontrol(
    Tilbudssag,
    "E4",
    titel="Samme tillæg til forskellige priser",
    naar="Timepriser eller tillæg med samme navn har forskellig pris i tilbuddets beregninger uden begrundelse.",
    kilde=f"{REFERAT}: forskelle inden for samme tilbud skal kunne forstås",
    hvad_goer_du="Brug samme pris, eller skriv i begrundelsen, hvorfor den er forskellig.",
)
def same_name_other_price(sag: Tilbudssag) -> Iterator[Svar]:
    """Hour prices and supplements of one tilbud; basistakster have their own check."""
    grupper: dict[tuple[str, str, str], list[Linjesag]] = defaultdict(list)
    for linje in sag.linjer:
        if linje.ny.type in (Linjetype.TIME, Linjetype.TILLAEG) and linje.takst_kr is not None:
            grupper[(linje.ny.navn.lower(), linje.ny.type, linje.ny.enhed)].append(linje)
    for gruppe in grupper.values():
        if len({linje.takst_kr for linje in gruppe}) == 1:
            continue
        for linje in gruppe:
            if not is_reason(linje.ny.begrundelse):
                besked = f"{linje.beregning.ny.navn}, {linje.ny.navn}: samme ydelse har flere priser i tilbuddet."
                yield Svar(Alvor.OPMAERKSOM, "takst_kr", besked, linje=linje.ny.id, beregning=linje.beregning.ny.id)


@kontrol(
    Beregningssag,
    "E5",
    titel="Måneden eller året passer ikke med dagen",
    naar="En månedspris eller årspris har en urimelig faktor, eller dens forhold til dagsprisen er et andet i år.",
    kilde="Prislister bruger en månedsfaktor på 30,4-30,5; et år er fra åbningsdagene til 366 dage",
    hvad_goer_du="Ret faktoren eller prisen. En månedspris er dagsprisen gange omkring 30,4.",
)
def period_does_not_fit(sag: Beregningssag) -> Iterator[Svar]:
    """A stated factor against the unit; without one, this year's ratio to the day price against last year's."""
    linjer = {linje.id: Linjesag(sag, linje) for linje in sag.ny.linjer}
    afledte = {afledt.linje: afledt for afledt in sag.ny.afledte}
    for linje in linjer.values():
        if linje.ny.enhed not in (Enhed.MAANED, Enhed.AAR):
            continue
        afledt = afledte.get(linje.ny.id)
        fundet = _odd_factor(linje, afledt, linjer) if afledt else _other_ratio(linje, linjer)
        if fundet:
            yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", f"{linje.ny.navn}: {fundet}.", linje=linje.ny.id)


def _odd_factor(linje: Linjesag, afledt: Afledt, linjer: Mapping[str, Linjesag]) -> str:
    fra, graenser = linjer.get(afledt.fra_linje), kontrollister().graenser
    if fra is None or fra.ny.enhed not in DAGSENHEDER:
        return ""
    er_maaned = linje.ny.enhed is Enhed.MAANED
    lavest = (graenser.maanedsfaktor_lavest if er_maaned else graenser.aarsfaktor_lavest).vaerdi
    hoejest = (graenser.maanedsfaktor_hoejest if er_maaned else graenser.aarsfaktor_hoejest).vaerdi
    if lavest <= afledt.faktor <= hoejest:
        return ""
    return f"faktoren {number(afledt.faktor, 4)} er uden for {number(lavest)}-{number(hoejest)} dage"


def _other_ratio(linje: Linjesag, linjer: Mapping[str, Linjesag]) -> str:
    """Only where the calculation has one day price, so that there is no doubt what the month is a month of."""
    dage = [en for en in linjer.values() if en.ny.enhed in DAGSENHEDER and en.ny.type is not Linjetype.TILLAEG]
    if len(dage) != 1 or not (dage[0].takst_kr and dage[0].gammel_kr and linje.takst_kr and linje.gammel_kr):
        return ""
    foer, nu = REGNING.divide(linje.gammel_kr, dage[0].gammel_kr), REGNING.divide(linje.takst_kr, dage[0].takst_kr)
    if abs(nu - foer) * 100 <= foer:
        return ""
    return f"den er {number(nu, 1)} gange {dage[0].ny.navn}, sidste år {number(foer, 1)} gange"
