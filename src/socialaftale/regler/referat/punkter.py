"""Where the points begin, and what stands before them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from . import form
from .form import Del
from .linjer import runs_on
from .typer import Linje

_MED_ORD = (
    re.compile(
        r"(?:Dagsordens)?(?:[Pp]unkt|Pkt\.?|PUNKT|PKT\.?)\s*(?:nr\.?\s*)?(?P<nr>\d{1,3})\s*(?P<tegn>[.:)–-]*)\s*(?P<rest>.*)"
    ),
    re.compile(r"(?:Ad|AD)\.?\s*(?:punkt\s*)?(?P<nr>\d{1,3})\s*(?P<tegn>[.:)–-]*)\s*(?P<rest>.*)"),
)
_NUMMER = re.compile(r"(?P<nr>\d{1,3})(?P<tegn>[.:)]?)\s+(?P<rest>\S.*)")
_MAERKE = re.compile(
    r"(?:\((?P<maerke>åbe?nt?|lukket)(?: punkt| sag)?\)|(?P<ord>åbe?nt?|lukket)(?: punkt| sag)?\s*[-–:])\s*",
    re.IGNORECASE,
)


class Start(NamedTuple):
    """Where a point begins: `fra` the place of its first line, `sted` that of the line with its number.

    `mark` is how much of that line is number and not title.
    """

    fra: int
    sted: int
    nummer: int
    mark: int
    aaben: bool | None = None


def find_points(linjer: Sequence[Linje], bredde: int) -> list[Start]:
    """Return where the points begin, in the order of the minutes; a table of contents is passed over.

    In words: lines `Punkt 3.`; where there are none `Ad 3`; where there are none either, numbered titles that are
    followed by a part of the form. A line in the middle of a sentence begins no point. `bredde` in characters.
    Source: the minutes of DAS, 17.11.2025. Raises nothing.
    """
    for moenster in _MED_ORD:
        fund = [(sted, moenster.fullmatch(linje.tekst)) for sted, linje in enumerate(linjer)]
        starter = [_start(sted, et) for sted, et in fund if et and _begins(linjer, sted, et, bredde)]
        if starter := _without_contents(linjer, starter):
            return [_with_openness(linjer, start) for start in starter]
    return [_with_openness(linjer, start) for start in _numbered_titles(linjer)]


def _start(sted: int, fund: re.Match[str]) -> Start:
    maerke = _MAERKE.match(fund["rest"])
    mark = fund.start("rest") + (maerke.end() if maerke else 0)
    return Start(
        sted, sted, int(fund["nr"]), mark, form.openness(maerke["maerke"] or maerke["ord"]) if maerke else None
    )


def _begins(linjer: Sequence[Linje], sted: int, fund: re.Match[str], bredde: int) -> bool:
    """Return whether a line that has the form of a point's beginning is one: no piece of a sentence, and not `3.1`."""
    linje, rest = linjer[sted], fund["rest"]
    if fund["tegn"] == "." and rest[:1].isdigit() and linje.tekst[fund.start("rest") - 1] == ".":
        return False
    if sted and not linje.efter_blank and runs_on(linjer[sted - 1], linje, bredde):
        return False
    if not rest or (sted + 1 < len(linjer) and _opens_part(linjer[sted + 1].tekst)):
        return not rest[:1].islower() or bool(fund["tegn"])
    if rest[0].islower() or not (fund["tegn"] or linje.efter_blank):
        return False
    return not re.search(r"\w{6,}\.$", rest)


def _opens_part(tekst: str) -> bool:
    return bool(form.heading(tekst) or form.case_number(tekst)) or form.openness(tekst) is not None


def _with_openness(linjer: Sequence[Linje], start: Start) -> Start:
    """Return the start with an `Åben` or `Lukket` that stands right before it. Raises nothing."""
    foran = form.openness(linjer[start.sted - 1].tekst) if start.sted else None
    return start if foran is None else start._replace(fra=start.sted - 1, aaben=foran)


def _without_contents(linjer: Sequence[Linje], starter: list[Start]) -> list[Start]:
    """Return the starts without those of a table of contents: titles alone, that all come again further on."""
    if not starter:
        return []
    slut = [*(start.sted for start in starter[1:]), len(linjer)]
    tekster = [[linje.tekst for linje in linjer[start.sted : til]] for start, til in zip(starter, slut, strict=True)]
    antal = 0
    while antal < len(starter) and _comes_again(antal, starter, tekster):
        antal += 1
    return starter[antal:]


def _comes_again(plads: int, starter: list[Start], tekster: list[list[str]]) -> bool:
    if any(form.heading(linje) for linje in tekster[plads]):
        return False
    nummer, titel = starter[plads].nummer, _letters(tekster[plads][:1])
    return any(
        starter[senere].nummer == nummer and _letters(tekster[senere][:4]).startswith(titel)
        for senere in range(plads + 1, len(starter))
    )


def _letters(tekst: list[str]) -> str:
    return "".join(tegn for tegn in " ".join(tekst).casefold() if tegn.isalpha())


def _numbered_titles(linjer: Sequence[Linje]) -> list[Start]:
    """Return numbered lines that are titles: in sequence, outside the lists of a point, a part of the form after them.

    Source: minutes without the word `punkt`. Raises nothing.
    """
    kandidater = [(sted, fund) for sted, linje in enumerate(linjer) if (fund := _title(linje))]
    starter: list[Start] = []
    for indeks, (sted, fund) in enumerate(kandidater):
        naeste = kandidater[indeks + 1][0] if indeks + 1 < len(kandidater) else len(linjer)
        sidste = starter[-1] if starter else None
        i_orden = int(fund["nr"]) - sidste.nummer in (0, 1, 2) if sidste else int(fund["nr"]) <= 2
        if i_orden and _has_part(linjer[sted + 1 : naeste]) and not _in_list(linjer, sidste, sted, int(fund["nr"])):
            starter.append(_start(sted, fund))
    return starter


def _title(linje: Linje) -> re.Match[str] | None:
    fund = _NUMMER.fullmatch(linje.tekst)
    if not fund or (fund["tegn"] and not form.numbered(linje.tekst)) or not fund["rest"][0].isupper():
        return None
    return fund if fund["tegn"] or linje.efter_blank else None


def _has_part(linjer: Sequence[Linje]) -> bool:
    return any(form.heading(linje.tekst) for linje in linjer)


def _in_list(linjer: Sequence[Linje], sidste: Start | None, sted: int, nummer: int) -> bool:
    """Return whether a numbered line goes on a list of recommendations or annexes, rather than the agenda."""
    if sidste is None:
        return False
    i_punktet = linjer[sidste.sted + 1 : sted]
    overskrifter = [nr for nr, linje in enumerate(i_punktet) if form.heading(linje.tekst)]
    if not overskrifter:
        return nummer != sidste.nummer + 1
    del_ = form.heading(i_punktet[overskrifter[-1]].tekst)
    if not del_ or del_[0] not in (Del.INDSTILLING, Del.BILAG):
        return nummer not in (sidste.nummer, sidste.nummer + 1, sidste.nummer + 2)
    numre = [fund[0] for linje in i_punktet[overskrifter[-1] :] if (fund := form.numbered(linje.tekst))]
    return nummer == (numre[-1] if numre else 0) + 1
