"""Occupancy in place-days: what stays, or a month's own figures, make of every day, month and year."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules
from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led, add, divide, entered, multiply

MAANEDER = "januar februar marts april maj juni juli august september oktober november december".split()
EN_DAG = dt.timedelta(days=1)
PLADSDAGE, PROCENT = "pladsdage", "procent"


class Fravaer(Kildet):
    taeller_som_brugt: bool


class Opbevaring(Kildet):
    maaneder: int


class Prognoseregel(Kildet):
    mindst_maaneder: int
    bagud_maaneder: int
    frem_maaneder: int
    faktor: Decimal


class Belaegningsdageregel(Data):
    """The values of the rule, from a day on."""

    id: str
    gaelder_fra: dt.date
    fravaer: Fravaer
    opbevaring: Opbevaring
    prognose: Prognoseregel


def all_rules() -> tuple[Belaegningsdageregel, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Belaegningsdageregel, "belaegningsdage-*.toml")


def rule_for(dag: dt.date) -> Belaegningsdageregel:
    """Return the newest rule in force on the day, the first one before any is. Raises nothing."""
    return in_force(all_rules(), dag)


class Handling(StrEnum):
    """What happens to a place. `varsel` says on which day a stay is expected to have its last day."""

    START = "start"
    STOP = "stop"
    VARSEL = "varsel"
    FRAVAER = "fravaer"
    HJEMME = "hjemme"


class Skridt(NamedTuple):
    """One thing that happened, on a day that counts whole. `stop` and `varsel` name the last day of the stay."""

    handling: Handling
    dag: dt.date
    pladser: int = 1
    udenfor: bool = False
    spaerring: bool = False


class Ophold(NamedTuple):
    """A stay, or a place that is blocked, from `fra` to before `til` (None: it goes on)."""

    fra: dt.date
    til: dt.date | None
    pladser: int = 1
    udenfor: bool = False
    spaerring: bool = False
    vaek: tuple[tuple[dt.date, dt.date | None], ...] = ()
    varslet: dt.date | None = None


class Dagstal(NamedTuple):
    """One day: citizens with a place, those of them who are away, places used, places used outside the target group,
    places blocked."""

    borgere: int = 0
    vaek: int = 0
    pladser: int = 0
    udenfor: int = 0
    spaerrede: int = 0


class Maanedstal(NamedTuple):
    """One month: different citizens, place-days used, of these outside the target group, place-days blocked."""

    borgere: int = 0
    dage: int = 0
    udenfor_dage: int = 0
    spaerrede_dage: int = 0


def first_of_month(dag: dt.date) -> dt.date:
    return dag.replace(day=1)


def next_month(maaned: dt.date) -> dt.date:
    """Return the first day of the month after."""
    return (maaned.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def months_back(maaned: dt.date, antal: int) -> list[dt.date]:
    """Return that many months up to and with the one given, oldest first."""
    nr = maaned.year * 12 + maaned.month - 1
    return [dt.date(et // 12, et % 12 + 1, 1) for et in range(nr - antal + 1, nr + 1)]


def month_name(maaned: dt.date) -> str:
    return f"{MAANEDER[maaned.month - 1]} {maaned.year}"


def what_is_wrong(skridt: Sequence[Skridt]) -> str:
    """Return in Danish why these cannot be the life of one stay, "" where they can.

    In words: it begins once, with at least one place; away and home follow each other; nothing lies before the
    beginning or after the last day. Source: fixed for the platform. Raises nothing.
    """
    start = [et for et in skridt if et.handling is Handling.START]
    if len(start) != 1:
        return "Et ophold begynder én gang." if start else "Opholdet har ingen første dag."
    if start[0].pladser < 1:
        return "Et ophold bruger mindst én plads."
    ordnet = sorted(skridt, key=_order)
    if any(et.dag < start[0].dag for et in ordnet):
        return "Dagen ligger før opholdets første dag."
    stop = [et for et in ordnet if et.handling is Handling.STOP]
    if len(stop) > 1:
        return "Opholdet er allerede slut."
    if stop and any(et.dag > stop[0].dag for et in ordnet if et.handling is not Handling.VARSEL):
        return "Dagen ligger efter opholdets sidste dag."
    fravaer = [et.handling for et in ordnet if et.handling in (Handling.FRAVAER, Handling.HJEMME)]
    skiftevis = [Handling.FRAVAER, Handling.HJEMME] * len(fravaer)
    return "" if fravaer == skiftevis[: len(fravaer)] else "Borgeren er allerede væk eller hjemme den dag."


def _order(skridt: Skridt) -> tuple[dt.date, int]:
    """Home before away on the same day: one who comes home and leaves again the same day is away."""
    return skridt.dag, [Handling.START, Handling.HJEMME, Handling.FRAVAER, Handling.VARSEL, Handling.STOP].index(
        skridt.handling
    )


def stay_of(skridt: Sequence[Skridt]) -> Ophold | None:
    """Return the stay that these make, None where they cannot be one: see `what_is_wrong`."""
    if what_is_wrong(skridt):
        return None
    ordnet = sorted(skridt, key=_order)
    start = next(et for et in ordnet if et.handling is Handling.START)
    stop = next((et for et in ordnet if et.handling is Handling.STOP), None)
    vaek = [et.dag for et in ordnet if et.handling is Handling.FRAVAER]
    hjemme: list[dt.date | None] = [et.dag for et in ordnet if et.handling is Handling.HJEMME]
    til = stop.dag + EN_DAG if stop else None
    varsler = [et.dag for et in skridt if et.handling is Handling.VARSEL]
    perioder = tuple(zip(vaek, [*hjemme, til][: len(vaek)], strict=True))
    varslet = varsler[-1] if varsler and not stop else None
    return Ophold(start.dag, til, start.pladser, start.udenfor, start.spaerring, perioder, varslet)


def on_day(ophold: Iterable[Ophold], dag: dt.date) -> Dagstal:
    """Return the day's figures: the sum over the stays that hold on it. Unit: citizens and places. Raises nothing."""
    tal = Dagstal()
    for et in ophold:
        if not _covers(et.fra, et.til, dag):
            continue
        if et.spaerring:
            tal = tal._replace(spaerrede=tal.spaerrede + et.pladser)
            continue
        vaek = any(_covers(fra, til, dag) for fra, til in et.vaek)
        brugt = 0 if vaek and not rule_for(dag).fravaer.taeller_som_brugt else et.pladser
        udenfor = brugt if et.udenfor else 0
        tal = Dagstal(tal.borgere + 1, tal.vaek + vaek, tal.pladser + brugt, tal.udenfor + udenfor, tal.spaerrede)
    return tal


