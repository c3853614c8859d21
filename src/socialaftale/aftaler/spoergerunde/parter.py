"""Who is asked in a round, and where mail to them goes."""

import datetime as dt
from collections.abc import Sequence

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.parter.queries import contacts, parties_on

from .models import Spoergerunde


def asked(runde: Spoergerunde) -> list[Organisation]:
    """Return the parties that the round asks: those of the area on the day it was opened, today for a draft."""
    return asked_in([runde])[runde.pk]


def asked_in(runder: Sequence[Spoergerunde]) -> dict[int, list[Organisation]]:
    """Return `asked` of each round, by its primary key, in one read."""
    parter = parties_on((runde.omraade_id, _day(runde)) for runde in runder)
    spurgte = {}
    for runde in runder:
        kun_kommuner = runde.spurgte == Spoergerunde.Spurgte.KOMMUNER
        alle = parter[runde.omraade_id, _day(runde)]
        spurgte[runde.pk] = [part for part in alle if part.art == Organisation.Art.KOMMUNE or not kun_kommuner]
    return spurgte


def _day(runde: Spoergerunde) -> dt.date:
    return tid.day_of(runde.aabnet_at) if runde.aabnet_at else tid.today()


def addresses(runde: Spoergerunde, parter: Sequence[Organisation]) -> dict[int, list[str]]:
    """Return where mail to the round's function goes at each party (by its primary key); empty where nobody has it."""
    kontakter = contacts(list(parter))
    return {
        part.pk: [a for en in kontakter[part.pk] if en.funktion.art == runde.funktion for a in en.adresser]
        for part in parter
    }
