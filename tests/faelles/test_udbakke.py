from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import transaction

from socialaftale.faelles import tid, udbakke
from socialaftale.faelles.models import Udgaaende


def test_a_mail_goes_out_once_with_its_fixed_id(db):
    post = udbakke.queue_mail("takst@eksempel.dk", "Runden åbner", "Den 1. marts.")
    assert udbakke.send_due() == 1
    assert udbakke.send_due() == 0
    [besked] = mail.outbox
    assert besked.to == ["takst@eksempel.dk"]
    assert besked.message()["Message-ID"] == post.message_id


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_rolled_back_sends_no_mail():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        udbakke.queue_mail("takst@eksempel.dk", "Godkendt", "")
        1 / 0  # noqa: B018
    assert udbakke.send_due() == 0


def test_a_failed_mail_waits_and_goes_out_later_with_the_same_id(db, monkeypatch):
    post = udbakke.queue_mail("takst@eksempel.dk", "Frist", "I morgen.")
    with monkeypatch.context() as m:
        m.setattr(udbakke.EmailMessage, "send", lambda self: (_ for _ in ()).throw(OSError("intet svar")))
        assert udbakke.send_due() == 0
    post.refresh_from_db()
    assert (post.forsoeg, post.fejl) == (1, "intet svar")
    assert udbakke.send_due() == 0
    with time_machine.travel(tid.now() + timedelta(minutes=2)):
        assert udbakke.send_due() == 1
    assert mail.outbox[0].message()["Message-ID"] == post.message_id
    assert Udgaaende.objects.get().sendt_at is not None
