"""Random histories of a role, read as of any day as known at any instant, against a plain account of them."""

import datetime as dt
import random

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE

from socialaftale.parter.models import Rolletildeling
from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, may

DAG0 = dt.date(2026, 1, 1)
KENDT0 = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
RET = Ret("proeve.vandring", "prøve", "prøve", {Rolle.VISITATOR: Raekkevidde.EGEN})


def day(n: int) -> dt.date:
    return DAG0 + dt.timedelta(days=n)


def instant(n: int) -> dt.datetime:
    return KENDT0 + dt.timedelta(minutes=n)


def account(raekker: list[tuple[int, int, bool]], den: int, kendt: int) -> bool:
    """Say whether the role holds: of the rows known, the last by day and then by registration decides."""
    kendte = [raekke for raekke in raekker if raekke[0] <= den and raekke[1] <= kendt]
    return bool(kendte) and not max(kendte)[2]


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_what_holds_and_what_was_known(froe, nord):
    tal = random.Random(froe)
    personer = [nord.person(Rolle.TAKSTINDBERETTER, hos) for hos in (nord.kommune, nord.nabo)]
    historier: dict[int, list[tuple[int, int, bool]]] = {person.pk: [] for person in personer}
    for kendt in range(60):
        person, fra, ophoert = tal.choice(personer), tal.randrange(30), tal.random() < 0.4
        historier[person.pk].append((fra, kendt, ophoert))
        tid = {"gaelder_fra": day(fra), "registreret_at": instant(kendt), "registreret_by": nord.by}
        hvor = {"bruger": person, "rolle": Rolle.VISITATOR, "organisation": person.organisation}
        Rolletildeling.objects.create(**hvor, **tid, ophoert=ophoert)
    roller = Rolletildeling.objects.filter(rolle=Rolle.VISITATOR)
    for _ in range(100):
        den, kendt = tal.randrange(-1, 32), tal.randrange(-1, 61)
        fundet = set(roller.i_kraft(day(den), instant(kendt)).values_list("bruger", flat=True))
        ventet = {pk for pk, raekker in historier.items() if account(raekker, den, kendt)}
        assert fundet == ventet, f"frø {froe}, dag {den}, kendt {kendt}"
    for person in personer:
        holder = [may(person, RET, person.organisation, den=day(den)) for den in range(31)]
        assert holder == [account(historier[person.pk], den, 60) for den in range(31)], f"frø {froe}"
