"""Occupancy: inside the corridor, what the accounts give, and a figure that can be true."""

from collections.abc import Iterator
from decimal import Decimal

from socialaftale.regler.belaegning import account_years, floor_led, rule_occupancy
from socialaftale.regler.kontrol.emner import Beregningssag
from socialaftale.regler.kontrol.fund import Alvor, Svar, open_unless
from socialaftale.regler.kontrol.register import kontrol
from socialaftale.regler.kontrol.sprog import is_reason
from socialaftale.regler.parametre.kontrollister import kontrollister
from socialaftale.regler.talformat import number, percent

FELT = "belaegning.procent"
KLAUSUL = "Styringsaftaler for Nordjylland ca. 2013-2016, klausulen om anvendt belægningsprocent (videreført, antaget)"
BROEKDEL = Decimal("1.5")


def _stated(sag: Beregningssag) -> Decimal | None:
    """The occupancy as stated, where it can be meant as a per cent at all."""
    procent = sag.ny.belaegning.procent
    if not sag.har_pladser or procent is None or procent <= BROEKDEL:
        return None
    return procent


def _alvor(sag: Beregningssag) -> Alvor:
    return open_unless(is_reason(sag.ny.belaegning.begrundelse))


@kontrol(
    Beregningssag,
    "V1",
    titel="Belægningen er under gulvet",
    naar="Belægningen i taksten er lavere end gulvet (lavere gulv for korte ophold), og der er ingen begrundelse.",
    kilde=f"{KLAUSUL}; Frederikshavn Krisecenter, DAS 17.11.2025",
    hvad_goer_du="Ret belægningen, eller skriv begrundelsen. En lavere belægning skal godkendes af DAS.",
)
def below_the_floor(sag: Beregningssag) -> Iterator[Svar]:
    """Open without a reason; with one it is a matter for DAS."""
    procent = _stated(sag)
    if procent is None:
        return
    gulv = floor_led(sag.ny.belaegning, sag.ramme.regelsaet.belaegning).vaerdi
    if procent < gulv:
        alvor = _alvor(sag)
        hale = " uden begrundelse" if alvor is Alvor.KRAEVER_FORKLARING else "; begrundelsen skal DAS tage stilling til"
        yield Svar(
            alvor, FELT, f"{sag.ny.navn}: belægningen er {percent(procent)}, under gulvet på {percent(gulv)}{hale}."
        )


@kontrol(
    Beregningssag,
    "B1",
    titel="Belægningen kan ikke være rigtig",
    naar="Den budgetterede belægning er 0, over 100 % eller skrevet som en brøkdel (0,95).",
    kilde=f"{KLAUSUL}: loft 100 %; faktisk belægning over 100 % kan være rigtig",
    hvad_goer_du="Skriv den budgetterede belægning i procent, fx 95, og højst 100.",
)
def impossible_occupancy(sag: Beregningssag) -> Iterator[Svar]:
    """A budget is never 0, a fraction or above the cap; only accounts may be above 100 %."""
    procent = sag.ny.belaegning.procent
    if not sag.har_pladser or procent is None:
        return
    loft = sag.ramme.regelsaet.belaegning.loft.vaerdi
    if procent <= BROEKDEL:
        besked = f"{sag.ny.navn}: belægningen er {number(procent)} %. Menes {number(procent * 100)} %?"
        yield Svar(Alvor.FEJL, FELT, besked)
    elif procent > loft:
        besked = f"{sag.ny.navn}: belægningen er {percent(procent)}, over loftet på {percent(loft)}."
        yield Svar(Alvor.FEJL, FELT, besked)


@kontrol(
    Beregningssag,
    "B2",
    titel="Belægningen er over det anbefalede",
    naar="Den budgetterede belægning er over det anbefalede loft, men ikke over 100 %.",
    kilde=f"{KLAUSUL}: højst 98 % anbefales",
    hvad_goer_du="Overvej, om belægningen kan nås. Ellers kommer der et underskud.",
)
def above_the_advice(sag: Beregningssag) -> Iterator[Svar]:
    """Allowed, worth a thought."""
    procent = _stated(sag)
    regler = sag.ramme.regelsaet.belaegning
    if procent is not None and regler.anbefalet_loft.vaerdi < procent <= regler.loft.vaerdi:
        anbefalet = percent(regler.anbefalet_loft.vaerdi)
        yield Svar(
            Alvor.OPMAERKSOM, FELT, f"{sag.ny.navn}: belægningen er {percent(procent)}, over de anbefalede {anbefalet}."
        )


