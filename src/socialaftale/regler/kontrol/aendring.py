"""The change from last year: its size, its causes, and figures that were never changed at all."""

from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.beloeb import KRONE
from socialaftale.regler.kontrol.aarsager import stated_percent
from socialaftale.regler.kontrol.emner import Indberetningssag, Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason, is_reason_about
from socialaftale.regler.takst.navne import AARSAGSNAVN
from socialaftale.regler.takst.opgave import Aarsag
from socialaftale.regler.talformat import kroner, number, percent

REFERAT = "Referat DAS 17.11.2025, punkt 5"


def _signed(procent: Decimal) -> str:
    return f"stiger {percent(procent)}" if procent >= 0 else f"falder {percent(-procent)}"


def _with_sign(procent: Decimal) -> str:
    return f"{'+' if procent > 0 else '−' if procent < 0 else ''}{percent(abs(procent))}"


def _points(rest: Decimal) -> str:
    return f"{number(abs(rest), 1)} procentpoint"


@kontrol(
    Linjesag,
    "V2",
    titel="Taksten er ændret meget",
    naar="Taksten er ændret 5 % eller mere (opmærksom). Fra 10 % skal årsagerne forklare ændringen.",
    kilde=f"{REFERAT}: spørgsmål ved +15 % og −57 %; grænserne er antaget",
    hvad_goer_du="Skriv årsagerne med kroner eller procent, så højst 2 procentpoint er uforklaret, eller ret taksten.",
)
def large_change(sag: Linjesag) -> Iterator[Svar]:
    """Large and unexplained is open; large and explained, or middling, is for the reader to see."""
    opgoerelse = sag.opgoerelse
    taerskler = sag.ramme.regelsaet.taerskler
    if opgoerelse is None or abs(opgoerelse.aendring) < taerskler.aendring_opmaerksom.vaerdi:
        return
    aendring = f"{sag.ny.navn}: taksten {_signed(opgoerelse.aendring)}"
    stor = abs(opgoerelse.aendring) >= taerskler.aendring_forklares.vaerdi
    if stor and abs(opgoerelse.rest) > taerskler.uforklaret.vaerdi:
        besked = f"{aendring}, og {_points(opgoerelse.rest)} er ikke forklaret."
        yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)
    else:
        fra_til = f"fra {kroner(sag.gammel_kr or 0)} til {kroner(sag.takst_kr or 0)}"
        yield Svar(Alvor.OPMAERKSOM, "takst_kr", f"{aendring} ({fra_til}).")


@kontrol(
    Linjesag,
    "A1",
    titel="Årsagerne går ikke op med ændringen",
    naar="De angivne årsager og ændringen afviger mere end 2 procentpoint fra hinanden.",
    kilde=f"{REFERAT}: Aalborgs −57 % blev kun delvist forklaret; 2 procentpoint er fastsat for platformen",
    hvad_goer_du="Tilføj den årsag, der mangler, eller ret kronerne, så årsagerne giver ændringen.",
)
def causes_do_not_add_up(sag: Linjesag) -> Iterator[Svar]:
    """Says how much is unexplained, whatever the size of the change."""
    if not sag.ny.aarsager:
        return
    opgoerelse = sag.opgoerelse
    if opgoerelse is None or abs(opgoerelse.rest) <= sag.ramme.regelsaet.taerskler.uforklaret.vaerdi:
        return
    besked = (
        f"{sag.ny.navn}: taksten {_signed(opgoerelse.aendring)}, men årsagerne giver "
        f"{_with_sign(opgoerelse.forklaret)}. {_points(opgoerelse.rest).capitalize()} mangler forklaring."
    )
    yield Svar(Alvor.KRAEVER_FORKLARING, "aarsager", besked)


@kontrol(
    Linjesag,
    "A2",
    titel="Årsagen er større, end den kan være",
    naar="En årsag er større, end tallene bag den kan have flyttet taksten: overhead, pladser, belægning, dage, PL.",
    kilde=f"{REFERAT}: harmoniseret overhead forklarer ikke −57 %; regnes af indberetningens egne tal",
    hvad_goer_du="Ret årsagens kroner, og skriv resten under den årsag, den hører til.",
)
def cause_too_large(sag: Linjesag) -> Iterator[Svar]:
    """One finding for each cause that was cut."""
    opgoerelse = sag.opgoerelse if sag.ny.aarsager else None
    for nr, art, angivet, hoejst in opgoerelse.afkortede if opgoerelse else ():
        besked = (
            f"{sag.ny.navn}: årsagen {AARSAGSNAVN[art]} er sat til {percent(angivet)}, men kan højst være "
            f"omkring {percent(hoejst)} efter tallene."
        )
        yield Svar(Alvor.KRAEVER_FORKLARING, f"aarsager[{nr}]", besked)


