"""What in minutes cannot all be true. Each is one function that returns notes in Danish; nothing is corrected."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from . import datoer
from .typer import Punkt
from .udtrykkeligt import sentences

_KLOKKE = re.compile(
    r"^\W*(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?\s*[-–—]\s*(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?(?=\W|$)",
    re.IGNORECASE,
)
_TAL = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_FRA_TIL = re.compile(
    rf"\bfra (?P<fra>{_TAL})(?: (?:kr\.?|mio\.?|pladser|sager))* til (?P<til>{_TAL})(?!\d|\.\d)(?P<resten>.*)",
    re.IGNORECASE,
)
_FORSKEL = re.compile(
    rf"(?:stigning|fald|takststigning|takstfald|forskel|ændring|reduktion|forøgelse)\w*(?: af taksten)? (?:på|af) "
    rf"(?P<tal>{_TAL})\s?(?P<procent>%|procent|pct)?",
    re.IGNORECASE,
)
_ENHED = r"(?:\s?(?:mio\.?|mia\.?|kr\.?|pladser|sager|%)){0,3}"
_PLUS = re.compile(rf"(?P<led>(?:{_TAL}){_ENHED}(?:\s*\+\s*(?:{_TAL}){_ENHED}){{1,12}})\s*=\s*(?P<sum>{_TAL})")
_I_ALT = re.compile(rf"^(?:i alt|total|sum|samlet)\b[^\d]*(?P<sum>{_TAL})\s*(?:kr\.?)?$", re.IGNORECASE)
_POST = re.compile(rf"(?:^|\s)(?P<tal>-?(?:{_TAL}))\s*(?:kr\.?)?$", re.IGNORECASE)
_HENVISNING = re.compile(r"\b(?:dagsordens)?(?:punkt|pkt\.) (?P<nr>\d{1,2})\b(?![.,:]\d)", re.IGNORECASE)
_BALANCE = (
    re.compile(rf"samlede budget[^.]*?\b(?P<retning>falder|stiger) med (?P<tal>{_TAL})", re.IGNORECASE),
    re.compile(rf"objektive finansiering[^.]*?\b(?P<retning>falder|stiger)\b[^.]*? med (?P<tal>{_TAL})", re.IGNORECASE),
    re.compile(rf"sags(?:antal|antallet)[^.]*? på (?P<tal>{_TAL})", re.IGNORECASE),
    re.compile(rf"taksten (?:stiger|falder) fra (?P<fra>{_TAL})(?: kr\.?)? til (?P<til>{_TAL})", re.IGNORECASE),
)


def weekdays(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return the days whose weekday is another. A day without a year is right if it fits a year the point may mean.

    In words: without a year, the years named in the title, or the meeting's year and those beside it. Source: the
    Gregorian calendar. Raises nothing.
    """
    noter = []
    for fund in datoer.find_dates(punkt.whole_text()):
        aarene = [fund.aar] if fund.aar else _years_meant(punkt, dato)
        dage = [dag for aar in aarene if (dag := fund.in_year(aar))]
        if fund.ugedag is not None and dage and all(dag.weekday() != fund.ugedag for dag in dage):
            rigtig = f"{datoer.UGEDAGE[dage[0].weekday()]} i {dage[0].year}"
            noter.append(f"Dato og ugedag passer ikke: »{fund.ordret}« er en {rigtig}.")
    return noter


def _years_meant(punkt: Punkt, dato: dt.date | None) -> list[int]:
    i_titlen = [int(aar) for aar in re.findall(r"\b20\d{2}\b", punkt.titel.tekst)]
    return i_titlen or ([dato.year, dato.year + 1, dato.year - 1] if dato else [])


