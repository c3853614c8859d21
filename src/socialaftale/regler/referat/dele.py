"""One point, from its lines to its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import form
from .form import Del
from .linjer import SLUTTEGN, as_text, cut, runs_on
from .lister import read_annexes, read_recommendation
from .punkter import Start
from .typer import Afsnit, Linje, Punkt

LAENGSTE_OVERSKRIFT, FLEST_ORD, FLEST_TITELLINJER = 100, 14, 5
_MAERKE_SIDST = re.compile(r"(?<=\S)\s*(\((?:åbe?nt?|lukket)(?: punkt| sag)?\))$", re.IGNORECASE)
_EGEN = re.compile(r"(?:det )?(?:indstilling|beslutning|bilag)\w*\s*:?", re.IGNORECASE)
_FORTAELLENDE = (Del.RESUME, Del.SAGSFREMSTILLING, None)


@dataclass
class Afdeling:
    """A part while it is gathered: `del_` is None for one the form does not know."""

    del_: Del | None
    overskrift: list[Linje] = field(default_factory=list)
    linjer: list[Linje] = field(default_factory=list)


@dataclass
class Samlet:
    """A point while it is gathered, with the form's own words that were taken off."""

    aaben: bool | None
    titel: list[Linje] = field(default_factory=list)
    sagsnummer: list[Linje] = field(default_factory=list)
    afdelinger: list[Afdeling] = field(default_factory=list)
    skabelon: list[Linje] = field(default_factory=list)


def read_point(linjer: Sequence[Linje], start: Start, bredde: int) -> tuple[Punkt, list[Linje]]:
    """Return a point, and the form's own words in it. `linjer` begin with the line of its number.

    In words: the title ends at a blank line or a part of the form; a known heading begins a part, in any order; a short
    line alone, inside a part that tells, begins a section of its own; a decision goes on to the next known heading.
    `bredde` in characters. Source: the minutes of DAS, 17.11.2025. Raises nothing.
    """
    samlet = Samlet(start.aaben, skabelon=[cut(linjer[0], 0, start.mark or None)])
    rest = cut(linjer[0], start.mark) if start.mark < len(linjer[0].tekst) else None
    samlet.titel += [rest] if rest and rest.tekst else []
    sted = _take_title(linjer, samlet, bredde)
    _take_openness(samlet)
    samlet.afdelinger.append(Afdeling(None))
    for nr in range(sted, len(linjer)):
        _place(linjer, nr, samlet, bredde)
    return _as_point(samlet, start.nummer, bredde)


def _take_title(linjer: Sequence[Linje], samlet: Samlet, bredde: int) -> int:
    """Take the lines of the title, and return the place of the first line after it."""
    sted = 1
    while sted < len(linjer):
        linje = linjer[sted]
        if form.heading(linje.tekst) or form.case_number(linje.tekst) or form.openness(linje.tekst) is not None:
            break
        if samlet.titel and (len(samlet.titel) == FLEST_TITELLINJER or not _goes_on(samlet.titel[-1], linje)):
            break
        samlet.titel.append(linje)
        sted += 1
    return sted


def _take_openness(samlet: Samlet) -> None:
    """Take a `(lukket)` off the end of the title."""
    if samlet.titel and samlet.aaben is None and (fund := _MAERKE_SIDST.search(samlet.titel[-1].tekst)):
        samlet.aaben = form.openness(fund[1])
        samlet.skabelon.append(cut(samlet.titel[-1], fund.start()))
        samlet.titel[-1] = cut(samlet.titel[-1], 0, fund.start())


def _goes_on(forrige: Linje, linje: Linje) -> bool:
    """Return whether a line goes on the title: right below it, or after a blank line in the middle of it."""
    if linje.efter_blank:
        return linje.tekst[0].islower() and forrige.tekst[-1] not in SLUTTEGN and len(linje.tekst) < 60
    return linje.tekst[-1] not in SLUTTEGN and not form.bullet(linje.tekst)


def _place(linjer: Sequence[Linje], nr: int, samlet: Samlet, bredde: int) -> None:
    """Put one line where it belongs."""
    linje, nu = linjer[nr], samlet.afdelinger[-1]
    if fund := form.heading(linje.tekst):
        _begin_part(linje, fund, samlet)
    elif _before_parts(samlet) and (svar := form.openness(linje.tekst)) is not None:
        samlet.aaben = svar
        samlet.skabelon.append(linje)
    elif _before_parts(samlet) and not samlet.sagsnummer and (sted := form.case_number(linje.tekst)):
        samlet.sagsnummer.append(cut(linje, *sted))
        samlet.skabelon += [del_ for del_ in (cut(linje, 0, sted[0]), cut(linje, sted[1])) if del_.tekst]
    elif _is_unknown_heading(linjer, nr, nu, bredde):
        samlet.afdelinger.append(Afdeling(None, overskrift=[linje]))
    else:
        nu.linjer.append(linje)


def _begin_part(linje: Linje, fund: tuple[Del, int], samlet: Samlet) -> None:
    """Begin a known part under its heading."""
    rest = cut(linje, fund[1])
    samlet.afdelinger.append(Afdeling(fund[0], [cut(linje, 0, fund[1])], [rest] if rest.tekst else []))


