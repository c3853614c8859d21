"""Mail about a round: that it is opened, and that a party has not answered. One a day to an address.

What was written is a `Spoergerundebesked` with the day in its key, in the transaction of the mail itself: two workers,
or one after a crash, cannot write the same mail twice.
"""

import datetime as dt

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from socialaftale.faelles import arbejde, tid
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Organisation
from socialaftale.regler.spoergerunde import due_reminder

from .models import Spoergerunde, Spoergerundebesked
from .parter import addresses, asked

HVER = dt.timedelta(minutes=10)
LAENGST = dt.timedelta(days=60)
"""How long after its deadline a round is looked at: its last reminder lies far within."""
BREV = """Hej

{indledning}

{titel}
{baggrund}
Svar for {part} her:
{adresse}

Har I brug for hjælp, så svar sekretariatet, der har sendt spørgsmålene.
"""


def write_opening(runde: Spoergerunde) -> int:
    """Write to those who are asked, and return how many mails it gave. Call it inside a transaction."""
    indledning = f"I bliver spurgt i en spørgerunde. Svar senest {dato(runde.frist)}."
    return _write_all(runde, asked(runde), "aabnet", indledning)


@arbejde.every(HVER)
def write_reminders() -> int:
    """Write the reminders that are due in every opened round, and return how many."""
    runder = Spoergerunde.objects.opened().filter(frist__gte=tid.today() - LAENGST).select_related("omraade")
    return sum(remind(runde) for runde in runder.order_by("pk"))


def remind(runde: Spoergerunde) -> int:
    """Write to the parties that have not answered, once for each day of the rule."""
    assert runde.aabnet_at is not None, "only an opened round has somebody to remind"
    dag = due_reminder(tid.day_of(runde.aabnet_at), runde.frist, tid.today())
    if dag is None:
        return 0
    har_svaret = set(runde.svar.values_list("part", flat=True))
    mangler = [part for part in asked(runde) if part.pk not in har_svaret]
    naar = f"Fristen er {dato(runde.frist)}." if runde.frist >= tid.today() else f"Fristen var {dato(runde.frist)}."
    return _write_all(runde, mangler, f"{dag:%Y-%m-%d}", f"Vi mangler jeres svar. {naar}")


def _write_all(runde: Spoergerunde, parter: list[Organisation], hvilken: str, indledning: str) -> int:
    adresser = addresses(runde, parter)
    skrevet = set(runde.beskeder.filter(noegle__startswith=f"{hvilken} ").values_list("noegle", flat=True))
    poster = [(part, adresse) for part in parter for adresse in dict.fromkeys(adresser[part.pk])]
    nye = [post for post in poster if _key(hvilken, *post) not in skrevet]
    return sum(_write(runde, part, adresse, (hvilken, indledning)) for part, adresse in nye)


def _write(runde: Spoergerunde, part: Organisation, adresse: str, hvad: tuple[str, str]) -> int:
    hvilken, indledning = hvad
    sti = reverse("spoergerunde_svar", args=[runde.pk, part.kode])
    baggrund = f"{runde.baggrund}\n" if runde.baggrund else ""
    tekst = BREV.format(
        indledning=indledning, titel=runde.titel, baggrund=baggrund, part=part, adresse=f"{settings.WEBADRESSE}{sti}"
    )
    try:
        with transaction.atomic():
            besked = queue_mail(adresse, f"Spørgerunde: {runde.titel}"[:200], tekst)
            Spoergerundebesked.objects.create(runde=runde, noegle=_key(hvilken, part, adresse), besked=besked)
    except IntegrityError:
        return 0  # another worker wrote it
    return 1


def _key(hvilken: str, part: Organisation, adresse: str) -> str:
    return f"{hvilken} {part.kode} {adresse}"[:160]
