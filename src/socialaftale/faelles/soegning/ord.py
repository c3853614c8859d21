"""Danish words for the search: the same treatment of what is stored and what is asked for."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from snowballstemmer import stemmer

FIL = Path(__file__).with_name("soegeord.toml")
LAENGSTE_ORD = 60
FLEST_I_SPAEND = 10  # paragraphs in a range such as §§ 83-87: more is no range of law
FUGE = ("", "s", "e", "-")  # what may stand between the parts of a compound
_LOVE = {
    "sel": r"sel|servicelov(?:en)?s?", "bl": r"bl|barnets lovs?", "abl": r"abl|almenbolig(?:lov(?:en)?)?s?",
    "sul": r"sul|sundhedslov(?:en)?s?", "fsl": r"fsl|folkeskolelov(?:en)?s?",
}  # fmt: skip
_LOV = "|".join(f"(?P<{lov}>{navne})" for lov, navne in _LOVE.items())
_STED = r"(?:,?\s*stk\.?\s*(?P<stk>\d{1,2}))?(?:,?\s*nr\.?\s*(?P<nr>\d{1,2}))?"
_PARAGRAF = re.compile(
    rf"(?:\b(?:{_LOV})\s*)?(?P<tegn>§+\s*|\bparagraf(?:fen)?\s*)?\b(?P<fra>\d+)(?:\s*-\s*(?P<til>\d+))?"
    rf"(?:\s*(?P<bogstav>[a-z])\b)?{_STED}",
    re.IGNORECASE,
)
_ORD = re.compile(r"[^\W_]+")
_STEMMER = stemmer("danish")


class Spoergeord(NamedTuple):
    """One word asked for: its stem, what means the same, and, where it is a compound, the same of each part; as it was
    written.

    `kendt` says that the trade knows the word, or every part of it; others are names, or only say more about it, as a
    young age does.
    """

    stamme: str
    svar: frozenset[str]
    dele: "tuple[Spoergeord, ...]" = ()
    kendt: bool = False
    skrevet: str = ""


_FAGTEKSTER: list[Callable[[], Iterable[str]]] = []
_LOVTEKSTER: list[Callable[[str], Iterable[str]]] = []


def register_trade(tekster: Callable[[], Iterable[str]], om_paragraf: Callable[[str], Iterable[str]]) -> None:
    """Let a floor above say what the trade calls its things, and what a paragraph (`sel107`) is called."""
    _FAGTEKSTER.append(tekster)
    _LOVTEKSTER.append(om_paragraf)
    _kendte.cache_clear()
    _kendte_stammer.cache_clear()


def law_texts(paragraf: str) -> list[str]:
    """Return what a paragraph is called, with its old and new numbers."""
    return [tekst for kilde in _LOVTEKSTER for tekst in kilde(paragraf)]


@cache
def _sprog() -> dict:
    return tomllib.loads(FIL.read_text(encoding="utf-8"))


@cache
def _synonymer() -> dict[str, frozenset[str]]:
    grupper = [frozenset(stem(ord_) for ord_ in gruppe) for gruppe in _sprog()["synonymer"]["grupper"]]
    return {ord_: frozenset().union(*(g for g in grupper if ord_ in g)) for gruppe in grupper for ord_ in gruppe}


@cache
def _kendte() -> frozenset[str]:
    """Every word of the trade that the reference data and the word file know, folded."""
    tekster = [*_sprog()["sammensaetning"]["dele"], *(o for g in _sprog()["synonymer"]["grupper"] for o in g)]
    for kilde in _FAGTEKSTER:
        tekster += kilde()
    ordene = {ord_ for tekst in tekster for ord_ in _ORD.findall(fold(tekst))}
    return frozenset(ord_ for ord_ in ordene if len(ord_) > 2 and ord_.isalpha()) - set(_sprog()["stop"])


@cache
def _generelle() -> frozenset[str]:
    """Words that say that it is a place, and nothing of which."""
    return frozenset(fold(ord_) for ord_ in _sprog()["sammensaetning"]["generelle"])


def fold(tekst: str) -> str:
    """Return the text in lower case, composed, with aa as å and x as ks, so that Aalborg and Ålborg are one."""
    return unicodedata.normalize("NFC", tekst).casefold().replace("aa", "å").replace("x", "ks")


@cache
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
    paragraffer = [ord_ for fund in _laws(tekst) for ord_ in _paragraphs(fund)]
    resten = _ORD.findall(fold(_PARAGRAF.sub(lambda fund: " " if _is_law(fund) else fund[0], tekst)))
    return paragraffer + [ord_ for ord_ in resten if ord_ not in _sprog()["stop"]]


def index_words(tekst: str) -> set[str]:
    """Return what a text is found by: its stems, and the parts of its compounds."""
    fundne = set()
    for ord_ in split_words(tekst):
        fundne |= {stem(ord_), *(stem(del_) for del_ in parts(ord_))}
        if ord_.startswith("§"):
            fundne.add(ord_[1:])
    return fundne


@cache
def parts(ord_: str) -> frozenset[str]:
    """Return the known words that a compound begins or ends with, and what is left after or before them."""
    foldet = fold(ord_)
    fundne = set()
    for del_ in (del_ for del_ in _kendte() if del_ in foldet and del_ != foldet):
        rest = len(foldet) - len(del_)
        if rest >= 3 and foldet.startswith(del_):
            fundne |= {del_, foldet[len(del_) :].removeprefix("s")}
        elif rest >= 2 and foldet.endswith(del_):
            fundne |= {del_, foldet[: -len(del_)]}
    return frozenset(del_ for del_ in fundne if len(del_) > 2)


def query_words(tekst: str, ogsaa: frozenset[str] = frozenset()) -> list[Spoergeord]:
    """Return what is asked for, word by word. Words that only say "a place" are left out if others stand.

    What is written as two words is one where the trade knows it so, or it is among these stems (`ogsaa`).
    """
    samlede = _join(split_words(tekst), _kendte_stammer() | ogsaa)
    return [_asked(ord_) for ord_ in [ord_ for ord_ in samlede if ord_ not in _generelle()] or samlede]


def _asked(ord_: str) -> Spoergeord:
    dele = tuple(Spoergeord(stem(del_), answers(del_)) for del_ in compound(ord_))
    return Spoergeord(stem(ord_), answers(ord_), dele, _is_known(ord_), ord_)


def _is_known(ord_: str) -> bool:
    if is_wide_age(stem(ord_)):
        return False
    return (not ord_.isalpha() and not ord_.isdigit()) or stem(ord_) in _kendte_stammer() or len(_cover(ord_)) > 1


@cache
def _kendte_stammer() -> frozenset[str]:
    return frozenset(map(stem, _kendte()))


def neighbours(tekst: str) -> list[str]:
    """Return the stem of each two words that stand side by side, as one word."""
    ordene = [ord_ for ord_ in split_words(tekst) if ord_.isalpha()]
    return [stem(foerste + naeste) for foerste, naeste in pairwise(ordene)]


def is_wide_age(stamme: str) -> bool:
    """Say whether the stem is of an age that a place for all adults is for too."""
    return any(stamme in answers(ord_) for ord_ in _sprog()["alder"]["rummelige"])


def opposite(stamme: str) -> frozenset[str]:
    """Return the stored words of the other sex where the stem is a word of one; else none."""
    return next((answers(andet) for et, andet in _sprog()["koen"].items() if stamme in answers(et)), frozenset())


def _join(ordene: list[str], kendte: frozenset[str]) -> list[str]:
    """Put together what is written as two words and is one: bo tilbud."""
    samlet: list[str] = []
    for ord_ in ordene:
        if samlet and stem(samlet[-1] + ord_) in kendte:
            samlet[-1] += ord_
        else:
            samlet.append(ord_)
    return samlet


@cache
def answers(ord_: str) -> frozenset[str]:
    """Return the stored words that mean what the word means, itself among them."""
    stamme, handler_om = stem(ord_), _sprog()["paragraffer"].get(ord_)
    svar = _synonymer().get(stamme, frozenset()) | {stamme}
    return svar | answers(handler_om) if handler_om else svar


def compound(ord_: str) -> tuple[str, ...]:
    """Return the parts of a compound that say something: all of them known, else a known one and the rest."""
    foldet = fold(ord_)
    hele = _cover(foldet) or _known_and_rest(foldet)
    return tuple(del_ for del_ in hele if del_ not in _generelle()) if len(hele) > 1 else ()


def _cover(foldet: str) -> tuple[str, ...]:
    """Return known words that make up all of the word, the longest first part that leads there; none where none do."""
    if foldet in _kendte() or foldet in _generelle():
        return (foldet,)
    for slut in range(len(foldet) - 3, 2, -1):
        if foldet[:slut] in _kendte() | _generelle():
            for fuge in FUGE:
                rest = _cover(foldet[slut + len(fuge) :]) if foldet[slut:].startswith(fuge) else ()
                if rest:
                    return (foldet[:slut], *rest)
    return ()


def _known_and_rest(foldet: str) -> tuple[str, ...]:
    """Return the longest known first or last part with what is left, three letters or more."""
    fundne = [(del_, *_without(foldet, del_)) for del_ in _kendte() | _generelle() if _without(foldet, del_)]
    return max(fundne, key=lambda fund: (len(fund[0]), fund[0]), default=())


def _without(foldet: str, del_: str) -> tuple[str, ...]:
    for rest in (foldet.removeprefix(del_).removeprefix("s"), foldet.removesuffix(del_).removesuffix("s")):
        if 3 <= len(rest) < len(foldet) - 2:
            return (rest,)
    return ()


def region_words(kommune: str) -> list[str]:
    """Return what people call the part of the country that a municipality lies in."""
    landskaber = _sprog()["landskaber"]
    return [navn for navn, kommuner in landskaber.items() if any(kommune.startswith(et) for et in kommuner)]


def near(ord_: str, kendte: Iterator[str]) -> list[frozenset[str]]:
    """Return the stored words that a misspelling may mean, the fewest letters off first: one, or two in a long word."""
    hoejst = 2 if len(ord_) >= 8 else 1
    afstande = {kendt: letters_off(ord_, kendt, hoejst) for kendt in kendte if abs(len(kendt) - len(ord_)) <= hoejst}
    naere = (frozenset(k for k, afstand in afstande.items() if afstand == fra) for fra in range(hoejst + 1))
    return [lige_naere for lige_naere in naere if lige_naere]


def letters_off(a: str, b: str, hoejst: int) -> int:
    """Return how many letters are left out, put in, changed or swapped; more than `hoejst` counts as one more."""
    foer: list[int] = []
    nu = list(range(len(b) + 1))
    for i, bogstav in enumerate(a, 1):
        foer, forrige, nu = nu, foer, [i]
        for j, andet in enumerate(b, 1):
            pris = min(foer[j] + 1, nu[j - 1] + 1, foer[j - 1] + (bogstav != andet))
            if i > 1 and j > 1 and bogstav == b[j - 2] and a[i - 2] == andet:
                pris = min(pris, forrige[j - 2] + 1)
            nu.append(pris)
        if min(nu) > hoejst:
            return hoejst + 1
    return nu[-1]


def _laws(tekst: str) -> Iterator[re.Match[str]]:
    return (fund for fund in _PARAGRAF.finditer(tekst) if _is_law(fund))


def _law(fund: re.Match[str]) -> str:
    return next((lov for lov in _LOVE if fund[lov]), "")


def _is_law(fund: re.Match[str]) -> bool:
    """A number is a paragraph where a sign or a law says so, or where a letter follows it: 101 a."""
    return bool(fund["tegn"] or _law(fund) or (fund["bogstav"] and len(fund["fra"]) > 1))


def _paragraphs(fund: re.Match[str]) -> Iterator[str]:
    """Yield the paragraph, every one of a range, and its stykke and nummer: `sel66`, `sel66nr6`."""
    lov, fra = _law(fund) or "§", int(fund["fra"][:6])
    til = int(fund["til"][:6]) if fund["til"] else fra
    for nummer in range(fra, til + 1) if fra <= til <= fra + FLEST_I_SPAEND else (fra,):
        yield f"{lov}{nummer}{(fund['bogstav'] or '').casefold()}"
    yield from (f"{lov}{fra}{del_}{int(fund[del_])}" for del_ in ("stk", "nr") if fund[del_])
