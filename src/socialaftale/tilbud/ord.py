"""Danish words for the search: the same treatment of what is stored and what is asked for."""

import re
import unicodedata
from functools import cache

from snowballstemmer import stemmer

from .reference import read_toml

LAENGSTE_ORD = 60
LOVE = "sel|bl|abl|sul|fsl"
_PARAGRAF = re.compile(
    rf"(?:\b({LOVE})\s*)?(?:§+|\bparagraf)\s*(\d+)\s*([a-z]\b)?|\b({LOVE})\s*(\d+)\s*([a-z]\b)?", re.IGNORECASE
)
_ORD = re.compile(r"[^\W_]+")
_STEMMER = stemmer("danish")


@cache
def _sprog() -> dict:
    return read_toml("soegeord.toml")


@cache
def _synonymer() -> dict[str, frozenset[str]]:
    grupper = [frozenset(stem(ord_) for ord_ in gruppe) for gruppe in _sprog()["synonymer"]["grupper"]]
    return {ord_: frozenset().union(*(g for g in grupper if ord_ in g)) for gruppe in grupper for ord_ in gruppe}


@cache
def _dele() -> frozenset[str]:
    return frozenset(fold(del_) for del_ in _sprog()["sammensaetning"]["dele"])


def fold(tekst: str) -> str:
    """Return the text in lower case, composed, with aa as å, so that Aalborg and Ålborg are one."""
    return unicodedata.normalize("NFC", tekst).casefold().replace("aa", "å")


def stem(ord_: str) -> str:
    """Return what a word is stored as."""
    rettet = _mend(fold(ord_))
    return _STEMMER.stemWord(rettet)[:LAENGSTE_ORD] if rettet.isalpha() else rettet[:LAENGSTE_ORD]


def _mend(foldet: str) -> str:
    """Put right what stemming would keep apart, also at the end of a compound: krisecentre, krisecenter."""
    for forkert, ret in _sprog()["rettelser"].items():
        if foldet == forkert or (len(forkert) > 4 and foldet.endswith(forkert)):
            return foldet.removesuffix(forkert) + ret
    return foldet


def split_words(tekst: str) -> list[str]:
    """Return the words in order, paragraphs as `§107` and `sel107`, without the words that say nothing."""
    paragraffer = [ord_ for fund in _PARAGRAF.finditer(tekst) for ord_ in _paragraph(fund)]
    resten = _ORD.findall(fold(_PARAGRAF.sub(" ", tekst)))
    return paragraffer + [ord_ for ord_ in resten if ord_ not in _sprog()["stop"]]


def index_words(tekst: str) -> set[str]:
    """Return what a text is found by: its stems, and the parts of its compounds."""
    fundne = set()
    for ord_ in split_words(tekst):
        fundne |= {stem(ord_), *(stem(del_) for del_ in parts(ord_))}
        if ord_.startswith("§"):
            fundne.add(ord_[1:])
    return fundne


def parts(ord_: str) -> set[str]:
    """Return the known words that a compound begins or ends with, and what is left after the first."""
    foldet = fold(ord_)
    fundne = set()
    for del_ in _dele():
        rest = len(foldet) - len(del_)
        if rest >= 3 and foldet.startswith(del_):
            fundne |= {del_, foldet[len(del_) :].removeprefix("s")}
        elif rest >= 2 and foldet.endswith(del_):
            fundne.add(del_)
    return {del_ for del_ in fundne if len(del_) > 2}


def query_words(tekst: str) -> list[frozenset[str]]:
    """Return, per word asked for, the stored words that answer it: the word itself and what means the same."""
    return [_synonymer().get(stem(ord_), frozenset()) | {stem(ord_)} for ord_ in split_words(tekst)]


def _paragraph(fund: re.Match[str]) -> list[str]:
    lov, nummer, bogstav = (a or b for a, b in zip(fund.groups()[:3], fund.groups()[3:], strict=True))
    tal = f"{nummer}{bogstav or ''}".casefold()
    return [f"{lov.casefold()}{tal}"] if lov else [f"§{tal}"]
