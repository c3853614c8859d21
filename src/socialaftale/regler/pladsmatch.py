"""Does a place fit a need? The answers to each demand make the judgement, and the judgements the ranking.

Source: none in law; the order in which places are shown is a choice of ours.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from socialaftale.regler.pladskrav import Behov, Dom, Grund, Plads, answers
from socialaftale.regler.undergruppe import Del, Undergruppe, parts

TIL_NOGLE = ("undergruppe", "egne")


class Vurdering(NamedTuple):
    """A place with its reasons, those that speak against it first."""

    plads: Plads
    dom: Dom
    grunde: tuple[Grund, ...]

    def af(self, dom: Dom) -> tuple[str, ...]:
        """The reasons of one kind, in words."""
        return tuple(grund.tekst for grund in self.grunde if grund.dom == dom)

    @property
    def til_hvem(self) -> tuple[str, ...]:
        """Whom the free place is for, where not for all: a subgroup that it fits, or the driftsherre's own."""
        return tuple(g.tekst for g in self.grunde if g.krav in TIL_NOGLE and g.dom == Dom.PASSER)

    @property
    def kun_egne(self) -> bool:
        return self.plads.til_salg == "egne"

    @property
    def hvorfor(self) -> tuple[str, ...]:
        return self.af(Dom.PASSER)

    @property
    def naesten(self) -> tuple[str, ...]:
        return self.af(Dom.NAESTEN)

    @property
    def hvorfor_ikke(self) -> tuple[str, ...]:
        return self.af(Dom.IKKE)


VAERST_FOERST = {Dom.IKKE: 0, Dom.NAESTEN: 1, Dom.PASSER: 2}
RANGLISTER = 100
"""How many rankings are remembered: a search is ranked when it is made, and again when its answer is shown."""
ALLE = Del(None, True)
AF_GRUPPEN = ("maalgruppe", "alder", "koen", "behov")


def judge(behov: Behov, plads: Plads, den: dt.date) -> Vurdering:
    """The place against the need on a day: as bad as its worst demand, and as good as the best part of what is free."""
    meldt = plads.meldt
    if meldt is None or not meldt.ledig or not meldt.grupper:
        return _judge(behov, plads, ALLE, den)
    dele = parts(meldt.tilbudt, meldt.tilbage, meldt.grupper)
    return min((_judge(behov, plads, del_, den) for del_ in dele), key=_order)


def _judge(behov: Behov, plads: Plads, del_: Del, den: dt.date) -> Vurdering:
    grunde = [*answers(behov, _narrowed(plads, del_.gruppe), den)]
    if plads.meldt and plads.meldt.grupper:
        uden_for = any(grund.dom == Dom.IKKE and grund.krav in AF_GRUPPEN for grund in grunde)
        grunde += _whom_for(del_, plads.meldt.grupper, uden_for)
    vaerst_foerst = _worst_first(grunde)
    return Vurdering(plads, vaerst_foerst[0].dom, vaerst_foerst)


def _worst_first(grunde: list[Grund]) -> tuple[Grund, ...]:
    return tuple(sorted(grunde, key=lambda grund: VAERST_FOERST[grund.dom]))


def _narrowed(plads: Plads, gruppe: Undergruppe | None) -> Plads:
    """The place as it is for a subgroup: what the subgroup says goes before what is said of the whole."""
    if gruppe is None:
        return plads
    return plads._replace(
        maalgrupper=gruppe.maalgrupper or plads.maalgrupper,
        alder_fra=plads.alder_fra if gruppe.alder_fra is None else gruppe.alder_fra,
        alder_til=plads.alder_til if gruppe.alder_til is None else gruppe.alder_til,
        koen=gruppe.koen or plads.koen,
        kan=gruppe.kan | plads.kan - gruppe.kan_ikke,
        kan_ikke=gruppe.kan_ikke | plads.kan_ikke - gruppe.kan,
    )


def _whom_for(del_: Del, grupper: tuple[Undergruppe, ...], uden_for: bool) -> Iterator[Grund]:
    """Whom the places are for, where not for everyone; that a part is gone, or not for sure, is a question to put."""
    navne = " og ".join(f"»{gruppe.navn}«" for gruppe in grupper)
    if del_.gruppe is None:
        if not del_.sikker:
            yield Grund("undergruppe", Dom.NAESTEN, f"Det ledige er meldt til {navne}, måske ikke til andre: spørg")
    elif uden_for:
        yield Grund("undergruppe", Dom.IKKE, f"Det ledige er kun til {navne}")
    elif del_.sikker:
        yield Grund("undergruppe", Dom.PASSER, f"Ledig til »{del_.gruppe.navn}«")
    else:
        yield Grund("undergruppe", Dom.NAESTEN, f"Måske er pladsen til »{del_.gruppe.navn}« besat: spørg")


@lru_cache(RANGLISTER)
def rank(behov: Behov, pladser: frozenset[Plads], den: dt.date) -> tuple[Vurdering, ...]:
    """The places, the best first, in whatever order they come.

    By judgement, public before private, fewest doubts, what is freshly confirmed, shortest travel, lowest takst, and
    by name.
    """
    return tuple(sorted((judge(behov, plads, den) for plads in pladser), key=_order))


def short_of_words(vurdering: Vurdering, mangler: tuple[str, ...]) -> Vurdering:
    """The judgement where words that were typed (`mangler`) are not said of the place: that is a question to put."""
    if not mangler:
        return vurdering
    tekst = f"Svarer ikke på {' og '.join(f'»{ord_}«' for ord_ in mangler)}: spørg"
    grunde = _worst_first([*vurdering.grunde, Grund("ord", Dom.NAESTEN, tekst)])
    return Vurdering(vurdering.plads, grunde[0].dom, grunde)


def open_to(plads: Plads, hjem: str) -> bool:
    """Tell whether the party may have the place: every one that is not for the driftsherre's own, and its own."""
    return plads.til_salg != "egne" or (bool(hjem) and plads.driftsherre == hjem)


def _order(vurdering: Vurdering) -> tuple[object, ...]:
    plads, domme = vurdering.plads, [grund.dom for grund in vurdering.grunde]
    return (
        -VAERST_FOERST[vurdering.dom],
        not plads.offentlig,
        domme.count(Dom.IKKE),
        domme.count(Dom.NAESTEN),
        not (plads.meldt and plads.meldt.frisk),
        plads.rejse.minutter if plads.rejse else 10_000,
        plads.takst_kr if plads.takst_kr is not None else Decimal(10**9),
        plads.navn,
        plads.id,
    )