def _covers(fra: dt.date, til: dt.date | None, dag: dt.date) -> bool:
    return fra <= dag and (til is None or dag < til)


def in_month(ophold: Sequence[Ophold], maaned: dt.date, til: dt.date | None = None) -> Maanedstal:
    """Return the month's figures, day by day: place-days are the sum of the days' places, citizens are counted once.

    `til`: the day before which to stop, where the month is not over. Raises nothing.
    """
    slut = min(next_month(maaned), til or dt.date.max)
    egne = [et for et in ophold if et.fra < slut and (et.til is None or et.til > maaned)]
    dage = [on_day(egne, maaned + dt.timedelta(days=nr)) for nr in range(max(0, (slut - maaned).days))]
    return Maanedstal(
        borgere=sum(not et.spaerring for et in egne),
        dage=sum(et.pladser for et in dage),
        udenfor_dage=sum(et.udenfor for et in dage),
        spaerrede_dage=sum(et.spaerrede for et in dage),
    )


def place_days(trin: Iterable[tuple[dt.date, int]], fra: dt.date, til: dt.date) -> int:
    """Return normed places times days from `fra` to before `til`; `trin`: from which day there are how many.

    Before the first step there are none. Unit: place-days. Raises nothing.
    """
    ordnet = sorted(trin)
    ender = [dag for dag, _ in ordnet[1:]] + [dt.date.max]
    return sum(
        antal * max(0, (min(til, ende) - max(fra, dag)).days)
        for (dag, antal), ende in zip(ordnet, ender, strict=bool(ordnet))
    )


