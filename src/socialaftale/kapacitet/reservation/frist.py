"""How long a tilbud holds a place: chosen by its driftsherre within the rule, from a day on."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.raekke import save_from_today
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require
from socialaftale.regler.reservation import held_until, rule_for
from socialaftale.tilbud.actions.faelles import driftsherre_of
from socialaftale.tilbud.models import Afdeling, Tilbud

from ..models import Kapacitetsvalg
from ..permissions import AFTALER
from ..queries import er_slaaet_til
from .models import Reservationsvalg
from .regler import way_to


def is_held(afdeling: Afdeling, dag: dt.date) -> bool:
    """Tell whether places of the afdeling can be held at all: switched on, and the way to them lets it."""
    omraade = afdeling.tilbud.omraade
    return er_slaaet_til(omraade, Kapacitetsvalg.Valg.RESERVATIONER, dag) and way_to(afdeling, dag).reservation


def working_days(tilbud: int, dag: dt.date) -> int:
    """Return the working days that a hold made on the day lasts: the tilbud's own choice, else the rule's."""
    valg = Reservationsvalg.objects.gaeldende(dag).filter(tilbud=tilbud).first()
    return valg.arbejdsdage if valg else rule_for(dag).frist.arbejdsdage


@transaction.atomic
def choose_working_days(*, tilbud: Tilbud, arbejdsdage: int, by: Bruger) -> bool:
    """Let new holds last so many working days from today; return whether that is a change.

    Holds that are made keep their day. Raises PermissionDenied, and ValidationError outside the rule's bounds.
    """
    rolle = require(by, AFTALER, organisation=driftsherre_of(tilbud))
    dag = tid.today()
    try:
        held_until(dag, arbejdsdage)
    except ValueError as fejl:
        raise ValidationError({"arbejdsdage": str(fejl)}) from fejl
    foer = working_days(tilbud.pk, dag)
    if arbejdsdage == foer:
        return False
    save_from_today(Reservationsvalg(tilbud=tilbud, arbejdsdage=arbejdsdage), by)
    aendring = {"foer": {"arbejdsdage": foer}, "efter": {"arbejdsdage": arbejdsdage}}
    record("vælg, hvor længe en plads holdes", tilbud, by=by, rolle=rolle, **aendring)
    return True
