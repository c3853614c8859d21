"""Minutes as text, read into points. Nothing is lost, nothing is inferred, nothing is corrected."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from . import datoer, modstrid
from .daekning import check_coverage
from .dele import read_point
from .hoved import Hoved, attendance, read_head, take_attendance
from .linjer import page_furniture, split_lines, width
from .punkter import Start, find_points
from .typer import Linje, Punkt, Referat, Tekst
from .udtrykkeligt import answer_items

_NAESTE = re.compile(r"(?:(?:dato|tidspunkt) for )?(?:det )?næste møde", re.IGNORECASE)
_VENDER = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class UlaeseligtReferat(ValueError):
    """The text is no minutes that can be read whole; the message is Danish."""


def read_minutes(kilde: str) -> Referat:
    """Read minutes of the form that DAS uses. Raises UlaeseligtReferat where no point is found, or text is lost.

    In words: what stands on every page is set aside; points begin at their numbers; in each, the parts of the form are
    found by their headings; the decision answers an item only in so many words; contradictions become notes. Places
    are counted in characters of `kilde`. Source: the minutes of DAS, 17.11.2025.
    """
    linjer, faste, starter, bredde = _lines_and_points(kilde)
    if not starter:
        raise UlaeseligtReferat(
            "Der er ingen punkter i teksten. Et punkt begynder med en linje som »Punkt 1.« eller »1. Titel«."
        )
    slut = [*(start.fra for start in starter[1:]), len(linjer)]
    hale = _tail(linjer, starter[-1].sted, len(linjer))
    slut[-1] = hale
    hoved = read_head(linjer[: starter[0].fra], faste)
    hoved.uplaceret += take_attendance(linjer[hale:], hoved)
    laest = [
        (linjer[start.fra : start.sted], *read_point(linjer[start.sted : til], start, bredde))
        for start, til in zip(starter, slut, strict=True)
    ]
    punkter = [answer_items(punkt) for _, punkt, _ in laest]
    skabelon = [linje for foran, _, egne in laest for linje in (*foran, *egne)]
    referat = _assemble(kilde, hoved, punkter, [*skabelon, *faste])
    if fejl := check_coverage(kilde, referat):
        raise UlaeseligtReferat(f"Referatet kan ikke læses uden at tabe tekst, så intet er læst. {' '.join(fejl)}")
    return referat


def _lines_and_points(kilde: str) -> tuple[list[Linje], list[Linje], list[Start], int]:
    """Return the lines of the minutes, those on every page, where points begin, and how long a full line is."""
    alle = split_lines(kilde)
    bredde = width(alle)
    foreloebige = [start.fra for start in find_points(alle, bredde)]
    faste = page_furniture(kilde, alle, foreloebige)
    linjer: list[Linje] = []
    blank = side = False
    for sted, linje in enumerate(alle):
        blank, side = blank or linje.efter_blank, side or sted in faste
        if sted not in faste:
            linjer.append(linje._replace(efter_blank=blank, efter_side=side))
            blank = side = False
    return linjer, [alle[sted] for sted in sorted(faste)], find_points(linjer, bredde), bredde


def _tail(linjer: Sequence[Linje], fra: int, til: int) -> int:
    """Return where the last point ends: before a list of names that stands last in the minutes."""
    for sted in range(fra + 1, til):
        if linjer[sted].efter_blank and re.match(r"til ?stede|afbud|fraværende", linjer[sted].tekst, re.IGNORECASE):
            return sted if attendance(linjer[sted].tekst) else til
    return til


def _assemble(kilde: str, hoved: Hoved, punkter: list[Punkt], skabelon: Iterable[Linje]) -> Referat:
    naeste = next((et for et in punkter if _NAESTE.match(et.titel.tekst)), None)
    med_noter = [replace(et, noter=(*et.noter, *modstrid.in_point(et, punkter, hoved.dato))) for et in punkter]
    noter = modstrid.in_agenda(punkter)
    if not hoved.udvalg:
        noter.append("Referatet siger ikke, hvilket udvalg det er fra.")
    if not hoved.dato:
        umulig = f"Datoen »{hoved.umulig}« findes ikke." if hoved.umulig else ""
        noter.append(umulig or "Referatet siger ikke, hvilken dag mødet blev holdt.")
    if fund := _VENDER.search(kilde):
        noter.append(f"Teksten har usynlige tegn, der vender skriveretningen, det første ved tegn {fund.start()}.")
    return Referat(
        udvalg=hoved.udvalg,
        dato=hoved.dato,
        til_stede=tuple(hoved.til_stede),
        fravaerende=tuple(hoved.fravaerende),
        naeste_moede=datoer.first_date(naeste.whole_text()) if naeste else None,
        punkter=tuple(med_noter),
        noter=tuple(noter),
        skabelon=tuple(_single(linje) for linje in sorted({*skabelon, *hoved.brugt}, key=lambda et: et.fra)),
        uplaceret=tuple(_single(linje) for linje in hoved.uplaceret),
    )


def _single(linje: Linje) -> Tekst:
    """Return a line as it stands. Raises nothing."""
    return Tekst(linje.tekst, ((linje.fra, linje.til),))


def as_json(referat: Referat) -> dict[str, Any]:
    """Return the minutes as JSON-able things, days as ISO. Source: the keys the import promises. Raises nothing."""
    return {
        "udvalg": referat.udvalg,
        "dato": referat.dato.isoformat() if referat.dato else None,
        "til_stede": [navn.tekst for navn in referat.til_stede],
        "fravaerende": [navn.tekst for navn in referat.fravaerende],
        "naeste_moede": referat.naeste_moede.isoformat() if referat.naeste_moede else None,
        "punkter": [_point_as_json(punkt) for punkt in referat.punkter],
        "noter": list(referat.noter),
        "skabelon": [_placed(tekst) for tekst in referat.skabelon],
        "uplaceret": [_placed(tekst) for tekst in referat.uplaceret],
    }


def _point_as_json(punkt: Punkt) -> dict[str, Any]:
    return {
        "nummer": punkt.nummer,
        "titel": punkt.titel.tekst,
        "aaben": punkt.aaben,
        "sagsnummer": punkt.sagsnummer.tekst,
        "resume": punkt.resume.tekst,
        "sagsfremstilling": punkt.sagsfremstilling.tekst,
        "afsnit": [{"overskrift": et.overskrift.tekst, "tekst": et.tekst.tekst} for et in punkt.afsnit],
        "indledning": punkt.indledning.tekst,
        "indstilling": [
            {"nummer": led.nummer, "tekst": led.tekst.tekst, "resultat": led.resultat, "belaeg": led.belaeg}
            for led in punkt.indstilling
        ],
        "bilag": [et.tekst for et in punkt.bilag],
        "beslutning": punkt.beslutning.tekst,
        "for_sig_selv": list(punkt.for_sig_selv),
        "noter": list(punkt.noter),
    }


def _placed(tekst: Tekst) -> dict[str, Any]:
    fra, til = tekst.spaend[0]
    return {"fra": fra, "til": til, "tekst": tekst.tekst}
