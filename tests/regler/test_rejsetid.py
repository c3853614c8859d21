"""The matrix of travel is made of the direct ways, and says what is crossed."""

import itertools

import pytest

from socialaftale.regler.rejsetid import HJEMME, Rejse, all_nets, distance, matrix


def test_every_municipality_reaches_every_other_and_the_way_back_is_as_long():
    for omraade, net in all_nets().items():
        for fra, til in itertools.product(net.steder, repeat=2):
            ud, hjem = distance(omraade, fra, til), distance(omraade, til, fra)
            assert (ud.km, ud.minutter, sorted(ud.over)) == (hjem.km, hjem.minutter, sorted(hjem.over))


def test_no_detour_is_faster_than_the_way():
    vej = matrix("nordjylland")
    for a, b, c in itertools.permutations(vej, 3):
        assert vej[a][c].minutter <= vej[a][b].minutter + vej[b][c].minutter


def test_a_way_names_what_it_crosses_and_that_it_is_assumed():
    assert str(distance("nordjylland", "773", "787")) == "ca. 30 km og 32 minutter, over Vilsundbroen"
    assert distance("nordjylland", "851", "825").over == ("Limfjordstunnelen", "færgen til Læsø")
    assert distance("nordjylland", "851", "846").over == ()


def test_a_known_distance_is_shown_without_ca():
    assert str(Rejse(10, 12, antaget=False)) == "10 km og 12 minutter"


def test_home_is_no_journey():
    assert str(HJEMME) == str(distance("nordjylland", "851", "851")) == "i samme kommune"


@pytest.mark.parametrize(("omraade", "fra", "til"), [
    ("fiktivland", "851", "860"), ("nordjylland", "101", "851"), ("nordjylland", "851", "1081"), ("", "", ""),
])  # fmt: skip
def test_what_the_file_does_not_know_is_not_guessed(omraade, fra, til):
    assert distance(omraade, fra, til) is None
