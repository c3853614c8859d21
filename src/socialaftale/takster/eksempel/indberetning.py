"""One constructed report: costs, structure, computed takster, and the causes of the change from the year before."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

from socialaftale.regler.belaegning import account_years, budgeted_occupancy
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.parametre import Regelsaet, regelsaet_for
from socialaftale.regler.takst.beregn import compute_beregning
from socialaftale.regler.takst.bro import Aargang, Linjebro, bridge_tilbud
from socialaftale.regler.takst.opgave import (
    Aarsag,
    Aarsagsart,
    Belaegning,
    Dage,
    Linje,
    Linjetype,
    Regnskabsbelaegning,
    Takstberegning,
    TilbudIndberetning,
)

from .omkostninger import Behov, build_costs
from .profil import Gruppe, Sted, Valg, actual_occupancy, choose, cost_factor, overhead_of
from .strukturer import Plads, ambulant_hours, build

AABNINGSDAGE = {"dag": 226, "undervisning": 200}
KORTE = ("sel-109", "sel-110")
FORSKEL = "Husene har hver sin bemanding om natten og hver sin husleje, derfor er prisen forskellig fra hus til hus."


class Aar(NamedTuple):
    """A takst year with its rules."""

    aar: int
    regelsaet: Regelsaet

    @property
    def pl(self) -> Decimal:
        return self.regelsaet.pl_procent[str(self.aar)].vaerdi


def year_of(aar: int, omraade: str = "nordjylland") -> Aar:
    return Aar(aar, regelsaet_for(aar, omraade).regelsaet)


def build_report(sted: Sted, aar: Aar, forrige: TilbudIndberetning | None) -> TilbudIndberetning:
    """The tilbud's report with a full basis; `forrige` is its report of the year before."""
    beregninger = tuple(_reasoned(_beregning(sted, gruppe, aar), len(sted.grupper)) for gruppe in sted.grupper)
    paragraffer = tuple(dict.fromkeys(gruppe.lovgrundlag for gruppe in sted.grupper))
    ny = TilbudIndberetning(id=sted.id, navn=sted.navn, lovgrundlag=paragraffer, beregninger=beregninger)
    return ny if forrige is None else compare(ny, forrige, aar)


def _beregning(sted: Sted, gruppe: Gruppe, aar: Aar) -> Takstberegning:
    valg = choose(sted, gruppe)
    belaegning = _occupancy(sted, gruppe, valg, aar)
    dage = Dage(basis="aabningsdage", antal=AABNINGSDAGE[gruppe.form]) if gruppe.form in AABNINGSDAGE else Dage()
    solgte_dage = Decimal(dage.antal or 365) * (belaegning.procent or 100) / 100
    opbygning = build(Plads(gruppe, valg, solgte_dage))
    overhead = overhead_of(sted.driftsherre, aar.aar)
    faktor = cost_factor(sted, gruppe, aar.aar, aar.pl) / (1 + overhead / 100)
    enheder = ambulant_hours(gruppe) if opbygning.struktur.kode == "G" else solgte_dage * gruppe.pladser
    behov = Behov(
        enheder * valg.pris * faktor * Decimal("0.96"), opbygning.ydelse * faktor, gruppe.pladser,
        gruppe.form == "doegn",
    )  # fmt: skip
    beregning = Takstberegning(
        id=gruppe.id, navn=gruppe.navn, art=gruppe.form, pladser=Decimal(gruppe.pladser),
        belaegning=belaegning, dage=dage, overhead_procent=overhead, struktur=opbygning.struktur,
        grundlag=build_costs(behov, overhead, _result(sted, gruppe, aar.aar, behov.basis)),
        linjer=opbygning.linjer,
    )  # fmt: skip
    return with_takster(beregning, aar)


def _reasoned(beregning: Takstberegning, huse: int) -> Takstberegning:
    """Where a tilbud has several houses, each line that differs between them says why."""
    if huse == 1:
        return beregning
    linjer = tuple(
        linje.model_copy(update={"begrundelse": FORSKEL}) if linje.type in (Linjetype.BASIS, Linjetype.TIME) else linje
        for linje in beregning.linjer
    )
    return beregning.model_copy(update={"linjer": linjer})


def _occupancy(sted: Sted, gruppe: Gruppe, valg: Valg, aar: Aar) -> Belaegning:
    regler = aar.regelsaet.belaegning
    regnskab = tuple(
        Regnskabsbelaegning(aar=et_aar, procent=actual_occupancy(sted, gruppe, et_aar, valg.belaegning))
        for et_aar in account_years(regler, aar.aar)
    )
    er_kort = gruppe.lovgrundlag.startswith(KORTE)
    belaegning = Belaegning(type="kort" if er_kort else "almindelig", regnskab=regnskab)
    return belaegning.model_copy(update={"procent": budgeted_occupancy(belaegning, regler, aar.aar).vaerdi})


