"""The mail that was written about a round, and whether it arrived."""

from django.db.models import Q, QuerySet

from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.models import Organisation

from ..runde.models import Rundebesked, Takstrunde
from .modtagere import read_recipients


def mails_of(runde: Takstrunde) -> QuerySet[Udgaaende]:
    """Return the reminders of the round and the review's mail to its driftsherrer, the newest first."""
    paamindelser = Rundebesked.objects.filter(runde=runde).values("besked")
    parter = Organisation.objects.i_omraade(runde.omraade).parter()
    adresser = {
        adresse for modtagere in read_recipients(runde, parter).values() for adresse in modtagere.of("ansvarlig")
    }
    gennemgangens = Q(emne__startswith=f"{runde}: bemærkninger", modtager__in=adresser)
    return Udgaaende.objects.filter(Q(pk__in=paamindelser) | gennemgangens).order_by("-oprettet_at", "-pk")


def count_undelivered(runde: Takstrunde) -> int:
    """How many mails of the round were given up because their address does not exist."""
    return mails_of(runde).filter(opgivet_at__isnull=False).count()
