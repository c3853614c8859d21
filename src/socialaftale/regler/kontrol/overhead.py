"""Overhead: a per cent and not a fraction, at a known level, and no jump that nobody explains."""

from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.kontrol.aarsager import stated_percent
from socialaftale.regler.kontrol.emner import Beregningssag, Indberetningssag, Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason_about
from socialaftale.regler.overheadniveau import middle
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.opgave import Aarsagsart, OverheadProcent
from socialaftale.regler.talformat import number, percent

REFERAT = "Referat DAS 17.11.2025, punkt 5 (Aalborg)"
OM_OVERHEAD = ("V8", "O1", "O2", "O3")


def _felt(sag: Beregningssag) -> str:
    if sag.ny.overhead_procent is not None or sag.ny.grundlag is None:
        return "overhead_procent"
    er_procent = isinstance(sag.ny.grundlag.overhead, OverheadProcent)
    return "grundlag.overhead.procent" if er_procent else "grundlag.overhead.beloeb_kr"


def _is_in_the_text(sag: Beregningssag) -> bool:
    return is_reason_about(sag.ramme.tilbud.begrundelse, "overhead")


def _is_a_cause(sag: Beregningssag, gammel: Decimal, ny: Decimal) -> bool:
    """True where a line has a cause `overhead` of at least half of what the jump must move the takst."""
    ventet = REGNING.divide((ny - gammel) * 100, 100 + gammel)
    return any(
        aarsag.art is Aarsagsart.OVERHEAD and 2 * stated_percent(aarsag, linje.gammel_kr) / ventet >= 1
        for linje in (Linjesag(sag, linje) for linje in sag.ny.linjer)
        for aarsag in linje.ny.aarsager
    )


@kontrol(
    Beregningssag,
    "V8",
    titel="Overhead er uden for det kendte niveau",
    naar="Overhead er uden for 4-8 % og er ikke begrundet, eller er skrevet som en brøkdel (0,06).",
    kilde=f"Landstal for ældreområdet april 2025: 3,6-6,3 % (antaget niveau 4-8 %); {REFERAT}",
    hvad_goer_du="Skriv overhead i procent, fx 6. Er niveauet rigtigt, så nævn det i tilbuddets begrundelse.",
)
def outside_the_level(sag: Beregningssag) -> Iterator[Svar]:
    """0,06 against 6 is a slip; 0 and 12 need a reason."""
    overhead = sag.overhead
    taerskler = sag.ramme.regelsaet.taerskler
    lavest, hoejest = taerskler.overhead_laveste.vaerdi, taerskler.overhead_hoejeste.vaerdi
    if overhead is None or lavest <= overhead <= hoejest:
        return
    if 0 < overhead * 100 <= hoejest * 2 and overhead < 1:
        besked = f"{sag.ny.navn}: overhead er {number(overhead, 4)} %. Menes {number(overhead * 100)} %?"
        yield Svar(Alvor.FEJL, _felt(sag), besked)
        return
    besked = f"{sag.ny.navn}: overhead er {percent(overhead)}, uden for {number(lavest)}-{number(hoejest)} %."
    yield Svar(open_unless(_is_in_the_text(sag)), _felt(sag), besked)


@kontrol(
    Beregningssag,
    "O1",
    titel="Overhead springer fra sidste år",
    naar="Overhead er ændret med mere end 2 procentpoint siden sidste år uden begrundelse.",
    kilde=REFERAT,
    hvad_goer_du="Skriv, hvorfor overhead er ændret, som årsag på linjerne eller i tilbuddets begrundelse.",
)
def jump(sag: Beregningssag) -> Iterator[Svar]:
    """A cause explains the jump only where it is as large as the jump; a cause of 3 kr. does not."""
    ny, gammel = sag.overhead, sag.overhead_forrige
    if ny is None or gammel is None:
        return
    if abs(ny - gammel) > kontrollister().graenser.overhead_spring.vaerdi:
        alvor = open_unless(_is_in_the_text(sag) or _is_a_cause(sag, gammel, ny))
        yield Svar(alvor, _felt(sag), f"{sag.ny.navn}: overhead går fra {number(gammel)} % til {number(ny)} %.")


@kontrol(
    Beregningssag,
    "O2",
    titel="Overhead er ikke oplyst eller oplyst to gange",
    naar="Overhead mangler, eller den korte indberetning og det fulde grundlag siger hver sit.",
    kilde=f"{REFERAT}: overblik over de anvendte overheadniveauer",
    hvad_goer_du="Skriv overhead i procent ét sted, eller det samme tal begge steder.",
)
def missing_or_two(sag: Beregningssag) -> Iterator[Svar]:
    """Overhead is part of the short report; two different figures cannot both be used."""
    kort, grundlag = sag.ny.overhead_procent, sag.ny.grundlag
    if kort is None and grundlag is None:
        yield Svar(Alvor.KRAEVER_FORKLARING, "overhead_procent", f"{sag.ny.navn}: overhead mangler.")
    elif kort is not None and grundlag and isinstance(grundlag.overhead, OverheadProcent):
        fuld = grundlag.overhead.procent
        if kort != fuld:
            besked = f"{sag.ny.navn}: overhead er {percent(kort)} kort indberettet og {percent(fuld)} i grundlaget."
            yield Svar(Alvor.FEJL, "overhead_procent", besked)


@kontrol(
    Indberetningssag,
    "O3",
    titel="Overhead afviger fra driftsherrens øvrige",
    naar="En beregnings overhead ligger mere end 2 procentpoint fra driftsherrens midterste.",
    kilde=f"{REFERAT}: forskellige overheadniveauer inden for samme driftsherre",
    hvad_goer_du="Brug samme overhead i hele kommunen eller regionen, eller skriv, hvorfor det er anderledes her.",
)
def outlier(sag: Indberetningssag) -> Iterator[Svar]:
    """Compared with the median of at least three calculations of the same driftsherre."""
    kendte = [(en, en.overhead) for tilbud in sag.tilbud for en in tilbud.beregninger]
    midte = middle(overhead for _, overhead in kendte if overhead is not None)
    if midte is None:
        return
    for en, overhead in kendte:
        if overhead is not None and abs(overhead - midte) > kontrollister().graenser.overhead_spring.vaerdi:
            egen = f"{en.ny.navn}: overhead er {number(overhead)} %"
            besked = f"{egen}, mens driftsherren ellers bruger {number(midte)} %."
            yield Svar(Alvor.OPMAERKSOM, _felt(en), besked, beregning=en.ny.id, tilbud=en.sted[0])
