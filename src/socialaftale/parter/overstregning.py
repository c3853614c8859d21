"""Hiding a CPR number that was released as a false alarm and was none: where the texts lie, and how they are changed.

An app registers `Fritekst` for each model that a release is logged on; `parter` finds the numbers there, and hides them
there and in the audit trail. The event of it is the tombstone: who, when, why, and where.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from socialaftale.faelles import cpr
from socialaftale.faelles.models import Haendelse

from .models import Aftaleomraade, Bruger, Organisation

OVERSTREGET = "overstreg CPR-nummer"
Sted = tuple[models.QuerySet, tuple[str, ...]]


@dataclass(frozen=True)
class Fritekst:
    """Where free text about an object of `model` lies: rows, and the fields of them that people write in.

    `after` runs when something was hidden, for what is made from the texts. In JSON only text under `noegler` is read.
    `kopier` are where the texts are repeated among what others wrote: only numbers that stand in the texts go there.
    """

    model: type[models.Model]
    steder: Callable[[Any], Iterable[Sted]]
    noegler: frozenset[str] = frozenset()
    after: Callable[[Any], None] = lambda objekt: None
    kopier: Callable[[Any], Iterable[Sted]] = lambda objekt: ()


_FRITEKST: dict[str, Fritekst] = {}
_LAVET_AF: dict[str, Callable[[Any], None]] = {}


def register_texts(fritekst: Fritekst) -> None:
    """Let the texts about a kind of object be redacted."""
    _FRITEKST[fritekst.model._meta.label] = fritekst


def extend_texts(
    model: type[models.Model],
    steder: Callable[[Any], Iterable[Sted]] = lambda objekt: (),
    kopier: Callable[[Any], Iterable[Sted]] = lambda objekt: (),
) -> None:
    """Let a floor above add where text about an object lies that a lower floor has registered."""
    foer = _FRITEKST[model._meta.label]
    _FRITEKST[model._meta.label] = replace(
        foer,
        steder=lambda objekt: [*foer.steder(objekt), *steder(objekt)],
        kopier=lambda objekt: [*foer.kopier(objekt), *kopier(objekt)],
    )


def when_hidden(model: type[models.Model], make_anew: Callable[[Any], None]) -> None:
    """Let what is made from a row of the model be made anew when something in the row was hidden."""
    _LAVET_AF[model._meta.label] = make_anew


def known_types() -> list[str]:
    """Return the kinds of object whose texts can be redacted."""
    return sorted(_FRITEKST)


def objects_of(frigivelser: Iterable[Haendelse]) -> dict[tuple[str, str], models.Model]:
    """Return what each release is about, in one read per kind."""
    ider: dict[str, set[str]] = {}
    for frigivelse in frigivelser:
        ider.setdefault(frigivelse.objekt_type, set()).add(frigivelse.objekt_id)
    fundne = {slags: apps.get_model(slags)._base_manager.in_bulk(pks) for slags, pks in ider.items()}
    return {(slags, str(pk)): objekt for slags, egne in fundne.items() for pk, objekt in egne.items()}


def hide_texts(objekt: models.Model) -> list[str]:
    """Hide every suspected number in the object's texts and in the audit trail; return where, without the numbers."""
    fritekst = _FRITEKST[objekt._meta.label]
    raekker = _rows(fritekst.steder(objekt))
    numre = {
        nummer
        for raekke, felter in raekker
        for felt in felter
        for tekst in _texts(getattr(raekke, felt), fritekst.noegler)
        for nummer in cpr.numbers(tekst)
    }
    kopier = _rows(fritekst.kopier(objekt)) if numre else []
    steder = [sted for raekke, felter in raekker + kopier for sted in _hide_row(raekke, felter, numre)]
    for nummer in numre:
        _hide_events(nummer)
    if steder:
        fritekst.after(objekt)
    return steder


