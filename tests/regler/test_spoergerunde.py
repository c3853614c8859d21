"""What answers say together, and on which day who is silent is reminded."""

import datetime as dt

import pytest

from socialaftale.regler.spoergerunde import (
    Art,
    Partssvar,
    Spoergsmaal,
    all_rules,
    cell,
    due_reminder,
    shown,
    summary,
    total,
)

AABNET, FRIST = dt.date(2026, 11, 2), dt.date(2026, 12, 1)
A, B, C = (Partssvar(part, vaerdi) for part, vaerdi in (("Aa", "12.5"), ("Bb", "1000"), ("Cc", "")))


def test_numbers_are_summed_and_who_left_it_open_is_no_zero():
    pladser = Spoergsmaal("Hvor mange?", Art.TAL, enhed="pladser")
    assert summary(pladser, [A, B, C]) == ["I alt 1.012,5 pladser (Aa 12,5, Bb 1.000)", "Ikke besvaret af: Cc"]
    assert total([C]) == 0
    assert summary(pladser, [C]) == ["Ingen har svaret på spørgsmålet."]
    assert cell(pladser, "") is None


def test_yes_no_and_choices_are_counted_with_who_is_behind_them():
    ja_nej = Spoergsmaal("Ja?", Art.JA_NEJ)
    assert summary(ja_nej, [Partssvar("Aa", "ja"), Partssvar("Bb", "ja")]) == ["Ja: 2 (Aa, Bb)", "Nej: 0"]
    valg = Spoergsmaal("Hvad?", Art.VALG, ("Kort", "Lang"))
    assert summary(valg, [Partssvar("Aa", "Lang")]) == ["Kort: 0", "Lang: 1 (Aa)"]


def test_texts_stand_by_their_party():
    assert summary(Spoergsmaal("Hvad?", Art.TEKST), [Partssvar("Aa", "Snart.")]) == ["Aa: Snart."]


@pytest.mark.parametrize(("vaerdi", "vist"), [("12.50", "12,5"), ("100", "100"), ("", ""), ("1234", "1.234")])
def test_a_number_is_shown_as_danes_write_it(vaerdi, vist):
    assert shown(Spoergsmaal("?", Art.TAL), vaerdi) == vist


@pytest.mark.parametrize(
    ("i_dag", "dag"),
    [
        (dt.date(2026, 11, 23), None),
        (dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
        (dt.date(2026, 11, 29), dt.date(2026, 11, 24)),
        (FRIST, dt.date(2026, 11, 30)),
        (dt.date(2026, 12, 2), dt.date(2026, 12, 2)),
        (dt.date(2027, 3, 1), dt.date(2026, 12, 8)),
    ],
)
def test_the_latest_reminder_that_is_due(i_dag, dag):
    assert due_reminder(AABNET, FRIST, i_dag) == dag


def test_a_round_with_a_short_deadline_is_not_reminded_on_the_day_it_opens():
    assert due_reminder(FRIST - dt.timedelta(days=7), FRIST, FRIST - dt.timedelta(days=5)) is None


def test_the_days_are_said_to_be_assumed():
    assert {regel.sikkerhed for regel in all_rules()} == {"antaget"}
