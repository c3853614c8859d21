"""The full basis: a total that can be divided, prices carried forward once, assets still in use, nothing twice."""

from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.kontrol.emner import Beregningssag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason_about, outside_the_takst
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.opgave import Aktiv, Grundlag, Omkostning, Takstberegning
from socialaftale.regler.talformat import kroner, number, percent

LOV = "Serviceloven § 174 og barnets lov § 195"
HVER_FOR_SIG = 3  # as many costs as this are named one by one where they jump


def direct_costs(grundlag: Grundlag) -> Decimal:
    """The sum of the direct cost lines, kroner."""
    return sum((post.beloeb_kr for post in grundlag.omkostninger), Decimal(0))


@kontrol(
    Beregningssag,
    "G1",
    titel="Grundlaget er 0 eller negativt",
    naar="De direkte omkostninger er 0 eller mindre, eller indtægterne er større end omkostningerne.",
    kilde=f"{LOV}: taksten bygger på de budgetterede omkostninger",
    hvad_goer_du="Kontrollér fortegn og beløb. Refusioner er negative, omkostninger positive.",
)
def negative_basis(sag: Beregningssag) -> Iterator[Svar]:
    """A takst cannot be made of nothing."""
    if sag.ny.grundlag is None:
        return
    direkte = direct_costs(sag.ny.grundlag)
    if direkte <= 0:
        besked = f"{sag.ny.navn}: de direkte omkostninger er {kroner(direkte)} i alt."
        yield Svar(Alvor.FEJL, "grundlag.omkostninger", besked)
    elif sag.ny.grundlag.oevrige_indtaegter_kr > direkte:
        besked = f"{sag.ny.navn}: indtægterne er større end de direkte omkostninger."
        yield Svar(Alvor.FEJL, "grundlag.oevrige_indtaegter_kr", besked)


@kontrol(
    Beregningssag,
    "G2",
    titel="Fremskrivningen er usædvanlig",
    naar="Omkostningerne står i sidste års priser, og fremskrivningen mangler, er en brøkdel eller er usædvanlig.",
    kilde="Takster fremskrives med pris- og lønudviklingen; satserne har ligget på 2-4 % (antaget)",
    hvad_goer_du="Skriv satsen i procent, fx 3.",
)
def odd_price_rise(sag: Beregningssag) -> Iterator[Svar]:
    """0,03 against 3 is the usual slip."""
    grundlag = sag.ny.grundlag
    if grundlag is None:
        return
    felt, sats = "grundlag.pl_procent", grundlag.pl_procent
    if grundlag.prisniveau == "takstaar":
        return
    graenser = kontrollister().graenser
    if sats is None and str(sag.ramme.indberetning.aar) not in sag.ramme.regelsaet.pl_procent:
        yield Svar(Alvor.KRAEVER_FORKLARING, felt, f"{sag.ny.navn}: fremskrivningen mangler.")
    elif sats is not None and not graenser.pl_lavest.vaerdi <= sats <= graenser.pl_hoejest.vaerdi:
        besked = f"{sag.ny.navn}: fremskrivningen er {number(sats, 4)} %."
        yield Svar(Alvor.KRAEVER_FORKLARING, felt, besked)


@kontrol(
    Beregningssag,
    "G3",
    titel="Aktivet kan ikke være rigtigt",
    naar="Et aktiv er skrevet af, er købt efter takståret, har større scrapværdi end pris eller en usædvanlig rente.",
    kilde="Afskrivning over levetiden og rente af den bogførte værdi (antaget)",
    hvad_goer_du="Fjern det, der er skrevet af, og ret år, levetid, scrapværdi eller rente.",
)
def odd_asset(sag: Beregningssag) -> Iterator[Svar]:
    """An asset past its life costs nothing and should leave the list."""
    for nr, aktiv in enumerate(sag.ny.grundlag.aktiver if sag.ny.grundlag else ()):
        fundet = _asset_fault(aktiv, sag.ramme.indberetning.aar)
        if fundet:
            alvor, felt, hvad = fundet
            yield Svar(alvor, f"grundlag.aktiver[{nr}].{felt}", f"{sag.ny.navn}: {aktiv.navn} {hvad}.")


def _asset_fault(aktiv: Aktiv, aar: int) -> tuple[Alvor, str, str] | None:
    if aktiv.scrap_kr > aktiv.anskaffelse_kr:
        return Alvor.FEJL, "scrap_kr", "har større scrapværdi end anskaffelsessum"
    if aktiv.anskaffet_aar > aar:
        return Alvor.KRAEVER_FORKLARING, "anskaffet_aar", f"er købt i {aktiv.anskaffet_aar}, efter takståret"
    if aktiv.rente_procent is not None and aktiv.rente_procent > kontrollister().graenser.rente_hoejest.vaerdi:
        return Alvor.KRAEVER_FORKLARING, "rente_procent", f"har en rente på {percent(aktiv.rente_procent)}"
    if aktiv.anskaffet_aar + aktiv.levetid_aar <= aar:
        return Alvor.OPMAERKSOM, "levetid_aar", "er skrevet af og koster ikke mere"
    return None


