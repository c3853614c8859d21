"""What leads to a protected address: the afdeling's name, and texts that tell the street.

Asked when an edition is made, and again whenever one is read: an address that is protected today stays hidden in what
was published while it was open.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from socialaftale.tilbud.models import Afdelingsfakta
from socialaftale.tilbud.queries import protected_afdelinger

UDELADT = "(beskyttet adresse)"
HUSNUMMER = re.compile(r"\s+\d+.*$")
KORTESTE_ORD = 4
"""A shorter word would hide more than the address."""


def hidden_words(pks: Collection[int]) -> dict[int, tuple[str, ...]]:
    """By tilbud (primary key): the names and streets that its protected afdelinger ever had, the longest first."""
    return _words(Afdelingsfakta.objects.filter(afdeling__tilbud__in=pks), "afdeling__tilbud")


def hide_words(tekst: str, ord_: Iterable[str]) -> str:
    """The text without the words, whatever case they are in."""
    for et in ord_:
        tekst = re.sub(re.escape(et), UDELADT, tekst, flags=re.IGNORECASE)
    return tekst


def hide_protected(indhold: dict[str, Any]) -> dict[str, Any]:
    """The content of an edition as it may be shown today; the very same where nothing has become protected since."""
    return hide_in_all([indhold])[0]


def hide_in_all(alle: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """`hide_protected` of several editions in one query."""
    koder = {et["id"] for indhold in alle for et in indhold["tilbud"]}
    skjulte = _words(Afdelingsfakta.objects.filter(afdeling__tilbud__kode__in=koder), "afdeling__tilbud__kode")
    return [_as_shown(indhold, skjulte) for indhold in alle]


def _as_shown(indhold: dict[str, Any], skjulte: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    tilbud = [_hidden(et, skjulte[et["id"]]) if et["id"] in skjulte else et for et in indhold["tilbud"]]
    return indhold if tilbud == indhold["tilbud"] else indhold | {"tilbud": tilbud}


def _words(fakta: Any, noegle: str) -> dict[Any, tuple[str, ...]]:
    ord_: dict[Any, set[str]] = defaultdict(set)
    for tilbud, vej, navn in fakta.filter(afdeling__in=protected_afdelinger()).values_list(noegle, "vej", "navn"):
        ord_[tilbud] |= {navn, vej, HUSNUMMER.sub("", vej)}
    lange = {tilbud: {et for et in alle if len(et) >= KORTESTE_ORD} for tilbud, alle in ord_.items()}
    return {tilbud: tuple(sorted(alle, key=lambda et: (-len(et), et))) for tilbud, alle in lange.items()}


def _hidden(tilbud: Mapping[str, Any], ord_: tuple[str, ...]) -> dict[str, Any]:
    beregninger = [
        beregning | {"afdeling": "", "linjer": [_line(linje, ord_) for linje in beregning["linjer"]]}
        for beregning in tilbud["beregninger"]
    ]
    ophoerte = [_line(linje, ord_) | {"afdeling": ""} for linje in tilbud["ophoerte"]]
    return {**tilbud, "beregninger": beregninger, "ophoerte": ophoerte}


def _line(linje: dict[str, Any], ord_: tuple[str, ...]) -> dict[str, Any]:
    return linje | {felt: hide_words(linje[felt], ord_) for felt in ("navn", "indhold", "betingelse")}
