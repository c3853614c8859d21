"""When those who read a draft are reminded."""

import datetime as dt

from socialaftale.regler.udkastlaesning import proposed_deadline, reminder_days

MANDAG = dt.date(2026, 10, 19)
FREDAG = dt.date(2026, 10, 23)


def test_a_reminder_comes_the_day_before_and_on_the_day():
    assert reminder_days(MANDAG, FREDAG) == (dt.date(2026, 10, 22), FREDAG)


def test_a_deadline_on_a_sunday_is_reminded_of_on_the_friday_once():
    assert reminder_days(MANDAG, dt.date(2026, 10, 25)) == (FREDAG,)


def test_whoever_is_asked_today_is_not_reminded_today():
    assert reminder_days(FREDAG, FREDAG) == ()
    assert reminder_days(dt.date(2026, 10, 22), FREDAG) == (FREDAG,)


def test_three_working_days_are_proposed():
    assert proposed_deadline(FREDAG) == dt.date(2026, 10, 28)
