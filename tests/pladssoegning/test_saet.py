"""The query set is whole: known codes, known places, and enough of every kind."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from pydantic import ValidationError

import socialaftale.tilbud

from .saet import SAET, Forespoergsel, Plads, places, queries, recall

DATA = Path(socialaftale.tilbud.__file__).parent / "data"
KOMMUNER = {
    "Aalborg", "Brønderslev", "Frederikshavn", "Hjørring", "Jammerbugt", "Læsø",
    "Mariagerfjord", "Morsø", "Rebild", "Thisted", "Vesthimmerland",
}  # fmt: skip


def known(fil: str, *vej: str) -> set[str]:
    """The codes of one of the register's data files."""
    raekker = [tomllib.loads((DATA / fil).read_text(encoding="utf-8"))]
    for led in vej:
        raekker = [under for raekke in raekker for under in raekke[led]]
    return {raekke["kode"] for raekke in raekker}


def test_there_are_enough_places_in_every_municipality():
    assert 120 <= len(places()) <= 200
    assert {plads.kommune for plads in places()} == KOMMUNER
    assert len({plads.kode for plads in places()}) == len(places())


def test_places_use_only_codes_that_the_register_knows():
    assert {kode for plads in places() for kode in plads.lovgrundlag} <= known("lovgrundlag.toml", "lovgrundlag")
    assert {kode for plads in places() for kode in plads.maalgrupper} <= known(
        "maalgrupper.toml", "gruppe", "maalgruppe"
    )


def test_afdelinger_of_one_tilbud_share_what_the_register_keeps_on_the_tilbud():
    faelles = {(et.tilbud, et.driver, et.maalgrupper, et.alder) for et in places()}
    assert len(faelles) == len({plads.tilbud for plads in places()})
    assert len({(et.tilbud, et.afdeling) for et in places()}) == len(places())


@pytest.mark.parametrize("saet", SAET)
def test_there_are_enough_queries_of_every_kind_and_no_query_twice(saet):
    assert len(queries(saet)) >= 100
    assert min(Counter(et.art for et in queries(saet)).values()) >= 8
    assert len({et.tekst.casefold() for et in queries(saet)}) == len(queries(saet))


def test_every_answer_is_a_place_once_and_every_place_answers_something():
    koder = {plads.kode for plads in places()}
    for et in [et for saet in SAET for et in queries(saet)]:
        assert len(set(et.foerst)) == len(et.foerst), et.tekst
        assert set(et.foerst) <= koder, et.tekst
        assert len(et.foerst) <= len(koder) / 3, f"{et.tekst} skiller ikke noget fra"
    assert koder == {kode for et in queries(SAET[0]) for kode in et.foerst}


def test_recall_counts_the_first_ten_and_asks_for_no_more_than_ten():
    assert recall(["a", "b", "c"], ["a", "b"]) == 1
    assert recall(["x", "a"], ["a", "b"]) == 0.5
    assert recall([*"xxxxxxxxxx", "a"], ["a"]) == 0
    assert recall([*"abcdefghij"], [*"abcdefghijkl"]) == 1
    assert recall([], ["a"]) == 0


@pytest.mark.parametrize("fejl", [{"alder": (30, 18)}, {"driver": "stat"}, {"kode": "Med Mellemrum"}, {"ukendt": 1}])
def test_a_place_that_is_wrong_is_refused(fejl):
    with pytest.raises(ValidationError):
        Plads.model_validate(places()[0].model_dump() | fejl)


def test_a_query_without_an_answer_is_refused():
    with pytest.raises(ValidationError):
        Forespoergsel(art="navn", tekst="noget", foerst=())
