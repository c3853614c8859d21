"""Who is asked in a round, and where mail to them goes."""

import datetime as dt
from collections.abc import Sequence

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.parter.queries import contacts

from .models import Spoergerunde


def asked(runde: Spoergerunde) -> list[Organisation]:
    """Return the parties that the round asks: those of the area on the day it was opened, today for a draft."""
    den: dt.date = tid.day_of(runde.aabnet_at) if runde.aabnet_at else tid.today()
    parter = Organisation.objects.i_omraade(runde.omraade, den).parter()
    if runde.spurgte == Spoergerunde.Spurgte.KOMMUNER:
        parter = parter.filter(art=Organisation.Art.KOMMUNE)
    return list(parter)


def addresses(runde: Spoergerunde, parter: Sequence[Organisation]) -> dict[int, list[str]]:
    """Return where mail to the round's function goes at each party (by its primary key); empty where nobody has it."""
    kontakter = contacts(list(parter))
    return {
        part.pk: [a for en in kontakter[part.pk] if en.funktion.art == runde.funktion for a in en.adresser]
        for part in parter
    }