def impossible_days(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return the days that no calendar has: 29.2. in an ordinary year, 31 April. Source: the Gregorian calendar."""
    return [
        f"Datoen »{fund.ordret}« findes ikke."
        for fund in datoer.find_dates(punkt.whole_text())
        if fund.in_year(fund.aar or 2024) is None
    ]


def overlaps(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return the entries of a programme that begin before the one before them ends. Source: the minutes, point 13."""
    noter, forrige = [], None
    for linje in punkt.whole_text().splitlines():
        if not (fund := _KLOKKE.match(linje.strip())):
            forrige = forrige if linje.strip()[:1].islower() or not linje.strip() else None
            continue
        fra, til = _minutes(fund[1], fund[2]), _minutes(fund[3], fund[4])
        if fra is None or til is None:
            continue
        ordret = fund[0].strip(" •-–")
        if til <= fra:
            noter.append(f"Programmet: »{ordret}« slutter, før det begynder.")
        elif forrige and forrige[0] <= fra < forrige[1]:
            noter.append(f"Programmet overlapper: »{forrige[2]}« og »{ordret}«.")
        forrige = (fra, til, ordret)
    return noter


def _minutes(time: str, minut: str | None) -> int | None:
    ialt = int(time) * 60 + int(minut or 0)
    return ialt if ialt <= 24 * 60 and int(minut or 0) < 60 else None


def differences(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return the sentences `fra A til B, en stigning på C` where B less A is not C, in number or per cent.

    Per cent agree when they agree rounded as they are written. Source: arithmetic; DAS 17.11.2025, point 6.
    """
    noter = []
    for saetning in sentences(_unbroken(punkt.whole_text())):
        fund = _FRA_TIL.search(saetning)
        forskel = _FORSKEL.search(fund["resten"]) if fund else None
        if not fund or not forskel:
            continue
        fra, til, sagt = _number(fund["fra"]), _number(fund["til"]), _number(forskel["tal"])
        regnet = abs(til - fra) * 100 / fra if forskel["procent"] and fra else abs(til - fra)
        if regnet.quantize(sagt) != sagt:
            noter.append(
                f"Tallene går ikke op: fra {fund['fra']} til {fund['til']} er {_danish(regnet)}"
                f"{' %' if forskel['procent'] else ''}, og der står {forskel['tal']}."
            )
    return noter


def sums(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return the sums that are not the sum of their parts: `a + b = c`, and a list that ends with `I alt`."""
    tekst = punkt.whole_text()
    noter = []
    for fund in _PLUS.finditer(tekst):
        if (regnet := sum(_numbers(fund["led"]), Decimal(0))) != _number(fund["sum"]):
            noter.append(f"Tallene går ikke op: {' '.join(fund[0].split())}. Summen er {_danish(regnet)}.")
    poster: list[Decimal] = []
    for linje in (raa.strip() for raa in tekst.splitlines()):
        if fund_sum := _I_ALT.match(linje.lstrip("•-– ")):
            if len(poster) > 1 and sum(poster, Decimal(0)) != _number(fund_sum["sum"]):
                giver = _danish(sum(poster, Decimal(0)))
                noter.append(f"Tallene går ikke op: der står i alt {fund_sum['sum']}, og posterne giver {giver}.")
            poster = []
        elif fund_post := _POST.search(linje):
            poster.append(_number(fund_post["tal"]))
        elif linje:
            poster = []
    return noter


def financing(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return whether a budget's change is not that of its two parts: objective financing, and takst times cases.

    Source: DAS 17.11.2025, point 6; arithmetic. Raises nothing.
    """
    tekst = _unbroken(punkt.whole_text())
    samlet, objektiv, sager, takst = (moenster.search(tekst) for moenster in _BALANCE)
    if not (samlet and objektiv and sager and takst):
        return []
    af_takst = (_number(takst["til"]) - _number(takst["fra"])) * _number(sager["tal"])
    rest = _signed(samlet) - _signed(objektiv)
    if rest == af_takst:
        return []
    return [
        f"Tallene går ikke op: budgettet ændres med {_danish(_signed(samlet))}, heraf objektiv finansiering "
        f"{_danish(_signed(objektiv))}. Så er der {_danish(rest)} til taksterne, men {sager['tal']} sager med "
        f"den nye takst giver {_danish(af_takst)}."
    ]


def _signed(fund: re.Match[str]) -> Decimal:
    return _number(fund["tal"]) * (-1 if fund["retning"].casefold() == "falder" else 1)


def wrong_references(punkt: Punkt, punkter: Sequence[Punkt]) -> list[str]:
    """Return the references to a point that is not there, or that does not speak of what another point does.

    In words: the long words before `punkt 3` are looked for in that point; where none stands there, and one stands in
    the title, the heads or the recommendation of another point, both are named. Source: DAS 17.11.2025, point 8.
    """
    noter = []
    numre = {andet.nummer for andet in punkter}
    tekst = _unbroken(punkt.whole_text())
    for fund in _HENVISNING.finditer(tekst):
        nummer, foran = int(fund["nr"]), re.split(r"[.;,]\s|\n", tekst[max(0, fund.start() - 160) : fund.start()])[-1]
        if re.search(r"(?:indstilling|lov|stk|§|bekendtgørelse)\w*\W*$", foran, re.IGNORECASE):
            continue
        if nummer not in numre:
            noter.append(f"Der henvises til punkt {nummer}, som referatet ikke har.")
        elif nummer != punkt.nummer and (bedre := _better_point(foran, nummer, punkt, punkter)):
            noter.append(f"Der henvises til punkt {nummer}, men »{bedre[0]}« står i punkt {bedre[1]}.")
    return noter


def _better_point(foran: str, nummer: int, punkt: Punkt, punkter: Sequence[Punkt]) -> tuple[str, int] | None:
    """Return the word and the other point that the reference seems to mean; None where the reference may be right."""
    ord_ = re.findall(r"[a-zæøåé-]{12,}", foran.casefold())[-2:]
    egen = next(andet for andet in punkter if andet.nummer == nummer).whole_text().casefold()
    if not ord_ or any(et[:12] in egen for et in ord_):
        return None
    for et in reversed(ord_):
        fund = [andet.nummer for andet in punkter if andet is not punkt and et[:14] in _key_text(andet)]
        if len(fund) == 1:
            return et, fund[0]
    return None


def _key_text(punkt: Punkt) -> str:
    overskrifter = [et.overskrift.tekst for et in punkt.afsnit]
    dele = [punkt.titel.tekst, *overskrifter, *(led.tekst.tekst for led in punkt.indstilling)]
    return " ".join(dele).casefold()


def item_numbers(punkt: Punkt, dato: dt.date | None) -> list[str]:
    """Return what is wrong with the numbers of the recommendation's items. Source: none. Raises nothing."""
    numre = [led.nummer for led in punkt.indstilling]
    if numre == list(range(1, len(numre) + 1)):
        return []
    return [f"Indstillingens numre er ikke fortløbende: {', '.join(map(str, numre))}."]


I_PUNKTET: tuple[Callable[[Punkt, dt.date | None], list[str]], ...] = (
    item_numbers, weekdays, impossible_days, overlaps, differences, sums, financing,
)  # fmt: skip


def in_point(punkt: Punkt, punkter: Sequence[Punkt], dato: dt.date | None) -> list[str]:
    """Return every contradiction in a point, each once. Source: the functions above. Raises nothing."""
    noter = [note for find in I_PUNKTET for note in find(punkt, dato)] + wrong_references(punkt, punkter)
    return list(dict.fromkeys(noter))


def in_agenda(punkter: Sequence[Punkt]) -> list[str]:
    """Return which points are missing, stand twice or stand in another order. Source: the agenda's own numbers."""
    numre = [punkt.nummer for punkt in punkter]
    noter = [f"Punkt {nr} mangler." for nr in range(1, max(numre, default=0)) if nr not in numre]
    noter += [f"Punkt {nr} står {numre.count(nr)} gange." for nr in sorted(set(numre)) if numre.count(nr) > 1]
    if not noter and numre != sorted(numre):
        noter.append("Punkterne står ikke i nummerorden.")
    return noter


def _unbroken(tekst: str) -> str:
    return re.sub(r"[ \t\n\u00a0]+", " ", re.sub(r"\n{2,}", ".\n", tekst))


def _numbers(tekst: str) -> list[Decimal]:
    return [_number(et) for et in re.findall(_TAL, tekst)]


def _number(tekst: str) -> Decimal:
    return Decimal(tekst.replace(".", "").replace(",", "."))


def _danish(tal: Decimal) -> str:
    """Return a number as Danes write it, with at most two decimals. Source: Danish usage. Raises nothing."""
    rundet = tal if tal == tal.to_integral_value() else round(tal, 2)
    skrevet = f"{rundet:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return skrevet.rstrip("0").rstrip(",") if "," in skrevet else skrevet
