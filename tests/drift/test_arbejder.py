from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail

from socialaftale.drift import arbejder
from socialaftale.faelles import arbejde, udbakke


@pytest.fixture(autouse=True)
def alene(db, monkeypatch):
    """The test's own connection and nothing but the test's own work."""
    monkeypatch.setattr(arbejder, "close_old_connections", lambda: None)
    monkeypatch.setattr(arbejde, "_ARBEJDER", [])
    monkeypatch.setattr(arbejder.signal, "pthread_sigmask", lambda *_: None)


def test_the_worker_sends_what_waits():
    udbakke.queue_mail("a@eksempel.dk", "Frist", "I morgen")
    udbakke.queue_mail("b@eksempel.dk", "Frist", "I morgen")
    arbejder._round()
    assert [m.to for m in mail.outbox] == [["a@eksempel.dk"], ["b@eksempel.dk"]]


def test_told_to_work_once_it_goes_on_until_nothing_is_due_and_sends_what_the_work_wrote():
    venter = ["første fil", "anden fil"]

    @arbejde.register
    def make_file() -> int:
        if not venter:
            return 0
        udbakke.queue_mail("a@eksempel.dk", f"{venter.pop(0)} er klar", "")
        return 1

    assert arbejder.run(once=True) == 0
    assert [m.subject for m in mail.outbox] == ["første fil er klar", "anden fil er klar"]


def test_work_that_fails_keeps_neither_the_mail_nor_other_work_from_being_done(caplog):
    gjort = []
    udbakke.queue_mail("a@eksempel.dk", "Frist", "I morgen")

    @arbejde.register
    def broken() -> int:
        return 1 // 0

    @arbejde.register
    def whole() -> int:
        gjort.append(1)
        return 0

    arbejder._round()
    assert (len(mail.outbox), gjort) == (1, [1])
    assert "broken" in caplog.text
    assert "prøver igen" in caplog.text


def test_work_that_need_not_be_looked_for_all_the_time_is_left_a_while():
    gjort = []
    with time_machine.travel(datetime(2026, 10, 1, 10, tzinfo=UTC), tick=False) as ur:

        @arbejde.every(timedelta(minutes=10))
        def look() -> int:
            gjort.append(1)
            return 0

        arbejder._round()
        arbejder._round()
        assert len(gjort) == 1
        ur.shift(timedelta(minutes=10))
        arbejder._round()
        assert len(gjort) == 2
        assert look() == 0 and len(gjort) == 3
