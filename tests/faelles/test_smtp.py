"""The outbox over a real SMTP conversation: what a server can answer, and what it cannot do to the mail."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from tests.smtpserver import Server

from socialaftale.faelles import tid, udbakke
from socialaftale.faelles.models import Udgaaende

EMNE = "Takster 2027: indsend 3 tilbud senest 20. oktober, Rødovre"
TEKST = "Kære takstansvarlige\n\nSæt tal på Ærøskøbings åbne afdeling.\n.\nEn linje med et punktum alene."


@pytest.fixture
def ur():
    with time_machine.travel(tid.now(), tick=False) as rejse:
        yield rejse


@pytest.fixture
def post(db) -> Udgaaende:
    return udbakke.queue_mail("takst@eksempel.dk", EMNE, TEKST)


def test_the_mail_arrives_with_its_letters_its_sender_and_its_fixed_id(smtp: Server, post, settings):
    assert udbakke.send_due() == 1
    [brev] = smtp.postkasse.breve
    assert (brev["To"], brev["Subject"].strip()) == ("takst@eksempel.dk", EMNE)
    assert brev["From"] == settings.DEFAULT_FROM_EMAIL
    assert brev["Message-ID"] == post.message_id
    assert brev["Auto-Submitted"] == "auto-generated"
    assert brev.get_content().strip().replace("\r\n", "\n") == TEKST
    assert brev["Date"].datetime.date() == tid.now().date()


def test_a_server_that_is_down_for_a_day_loses_nothing_and_nothing_is_sent_twice(smtp: Server, post, ur):
    udbakke.queue_mail("anden@eksempel.dk", "En til", "Også den.")
    smtp.stop()
    for _ in range(24 * 12):
        udbakke.send_due()
        ur.shift(timedelta(minutes=5))
    assert smtp.postkasse.breve == []
    smtp.start()
    ur.shift(timedelta(hours=1))
    udbakke.send_due()
    udbakke.send_due()
    assert sorted(brev["To"] for brev in smtp.postkasse.breve) == ["anden@eksempel.dk", "takst@eksempel.dk"]
    assert {brev["Message-ID"] for brev in smtp.postkasse.breve} == set(
        Udgaaende.objects.values_list("message_id", flat=True)
    )


def test_while_nobody_answers_the_other_mails_are_not_each_waited_for(smtp: Server, post, ur):
    for nr in range(5):
        udbakke.queue_mail(f"nr{nr}@eksempel.dk", "Frist", "I morgen")
    smtp.stop()
    assert udbakke.send_due() == 0
    assert Udgaaende.objects.filter(forsoeg__gt=0).count() == 1


def test_a_server_that_says_not_now_is_asked_again(smtp: Server, post, ur):
    smtp.postkasse.svar["*"] = "451 4.7.1 Prøv igen om lidt".encode("ascii", "replace").decode()
    assert udbakke.send_due() == 0
    post.refresh_from_db()
    assert post.fejl.startswith("451") and post.opgivet_at is None
    smtp.postkasse.svar.clear()
    assert udbakke.send_due() == 0
    ur.shift(timedelta(minutes=2))
    assert udbakke.send_due() == 1


def test_an_address_that_does_not_exist_is_given_up_at_once_and_the_others_go_out(smtp: Server, post, ur):
    udbakke.queue_mail("anden@eksempel.dk", "Frist", "I morgen")
    smtp.postkasse.svar["takst@eksempel.dk"] = "550 5.1.1 No such user"
    assert udbakke.send_due() == 1
    post.refresh_from_db()
    assert post.opgivet_at == tid.now() and post.fejl == "550 5.1.1 No such user"
    smtp.postkasse.svar.clear()
    ur.shift(timedelta(days=3))
    assert udbakke.send_due() == 0
    with transaction.atomic():
        udbakke.try_again(post)
    assert udbakke.send_due() == 1


def test_a_server_that_refuses_the_mail_itself_is_asked_again(smtp: Server, post, ur):
    """A 5xx about the contents or the sender is a fault of set-up, not of the address: it is mended, and goes out."""
    smtp.postkasse.ved_data = "554 5.7.1 Relay access denied"
    assert udbakke.send_due() == 0
    post.refresh_from_db()
    assert post.opgivet_at is None and "554" in post.fejl
    smtp.postkasse.ved_data = "250 OK"
    ur.shift(timedelta(minutes=2))
    assert udbakke.send_due() == 1


def test_two_workers_do_not_send_the_same_mail(smtp: Server, post, monkeypatch):
    send = udbakke.EmailMessage.send

    def meanwhile(self):
        assert udbakke.send_due() == 0
        return send(self)

    monkeypatch.setattr(udbakke.EmailMessage, "send", meanwhile)
    assert udbakke.send_due() == 1
    assert len(smtp.postkasse.breve) == 1


def test_a_worker_that_dies_in_mid_send_lets_the_mail_go_again_with_the_same_id(smtp: Server, post, ur, monkeypatch):
    send = udbakke.EmailMessage.send

    class Draebt(BaseException):
        pass

    def die_after(self):
        send(self)
        raise Draebt

    with monkeypatch.context() as m, pytest.raises(Draebt):
        m.setattr(udbakke.EmailMessage, "send", die_after)
        udbakke.send_due()
    assert udbakke.send_due() == 0
    ur.shift(udbakke.LEJE + timedelta(seconds=1))
    assert udbakke.send_due() == 1
    assert [brev["Message-ID"] for brev in smtp.postkasse.breve] == [post.message_id] * 2
