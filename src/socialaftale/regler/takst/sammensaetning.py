"""What a buyer pays from a published price list: basis plus hours, packages, part-time steps, month prices, levels.

These rules need no takst basis, only published prices; the real lists on record are their tests.
"""

from decimal import Decimal

from socialaftale.regler.beloeb import KRONE
from socialaftale.regler.forklaring import (
    Art,
    KanIkkeBeregnes,
    Led,
    add,
    divide,
    entered,
    multiply,
    percent_of,
    rounded,
    subtract,
)
from socialaftale.regler.takst.opgave import Timer
from socialaftale.regler.takst.sag import PR_DAG
from socialaftale.regler.takst.tid import hours_a_day, require_same_kind

HEL_KRONE = Led(
    "Krone", KRONE, "krone", Art.REGEL, kilde="Prislister i hele kroner, halve rundes op", sikkerhed="antaget"
)


def price_with_hours(basis_kr: Decimal, timepris_kr: Decimal, timer: Timer, inkluderet: Timer | None) -> Led:
    """basis + hours beyond those included × hour price, kroner a day; never below the basis.

    Source: Nordstjernen 2026 (two ATA hours included, 316 kr. an hour), Neurocenter Østerskoven.
    Raises KanIkkeBeregnes where the hours are of different kinds.
    """
    basis = entered("Basistakst", basis_kr, PR_DAG, "basis")
    return add_hours(basis, entered("Timepris", timepris_kr, "kr. pr. time", "timepris"), timer, inkluderet)


def add_hours(basis: Led, timepris: Led, timer: Timer, inkluderet: Timer | None) -> Led:
    """`basis` with the hours beyond those included at `timepris`, kroner a day. Raises KanIkkeBeregnes as above."""
    ekstra = _beyond(timer, inkluderet)
    if ekstra.vaerdi <= 0:
        return add("Døgnpris", [basis], PR_DAG)
    return add("Døgnpris", [basis, multiply("Ydelsestakst", [ekstra, timepris], PR_DAG)], PR_DAG)


def _beyond(timer: Timer, inkluderet: Timer | None) -> Led:
    i_alt = hours_a_day(timer, "timer")
    if inkluderet is None:
        return i_alt
    require_same_kind(timer, inkluderet)
    return subtract("Timer ud over basis", i_alt, hours_a_day(inkluderet, "inkluderet"), "timer")


def package_price(interval_kr: Decimal, nummer: int, midtpunkt: Decimal) -> Led:
    """Package `nummer` at the interval price `interval_kr`: (n − midpoint) × interval, whole kroner half up.

    Source: Region Syddanmark's list 2022; packages beyond the printed ones go on with the same step.
    """
    if nummer < 1:
        raise KanIkkeBeregnes("Pakkens nummer skal være mindst 1. Ret nummeret.")
    intervaller = subtract(
        "Intervaller i pakken",
        entered("Pakkens nummer", nummer, "interval", "nummer"),
        entered("Midtpunkt i intervallet", midtpunkt, "interval", "midtpunkt"),
        "interval",
    )
    pris = multiply("Pakketakst", [entered("Intervalpris", interval_kr, PR_DAG, "interval"), intervaller], PR_DAG)
    return rounded("Pakketakst, afrundet", pris, HEL_KRONE)


def part_time_price(fuld_kr: Decimal, dage_pr_uge: int, trin: tuple[tuple[int, Decimal], ...]) -> Led:
    """The full-time price × the step's per cent; `trin` is (from days a week, per cent), any order.

    Source: Roskilde ITC: 60 % for 1-2 days, 85 % for 3, 100 % from 4. Raises KanIkkeBeregnes below the first step.
    """
    gaeldende = [procent for fra_dage, procent in sorted(trin) if fra_dage <= dage_pr_uge]
    if not gaeldende:
        raise KanIkkeBeregnes(f"Der er ingen deltidspris for {dage_pr_uge} dage om ugen. Vælg et trin, der findes.")
    procent = entered("Deltidstrin", gaeldende[-1], "procent", "trin")
    return at_step(entered("Fuldtidspris", fuld_kr, PR_DAG, "fuld"), procent)


def at_step(fuld: Led, procent: Led) -> Led:
    """The full-time price at one part-time step, kroner a day."""
    return percent_of("Deltidspris", fuld, procent, PR_DAG)


def month_price(dagspris_kr: Decimal, faktor: Decimal) -> Led:
    """Day price × the list's own month factor, kroner a month. Source: Hadruplund 2018 and 2020, factor about 30,5."""
    dagspris = entered("Dagspris", dagspris_kr, PR_DAG, "dagspris")
    return per_month(dagspris, entered("Månedsfaktor", faktor, "dage pr. måned", "faktor"))


def per_month(dagspris: Led, faktor: Led) -> Led:
    """The day price times the month factor (days a month), kroner a month."""
    return multiply("Månedspris", [dagspris, faktor], "kr. pr. måned")


def level_price(foerste_kr: Decimal, sidste_kr: Decimal, antal: int, nummer: int) -> Led:
    """Level `nummer` of `antal` levels with equal steps between the first and the last price, kroner a day.

    Source: Mariehjem Selma 2024, ten levels from 3.234 to 6.849 kr. Raises KanIkkeBeregnes for a level not in the list.
    """
    if not (antal >= 2 and 1 <= nummer <= antal):
        raise KanIkkeBeregnes(f"Niveau {nummer} findes ikke: listen har {antal} niveauer. Ret nummeret.")
    foerste = entered("Første niveau", foerste_kr, PR_DAG, "foerste")
    spaend = subtract("Fra første til sidste", entered("Sidste niveau", sidste_kr, PR_DAG, "sidste"), foerste, PR_DAG)
    op = multiply("Trin op gange spænd", [spaend, entered("Trin op", nummer - 1, "trin", "nummer")], PR_DAG)
    tillaeg = divide("Over første niveau", op, entered("Trin i alt", antal - 1, "trin", "antal"), PR_DAG)
    return add("Niveautakst", [foerste, tillaeg], PR_DAG)
