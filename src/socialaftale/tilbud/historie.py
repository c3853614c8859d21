"""What has happened to a tilbud, line by line, from its facts: for the page and for whoever asks why a figure moved."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from socialaftale.faelles.visning import tal

from .billede import BESKYTTET_AFDELING
from .models import (
    Afdelingsfakta,
    Maalgruppefakta,
    Pladsfakta,
    Stamfakta,
    Statusfakta,
    Tilbud,
    Ydelsesfakta,
)
from .queries import protected_afdelinger
from .reference import all_maalgrupper, all_ydelsestyper, find_lovgrundlag

_FAKTA = (
    (Stamfakta, "tilbud", ("driftsherre",)),
    (Statusfakta, "tilbud", ()),
    (Maalgruppefakta, "tilbud", ()),
    (Afdelingsfakta, "afdeling__tilbud", ("kommune",)),
    (Pladsfakta, "pladsgruppe__afdeling__tilbud", ("pladsgruppe",)),
    (Ydelsesfakta, "ydelse__tilbud", ()),
)
_RAMMEN = {"id", "gaelder_fra", "registreret_at", "registreret_by", "sortering", "aarsag"}
_ADRESSEN = {"navn", "vej", "postnummer", "postdistrikt", "p_nummer"}


@dataclass(frozen=True)
class Linje:
    """One change: from which day it holds, when we were told, what it is about, and from what to what."""

    gaelder_fra: dt.date
    registreret_at: dt.datetime
    emne: str
    foer: str
    efter: str
    aarsag: str


def changes(tilbud: Tilbud) -> list[Linje]:
    """Return every change of the tilbud, the latest first. A protected address is never in it."""
    beskyttede = set(protected_afdelinger().filter(afdeling__tilbud=tilbud).values_list("afdeling", flat=True))
    navne = dict(
        Afdelingsfakta.objects.filter(afdeling__tilbud=tilbud)
        .order_by("registreret_at")
        .values_list("afdeling", "navn")
    )
    navne |= dict.fromkeys(beskyttede, BESKYTTET_AFDELING)
    linjer: list[Linje] = []
    for model, sti, med in _FAKTA:
        raekker = model.objects.filter(**{sti: tilbud}).select_related(*med).order_by("registreret_at", "pk")
        linjer += _of_model(list(raekker), model.NOEGLE[0], navne, beskyttede)
    return sorted(linjer, key=lambda linje: (linje.gaelder_fra, linje.registreret_at), reverse=True)


def _of_model(raekker: list[Any], noegle: str, navne: dict[int, str], beskyttede: set[int]) -> Iterable[Linje]:
    set_foer: dict[int, list[Any]] = {}
    for raekke in raekker:
        kendte = set_foer.setdefault(getattr(raekke, f"{noegle}_id"), [])
        foer = max(
            (kendt for kendt in kendte if kendt.gaelder_fra <= raekke.gaelder_fra),
            key=lambda kendt: (kendt.gaelder_fra, kendt.registreret_at),
            default=None,
        )
        if foer is not None:
            yield from _difference(foer, raekke, _about(raekke, navne), _hidden(raekke, beskyttede))
        kendte.append(raekke)


def _difference(foer: Any, efter: Any, om: str, skjult: set[str]) -> Iterable[Linje]:
    for felt in efter._meta.concrete_fields:
        fra, til = getattr(foer, felt.attname), getattr(efter, felt.attname)
        if felt.name in _RAMMEN or fra == til or felt.name in skjult:
            continue
        emne = str(felt.verbose_name).capitalize() + (f", {om}" if om else "")
        aarsag = getattr(efter, "aarsag", "")
        yield Linje(efter.gaelder_fra, efter.registreret_at, emne, shown(foer, felt), shown(efter, felt), aarsag)


def _about(raekke: Any, navne: dict[int, str]) -> str:
    """Say which part of the tilbud a row is about."""
    if isinstance(raekke, Afdelingsfakta):
        return navne[raekke.afdeling_id]
    if isinstance(raekke, Pladsfakta):
        return f"{navne[raekke.pladsgruppe.afdeling_id]}, {find_lovgrundlag(raekke.lovgrundlag).paragraf}"
    return raekke.navn if isinstance(raekke, Ydelsesfakta) else ""


def _hidden(raekke: Any, beskyttede: set[int]) -> set[str]:
    if isinstance(raekke, Afdelingsfakta):
        return _ADRESSEN if raekke.beskyttet or raekke.afdeling_id in beskyttede else set()
    return {"p_nummer"} if isinstance(raekke, Stamfakta) and beskyttede else set()


_KODER: dict[str, Callable[[Any], str]] = {
    "lovgrundlag": lambda kode: find_lovgrundlag(kode).paragraf,
    "maalgrupper": lambda koder: ", ".join(all_maalgrupper()[kode].navn for kode in koder) or "ingen",
    "ydelsestype": lambda kode: all_ydelsestyper()[kode],
}


def shown(raekke: Any, felt: Any) -> str:
    """Return the value as a person reads it."""
    vaerdi = getattr(raekke, felt.attname)
    if felt.name in _KODER:
        return _KODER[felt.name](vaerdi)
    if felt.is_relation:
        return str(getattr(raekke, felt.name))
    if isinstance(vaerdi, bool):
        return "ja" if vaerdi else "nej"
    if felt.choices:
        return str(getattr(raekke, f"get_{felt.name}_display")())
    return tal(vaerdi) if isinstance(vaerdi, int) else str(vaerdi or "ikke oplyst")
