"""Which version of a tilbud the takstbilag shows."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from socialaftale.regler.bilagsvalg import Gyldighed, Valg, Version, choose_version, read_periods

A1, A2, B1 = ("A", "a1"), ("A", "a2"), ("B", "b1")


def version(nr: int, *linjer: tuple[str, str], forelagt: bool = True) -> Version:
    return Version(nr, dict(linjer), forelagt)


def test_the_newest_version_that_is_approved_as_a_whole_stands():
    assert choose_version([version(1, A1, B1), version(2, A2, B1)], {A1, A2, B1}) == Valg(2, ("A", "B"), ())


def test_a_price_in_force_is_not_lost_because_a_new_version_is_half_decided():
    assert choose_version([version(1, A1, B1), version(2, A2, B1)], {A1, B1}) == Valg(1, ("A", "B"), ())


def test_what_is_not_approved_stands_on_the_open_list():
    assert choose_version([version(1, A1, B1)], {A1}) == Valg(1, ("A",), ("B",))


def test_among_versions_with_as_many_approved_lines_the_newest_stands():
    assert choose_version([version(1, A1, B1), version(2, A2, B1)], {A1, A2}) == Valg(2, ("A",), ("B",))


def test_a_line_does_not_vanish_with_a_version_that_no_body_has_seen():
    assert choose_version([version(1, A1, B1), version(2, A1, forelagt=False)], {A1, B1}) == Valg(1, ("A", "B"), ())


def test_a_tilbud_without_an_approved_line_is_not_in_the_takstbilag():
    assert choose_version([version(1, A1)], set()) is None


LINJER = st.dictionaries(st.sampled_from("ABCD"), st.sampled_from("xyz"), min_size=1)
VERSIONER = st.lists(st.builds(Version, st.integers(1, 9), LINJER, st.booleans()), unique_by=lambda v: v.nr)
GODKENDT = st.sets(st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz")))


@given(VERSIONER, GODKENDT)
def test_every_line_shown_is_approved_and_each_line_of_the_version_is_in_one_list(versioner, godkendt):
    valg = choose_version(versioner, godkendt)
    if valg is None:
        assert not any((linje, sha) in godkendt for v in versioner if v.forelagt for linje, sha in v.linjer.items())
        return
    (valgt,) = (v for v in versioner if v.nr == valg.nr)
    assert all((linje, valgt.linjer[linje]) in godkendt for linje in valg.godkendte)
    assert sorted([*valg.godkendte, *valg.aabne]) == sorted(valgt.linjer)


NYTAAR, JULI, OKTOBER = dt.date(2027, 1, 1), dt.date(2027, 7, 1), dt.date(2027, 10, 1)


def test_a_change_within_the_year_takes_over_from_its_day_and_leaves_the_other_lines_alone():
    perioder = read_periods([version(1, A1, B1), version(2, A2, B1)], {1: NYTAAR, 2: JULI}, {A1, A2, B1})
    assert perioder["A"] == (Gyldighed(1, NYTAAR, dt.date(2027, 6, 30)), Gyldighed(2, JULI))
    assert perioder["B"] == (Gyldighed(1, NYTAAR),)


def test_a_correction_from_the_same_day_replaces_what_stood():
    perioder = read_periods([version(1, A1), version(2, A2)], {1: NYTAAR, 2: NYTAAR}, {A1, A2})
    assert perioder == {"A": (Gyldighed(2, NYTAAR),)}


def test_a_line_that_a_later_version_leaves_out_ends_the_day_before():
    perioder = read_periods([version(1, A1, B1), version(2, A1)], {1: NYTAAR, 2: JULI}, {A1, B1})
    assert perioder["B"] == (Gyldighed(1, NYTAAR, dt.date(2027, 6, 30)),)


def test_a_version_that_never_stood_leaves_no_period():
    versioner = [version(1, A1, B1), version(2, A2, ("B", "b2")), version(3, ("A", "a3"), B1)]
    godkendt = {A1, B1, A2, ("A", "a3")}
    perioder = read_periods(versioner, {1: NYTAAR, 2: JULI, 3: OKTOBER}, godkendt)
    assert [gyldighed.nr for gyldighed in perioder["A"]] == [1, 3]


DAGE = st.sampled_from([NYTAAR, JULI, OKTOBER])


@given(VERSIONER, GODKENDT, st.lists(DAGE, min_size=9, max_size=9))
def test_what_stands_through_the_year_is_the_chosen_version_and_periods_never_overlap(versioner, godkendt, dage):
    gaelder_fra = {nr: dage[nr - 1] for nr in range(1, 10)}
    perioder = read_periods(versioner, gaelder_fra, godkendt)
    valg = choose_version(versioner, godkendt)
    staar = {linje for linje, led in perioder.items() if led[-1].til is None}
    assert staar == set(valg.godkendte if valg else ())
    for led in perioder.values():
        for foer, efter in pairwise(led):
            assert foer.til is not None and foer.til < efter.fra
