"""The outbox: mail is a row written with the change, and one process sends it.

A mail may go out twice, never not at all: it has one fixed Message-ID, so that the receiver's system can see it is one.
"""

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from . import tid
from .laas import lock_row
from .models import Udgaaende

log = logging.getLogger(__name__)
VENTETIDER = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 1440)]


def queue_mail(modtager: str, emne: str, tekst: str) -> Udgaaende:
    """Write a mail to be sent. Call it inside the transaction of the change it tells of."""
    nu = tid.now()
    message_id = f"<{uuid.uuid4()}@{settings.MAIL_DOMAENE}>"
    return Udgaaende.objects.create(
        modtager=modtager, emne=emne, tekst=tekst, message_id=message_id, oprettet_at=nu, naeste_at=nu
    )


def send_due(hoejst: int = 50) -> int:
    """Send what is due, oldest first; return how many went out."""
    noegler = Udgaaende.objects.filter(sendt_at=None, naeste_at__lte=tid.now()).values_list("pk", flat=True)[:hoejst]
    return sum(_send(pk) for pk in list(noegler))


@transaction.atomic
def _send(pk: int) -> bool:
    post = lock_row(Udgaaende.objects.all(), pk=pk)
    if post.sendt_at:
        return False
    post.forsoeg += 1
    try:
        EmailMessage(post.emne, post.tekst, to=[post.modtager], headers={"Message-ID": post.message_id}).send()
        post.sendt_at, post.fejl = tid.now(), ""
    except Exception as fejl:
        log.warning("Besked %s blev ikke sendt (forsøg %s): %s", post.pk, post.forsoeg, fejl)
        post.fejl = str(fejl)[:500]
        post.naeste_at = tid.now() + VENTETIDER[min(post.forsoeg, len(VENTETIDER)) - 1]
    post.save()
    return post.sendt_at is not None
