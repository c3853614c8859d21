"""The programme of a meeting: when each point is, and what cannot be at the same time."""

import datetime as dt

import pytest

from socialaftale.regler.program import Gaest, Moedetid, Post, schedule, warnings

KL = dt.time
NI_TIL_ET = Moedetid(KL(9), KL(13))


def as_words(moede: Moedetid, *poster: Post) -> list[str]:
    return [str(tid) if tid else "" for tid in schedule(moede, poster)]


def test_points_follow_each_other_from_when_the_meeting_begins():
    poster = (Post(1, minutter=10), Post(2, minutter=30), Post(3, KL(14), 20), Post(4), Post(5))
    assert as_words(NI_TIL_ET, *poster) == ["9.00-9.10", "9.10-9.40", "14.00-14.20", "14.20", ""]


def test_without_hours_nothing_is_guessed():
    assert as_words(Moedetid(), Post(1, minutter=10), Post(2, KL(10), 10), Post(3, minutter=5)) == [
        "",
        "10.00-10.10",
        "10.10-10.15",
    ]


def test_the_overlap_of_the_theme_day_in_the_minutes_of_2025_is_found():
    """Point 13 of DAS 17.11.2025 put a discussion from 11.00 into a talk that lasted until 11.15."""
    fundet = warnings(NI_TIL_ET, [Post(6, KL(10, 45), 30), Post(7, KL(11), 15), Post(8, KL(11, 15), 30)])
    assert fundet == [
        "Punkt 6 (kl. 10.45-11.15) og punkt 7 (kl. 11.00-11.15) overlapper 15 minutter. "
        "Flyt det ene, eller gør det kortere."
    ]


@pytest.mark.parametrize(
    ("post", "ord_"),
    [
        (Post(1, KL(8, 30), 60), "begynder kl. 8.30, før mødet begynder kl. 9.00"),
        (Post(1, KL(12, 50), 20), "slutter kl. 13.10, efter mødet slutter kl. 13.00"),
        (Post(1, KL(13)), "begynder kl. 13.00, efter mødet slutter kl. 13.00"),
    ],
)
def test_what_lies_outside_the_meeting_is_said(post, ord_):
    (fundet,) = warnings(NI_TIL_ET, [post])
    assert ord_ in fundet


def test_a_programme_that_fills_the_meeting_exactly_is_no_warning():
    assert warnings(NI_TIL_ET, [Post(1, minutter=120), Post(2, minutter=120)]) == []


def test_a_point_past_midnight_is_said_where_the_meeting_has_no_end():
    (fundet,) = warnings(Moedetid(KL(23)), [Post(1, minutter=90)])
    assert "midnat" in fundet


def test_a_guest_cannot_be_in_two_places():
    lone = Gaest("Lone  Jensen", "Region Nord")
    poster = [Post(1, KL(9), 30, (lone,)), Post(2, KL(10), 30, (Gaest("lone jensen", "", KL(9, 15), KL(10, 20)),))]
    (fundet,) = warnings(NI_TIL_ET, poster)
    assert "to steder på én gang: punkt 1 kl. 9.00-9.30 og punkt 2 kl. 9.15-10.20" in fundet


def test_two_of_one_name_from_two_organisations_are_two():
    poster = [
        Post(1, KL(9), 30, (Gaest("Lone Jensen", "Region Nord"),)),
        Post(2, KL(9, 30), 30, (Gaest("Lone Jensen", "Aalborg", KL(9), KL(10)),)),
    ]
    assert warnings(NI_TIL_ET, poster) == []


def test_a_guest_who_comes_when_the_point_is_over_is_said():
    (fundet,) = warnings(NI_TIL_ET, [Post(3, KL(9), 30, (Gaest("Ib", "", KL(10), KL(11)),))])
    assert fundet == "Ib er gæst ved punkt 3 kl. 10.00-11.00, men punktet er kl. 9.00-9.30."