def carried_over(tal: Maanedstal, normerede_foer: int, normerede: int) -> Maanedstal:
    """Return a month's figures as a start for another: place-days in proportion to the normed ones, half up.

    A full 30 days becomes a full 31. Raises nothing; without normed places before there is no start but 0.
    """
    if not normerede_foer:
        return Maanedstal()
    dele = [(et * normerede * 2 + normerede_foer) // (normerede_foer * 2) for et in tal[1:]]
    return Maanedstal(tal.borgere, *dele)


def what_cannot_be(tal: Maanedstal, normerede: int, overbelagt: bool) -> str:
    """Return in Danish what is wrong with a month's own figures, "" where nothing is. `normerede`: place-days.

    In words: what is blocked is among the normed; what is outside the target group is among what is used; used needs
    citizens; used and blocked together are at most the normed, unless it is said that there were more than normed.
    """
    if min(tal) < 0:
        return "Tallene kan ikke være negative."
    if tal.udenfor_dage > tal.dage:
        return "Der kan ikke være flere pladsdage uden for målgruppen, end der er brugt i alt."
    if bool(tal.borgere) != bool(tal.dage):
        return "Borgere og brugte pladsdage hører sammen: skriv begge, eller skriv 0 i begge."
    if tal.spaerrede_dage > normerede:
        return f"Der er {normerede} normerede pladsdage i måneden, så flere kan ikke være spærret."
    if tal.dage + tal.spaerrede_dage > normerede and not overbelagt:
        return (
            f"Brugt og spærret er tilsammen {tal.dage + tal.spaerrede_dage} pladsdage af {normerede} normerede. "
            "Ret tallet, eller sæt kryds ved, at der var flere end normeret."
        )
    return ""


def occupancy(tal: Mapping[dt.date, Maanedstal | None], normerede: Mapping[dt.date, int]) -> Led:
    """The occupancy over months, per cent: place-days used ÷ normed place-days × 100, with its months.

    Source: the agreement's word belægningsprocent, occupied days over possible days. Raises KanIkkeBeregnes where a
    month has no figures, naming it, or where there were no normed places.
    """
    mangler = [month_name(maaned) for maaned in normerede if tal.get(maaned) is None]
    if mangler:
        raise KanIkkeBeregnes(f"Belægningen kan ikke afgøres: der mangler tal for {_listed(mangler)}.")
    kendte = {maaned: et for maaned in normerede if (et := tal[maaned]) is not None}
    brugt = [_entered("Brugt", "belaegning", maaned, et.dage) for maaned, et in kendte.items()]
    mulige = [_entered("Normeret", "pladser", maaned, antal) for maaned, antal in normerede.items()]
    naevner = add("Normerede pladsdage", mulige, PLADSDAGE)
    andel = divide("Andel", add("Brugte pladsdage", brugt, PLADSDAGE), naevner, "")
    hundrede = Led("100", Decimal(100), "", Art.REGEL, kilde="Procent er hundrededele", sikkerhed="verificeret")
    return multiply("Belægning", [andel, hundrede], PROCENT)


def _entered(hvad: str, felt: str, maaned: dt.date, antal: int) -> Led:
    return entered(f"{hvad} i {month_name(maaned)}", antal, PLADSDAGE, f"{felt}.{maaned:%Y-%m}")


def _listed(navne: list[str]) -> str:
    return navne[0] if len(navne) == 1 else f"{', '.join(navne[:-1])} og {navne[-1]}"


def year_months(aar: int) -> list[dt.date]:
    return [dt.date(aar, nr, 1) for nr in range(1, 13)]
