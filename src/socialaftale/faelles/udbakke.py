"""The outbox: mail is a row written with the change, and one process sends it.

A mail may go out twice, never not at all: it has one fixed Message-ID, so that the receiver's system can see it is one.
It goes out twice only where the process dies between sending and writing that it was sent.
"""

import logging
import uuid
from datetime import timedelta
from smtplib import SMTPConnectError, SMTPException, SMTPRecipientsRefused, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from . import tid
from .laas import lock_row
from .models import Udgaaende

log = logging.getLogger(__name__)
VENTETIDER = [timedelta(minutes=m) for m in (1, 5, 15, 60)]
"""The pauses after a failure; the last one is repeated until the mail gets through."""
LEJE = timedelta(minutes=10)
"""How long a worker has a mail to itself: longer than a server is waited for."""


class _ServerenErNede(Exception):
    """Nobody answers at the mail server, so there is no use in trying the next mail now."""


def queue_mail(modtager: str, emne: str, tekst: str, kalender: str = "") -> Udgaaende:
    """Write a mail to be sent, perhaps with a calendar file. Call it inside the change's transaction."""
    nu = tid.now()
    message_id = f"<{uuid.uuid4()}@{settings.MAIL_DOMAENE}>"
    return Udgaaende.objects.create(
        modtager=modtager, emne=emne, tekst=tekst, message_id=message_id, oprettet_at=nu, naeste_at=nu,
        kalender=kalender,
    )  # fmt: skip


def send_due(hoejst: int = 50) -> int:
    """Send what is due, oldest first; return how many went out."""
    forfaldne = Udgaaende.objects.filter(sendt_at=None, opgivet_at=None, naeste_at__lte=tid.now())
    sendt = 0
    for pk in list(forfaldne.order_by("naeste_at", "pk").values_list("pk", flat=True)[:hoejst]):
        try:
            sendt += _send(pk)
        except _ServerenErNede:
            break
    return sendt


def try_again(post: Udgaaende) -> None:
    """Let a mail that was given up, or that waits, be tried at once. Call it inside a transaction."""
    post = lock_row(Udgaaende.objects.filter(sendt_at=None), pk=post.pk)
    post.opgivet_at, post.naeste_at = None, tid.now()
    post.save(update_fields=["opgivet_at", "naeste_at"])


def _send(pk: int) -> bool:
    """Take the mail, send it, and write how it went: no transaction is open while the server is talked to."""
    post = _claim(pk)
    if post is None:
        return False
    # Auto-Submitted keeps holiday answers from coming back.
    hoveder = {"Message-ID": post.message_id, "Auto-Submitted": "auto-generated"}
    try:
        mail = EmailMessage(post.emne, post.tekst, to=[post.modtager], headers=hoveder)
        if post.kalender:
            mail.attach("moede.ics", post.kalender, "text/calendar")
        mail.send()
    except Exception as fejl:
        _fail(post, fejl)
        if _nobody_answers(fejl):
            raise _ServerenErNede from fejl
        return False
    post.sendt_at, post.fejl = tid.now(), ""
    post.save(update_fields=["sendt_at", "fejl"])
    return True


@transaction.atomic
def _claim(pk: int) -> Udgaaende | None:
    """The mail, kept from other workers for a while; None where it is sent or another has it."""
    post = lock_row(Udgaaende.objects.all(), pk=pk)
    if post.sendt_at or post.opgivet_at or post.naeste_at > tid.now():
        return None
    post.forsoeg += 1
    post.naeste_at = tid.now() + LEJE
    post.save(update_fields=["forsoeg", "naeste_at"])
    return post


def _fail(post: Udgaaende, fejl: Exception) -> None:
    log.warning("Besked %s blev ikke sendt (forsøg %s): %s", post.pk, post.forsoeg, fejl)
    svar = _refusal(fejl)
    post.fejl = (svar or str(fejl) or type(fejl).__name__)[:500]
    post.opgivet_at = tid.now() if svar.startswith("5") else None
    post.naeste_at = tid.now() + VENTETIDER[min(post.forsoeg, len(VENTETIDER)) - 1]
    post.save(update_fields=["fejl", "opgivet_at", "naeste_at"])


def _refusal(fejl: Exception) -> str:
    """The server's own words where it refused the receiver, beginning with its code: 5xx is for good, 4xx for now."""
    if not isinstance(fejl, SMTPRecipientsRefused):
        return ""
    kode, tekst = next(iter(fejl.recipients.values()))
    return f"{kode} {tekst.decode(errors='replace') if isinstance(tekst, bytes) else tekst}"


def _nobody_answers(fejl: Exception) -> bool:
    if isinstance(fejl, SMTPException):
        return isinstance(fejl, SMTPConnectError | SMTPServerDisconnected)
    return isinstance(fejl, OSError)
