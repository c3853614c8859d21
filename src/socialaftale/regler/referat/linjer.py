"""From a text to lines, from lines to text, and which lines merely stand on every page."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from . import datoer, form
from .typer import Linje, Tekst

SLUTTEGN = ".:;!?"
_SIDETAL = re.compile(r"(?:side|s\.)\s*\d{1,3}(?:\s*(?:af|ud af|/)\s*\d{1,3})?", re.IGNORECASE)
_NOEGENT_SIDETAL = re.compile(r"[-–]\s*\d{1,3}\s*[-–]|\d{1,3}\s*(?:af|/)\s*\d{1,3}|\d{1,3}")


def split_lines(kilde: str) -> list[Linje]:
    """Return the lines that hold anything, with their places. Source: none, it is how a text is cut. Raises nothing."""
    linjer: list[Linje] = []
    sted, blank = 0, True
    for nr, raa in enumerate(kilde.splitlines(keepends=True)):
        tekst = raa.strip()
        if tekst:
            fra = sted + raa.index(tekst)
            linjer.append(Linje(nr, fra, fra + len(tekst), tekst, blank))
        blank = not tekst
        sted += len(raa)
    return linjer


def width(linjer: Sequence[Linje]) -> int:
    """Return how many characters a full line holds: what 19 of 20 lines stay within. Raises nothing."""
    laengder = sorted(len(linje.tekst) for linje in linjer)
    return laengder[len(laengder) * 19 // 20] if laengder else 0


def runs_on(linje: Linje, naeste: Linje, bredde: int) -> bool:
    """Return whether the text of a line goes on in the next: unfinished, and the next word found no room, or is small.

    `bredde` in characters. Source: none, it is how lines are wrapped. Raises nothing.
    """
    if linje.tekst[-1] in SLUTTEGN or form.bullet(naeste.tekst):
        return False
    if naeste.tekst[0].islower():
        return True
    foerste = naeste.tekst.split()[0]
    return bredde > 50 and len(linje.tekst) + 1 + len(foerste) > bredde * 17 // 20


def as_text(linjer: Iterable[Linje], bredde: int) -> Tekst:
    """Return the lines as one text: wrapped lines are put together, paragraphs and lists stay apart, each blank is one.

    `bredde` in characters. Source: none, it is how text is set. Raises nothing.
    """
    ud, forrige = "", None
    for linje in linjer:
        ud += (_between(forrige, linje, bredde) if forrige else "") + " ".join(linje.tekst.split())
        forrige = linje
    return Tekst(ud, tuple((linje.fra, linje.til) for linje in linjer))


def _between(forrige: Linje, linje: Linje, bredde: int) -> str:
    """Return what parts two lines; a word broken with a hyphen stays as it stands. Raises nothing."""
    if runs_on(forrige, linje, bredde):
        return "\n" if forrige.tekst[-1] == "-" else " "
    if linje.efter_blank:
        return "\n\n"
    liste = form.bullet(linje.tekst) or form.numbered(linje.tekst)
    return "\n" if liste or len(forrige.tekst) < bredde * 2 // 3 else " "


def cut(linje: Linje, fra: int, til: int | None = None) -> Linje:
    """Return a part of a line as a line; `fra` and `til` count in the line. Raises nothing."""
    stykke = linje.tekst[fra:til]
    start = linje.fra + fra + len(stykke) - len(stykke.lstrip())
    stykke = stykke.strip()
    return linje._replace(fra=start, til=start + len(stykke), tekst=stykke)


def page_furniture(kilde: str, linjer: Sequence[Linje], starter: Iterable[int]) -> set[int]:
    """Return the places in `linjer` of what stands on every page: the heads and feet, and the page numbers.

    In words: a line that is found again and again, that is no part of the form, and that holds a date or a page number,
    stands at the edge of a page or before a point, or breaks a sentence. `starter` are the places where points begin.
    Source: none, it is how pages are made. Raises nothing.
    """
    kanter, starter = _edges(kilde, linjer), set(starter)
    sider = kilde.strip("\f\n ").count("\f") + 1
    grupper: dict[str, list[int]] = defaultdict(list)
    for sted, linje in enumerate(linjer):
        if _SIDETAL.fullmatch(linje.tekst):
            grupper["side #"].append(sted)
        elif sted in kanter and _NOEGENT_SIDETAL.fullmatch(linje.tekst):
            grupper["#"].append(sted)
        elif sted not in starter and not form.is_form(linje.tekst):
            grupper[_signature(linje.tekst)].append(sted)
    faste = {sted for noegle in ("side #", "#") for sted in grupper.pop(noegle, [])}
    foran = {sted - nr for sted in starter for nr in (1, 2, 3)}
    sidetal = {sted + nr for sted in faste for nr in (-1, 1)}
    for steder in grupper.values():
        kant = sum(sted in kanter for sted in steder)
        ved_kanten = kant >= max(2, sider) or (kant >= 4 and 5 * kant >= 3 * sider)
        if _is_furniture(linjer, steder, foran | (sidetal if len(steder) > 3 else set()), ved_kanten):
            faste |= set(steder)
    return faste


def _signature(tekst: str) -> str:
    """Return a line as lines are compared: without case, spaces and the number of the page. Raises nothing."""
    return " ".join(_SIDETAL.sub("side #", tekst).casefold().split())


def _edges(kilde: str, linjer: Sequence[Linje]) -> set[int]:
    """Return the places of the two first and two last lines of each page; none where the text has no page breaks."""
    if "\f" not in kilde.strip("\f\n "):
        return set()
    sider: dict[int, list[int]] = defaultdict(list)
    for sted, linje in enumerate(linjer):
        sider[kilde.count("\f", 0, linje.fra)].append(sted)
    return {sted for steder in sider.values() for sted in (*steder[:2], *steder[-2:])}


def _is_furniture(linjer: Sequence[Linje], steder: Sequence[int], foran: set[int], ved_kanten: bool) -> bool:
    """Return whether a line found in these places is page furniture: see `page_furniture`. Raises nothing.

    `foran` are the places right before a point or beside a page number; `ved_kanten`: it stands at the edge of all
    pages, or of most of many.
    """
    tekst = linjer[steder[0]].tekst
    efter_overskrift = sum(sted > 0 and form.heading(linjer[sted - 1].tekst) is not None for sted in steder)
    if len(steder) < 2 or 2 * efter_overskrift > len(steder) or len(tekst) > 150:
        return False
    if datoer.find_dates(tekst) or _SIDETAL.search(tekst):
        return len(steder) >= 3 or bool(re.search(r"\b(?:møde|referat|dagsorden|side)", tekst, re.IGNORECASE))
    if tekst[-1] in SLUTTEGN or tekst[0].islower():
        return False
    if ved_kanten or len(steder) < 3:
        return ved_kanten
    ofte = 5 * sum(sted in foran for sted in steder) >= 3 * len(steder)
    return ofte or any(_breaks_sentence(linjer, sted) for sted in steder)


def _breaks_sentence(linjer: Sequence[Linje], sted: int) -> bool:
    """Return whether the line stands in the middle of a sentence that goes on in small letters. Raises nothing."""
    if not 0 < sted < len(linjer) - 1:
        return False
    foer, efter = linjer[sted - 1].tekst, linjer[sted + 1].tekst
    return foer[-1] not in SLUTTEGN and efter[0].islower()