@kontrol(
    Beregningssag,
    "B3",
    titel="Belægningen følger ikke regnskaberne",
    naar="Belægningen afviger fra gennemsnittet af de to regnskabsår, holdt mellem gulv og loft, uden begrundelse.",
    kilde=KLAUSUL,
    hvad_goer_du="Brug regnskabernes gennemsnit, eller skriv, hvorfor belægningen bliver en anden.",
)
def not_the_accounts(sag: Beregningssag) -> Iterator[Svar]:
    """The rule's figure, give or take rounding to whole per cent."""
    procent = _stated(sag)
    if procent is None:
        return
    regel = rule_occupancy(sag.ny.belaegning, sag.ramme.regelsaet.belaegning, sag.ramme.indberetning.aar)
    if regel is None or abs(procent - regel.vaerdi) <= kontrollister().graenser.belaegning_afvigelse.vaerdi:
        return
    yield Svar(
        _alvor(sag),
        FELT,
        f"{sag.ny.navn}: belægningen er {percent(procent)}, men regnskaberne giver {percent(regel.vaerdi)}.",
    )


@kontrol(
    Beregningssag,
    "B4",
    titel="Regnskabernes belægning mangler",
    naar="Den faktiske belægning mangler for et af de to lukkede regnskabsår, og det er ikke begrundet.",
    kilde=KLAUSUL,
    hvad_goer_du="Skriv den faktiske belægning for begge år. Er tilbuddet nyt, så begrund belægningen.",
)
def accounts_missing(sag: Beregningssag) -> Iterator[Svar]:
    """Both years are part of the short report; a new tilbud has none and gives a reason for its budget instead."""
    if not sag.har_pladser:
        return
    kendte = {regnskab.aar for regnskab in sag.ny.belaegning.regnskab}
    aarene = account_years(sag.ramme.regelsaet.belaegning, sag.ramme.indberetning.aar)
    mangler = [str(aar) for aar in aarene if aar not in kendte]
    if not mangler:
        return
    tekst = f"{sag.ny.navn}: den faktiske belægning mangler for {' og '.join(mangler)}"
    if sag.ny.belaegning.procent is None:
        yield Svar(Alvor.KRAEVER_FORKLARING, FELT, f"{tekst}, og belægningen i taksten er ikke skrevet.")
    elif is_reason(sag.ny.belaegning.begrundelse):
        yield Svar(Alvor.KAN_IKKE_AFGOERES, "belaegning.regnskab", f"{tekst}, så belægningen kan ikke sammenlignes.")
    else:
        yield Svar(Alvor.KRAEVER_FORKLARING, "belaegning.regnskab", f"{tekst}, og det er ikke begrundet.")


@kontrol(
    Beregningssag,
    "B5",
    titel="Regnskabets belægning er usædvanlig",
    naar="Et regnskabsår er urimeligt, står to gange eller er ikke lukket, eller belægningen springer.",
    kilde="Vores rimelighedsspænd (antaget); DAS 17.03.2025 viser 33-107 % for 2024",
    hvad_goer_du="Kontrollér regnskabets tal. Er det rigtigt, så skriv det i begrundelsen.",
)
def odd_accounts(sag: Beregningssag) -> Iterator[Svar]:
    """Above 100 % is real; 950 %, 0,95 % and a year that is not over are slips."""
    if not sag.har_pladser:
        return
    graenser = kontrollister().graenser
    set_aar: set[int] = set()
    for nr, regnskab in enumerate(sag.ny.belaegning.regnskab):
        felt = f"belaegning.regnskab[{nr}]"
        if regnskab.aar in set_aar or regnskab.aar >= sag.ramme.indberetning.aar:
            besked = f"{sag.ny.navn}: regnskab {regnskab.aar} står to gange eller er ikke lukket."
            yield Svar(Alvor.KRAEVER_FORKLARING, felt, besked)
        elif not graenser.regnskab_lavest.vaerdi <= regnskab.procent <= graenser.regnskab_hoejest.vaerdi:
            besked = f"{sag.ny.navn}: den faktiske belægning i {regnskab.aar} er {percent(regnskab.procent)}."
            yield Svar(_alvor(sag), felt, besked)
        set_aar.add(regnskab.aar)
    yield from _jump(sag)


def _jump(sag: Beregningssag) -> Iterator[Svar]:
    procenter = [regnskab.procent for regnskab in sag.ny.belaegning.regnskab]
    if procenter and max(procenter) - min(procenter) > kontrollister().graenser.regnskab_spring.vaerdi:
        fra_til = f"{percent(procenter[0])} til {percent(procenter[-1])}"
        yield Svar(
            Alvor.OPMAERKSOM, "belaegning.regnskab", f"{sag.ny.navn}: den faktiske belægning springer fra {fra_til}."
        )
