"""Which version of a tilbud the takstbilag shows."""

from hypothesis import given
from hypothesis import strategies as st

from socialaftale.regler.bilagsvalg import Valg, Version, choose_version

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
