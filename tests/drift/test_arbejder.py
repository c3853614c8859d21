from django.core import mail

from socialaftale.drift import arbejder
from socialaftale.faelles import udbakke


def test_the_worker_sends_what_waits(db, monkeypatch):
    monkeypatch.setattr(arbejder, "close_old_connections", lambda: None)
    udbakke.queue_mail("a@eksempel.dk", "Frist", "I morgen")
    udbakke.queue_mail("b@eksempel.dk", "Frist", "I morgen")
    arbejder._round()
    assert [m.to for m in mail.outbox] == [["a@eksempel.dk"], ["b@eksempel.dk"]]


def test_a_round_that_fails_does_not_stop_the_worker(db, monkeypatch, caplog):
    monkeypatch.setattr(arbejder, "close_old_connections", lambda: None)
    monkeypatch.setattr(arbejder.udbakke, "send_due", lambda: 1 / 0)
    arbejder._round()
    assert "prøver igen" in caplog.text
