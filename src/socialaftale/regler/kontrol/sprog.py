"""Is this text a reason? Does it name its subject? Is this term one that nobody can understand?"""

import re
from functools import cache

from socialaftale.regler.parametre.kontrollister import kontrollister

KORTESTE_GRUND = 12
_ORD = re.compile(r"[\wæøåÆØÅ]+")


def is_reason(tekst: str) -> bool:
    """True for a text of at least two words that does not merely refer elsewhere."""
    if not tekst:
        return False
    renset = " ".join(tekst.lower().split()).strip(" .,;:-!?")
    return len(renset) >= KORTESTE_GRUND and " " in renset and renset not in _empty()


def is_reason_about(tekst: str, emne: str) -> bool:
    """True for a reason with one of the words of `emne` (a field of Emneord)."""
    return is_reason(tekst) and _topic(emne).search(tekst) is not None


def unclear_term(navn: str) -> str:
    """The part of a line's name that says nothing about what is paid for, else the empty text.

    Some words are unclear anywhere in a name, others only where they are the whole name, numbered or not.
    """
    fundet = _unclear().search(navn)
    if fundet:
        return fundet.group(0)
    bart = navn.strip().rstrip("0123456789 .:-")
    return navn if bart.lower() in _no_names() or not bart else ""


def says_nothing(tekst: str) -> bool:
    """True for an empty text, one that merely refers elsewhere, or a single word."""
    return not is_reason(tekst)


def outside_the_takst(tekst: str) -> str:
    """The word that names a cost which the agreement keeps out of the takst, else the empty text."""
    fundet = _outside().search(tekst)
    return fundet.group(0) if fundet else ""


def same_words(en: str, anden: str) -> bool:
    """True where two texts have the same words, whatever the case, the order of spaces and the punctuation."""
    return _ORD.findall(en.lower()) == _ORD.findall(anden.lower())


@cache
def _empty() -> frozenset[str]:
    return frozenset(kontrollister().tomme_ord.ord)


@cache
def _topic(emne: str) -> re.Pattern[str]:
    return _whole_words(getattr(kontrollister().emneord, emne))


@cache
def _unclear() -> re.Pattern[str]:
    return _whole_words(kontrollister().uklare_ord.ord)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(kontrollister().uklare_navne.ord)


@cache
def _outside() -> re.Pattern[str]:
    return _whole_words(kontrollister().ikke_i_taksten.ord)


def _whole_words(ord_: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, whole; one that ends with `*` may go on."""
    led = (re.escape(et.rstrip("*")) + (r"\w*" if et.endswith("*") else "") for et in ord_)
    return re.compile(r"(?<!\w)(?:" + "|".join(led) + r")(?!\w)", re.IGNORECASE)
