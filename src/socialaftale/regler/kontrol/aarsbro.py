"""The stated causes of a large change beside those that the full basis of both years gives."""

from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.regler.kontrol.aarsager import stated_percent
from socialaftale.regler.kontrol.emner import Linjesag, Ramme, Tilbudssag
from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.parametre import UkendtRegelsaet
from socialaftale.regler.takst.beregn import choose_regelsaet
from socialaftale.regler.takst.bro import Aargang, Linjebro, bridge_tilbud
from socialaftale.regler.takst.navne import AARSAGSNAVN
from socialaftale.regler.takst.opgave import Aarsagsart
from socialaftale.regler.talformat import percent


@kontrol(
    Tilbudssag,
    "A7",
    titel="Grundlaget viser andre årsager",
    naar="Taksten er ændret 10 % eller mere, og en angiven årsag afviger mere end 2 procentpoint fra grundlagets.",
    kilde="Årets ændring delt på årsager, én faktor ad gangen; referat DAS 17.11.2025, punkt 5 (Aalborg)",
    hvad_goer_du="Sammenlign med årsbroen, og ret årsagerne eller grundlaget.",
)
def other_causes(sag: Tilbudssag) -> Iterator[Svar]:
    """Only large changes, since a bridge is many calculations; the largest difference is named."""
    store = [linje for linje in sag.linjer if linje.ny.aarsager and _is_large(linje)]
    broer = {bro.linje: bro for bro in _bridges(sag.ramme)} if store else {}
    for linje in store:
        bro = broer.get(linje.ny.id)
        forskelle = _differences(linje, bro) if bro else {}
        stoerste = max(forskelle, key=lambda art: abs(forskelle[art]), default=None)
        if stoerste and abs(forskelle[stoerste]) > sag.ramme.regelsaet.taerskler.uforklaret.vaerdi:
            hvor = f"{AARSAGSNAVN[stoerste]} afviger {percent(abs(forskelle[stoerste]))} af sidste års takst"
            besked = f"{linje.ny.navn}: {hvor} fra det, grundlaget viser."
            yield Svar(Alvor.OPMAERKSOM, "aarsager", besked, linje=linje.ny.id, beregning=linje.beregning.ny.id)


def _is_large(linje: Linjesag) -> bool:
    aendring = linje.aendring_procent
    return aendring is not None and abs(aendring) >= linje.ramme.regelsaet.taerskler.aendring_forklares.vaerdi


def _bridges(ramme: Ramme) -> list[Linjebro]:
    if ramme.forrige is None or ramme.forrige_indberetning is None:
        return []
    try:
        regelsaet = choose_regelsaet(ramme.forrige_indberetning).regelsaet
        gammel = Aargang(ramme.forrige, ramme.forrige_indberetning.aar, regelsaet)
        return bridge_tilbud(gammel, Aargang(ramme.tilbud, ramme.indberetning.aar, ramme.regelsaet))
    except (KanIkkeBeregnes, UkendtRegelsaet):
        return []


def _differences(linje: Linjesag, bro: Linjebro) -> dict[Aarsagsart, Decimal]:
    """Stated less computed, per cent of last year's takst, by cause."""
    forskelle = {art: -REGNING.divide(effekt * 100, bro.fra_kr) for art, effekt in bro.effekter.items() if bro.fra_kr}
    for aarsag in linje.ny.aarsager:
        forskelle[aarsag.art] = forskelle.get(aarsag.art, Decimal(0)) + stated_percent(aarsag, linje.gammel_kr)
    return forskelle