def hide_words(objekt: models.Model, ord_: str) -> list[str]:
    """Hide these very words, however spaced, in the object's texts and in the events about it; return where."""
    moenster = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, ord_.split())) + r"(?!\w)", re.IGNORECASE)
    fritekst = _FRITEKST[objekt._meta.label]
    raekker = _rows(fritekst.steder(objekt))
    steder = [sted for raekke, felter in raekker for sted in _change_row(raekke, felter, partial(_masked, moenster))]
    for en in Haendelse.objects.filter(objekt_type=objekt._meta.label, objekt_id=str(objekt.pk)):
        skjult = {"foer": _masked(moenster, en.foer), "efter": _masked(moenster, en.efter)}
        models.QuerySet(Haendelse).filter(pk=en.pk).update(**skjult)
    if steder:
        fritekst.after(objekt)
    return steder


def _masked(moenster: re.Pattern[str], ting: Any) -> Any:
    """Return the text, or JSON-able thing, with dots where the words stood: never longer than they were."""
    match ting:
        case str():
            return moenster.sub(lambda fund: cpr.SKJULT[: len(fund[0])], ting)
        case dict():
            return {noegle: _masked(moenster, vaerdi) for noegle, vaerdi in ting.items()}
        case list() | tuple():
            return [_masked(moenster, del_) for del_ in ting]
    return ting


def _rows(steder: Iterable[Sted]) -> list[tuple[models.Model, tuple[str, ...]]]:
    return [(raekke, felter) for alle, felter in steder for raekke in alle]


def _texts(vaerdi: Any, noegler: frozenset[str], noegle: str = "") -> Iterator[str]:
    match vaerdi:
        case str() if not noegle or noegle in noegler:
            yield vaerdi
        case dict():
            for navn, del_ in vaerdi.items():
                yield from _texts(del_, noegler, navn)
        case list():
            for del_ in vaerdi:
                yield from _texts(del_, noegler, noegle)


def _hide_row(raekke: models.Model, felter: tuple[str, ...], numre: set[str]) -> Iterator[str]:
    yield from _change_row(raekke, felter, lambda vaerdi: cpr.hide(vaerdi, numre))


def _change_row(raekke: models.Model, felter: tuple[str, ...], hide: Callable[[Any], Any]) -> Iterator[str]:
    skjult = {felt: hide(getattr(raekke, felt)) for felt in felter}
    nye = {felt: vaerdi for felt, vaerdi in skjult.items() if vaerdi != getattr(raekke, felt)}
    if nye:
        models.QuerySet(type(raekke)).filter(pk=raekke.pk).update(**nye)
        _LAVET_AF.get(raekke._meta.label, lambda _: None)(raekke)
    yield from (f"{raekke._meta.label} {raekke.pk} {felt}" for felt in nye)


def _hide_events(nummer: str) -> None:
    """The trail is never changed but here: a number that the law takes out must not live on in it."""
    tekster = {"_foer": Cast("foer", models.TextField()), "_efter": Cast("efter", models.TextField())}
    cifre = nummer[:6]
    haendelser = Haendelse.objects.annotate(**tekster)
    for en in haendelser.filter(models.Q(_foer__contains=cifre) | models.Q(_efter__contains=cifre)):
        skjult = {"foer": cpr.hide(en.foer, [nummer]), "efter": cpr.hide(en.efter, [nummer])}
        models.QuerySet(Haendelse).filter(pk=en.pk).update(**skjult)


def _users(organisation: Organisation) -> list[Sted]:
    return [(Bruger.objects.filter(organisation=organisation), ("navn",))]


def _suppliers(omraade: Aftaleomraade) -> list[Sted]:
    leverandoerer = Organisation.objects.filter(art=Organisation.Art.PRIVAT, medlemskab__omraade=omraade)
    return [(leverandoerer.distinct(), ("navn", "sortering"))]


register_texts(Fritekst(Aftaleomraade, _suppliers))
register_texts(Fritekst(Organisation, _users))
register_texts(Fritekst(Bruger, lambda bruger: [(Bruger.objects.filter(pk=bruger.pk), ("navn",))]))
