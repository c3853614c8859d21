"""What stands before the points and on every page: which body, which day, who was there."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from . import datoer, form
from .linjer import as_text, cut
from .typer import Linje, Tekst

LAENGSTE_HOVED = 200


class Fremmoede(StrEnum):
    """Whether a list of names is of those who were there."""

    TIL_STEDE = "til_stede"
    FRAVAERENDE = "fravaerende"


_FREMMOEDE = {
    Fremmoede.TIL_STEDE: re.compile(
        r"(?:til ?stede(?:værende)?|mødedeltagere|deltagere|deltog|fremmødte|medlemmer til stede)\b\s*(?::|$)\s*", re.I
    ),
    Fremmoede.FRAVAERENDE: re.compile(
        r"(?:(?:fra|med) )?(?:fraværende|afbud|forfald)(?: med afbud| fra)?\b\s*(?::|$)\s*", re.I
    ),
}
_ETIKET = re.compile(
    r"(?P<navn>udvalg|mødedato|dato|tid|tidspunkt|sted|mødested|lokale|mødeleder|formand|referent|emne|møde)\s*:\s*",
    re.I,
)
_FYLD = (
    r"(?:referat(?:et)?|beslutningsreferat|dagsorden|mødet?|fra|af|i|d\.|side\s*\d+(?:\s*af\s*\d+)?|ordinært|til|"
    r"kl\.?\s*[\d.:]+(?:\s*[-–]\s*[\d.:]+)?|ekstraordinært|åben|lukket)"
)
_FYLD_YDERST = re.compile(rf"^(?:{_FYLD}(?=\W|$)|[\W\d])+|(?:(?<!\w){_FYLD}|[^\w)]|(?<!\w)\d+)+$", re.I)
_DAG_FORAN = re.compile(rf"(?:\b(?:{'|'.join(datoer.UGEDAGE)}|den|d\.)\s*)+$", re.I)


@dataclass
class Hoved:
    """What the head of the minutes said; `brugt` are lines that were understood and are no field."""

    udvalg: str = ""
    dato: dt.date | None = None
    umulig: str = ""
    til_stede: list[Tekst] = field(default_factory=list)
    fravaerende: list[Tekst] = field(default_factory=list)
    brugt: list[Linje] = field(default_factory=list)
    uplaceret: list[Linje] = field(default_factory=list)


def read_head(linjer: Sequence[Linje], sidehoveder: Sequence[Linje]) -> Hoved:
    """Read what stands before the first point; `sidehoveder` stand on the pages. Raises nothing.

    In words: names follow `Til stede` or `Afbud`; the day and the body stand after `Dato:` and `Udvalg:`, or in a line
    with a day in it, on the first pages or on every page. What is not understood is unplaced. Source: the minutes of
    DAS, 17.11.2025, and the common heads of minutes.
    """
    hoved = Hoved()
    resten = take_attendance(linjer, hoved)
    _take_labels(resten, hoved)
    for linje in [*resten, *sidehoveder]:
        _take_day_line(linje, hoved)
    if not hoved.udvalg and hoved.dato:
        _take_body_line(resten, hoved)
    hoved.brugt += [linje for linje in resten if linje not in hoved.brugt and _says_no_more(linje.tekst, hoved)]
    hoved.uplaceret = [linje for linje in resten if linje not in hoved.brugt]
    hoved.brugt = [linje for linje in hoved.brugt if linje not in sidehoveder]
    return hoved


def attendance(tekst: str) -> tuple[Fremmoede, int] | None:
    """Return which list of names a line begins, and the length of its label. Source: as above. Raises nothing."""
    for slags, moenster in _FREMMOEDE.items():
        if fund := moenster.match(tekst):
            return slags, fund.end()
    return None


def take_attendance(linjer: Sequence[Linje], hoved: Hoved) -> list[Linje]:
    """Take the lists of names out of the lines, and return the rest. Raises nothing."""
    resten: list[Linje] = []
    liste: list[Tekst] | None = None
    skel, inde = ";", False
    for linje in linjer:
        rest = linje
        if fund := attendance(linje.tekst):
            liste = hoved.til_stede if fund[0] == Fremmoede.TIL_STEDE else hoved.fravaerende
            hoved.brugt.append(cut(linje, 0, fund[1]))
            rest = cut(linje, fund[1])
            skel, inde = ",;" if rest.tekst else ";", False
        elif liste is None or _ends_list(linje, inde):
            liste = None
            resten.append(linje)
        if liste is not None and rest.tekst:
            _add_names(rest, liste, hoved, skel)
            inde = True
    return resten


def _ends_list(linje: Linje, inde: bool) -> bool:
    """Return whether a list of names is over: at a blank line after its first name, or at another label."""
    return bool(_ETIKET.match(linje.tekst)) or (linje.efter_blank and inde and not form.bullet(linje.tekst))


def _add_names(linje: Linje, liste: list[Tekst], hoved: Hoved, skel: str) -> None:
    """Add the names of a line, parted by `skel`; a bullet before them is taken off. Raises nothing."""
    mark = form.bullet(linje.tekst)
    skel = ";" if ";" in linje.tekst else skel
    hoved.brugt += [cut(linje, 0, mark)] if mark else []
    hoved.brugt += [cut(linje, *fund.span()) for fund in re.finditer(rf"[{skel}]", linje.tekst)]
    navne = [cut(linje, *fund.span()) for fund in re.finditer(rf"[^{skel}]+", linje.tekst)]
    navne[0] = cut(navne[0], mark)
    liste += [as_text([navn], 0) for navn in navne if navn.tekst]


def _take_labels(linjer: Sequence[Linje], hoved: Hoved) -> None:
    for linje in linjer:
        fund = _ETIKET.match(linje.tekst)
        navn = fund["navn"].casefold() if fund else ""
        rest = linje.tekst[fund.end() :] if fund else ""
        if navn in ("udvalg", "møde") and not hoved.udvalg and (udvalg := _body(rest)):
            hoved.udvalg = udvalg
            hoved.brugt.append(linje)
        if navn in ("dato", "mødedato", "tidspunkt", "tid", "møde") and not hoved.dato:
            hoved.dato = datoer.first_date(rest)
            hoved.brugt += [linje] if hoved.dato and linje not in hoved.brugt else []


def _take_day_line(linje: Linje, hoved: Hoved) -> None:
    """Read the day, and the body beside it, of a line such as `Mødet den 17.11.2025 DAS Social`."""
    dag = datoer.first_date(linje.tekst)
    umulige = [fund.ordret for fund in datoer.find_dates(linje.tekst) if fund.aar and not fund.in_year(fund.aar)]
    if not dag and umulige and not hoved.dato and not hoved.umulig:
        hoved.umulig, hoved.udvalg = umulige[0], hoved.udvalg or _body(linje.tekst)
        hoved.brugt.append(linje)
    if not dag or _ETIKET.match(linje.tekst) or hoved.dato not in (None, dag):
        return
    udvalg = _body(linje.tekst)
    if hoved.dato and (hoved.udvalg or not udvalg):
        return
    hoved.dato = dag
    hoved.udvalg = hoved.udvalg or udvalg
    hoved.brugt.append(linje)


def _says_no_more(tekst: str, hoved: Hoved) -> bool:
    """Return whether a line is the body's name, or only words such as `Referat`. Raises nothing."""
    return (
        _body(tekst) == hoved.udvalg
        if _body(tekst)
        else bool(_FYLD_YDERST.search(tekst)) and not datoer.find_dates(tekst)
    )


def _take_body_line(linjer: Sequence[Linje], hoved: Hoved) -> None:
    """Take the first line that is more than `Referat` for the body, where no other line named it."""
    for linje in linjer:
        if linje not in hoved.brugt and not _ETIKET.match(linje.tekst) and (udvalg := _body(linje.tekst)):
            hoved.udvalg = udvalg
            hoved.brugt.append(linje)
            return


def _body(tekst: str) -> str:
    """Return what is left of a line without its day and the usual words. Raises nothing."""
    if len(tekst) > LAENGSTE_HOVED:
        return ""
    for fund in reversed(datoer.find_dates(tekst)):
        tekst = _DAG_FORAN.sub("", tekst[: fund.fra]) + " " + tekst[fund.til :]
    rest = " ".join(_FYLD_YDERST.sub("", " ".join(tekst.split())).split())
    return rest if any(tegn.isalpha() for tegn in rest) else ""
