"""The rules of det forstærkede samarbejde: what the answers say together, notice, and when a report is due."""

import datetime as dt

import pytest

from socialaftale.regler.forstaerket import (
    Svar,
    Udfald,
    all_rules,
    first_day_out,
    outcome,
    report_due,
    report_opens,
    rules_for,
)

REGLER = rules_for("nordjylland", dt.date(2026, 1, 1))
KODER = [et.kode for et in REGLER.kriterium]


def test_every_value_says_where_it_stands_and_an_area_without_the_cooperation_has_no_rules():
    for regler in all_rules():
        for et in (*regler.kriterium, *regler.beskyttelse, *regler.efter_udtraeden, regler.varsel, regler.rapport):
            assert et.kilde
    assert rules_for("fiktivland", dt.date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("svar", "udfald"),
    [
        ({}, Udfald.MANGLER),
        ({"eneste": Svar.NEJ}, Udfald.MANGLER),
        (dict.fromkeys(KODER, Svar.JA), Udfald.OPFYLDER),
        (dict.fromkeys(KODER, Svar.JA) | {"eneste": Svar.DELVIST}, Udfald.DELVIST),
        (dict.fromkeys(KODER, Svar.DELVIST) | {"eneste": Svar.NEJ}, Udfald.OPFYLDER_IKKE),
    ],
)
def test_what_the_answers_say_together(svar, udfald):
    assert outcome(REGLER.kriterium, svar) == udfald


def test_without_criteria_nothing_is_met():
    assert outcome((), {}) == Udfald.MANGLER


@pytest.mark.parametrize(
    ("meldt", "ude"),
    [
        (dt.date(2026, 9, 10), dt.date(2027, 10, 1)),
        (dt.date(2028, 2, 29), dt.date(2029, 3, 1)),
        (dt.date(2026, 12, 31), dt.date(2028, 1, 1)),
        (dt.date(2026, 11, 30), dt.date(2027, 12, 1)),
    ],
)
def test_notice_runs_from_the_end_of_the_month(meldt, ude):
    assert first_day_out(meldt, REGLER.varsel) == ude


def test_a_report_is_due_when_the_wheel_says_and_never_on_a_sunday():
    assert (report_opens(REGLER, 2025), report_due(REGLER, 2025)) == (dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    assert dt.date(2028, 4, 30).strftime("%a") == "Sun"
    assert report_due(REGLER, 2027) == dt.date(2028, 4, 28)


def test_where_the_wheel_says_nothing_no_report_is_asked_for():
    andre = REGLER.model_copy(update={"omraade": "fiktivland"})
    assert report_due(andre, 2025) is None
    assert report_opens(andre, 2025) is None
