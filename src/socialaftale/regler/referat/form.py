"""The words of the form: headings, open and closed, case numbers, bullets. Source: the minutes of DAS, 17.11.2025."""

import re
from enum import StrEnum


class Del(StrEnum):
    """The parts of a point that the form knows."""

    RESUME = "resume"
    SAGSFREMSTILLING = "sagsfremstilling"
    INDSTILLING = "indstilling"
    BILAG = "bilag"
    BESLUTNING = "beslutning"


_NAVNE = {
    Del.RESUME: r"(?:kort )?resum[eé](?:et)?|sammenfatning",
    Del.SAGSFREMSTILLING: r"sagsfremstilling(?:en)?|sagsbeskrivelse",
    Del.INDSTILLING: r"indstilling(?:en|er)?(?: (?:til|fra|over ?for) [^:.]{2,60})?|[\w'’]{2,40} indstilling",
    Del.BILAG: r"(?:vedhæftede |vedlagte )?bilag(?:sliste)?(?: til punktet)?",
    Del.BESLUTNING: (
        r"(?:[\w'’]{2,40} )?beslutning(?:en|er)?(?:,? (?:fra|i|på|den|d\.|ved|truffet) ?[^:]{2,60}| \([^)]{2,60}\))?"
    ),
}
_HELE = {del_: re.compile(rf"(?:{navn})\s*:?", re.IGNORECASE) for del_, navn in _NAVNE.items()}
_MED_TEKST = {del_: re.compile(rf"(?:{navn})\s*:\s*(?=\S)", re.IGNORECASE) for del_, navn in _NAVNE.items()}
_MAERKE = re.compile(r"\(?(åbe?nt?|lukket|fortrolig\w*)(?: (?:punkt|sag|del|dagsorden\w*))?\)?\.?", re.IGNORECASE)
_SAGSNUMMER = re.compile(
    r"(?:sags?(?:s?nr|snummer|\s?nr)\.?|journal(?:nr|nummer)\.?|j\.?\s?nr\.?|acadre|emn)\s*[:.]?\s*(\S[^;]{2,38})"
    r"|(\d{4}-\d{4,7}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}|EMN-\d{4}-\d+|S\d{4}-\d+|\d{2}/\d{4,6})",
    re.IGNORECASE,
)
PUNKTTEGN = "•◦▪●○■□–—*·‣⁃\uf0b7-"
_PUNKTTEGN = re.compile(rf"[{re.escape(PUNKTTEGN)}]\s+(?=\S)|[•◦▪●○■□·‣⁃\uf0b7](?=\S)|o\s+(?=[A-ZÆØÅ])")
_NUMMER = re.compile(r"(\d{1,2})\s?[.)](?:\s+(?=\S)|$)|(\d{1,2})\)(?=\S)")
_BOGSTAV = re.compile(r"([a-zæøå])[.)]\s+(?=\S)")
_MAANED = re.compile(r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\b", re.IGNORECASE)


def heading(tekst: str) -> tuple[Del, int] | None:
    """Return which part a line begins, and how much of the line the heading is; None for another line.

    In words: the heading alone, with or without a colon, or with a colon and the text after it. Source: as above.
    """
    for del_ in Del:
        if _HELE[del_].fullmatch(tekst):
            return del_, len(tekst)
    for del_ in Del:
        if fund := _MED_TEKST[del_].match(tekst):
            return del_, fund.end()
    return None


def openness(tekst: str) -> bool | None:
    """Return whether a line says that the point is open (True) or closed (False); None where it says neither."""
    fund = _MAERKE.fullmatch(tekst)
    return fund[1].casefold().startswith("åb") if fund else None


def case_number(tekst: str) -> tuple[int, int] | None:
    """Return where in a line the case number stands, None where the line is none. Source: as above."""
    fund = _SAGSNUMMER.fullmatch(tekst)
    if not fund:
        return None
    nr = 1 if fund[1] else 2
    return (fund.start(nr), fund.end(nr)) if any(tegn.isdigit() for tegn in fund[nr]) else None


def bullet(tekst: str) -> int:
    """Return the length of the bullet that a line begins with, 0 for none. Source: as above."""
    fund = _PUNKTTEGN.match(tekst)
    return fund.end() if fund else 0


def numbered(tekst: str) -> tuple[int, int] | None:
    """Return the number a line begins with and the length of the mark; a day of a month is no number of a list."""
    fund = _NUMMER.match(tekst)
    if not fund or _MAANED.match(tekst, fund.end()):
        return None
    return int(fund[1] or fund[2]), fund.end()


def lettered(tekst: str) -> tuple[int, int] | None:
    """Return the place in the alphabet of the letter a line begins with, and the length of the mark."""
    fund = _BOGSTAV.match(tekst)
    return (ord(fund[1]) - ord("a") + 1, fund.end()) if fund else None


def is_form(tekst: str) -> bool:
    """Return whether a line is part of the form itself, and so never something that merely stands on every page."""
    if heading(tekst) or openness(tekst) is not None or case_number(tekst) or bullet(tekst) or numbered(tekst):
        return True
    return bool(re.match(r"(?:det|der) (?:indstilles|anbefales)|\w+ (?:indstiller|anbefaler)\b", tekst, re.IGNORECASE))