@kontrol(
    Linjesag,
    "A3",
    titel="Årsagen mangler beløb eller forklaring",
    naar="En årsag har hverken kroner eller procent, siger to forskellige ting, eller er stor uden en tekst.",
    kilde=f"{REFERAT}: en årsag uden beløb kan ikke sammenlignes med ændringen",
    hvad_goer_du="Skriv årsagens kroner eller procent, og forklar de store i en sætning.",
)
def cause_without_amount(sag: Linjesag) -> Iterator[Svar]:
    """A cause is a kind with an amount; a large one in direct costs says nothing without words."""
    for nr, aarsag in enumerate(sag.ny.aarsager):
        fundet = _cause_fault(aarsag, sag)
        if fundet:
            besked = f"{sag.ny.navn}: årsagen {AARSAGSNAVN[aarsag.art]} {fundet[1]}."
            yield Svar(fundet[0], f"aarsager[{nr}]", besked)


def _cause_fault(aarsag: Aarsag, sag: Linjesag) -> tuple[Alvor, str] | None:
    taerskler = sag.ramme.regelsaet.taerskler
    if aarsag.kroner is None and aarsag.procent is None:
        return Alvor.KRAEVER_FORKLARING, "har hverken kroner eller procent"
    angivet = stated_percent(aarsag, sag.gammel_kr)
    if aarsag.procent is not None and abs(angivet - aarsag.procent) > taerskler.uforklaret.vaerdi:
        return Alvor.KRAEVER_FORKLARING, "har kroner og procent, der ikke passer sammen"
    if abs(angivet) >= taerskler.aendring_forklares.vaerdi and not is_reason(aarsag.tekst):
        return Alvor.OPMAERKSOM, "er stor, men har ingen forklaring"
    return None


@kontrol(
    Linjesag,
    "A4",
    titel="Taksten er uændret på kronen",
    naar="Taksten er den samme som sidste år på kronen, og ingen årsag eller begrundelse siger hvorfor.",
    kilde="Takster fremskrives hvert år med pris- og lønudviklingen; et uændret tal er oftest sidste års tal",
    hvad_goer_du="Skriv årets takst. Er den uændret med vilje, så skriv hvorfor i begrundelsen.",
)
def unchanged(sag: Linjesag) -> Iterator[Svar]:
    """Causes that cancel out to within a krone, or a reason, explain an unchanged takst."""
    if sag.aendring_procent != 0 or is_reason_about(sag.ny.begrundelse, "uaendret"):
        return
    angivet = sum((stated_percent(aarsag, sag.gammel_kr) for aarsag in sag.ny.aarsager), Decimal(0))
    if len(sag.ny.aarsager) > 1 and abs(angivet) * (sag.gammel_kr or 0) < 100 * KRONE:
        return
    besked = f"{sag.ny.navn}: taksten er {kroner(sag.takst_kr or 0)} ligesom sidste år."
    yield Svar(Alvor.KRAEVER_FORKLARING, "takst_kr", besked)


@kontrol(
    Indberetningssag,
    "A5",
    titel="Alle takster er som sidste år",
    naar="Ingen af indberetningens takster er ændret siden sidste år.",
    kilde="Sidste års fil sendt igen er en kendt fejl",
    hvad_goer_du="Kontrollér, at det er årets fil, du har sendt.",
)
def last_years_file(sag: Indberetningssag) -> Iterator[Svar]:
    """Speaks where at least two lines can be compared and all are equal to the krone."""
    aendringer = [linje.aendring_procent for tilbud in sag.tilbud for linje in tilbud.linjer]
    kendte = [aendring for aendring in aendringer if aendring is not None]
    if len(kendte) >= 2 and not any(kendte):
        besked = f"Alle {len(kendte)} takster er på kronen som sidste år. Er det sidste års fil?"
        yield Svar(Alvor.KRAEVER_FORKLARING, "tilbud", besked)


@kontrol(
    Linjesag,
    "A6",
    titel="Ændringen kan ikke afgøres",
    naar="Årets eller sidste års takst mangler, eller enheden er en anden end sidste år.",
    kilde=f"{REFERAT}: udviklingen fra 2025 til 2026 skal kunne ses",
    hvad_goer_du="Skriv sidste års takst, eller en bro fra den linje, den hed sidste år.",
)
def cannot_compare(sag: Linjesag) -> Iterator[Svar]:
    """A new line with a reason is not asked for last year's takst."""
    if sag.aendring_procent is None and sag.takst_kr is not None and not is_reason_about(sag.ny.begrundelse, "ny"):
        yield Svar(Alvor.KAN_IKKE_AFGOERES, "takst_forrige_kr", f"{sag.ny.navn}: ændringen fra sidste år kan ikke ses.")
