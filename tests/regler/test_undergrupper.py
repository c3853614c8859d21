"""Special needs and subgroups against signed cases, and what must hold of any numbers."""

import datetime as dt
import random
import tomllib

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal
from tests.sager.laeser import MAPPE

from socialaftale.regler.pladskrav import Behov, Dom, Meldt, Plads
from socialaftale.regler.pladsmatch import judge
from socialaftale.regler.undergruppe import Undergruppe, parts

DEN = dt.date(2026, 11, 20)
HUS = Plads("A", "Lærkehuset", (), ("Autismespektrum", "Angst"), 18, 65)
SAGER = tomllib.loads((MAPPE / "pladsmatch/behov-og-undergrupper.toml").read_text("utf-8"))["sag"]
MENGDER = ("kan", "kan_ikke", "naevner")


def _read(felter: dict) -> dict:
    return {
        navn: frozenset(v) if navn in MENGDER else tuple(v) if isinstance(v, list) else v for navn, v in felter.items()
    }


@pytest.mark.parametrize("sag", SAGER, ids=[sag["navn"] for sag in SAGER])
def test_signed_cases(sag):
    hus = _read(sag["hus"])
    grupper = tuple(Undergruppe(**_read(gruppe)) for gruppe in hus.pop("grupper", ()))
    meldt = Meldt(True, grupper=grupper, tilbudt=hus.pop("tilbudt", 1), tilbage=hus.pop("tilbage", 1))
    svar = judge(Behov(**_read(sag["behov"])), HUS._replace(meldt=meldt, **hus), DEN)
    assert svar.dom == sag["dom"]
    fundne = svar.af(svar.dom) if svar.dom != Dom.PASSER else svar.hvorfor
    assert set(sag["grunde"]) <= set(fundne)


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE])
def test_a_part_is_for_sure_only_where_no_way_of_dealing_the_places_out_leaves_none(froe):
    """Deal the places to overlapping groups at random, take some, and see whether the rule promised what is gone."""
    r = random.Random(froe)
    for _ in range(antal(300, 20_000)):
        tilbudt = r.randint(1, 5)
        pladser = [frozenset(navn for navn in "AB" if r.random() < 0.5) for _ in range(tilbudt)]
        grupper = [Undergruppe(navn, sum(navn in plads for plads in pladser)) for navn in "AB"]
        tilbage = r.sample(pladser, r.randint(1, tilbudt))
        navne = {del_.gruppe.navn if del_.gruppe else "": del_.sikker for del_ in parts(tilbudt, len(tilbage), grupper)}
        for navn, sikker in navne.items():
            findes = any(navn in plads if navn else not plads for plads in tilbage)
            assert findes or not sikker
        assert "" in navne or all(pladser)
