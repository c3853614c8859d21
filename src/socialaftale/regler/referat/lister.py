"""The lists of a point: the recommendations and the annexes."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from . import form
from .linjer import as_text, cut, runs_on
from .typer import Led, Linje, Tekst

Maerke = Callable[[str], tuple[int, int] | None]
_AT = re.compile(r"at\s+(?=\S)", re.IGNORECASE)
_BILAGSNUMMER = re.compile(r"bi(?:la|al)g\s*(?:nr\.?\s*)?\d+", re.IGNORECASE)
_INGEN = re.compile(r"(?:ingen(?: bilag)?|intet|-)\.?", re.IGNORECASE)


class Liste(NamedTuple):
    """A list as read: the lines before it, each item's number and lines, and the marks that were taken off."""

    indledning: list[Linje]
    led: list[tuple[int, list[Linje]]]
    maerker: list[Linje]


def read_recommendation(linjer: Sequence[Linje], bredde: int) -> tuple[Tekst, tuple[Led, ...], list[Linje]]:
    """Return what stands before the items, the items, and the marks taken off. Raises nothing.

    In words: items begin with `1.`, `a)`, a bullet or `at`, whichever the recommendation uses first; other lists lie
    inside an item. Without such marks the whole recommendation is one item. Source: the minutes of DAS, 17.11.2025.
    """
    liste = _cut_up(linjer, _style(linjer), bredde)
    if not liste.led and linjer:
        return Tekst(), (Led(1, as_text(linjer, bredde)),), []
    led = tuple(Led(nummer, as_text(egne, bredde)) for nummer, egne in liste.led)
    return as_text(liste.indledning, bredde), led, liste.maerker


def read_annexes(linjer: Sequence[Linje], bredde: int) -> tuple[tuple[Tekst, ...], list[Linje]]:
    """Return the annexes and the marks taken off; `Ingen` is no annex but a mark. Raises nothing.

    In words: an annex begins with a bullet or a number; without such marks each line is one, save where a line goes
    on in the next. Source: as above.
    """
    if len(linjer) == 1 and _INGEN.fullmatch(linjer[0].tekst):
        return (), list(linjer)
    stil = _bullet if any(form.bullet(linje.tekst) for linje in linjer) else form.numbered
    liste = _cut_up(linjer, stil, bredde)
    loese = _plain_lines(liste.indledning, bredde)
    return tuple(as_text(egne, bredde) for egne in [*loese, *(egne for _, egne in liste.led)]), liste.maerker


def _plain_lines(linjer: Sequence[Linje], bredde: int) -> list[list[Linje]]:
    samlet: list[list[Linje]] = []
    for linje in linjer:
        if samlet and runs_on(samlet[-1][-1], linje, bredde) and not _BILAGSNUMMER.match(linje.tekst):
            samlet[-1].append(linje)
        else:
            samlet.append([linje])
    return samlet


def _bullet(tekst: str) -> tuple[int, int] | None:
    laengde = form.bullet(tekst)
    return (0, laengde) if laengde else None


def _at(tekst: str) -> tuple[int, int] | None:
    """`at` is a word of the item, so nothing is taken off."""
    return (0, 0) if _AT.match(tekst) else None


def _style(linjer: Sequence[Linje]) -> Maerke:
    """Return what marks the items: the kind of mark that comes first; `at` where no other comes, or bullets later."""
    at = [nr for nr, linje in enumerate(linjer) if _at(linje.tekst)]
    for nr, linje in enumerate(linjer):
        for stil in (form.numbered, form.lettered, _bullet):
            if stil(linje.tekst):
                return _at if stil is _bullet and len(at) > 1 and at[0] < nr else stil
    return _at


def _cut_up(linjer: Sequence[Linje], stil: Maerke, bredde: int) -> Liste:
    """Cut lines up where an item begins. A number out of sequence is text: `2025. Det` is no item."""
    liste, forrige = Liste([], [], []), None
    for linje in linjer:
        fund = stil(linje.tekst)
        if fund and not (stil is _at and forrige and _runs_on_at(forrige, linje, bredde)) and _in_sequence(fund, liste):
            nummer = fund[0] or len(liste.led) + 1
            liste.led.append((nummer, []))
            if fund[1]:
                liste.maerker.append(cut(linje, 0, fund[1]))
            rest = cut(linje, fund[1])
            liste.led[-1][1].extend([rest] if rest.tekst else [])
        elif liste.led:
            liste.led[-1][1].append(linje)
        else:
            liste.indledning.append(linje)
        forrige = linje
    return liste


def _runs_on_at(forrige: Linje, linje: Linje, bredde: int) -> bool:
    """Return whether a line that begins with `at` goes on the sentence before: that line is full. Raises nothing."""
    return not linje.efter_blank and forrige.tekst[-1] not in ".:;," and len(forrige.tekst) > bredde * 3 // 4 > 30


def _in_sequence(fund: tuple[int, int], liste: Liste) -> bool:
    nummer = fund[0]
    sidste = liste.led[-1][0] if liste.led else 0
    return not nummer or nummer in (1, sidste, sidste + 1, sidste + 2)
