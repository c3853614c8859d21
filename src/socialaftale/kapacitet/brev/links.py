"""The link in the mail. It is the key to one report about one afdeling, in one name; opening it writes nothing."""

import datetime as dt
import hashlib
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.parter.models import Bruger
from socialaftale.tilbud.models import Afdeling

from ..melding import Afsendelse, Nytsvar, write_report
from ..models import Ledigmelding, Meldebrev, Meldelink
from ..queries import newest_reports
from ..steder import name_of
from .modtagere import whom_to_tell

GYLDIGT = dt.timedelta(days=35)
IKKE_HELT = "Linket er ikke helt. Kopiér hele adressen fra mailen, eller tryk på linket i mailen."
UDLOEBET = "Linket er udløbet. Brug linket i den seneste mail."
BRUGT_FOR_LAENGE_SIDEN = "Linket er brugt, og svaret er registreret. Er noget ændret, så brug den seneste mail."
NYERE = "Der er kommet et nyere svar, mens siden var åben. Se det, og svar igen."

FORKERT = """{i_navn} har trykket på, at en oplysning om {navn} er forkert.

Sådan ser andre den i dag:
{vist}

Spørg lederen, hvad der skal stå, og ret det i registeret.
"""


class Ugyldigt(Exception):
    """The link does not hold; the message is Danish and says what to do."""


class Udloebet(Ugyldigt):
    """The link has held: who was sent it can be sent a new one."""


def new_link(afdeling: Afdeling, i_navn: str, bruger: Bruger | None = None, brev: Meldebrev | None = None) -> str:
    """Write a link and return its token, which is kept nowhere."""
    token = secrets.token_urlsafe(24)
    felter = {"afdeling": afdeling, "i_navn": i_navn, "bruger": bruger, "brev": brev}
    Meldelink.objects.create(token_sha256=_digest(token), udloeber_at=tid.now() + GYLDIGT, **felter)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_link(token: str) -> Meldelink:
    """Return the link, whether or not it has expired. Raises Ugyldigt."""
    link = Meldelink.objects.filter(token_sha256=_digest(token))
    link = link.select_related("afdeling__tilbud__omraade", "melding", "bruger", "brev").first()
    if link is None:
        raise Ugyldigt(IKKE_HELT)
    return link


def read_link(token: str) -> Meldelink:
    """Return the link. A used one gives its receipt until it expires. Raises Ugyldigt, and Udloebet after that."""
    link = find_link(token)
    if link.udloeber_at <= tid.now():
        raise Udloebet(BRUGT_FOR_LAENGE_SIDEN if link.melding else UDLOEBET)
    return link


@transaction.atomic
def answer(*, token: str, svar: Nytsvar, set_id: uuid.UUID | None, sagt_at: dt.datetime | None = None) -> Ledigmelding:
    """Spend the link on a report, or return the one that it gave: the same receipt however often it is pressed.

    `set_id` is the report that the person saw, `sagt_at` when she answered, where that had to wait for a line. Raises
    Ugyldigt, and ValidationError where a newer report has come.
    """
    link = lock_row(Meldelink.objects.all(), pk=read_link(token).pk)
    if link.melding:
        return link.melding
    sidst = newest_reports([link.afdeling_id], tid.now()).first()
    if (sidst.klient_id if sidst else None) != set_id:
        raise ValidationError(NYERE)
    afsendelse = Afsendelse(Ledigmelding.Kilde.LINK, link.i_navn, link.klient_id, sagt_at)
    by = link.bruger or Bruger.objects.system()
    link.melding = write_report(link.afdeling, svar, afsendelse, by, "den, mailen blev sendt til")
    link.save(update_fields=["melding"])
    return link.melding


@transaction.atomic
def report_wrong_fact(*, token: str, vist: str) -> bool:
    """Tell those who can put it right that something shown is wrong; once for each link. Raises Ugyldigt."""
    link = lock_row(Meldelink.objects.all(), pk=read_link(token).pk)
    if link.fejl_meldt_at:
        return False
    link.fejl_meldt_at = tid.now()
    link.save(update_fields=["fejl_meldt_at"])
    navn = name_of(link.afdeling)
    for adresse in whom_to_tell(link.afdeling):
        tekst = FORKERT.format(i_navn=link.i_navn, navn=navn, vist=vist)
        queue_mail(adresse, f"Forkert oplysning om {navn}"[:200], tekst)
    record("meld forkert oplysning", link.afdeling, by=link.bruger, rolle="den, mailen blev sendt til")
    return True