def _result(sted: Sted, gruppe: Gruppe, aar: int, basis: Decimal) -> Decimal:
    """Every fourth calculation carries a small surplus or deficit in, up to 1 % of the basis."""
    lod = Random(f"resultat {sted.id}/{gruppe.id}/{aar}")
    return basis * lod.choice((-10, -5, 5, 10)) / 1000 if lod.randrange(4) == 0 else Decimal(0)


def with_takster(beregning: Takstberegning, aar: Aar) -> Takstberegning:
    """The calculation with the takster that its basis gives, or as it is where it gives none."""
    try:
        takster = {et.linje: et.takst_kr for et in compute_beregning(beregning, aar.regelsaet, aar.aar)}
    except KanIkkeBeregnes:
        return beregning
    linjer = tuple(linje.model_copy(update={"takst_kr": takster[linje.id]}) for linje in beregning.linjer)
    return beregning.model_copy(update={"linjer": linjer})


def compare(ny: TilbudIndberetning, forrige: TilbudIndberetning, aar: Aar) -> TilbudIndberetning:
    """The report with last year's figures beside this year's and the causes of every change, to the krone."""
    gamle = {beregning.id: beregning for beregning in forrige.beregninger}
    broer = {bro.linje: bro for bro in bridge_tilbud(_vintage(forrige, aar.aar - 1), _vintage(ny, aar.aar))}
    beregninger = tuple(_compared(beregning, gamle.get(beregning.id), broer) for beregning in ny.beregninger)
    return ny.model_copy(update={"beregninger": beregninger})


def _vintage(tilbud: TilbudIndberetning, aar: int) -> Aargang:
    return Aargang(tilbud, aar, regelsaet_for(aar).regelsaet)


def _compared(ny: Takstberegning, gammel: Takstberegning | None, broer: dict[str, Linjebro]) -> Takstberegning:
    if gammel is None:
        return ny
    linjer = {linje.id: linje for linje in gammel.linjer}
    belaegning = ny.belaegning.model_copy(update={"procent_forrige": gammel.belaegning.procent})
    return ny.model_copy(
        update={
            "pladser_forrige": gammel.pladser,
            "belaegning": belaegning,
            "linjer": tuple(_compared_line(linje, linjer.get(linje.id), broer.get(linje.id)) for linje in ny.linjer),
        }
    )


def _compared_line(ny: Linje, gammel: Linje | None, bro: Linjebro | None) -> Linje:
    if gammel is None:
        return ny
    forrige = {
        "takst_forrige_kr": gammel.takst_kr,
        "pladser_forrige": gammel.pladser,
        "timer_forrige": gammel.timer,
        "aarsager": causes(bro) if bro else (),
    }
    return ny.model_copy(update=forrige)


def causes(bro: Linjebro) -> tuple[Aarsag, ...]:
    """The effects in whole kroner that sum to the change: the largest takes what rounding leaves."""
    aendring = bro.til_kr - bro.fra_kr
    if aendring == 0:
        return ()
    hele = {art: effekt.quantize(Decimal(1), rounding=ROUND_HALF_UP) for art, effekt in bro.effekter.items()}
    stoerste = max(hele, key=lambda art: abs(hele[art]))
    hele[stoerste] += aendring - sum(hele.values())
    return tuple(Aarsag(art=art, kroner=kroner, tekst=TEKSTER[art]) for art, kroner in hele.items() if kroner)


TEKSTER = {
    Aarsagsart.PL: "Pris- og lønfremskrivning.",
    Aarsagsart.DIREKTE: "Direkte omkostninger ud over pris- og lønfremskrivning, især løn.",
    Aarsagsart.KAPITAL_OG_RESULTAT: "Afskrivning, forrentning og tidligere års resultat.",
    Aarsagsart.OVERHEAD: "Ny overheadprocent hos driftsherren.",
    Aarsagsart.PLADSER: "Ændret antal pladser.",
    Aarsagsart.BELAEGNING: "Belægningen følger de to seneste regnskaber.",
    Aarsagsart.DAGE: "Ændret antal dage.",
    Aarsagsart.STRUKTUR: "Ændret takststruktur.",
}


def build_series(aargange: Sequence[tuple[Sted, Aar]]) -> list[TilbudIndberetning]:
    """The tilbud's reports for consecutive years, each as the register has the tilbud that year."""
    rapporter: dict[int, TilbudIndberetning] = {}
    for sted, aar in aargange:
        rapporter[aar.aar] = build_report(sted, aar, rapporter.get(aar.aar - 1))
    return list(rapporter.values())