def _before_parts(samlet: Samlet) -> bool:
    return all(afdeling.del_ is None and not afdeling.overskrift for afdeling in samlet.afdelinger)


def _is_unknown_heading(linjer: Sequence[Linje], nr: int, nu: Afdeling, bredde: int) -> bool:
    """Return whether a line is a heading that the form does not know: short, alone, unfinished, not in a decision."""
    if nu.del_ == Del.BESLUTNING or nr + 1 == len(linjer) or not _looks_like_heading(linjer[nr].tekst):
        return False
    foer, linje, efter = linjer[nr - 1 : nr + 2]
    if not _stands_alone(linje, efter, bredde):
        return False
    fortaeller, antal = nu.del_ in _FORTAELLENDE, len(linje.tekst.split())
    if runs_on(foer, linje, bredde):
        return fortaeller and antal <= 5 and not linje.efter_side
    if fortaeller:
        return True
    liste = nu.del_ != Del.BILAG or any(form.bullet(en.tekst) or form.numbered(en.tekst) for en in nu.linjer)
    return liste and antal <= 6 and bool(nu.linjer) and not form.numbered(efter.tekst)


def _stands_alone(linje: Linje, efter: Linje, bredde: int) -> bool:
    """Return whether a line has blank lines round it, and is not the last full line of a page."""
    if not (linje.efter_blank and efter.efter_blank) or efter.tekst[0].islower():
        return False
    return not (efter.efter_side and runs_on(linje, efter, bredde))


def _looks_like_heading(tekst: str) -> bool:
    if len(tekst) > LAENGSTE_OVERSKRIFT or len(tekst.split()) > FLEST_ORD or form.bullet(tekst) or form.numbered(tekst):
        return False
    kolon = tekst.endswith(":") and len(tekst.split()) <= 5
    return tekst[0].isupper() and (kolon or tekst[-1] not in SLUTTEGN + ",")


def _as_point(samlet: Samlet, nummer: int, bredde: int) -> tuple[Punkt, list[Linje]]:
    """Turn what was gathered into a point; a part that stands twice is kept whole, and noted."""
    dele: dict[Del, list[Afdeling]] = {del_: [] for del_ in Del}
    afsnit: list[Afsnit] = []
    for afdeling in samlet.afdelinger:
        if afdeling.del_ and not _is_anothers(afdeling, samlet, dele):
            dele[afdeling.del_].append(afdeling)
            samlet.skabelon += afdeling.overskrift
        elif afdeling.overskrift or afdeling.linjer:
            afsnit.append(Afsnit(as_text(afdeling.overskrift, bredde), as_text(afdeling.linjer, bredde)))
    linjer = {del_: [linje for afdeling in alle for linje in afdeling.linjer] for del_, alle in dele.items()}
    indledning, led, maerker = read_recommendation(linjer[Del.INDSTILLING], bredde)
    bilag, flere = read_annexes(linjer[Del.BILAG], bredde)
    punkt = Punkt(
        nummer=nummer,
        titel=as_text(samlet.titel, bredde),
        aaben=samlet.aaben,
        sagsnummer=as_text(samlet.sagsnummer, bredde),
        resume=as_text(linjer[Del.RESUME], bredde),
        sagsfremstilling=as_text(linjer[Del.SAGSFREMSTILLING], bredde),
        afsnit=tuple(afsnit),
        indledning=indledning,
        indstilling=led,
        bilag=bilag,
        beslutning=as_text(linjer[Del.BESLUTNING], bredde),
        noter=_notes(samlet, dele),
    )
    return punkt, [*samlet.skabelon, *maerker, *flere]


def _is_anothers(afdeling: Afdeling, samlet: Samlet, dele: dict[Del, list[Afdeling]]) -> bool:
    """Return whether a part is told of, and not the point's own: a second account, or another body's beside its own."""
    if afdeling.del_ in _FORTAELLENDE and afdeling.del_:
        return bool(dele[afdeling.del_])
    egne = [et for et in samlet.afdelinger if et.del_ == afdeling.del_ and _EGEN.fullmatch(et.overskrift[0].tekst)]
    return bool(egne) and afdeling not in egne


def _notes(samlet: Samlet, dele: dict[Del, list[Afdeling]]) -> tuple[str, ...]:
    """Return what is missing or stands twice in the point, in Danish."""
    noter = []
    if not samlet.titel:
        noter.append("Punktet har ingen titel.")
    if samlet.aaben is None:
        noter.append("Referatet siger ikke, om punktet er åbent eller lukket.")
    beslutninger = len(dele[Del.BESLUTNING])
    if not any(linje for afdeling in dele[Del.BESLUTNING] for linje in afdeling.linjer):
        noter.append("Punktet har ingen beslutning.")
    if beslutninger > 1:
        noter.append(f"Punktet har {beslutninger} beslutninger. De står efter hinanden.")
    if len(dele[Del.INDSTILLING]) > 1:
        noter.append(f"Punktet har {len(dele[Del.INDSTILLING])} indstillinger. De står efter hinanden.")
    return tuple(noter)
