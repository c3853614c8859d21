"""The way to a place follows from its paragraph, and the careful way wins where there are several."""

import datetime as dt

import pytest

from socialaftale.regler.adgangsvej import Vejnavn, all_rules, way_of, ways_on
from socialaftale.tilbud.reference import all_lovgrundlag

DAG = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("lov", "vej", "anmodning", "reservation", "antal"),
    [
        (["sel-107"], Vejnavn.VISITATION, True, True, True),
        (["sel-109"], Vejnavn.SELVMOEDER, False, False, False),
        (["sel-110"], Vejnavn.SELVMOEDER, False, False, False),
        (["bl-43-3-sikret"], Vejnavn.RETLIG_ANBRINGELSE, True, False, True),
        (["sel-101"], Vejnavn.FRIT_VALG, True, True, True),
        (["sel-107", "sel-101"], Vejnavn.FRIT_VALG, True, True, True),
        (["sel-107", "sel-110"], Vejnavn.SELVMOEDER, False, False, False),
        (["sel-107", "en-ny-lov"], Vejnavn.SELVMOEDER, False, False, False),
        ([], Vejnavn.SELVMOEDER, False, False, False),
    ],
)
def test_each_paragraph_has_its_way_and_the_careful_one_wins(lov, vej, anmodning, reservation, antal):
    fundet = way_of(lov, DAG)
    assert (fundet.navn, fundet.anmodning, fundet.reservation, fundet.antal) == (vej, anmodning, reservation, antal)


def test_every_paragraph_of_today_has_exactly_one_way():
    i_brug = [lov for vej in ways_on(DAG) for lov in vej.lovgrundlag]
    assert len(i_brug) == len(set(i_brug))
    assert set(i_brug) == {lov.kode for lov in all_lovgrundlag().values() if lov.gaelder}


def test_every_way_has_a_source_and_a_day_before_the_first_rule_follows_it():
    assert all(vej.kilde for regel in all_rules() for vej in regel.vej)
    assert ways_on(dt.date(2020, 1, 1)) == all_rules()[0].vej
