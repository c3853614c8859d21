"""Holds of the example region in every state there is, through the actions that the pages call."""

import datetime as dt
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling

from ..models import Kapacitetsvalg, Reservation
from ..queries import er_slaaet_til
from ..reservation import actions
from ..reservation.regler import check_open
from .steder import afdelinger_of, before_now, people_with


def load_holds(omraade: Aftaleomraade) -> int:
    """Let the visitatorer hold places at the leaders' afdelinger, and return how many rows that is."""
    if not er_slaaet_til(omraade, Kapacitetsvalg.Valg.RESERVATIONER):
        return 0
    visitatorer, frie = people_with(Rolle.VISITATOR), _free(omraade, Kapacitetsvalg.Valg.RESERVATIONER)
    for nr, (afdeling, leder) in enumerate(frie):
        _play(nr, afdeling, leder, visitatorer[nr % len(visitatorer)])
    if frie:  # the first has more who want it than it has places
        for nr in range(4):
            _hold(frie[0][0], f"koe-{nr}", visitatorer[nr % len(visitatorer)], dt.timedelta(hours=20 - nr))
    return Reservation.objects.filter(afdeling__tilbud__omraade=omraade).count()


def _free(omraade: Aftaleomraade, valg: str) -> list[tuple[Afdeling, Bruger]]:
    """Return the leaders' afdelinger with a place that another municipality can hold, or ask for."""
    return [(en, leder) for en, leder in afdelinger_of(omraade) if leder and is_open(en, valg)]


def is_open(afdeling: Afdeling, valg: str) -> bool:
    """Tell whether an example visitator can hold a place in the afdeling, or ask for one, and one is reported."""
    if not afdeling.ledigmeldinger.exists() or not afdeling.ledigmeldinger.all()[0].tilbudt:
        return False
    try:
        for en in people_with(Rolle.VISITATOR):
            check_open(afdeling, en.organisation, tid.today(), valg)
    except ValidationError:
        return False
    return True


def _play(nr: int, afdeling: Afdeling, leder: Bruger, visitator: Bruger) -> None:
    """One hold that has ended, each in its own way, and one that runs."""
    gammel = _hold(afdeling, f"gammel-{nr}", visitator, dt.timedelta(days=3, hours=6))
    with tid.as_of(before_now(days=2, hours=nr)):
        if nr % 3 == 0:
            actions.refuse(reservation=gammel, aarsag="maalgruppe", by=leder)
        elif nr % 3 == 1:
            actions.take(reservation=gammel, by=leder)
        else:
            actions.withdraw(reservation=gammel, by=visitator)
    if nr % 3 != 1:
        _hold(afdeling, f"ny-{nr}", visitator, dt.timedelta(hours=21))


def _hold(afdeling: Afdeling, hvad: str, visitator: Bruger, siden: dt.timedelta) -> Reservation:
    noegle = uuid5(NAMESPACE_URL, f"{afdeling.kode} {hvad}")
    with tid.as_of(tid.now() - siden):
        return actions.hold_place(
            afdeling=afdeling, myndighed=visitator.organisation, klient_id=noegle,
            reference=f"EKS-{tid.today().year}-{noegle.int % 9000 + 1000}", by=visitator,
        )  # fmt: skip
