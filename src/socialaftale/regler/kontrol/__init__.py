"""The checks of a takst report: one pure function each, in a registry, asked the same way everywhere."""

from collections.abc import Collection, Iterable, Iterator

from socialaftale.regler.kontrol import (
    aarsbro,
    aendring,
    belaegning,
    enheder,
    ensartethed,
    forloeb,
    grundlag,
    indhold,
    objektiv,
    overhead,
    pakker,
    pladser,
    sidste_aar,
    struktur,
    timer,
)
from socialaftale.regler.kontrol.emner import Beregningssag, Indberetningssag, Linjesag, Tilbudssag
from socialaftale.regler.kontrol.forloeb import Bemaerkningssag, Indsendelsessag
from socialaftale.regler.kontrol.fund import Alvor, Fund
from socialaftale.regler.kontrol.objektiv import Objektivsag
from socialaftale.regler.kontrol.opstil import set_up
from socialaftale.regler.kontrol.register import KONTROLLER, Emne, Kontrol, checks_for
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.beregn import Takstresultat
from socialaftale.regler.takst.opgave import Indberetning

__all__ = [
    "KONTROLLER",
    "KONTROLMODULER",
    "Alvor",
    "Bemaerkningssag",
    "Fund",
    "Indsendelsessag",
    "Kontrol",
    "Objektivsag",
    "check_bemaerkning",
    "check_indberetning",
    "check_indsendelse",
    "check_objektiv",
    "checks_for",
]

KONTROLMODULER = (
    belaegning,
    aendring,
    aarsbro,
    indhold,
    struktur,
    sidste_aar,
    ensartethed,
    pakker,
    timer,
    overhead,
    pladser,
    enheder,
    grundlag,
    objektiv,
    forloeb,
)
"""Importing them registers their checks."""


def check_indberetning(
    ny: Indberetning,
    forrige: Indberetning | None,
    regelsaet: Regelsaet,
    resultat: Takstresultat | None = None,
    kun: Collection[str] = (),
) -> list[Fund]:
    """Every finding of a report beside last year's, in the order of the report; of the checks `kun` where it is given.

    `resultat` spares computing the takster again where that is done. Without last year's report the checks that need
    it say `kan_ikke_afgoeres`.
    """
    sag = set_up(ny, forrige, regelsaet, resultat)
    fund = list(_ask(Indberetningssag, [sag], kun))
    for tilbud in sag.tilbud:
        fund += _ask(Tilbudssag, [tilbud], kun)
        fund += _ask(Beregningssag, tilbud.beregninger, kun)
        fund += _ask(Linjesag, tilbud.linjer, kun)
    return fund


def check_objektiv(sag: Objektivsag) -> list[Fund]:
    """Every finding on a budget that is paid partly by objective financing."""
    return list(_ask(Objektivsag, [sag]))


def check_indsendelse(sag: Indsendelsessag) -> list[Fund]:
    """Was the report sent in time?"""
    return list(_ask(Indsendelsessag, [sag]))


def check_bemaerkning(sag: Bemaerkningssag) -> list[Fund]:
    """Is the remark of the review tied, answered and decided?"""
    return list(_ask(Bemaerkningssag, [sag]))


def _ask(emne: type, sager: Iterable[Emne], kun: Collection[str] = ()) -> Iterator[Fund]:
    kontroller = [kontrol for kontrol in checks_for(emne) if not kun or kontrol.id in kun]
    for sag in sager:
        for kontrol in kontroller:
            yield from kontrol.ask(sag)
