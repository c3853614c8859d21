"""Hours: the same as last year for those already placed, of one kind, and possible in a day."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.beloeb import REGNING
from socialaftale.regler.kontrol.emner import Beregningssag, Linjesag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason_about
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.takst.navne import hours_text
from socialaftale.regler.takst.opgave import BasisTimer, Linjetype, Periode, Tidsart, Timer, Timetakst

ADELGADE = "Referat DAS 17.11.2025, punkt 5 (Adelgade): ændrede timer kan ramme dem, der allerede er indplaceret"
TIDSBEGREBER = "DAS 17.11.2025 om begrebet tid: ATA og BRT er ikke det samme"
DAGE = {Periode.DAG: Decimal(1), Periode.UGE: Decimal(7), Periode.AAR: Decimal(365)}
LIGE_NAER = Decimal("0.02")


def a_day(timer: Timer) -> Decimal:
    """Hours a day; a week has 7 days and a year 365."""
    return REGNING.divide(timer.antal, DAGE[timer.pr])


def _alvor(sag: Linjesag, emne: str) -> Alvor:
    tekster = (sag.ny.begrundelse, sag.ramme.tilbud.begrundelse)
    return open_unless(any(is_reason_about(tekst, emne) for tekst in tekster))


@kontrol(
    Linjesag,
    "V7",
    titel="Timerne er ændret siden sidste år",
    naar="Timer, periode eller tidsart på linjen er en anden end sidste år og ikke begrundet.",
    kilde=ADELGADE,
    hvad_goer_du="Ret timerne, eller skriv i begrundelsen, hvorfor de er ændret, og hvad der sker for de indplacerede.",
)
def hours_changed(sag: Linjesag) -> Iterator[Svar]:
    """Silent where the same hours are only written per week instead of per day."""
    gamle, nye = sag.forrige.timer if sag.forrige else sag.ny.timer_forrige, sag.ny.timer
    if gamle is None or gamle == nye:
        return
    if nye is None:
        yield Svar(Alvor.KRAEVER_FORKLARING, "timer", f"{sag.ny.navn}: timerne mangler; sidste år {hours_text(gamle)}.")
        return
    tekst = f"{sag.ny.navn}: {hours_text(gamle)} er blevet til {hours_text(nye)}."
    if nye.art is not gamle.art:
        yield Svar(_alvor(sag, "tidsart"), "timer.art", tekst)
    elif abs(a_day(nye) - a_day(gamle)) > LIGE_NAER * a_day(gamle):
        yield Svar(_alvor(sag, "timer"), "timer.antal" if nye.pr is gamle.pr else "timer.pr", tekst)


@kontrol(
    Beregningssag,
    "T1",
    titel="Forskellige tidsarter i samme beregning",
    naar="Nogle linjer tælles i ATA-timer og andre i BRT- eller normerede timer.",
    kilde=TIDSBEGREBER,
    hvad_goer_du="Brug én tidsart i beregningen, så timerne kan sammenlignes og lægges sammen.",
)
def kinds_mixed(sag: Beregningssag) -> Iterator[Svar]:
    """The structure's own kind decides, else the kind most lines use; where they are equally many, all are shown."""
    med_timer = [linje for linje in sag.ny.linjer if linje.timer is not None]
    arter = Counter(linje.timer.art for linje in med_timer if linje.timer)
    struktur = sag.ny.struktur
    rigtig = struktur.tidsart if isinstance(struktur, BasisTimer | Timetakst) else _most_used(arter)
    for linje in med_timer:
        if (len(arter) > 1 or rigtig) and linje.timer and linje.timer.art is not rigtig:
            hellere = f", men beregningen bruger {rigtig}" if rigtig else ", og de andre linjer noget andet"
            besked = f"{linje.navn}: timerne er {linje.timer.art}{hellere}."
            yield Svar(Alvor.KRAEVER_FORKLARING, "timer.art", besked, linje=linje.id)


def _most_used(arter: Counter[Tidsart]) -> Tidsart | None:
    oftest = arter.most_common(2)
    if len(oftest) == 2 and oftest[0][1] == oftest[1][1]:
        return None
    return oftest[0][0] if oftest else None


@kontrol(
    Linjesag,
    "T2",
    titel="Så mange timer er der ikke",
    naar="Timerne svarer til mere end 24 om dagen pr. plads.",
    kilde="Et døgn har 24 timer; mere end én medarbejder hele døgnet skal forklares",
    hvad_goer_du="Kontrollér, om timerne er pr. dag, uge eller år. Er de rigtige, så begrund dem.",
)
def too_many_hours(sag: Linjesag) -> Iterator[Svar]:
    """Hours a week written as hours a day is the usual slip."""
    timer = sag.ny.timer
    if timer is None or sag.ny.type is Linjetype.TIME:
        return
    if a_day(timer) > kontrollister().graenser.timer_pr_doegn_hoejest.vaerdi:
        yield Svar(_alvor(sag, "timer"), "timer.pr", f"{sag.ny.navn}: {hours_text(timer)} er mere end et døgn.")


@kontrol(
    Beregningssag,
    "T3",
    titel="Timerne i basis siger to ting",
    naar="Basislinjens timer og strukturens timer i basis er forskellige, eller de er af en anden tidsart.",
    kilde="Nordstjernen: enheden for de to ATA-timer i basis skal kunne ses",
    hvad_goer_du="Skriv de samme timer, den samme periode og den samme tidsart begge steder.",
)
def included_hours(sag: Beregningssag) -> Iterator[Svar]:
    """Only a full basis with structure C says it twice."""
    struktur = sag.ny.struktur
    if not isinstance(struktur, BasisTimer) or struktur.inkluderet is None:
        return
    if struktur.inkluderet.art is not struktur.tidsart:
        besked = f"{sag.ny.navn}: timerne i basis er {struktur.inkluderet.art}, men timeprisen er {struktur.tidsart}."
        yield Svar(Alvor.KRAEVER_FORKLARING, "struktur.inkluderet.art", besked)
    for linje in sag.ny.linjer:
        if linje.id == struktur.basis and linje.timer is not None and linje.timer != struktur.inkluderet:
            besked = (
                f"{linje.navn}: {hours_text(linje.timer)} på linjen, {hours_text(struktur.inkluderet)} i strukturen."
            )
            yield Svar(Alvor.KRAEVER_FORKLARING, "timer", besked, linje=linje.id)
