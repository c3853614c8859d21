"""Rules as dated data: which of several is in force, for an area and on a day."""

import datetime as dt
from typing import NamedTuple

import pytest

from socialaftale.regler import faste_punkter, kompetence
from socialaftale.regler.dateret import in_force, of_area, own_or_common
from socialaftale.regler.faste_punkter import FastePunkter


class Regel(NamedTuple):
    navn: str
    omraade: str
    gaelder_fra: dt.date


GAMMEL = Regel("gammel", "", dt.date(2020, 1, 1))
NY = Regel("ny", "", dt.date(2026, 1, 1))
EGEN = Regel("egen", "nord", dt.date(2024, 1, 1))
ALLE = (NY, GAMMEL, EGEN)


@pytest.mark.parametrize(
    ("omraade", "dag", "navn"),
    [
        ("syd", dt.date(2019, 12, 31), None),
        ("syd", dt.date(2025, 12, 31), "gammel"),
        ("syd", dt.date(2026, 1, 1), "ny"),
        ("nord", dt.date(2023, 12, 31), "gammel"),
        ("nord", dt.date(2026, 1, 1), "egen"),
    ],
)
def test_an_areas_own_rule_goes_before_a_newer_common_one(omraade, dag, navn):
    regel = own_or_common(ALLE, omraade, dag)
    assert (regel and regel.navn) == navn


def test_before_any_rule_the_first_one_holds_where_there_is_no_area_to_ask():
    assert in_force((GAMMEL, NY), dt.date(2000, 1, 1)) == GAMMEL
    assert of_area(ALLE, "nord") == (EGEN,)


def test_files_are_read_from_the_national_folder_and_from_the_areas():
    assert {type(regel) for regel in faste_punkter.all_rules()} == {FastePunkter}
    assert [tabel.omraade for tabel in kompetence.all_tables()] == ["nordjylland"]