@kontrol(
    Beregningssag,
    "G4",
    titel="En omkostning hører ikke til i taksten",
    naar="En omkostning er et tillægs egen omkostning eller noget, aftalen holder ude af taksten.",
    kilde="Tillæg budgetteres ikke i hovedtaksten; kørsel til dagtilbud, egenbetaling og undervisning holdes ude",
    hvad_goer_du="Flyt omkostningen til tillægget, eller tag den ud. Hører den til, så kald den noget andet.",
)
def cost_outside(sag: Beregningssag) -> Iterator[Svar]:
    """A supplement's cost is found by its amount or its name among the cost lines."""
    if sag.ny.grundlag is None:
        return
    tillaeg = _supplement_marks(sag.ny)
    for nr, post in enumerate(sag.ny.grundlag.omkostninger):
        felt = f"grundlag.omkostninger[{nr}]"
        if post.beloeb_kr in tillaeg or post.tekst.lower() in tillaeg:
            besked = f"{sag.ny.navn}: {post.tekst} ({kroner(post.beloeb_kr)}) er også et tillægs omkostning."
            yield Svar(Alvor.KRAEVER_FORKLARING, felt, besked)
        elif sag.ny.art != "undervisning" and outside_the_takst(post.tekst):
            yield Svar(Alvor.OPMAERKSOM, felt, f"{sag.ny.navn}: {post.tekst} plejer at stå uden for taksten.")


def _supplement_marks(beregning: Takstberegning) -> set[Decimal | str]:
    navne = {linje.id: linje.navn.lower() for linje in beregning.linjer}
    marks: set[Decimal | str] = {tillaeg.omkostning_kr for tillaeg in beregning.tillaeg if tillaeg.omkostning_kr}
    return marks | {navne[tillaeg.linje] for tillaeg in beregning.tillaeg if tillaeg.linje in navne}


@kontrol(
    Beregningssag,
    "G5",
    titel="En omkostning er ændret meget",
    naar="En omkostning med samme tekst er ændret mere end 25 % siden sidste år, også regnet pr. plads.",
    kilde="Vores (antaget)",
    hvad_goer_du="Kontrollér beløbet. Forklar ændringen som årsag på linjerne.",
)
def cost_jump(sag: Beregningssag) -> Iterator[Svar]:
    """A jump in kroner that the number of places does not account for. Many at once are told together, as a sum."""
    spring = [] if sag.ny.grundlag is None else list(_jumps(sag, sag.ny.grundlag))
    if len(spring) > HVER_FOR_SIG and sag.ny.grundlag:
        foer, nu = sum(foer for _, _, foer in spring), sum(post.beloeb_kr for _, post, _ in spring)
        antal = f"{len(spring)} af {len(sag.ny.grundlag.omkostninger)} omkostninger er ændret meget"
        besked = f"{sag.ny.navn}: {antal}, tilsammen fra {kroner(foer)} til {kroner(nu)}."
        yield Svar(Alvor.OPMAERKSOM, "grundlag.omkostninger", besked)
        return
    for nr, post, foer in spring:
        besked = f"{sag.ny.navn}: {post.tekst} går fra {kroner(foer)} til {kroner(post.beloeb_kr)}."
        yield Svar(Alvor.OPMAERKSOM, f"grundlag.omkostninger[{nr}].beloeb_kr", besked)


def _jumps(sag: Beregningssag, grundlag: Grundlag) -> Iterator[tuple[int, Omkostning, Decimal]]:
    """Each cost that jumped with last year's kroner, matched by category and text; those under 1 % are left alone."""
    gammelt = sag.forrige.grundlag if sag.forrige else None
    gamle = {(post.kategori, post.tekst): post.beloeb_kr for post in gammelt.omkostninger} if gammelt else {}
    pladser = REGNING.divide(sag.ny.pladser, sag.pladser_forrige) if sag.pladser_forrige else Decimal(1)
    mindst = direct_costs(grundlag) / 100
    for nr, post in enumerate(grundlag.omkostninger):
        foer = gamle.get((post.kategori, post.tekst))
        if foer and abs(post.beloeb_kr) > mindst and all(_jumped(post.beloeb_kr, foer * n) for n in (1, pladser)):
            yield nr, post, foer


def _jumped(nu: Decimal, foer: Decimal) -> bool:
    return abs(nu - foer) * 100 > kontrollister().graenser.omkostning_spring.vaerdi * abs(foer)


@kontrol(
    Beregningssag,
    "G6",
    titel="Det indregnede resultat er stort",
    naar="Det indregnede overskud eller underskud er over 5 % af de direkte omkostninger.",
    kilde="Klausulen om håndtering af overskud, Nordjylland 2021 og senere: højst 5 % hensættes",
    hvad_goer_du="Nævn i tilbuddets begrundelse, hvilket år resultatet er fra, og hvorfor det er så stort.",
)
def large_result(sag: Beregningssag) -> Iterator[Svar]:
    """A deficit carried in is paid by this year's buyers."""
    if sag.ny.grundlag is None:
        return
    resultat, loft = sag.ny.grundlag.indregnet_resultat_kr, sag.ramme.regelsaet.overskud.hensaettelse_loft.vaerdi
    if abs(resultat) * 100 > loft * direct_costs(sag.ny.grundlag) and resultat:
        alvor = open_unless(is_reason_about(sag.ramme.tilbud.begrundelse, "resultat"))
        besked = f"{sag.ny.navn}: der er indregnet {kroner(resultat)} fra tidligere år, over {percent(loft)}."
        yield Svar(alvor, "grundlag.indregnet_resultat_kr", besked)
