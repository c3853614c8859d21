"""Last year's figures as the reporter states them, against last year's report itself; and whose report it is."""

from collections import Counter
from collections.abc import Iterator

from socialaftale.regler.beloeb import KRONE
from socialaftale.regler.kontrol.emner import Beregningssag, Indberetningssag, Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason_about
from socialaftale.regler.takst.navne import hours_text
from socialaftale.regler.talformat import kroner, number, percent

KILDE = "Referat DAS 17.11.2025, punkt 5: sidste års tal skal kunne sammenlignes"


@kontrol(
    Linjesag,
    "L1",
    titel="Sidste års tal passer ikke med sidste års indberetning",
    naar="Linjens takst, pladser eller timer for sidste år er andre end dem, der blev indberettet dengang.",
    kilde=KILDE,
    hvad_goer_du="Brug tallet fra sidste års takstbilag. Blev det rettet i årets løb, så skriv det i begrundelsen.",
)
def line_differs(sag: Linjesag) -> Iterator[Svar]:
    """A line that came over a bridge has no last year's figure of its own."""
    if sag.gammel is None or sag.broer:
        return
    ny, gammel = sag.ny, sag.gammel.linje
    gammel_kr = sag.gammel.takst_kr
    alvor = open_unless(is_reason_about(ny.begrundelse, "rettelse"))
    if ny.takst_forrige_kr is not None and gammel_kr is not None and abs(ny.takst_forrige_kr - gammel_kr) >= KRONE:
        besked = f"{ny.navn}: sidste års takst er {kroner(ny.takst_forrige_kr)}, men var {kroner(gammel_kr)}."
        yield Svar(alvor, "takst_forrige_kr", besked)
    if ny.pladser_forrige is not None and gammel.pladser is not None and ny.pladser_forrige != gammel.pladser:
        besked = f"{ny.navn}: sidste års pladser er {number(ny.pladser_forrige)}, men var {number(gammel.pladser)}."
        yield Svar(alvor, "pladser_forrige", besked)
    if ny.timer_forrige is not None and gammel.timer is not None and ny.timer_forrige != gammel.timer:
        besked = f"{ny.navn}: sidste års timer er {hours_text(ny.timer_forrige)}, men var {hours_text(gammel.timer)}."
        yield Svar(alvor, "timer_forrige", besked)


@kontrol(
    Beregningssag,
    "L2",
    titel="Afdelingens tal for sidste år passer ikke",
    naar="Beregningens pladser eller belægning for sidste år er andre end i sidste års indberetning.",
    kilde=KILDE,
    hvad_goer_du="Brug tallet fra sidste års indberetning.",
)
def calculation_differs(sag: Beregningssag) -> Iterator[Svar]:
    """Places and occupancy are what the year's change is decomposed by."""
    if sag.forrige is None:
        return
    pladser, gamle_pladser = sag.ny.pladser_forrige, sag.forrige.pladser
    if pladser is not None and pladser != gamle_pladser:
        besked = f"{sag.ny.navn}: sidste års pladser er {number(pladser)}, men var {number(gamle_pladser)}."
        yield Svar(Alvor.KRAEVER_FORKLARING, "pladser_forrige", besked)
    procent, gammel = sag.ny.belaegning.procent_forrige, sag.forrige.belaegning.procent
    if procent is not None and gammel is not None and procent != gammel:
        besked = f"{sag.ny.navn}: sidste års belægning er {percent(procent)}, men var {percent(gammel)}."
        yield Svar(Alvor.KRAEVER_FORKLARING, "belaegning.procent_forrige", besked)


@kontrol(
    Linjesag,
    "L3",
    titel="Sidste års tal kan ikke findes",
    naar="Linjen har en takst for sidste år, men var ikke i sidste års indberetning og har ingen bro.",
    kilde="Referat DAS 17.11.2025, punkt 5 (Vesthimmerland): fiktive takster for året før",
    hvad_goer_du="Skriv en bro fra den linje, tallet kommer fra, eller slet tallet.",
)
def figure_from_nowhere(sag: Linjesag) -> Iterator[Svar]:
    """A last year's figure must come from last year."""
    if sag.ramme.forrige and sag.gammel is None and not sag.broer and sag.ny.takst_forrige_kr is not None:
        takst = kroner(sag.ny.takst_forrige_kr)
        besked = f"{sag.ny.navn}: sidste års takst {takst} findes ikke i sidste års indberetning."
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_forrige_kr", besked)


@kontrol(
    Indberetningssag,
    "L4",
    titel="Det er ikke sidste års indberetning",
    naar="Indberetningen, der sammenlignes med, er fra et andet år end året før eller fra en anden driftsherre.",
    kilde="Sammenligning kræver samme driftsherre og året før",
    hvad_goer_du="Vælg driftsherrens egen indberetning fra året før.",
)
def wrong_last_year(sag: Indberetningssag) -> Iterator[Svar]:
    """Without last year's report nothing can be compared, and the check says so."""
    if sag.forrige is None:
        yield Svar(Alvor.KAN_IKKE_AFGOERES, "aar", "Sidste års indberetning mangler, så meget kan ikke sammenlignes.")
        return
    if sag.forrige.driftsherre != sag.ny.driftsherre:
        besked = f"Sidste års indberetning er fra {sag.forrige.driftsherre_navn}, ikke {sag.ny.driftsherre_navn}."
        yield Svar(Alvor.FEJL, "driftsherre", besked)
    if sag.forrige.aar != sag.ny.aar - 1:
        yield Svar(Alvor.FEJL, "aar", f"Der sammenlignes med {sag.forrige.aar}, ikke {sag.ny.aar - 1}.")


@kontrol(
    Indberetningssag,
    "L5",
    titel="Et tilbud er kommet til, væk eller står to gange",
    naar="Et tilbud fra sidste år mangler, et nyt er ikke begrundet, eller samme tilbud står to gange.",
    kilde="Referat DAS 17.11.2025, punkt 5 (Vesthimmerland): begge udgaver stod i takstbilaget",
    hvad_goer_du="Indberet tilbuddet én gang. Er det nyt, så begrund det; er det lukket, så meld det i registeret.",
)
def tilbud_come_and_gone(sag: Indberetningssag) -> Iterator[Svar]:
    """A renamed id shows as one that is gone and one that is new."""
    ids, navne = Counter(t.id for t in sag.ny.tilbud), Counter(t.navn.lower() for t in sag.ny.tilbud)
    gamle = {tilbud.id: tilbud for tilbud in sag.forrige.tilbud} if sag.forrige else {}
    for tilbud in sag.ny.tilbud:
        if ids[tilbud.id] > 1 or navne[tilbud.navn.lower()] > 1:
            felt = "id" if ids[tilbud.id] > 1 else "navn"
            yield Svar(Alvor.FEJL, felt, f"{tilbud.navn}: tilbuddet står mere end én gang.", tilbud=tilbud.id)
        elif sag.forrige and tilbud.id not in gamle and not is_reason_about(tilbud.begrundelse, "ny"):
            yield Svar(Alvor.KRAEVER_FORKLARING, "id", f"{tilbud.navn}: var ikke med sidste år.", tilbud=tilbud.id)
    for gammelt in gamle.values():
        if gammelt.id not in ids:
            besked = f"{gammelt.navn}: var med sidste år, men er ikke indberettet i år."
            yield Svar(Alvor.KRAEVER_FORKLARING, "id", besked, tilbud=gammelt.id)
