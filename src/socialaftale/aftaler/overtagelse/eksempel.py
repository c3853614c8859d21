"""Invented declarations of the example region."""

import datetime as dt

from django.db import transaction

from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from ..aftale.models import Aftale
from . import actions
from .queries import regional_tilbud

INGEN = ("787", "773", "810", "825", "840", "846")


@transaction.atomic
def load_declarations(omraade: Aftaleomraade, by: Bruger) -> None:
    """Let most municipalities take over none, and one wish for the region's first tilbud."""
    aftale = Aftale.objects.get(omraade=omraade, kode="2025-26")
    if aftale.erklaeringer.exists():
        return
    besluttet = dt.date(2024, 11, 28)
    for kode in INGEN:
        kommune = Organisation.objects.get(kode=kode)
        actions.declare(aftale=aftale, kommune=kommune, erklaering=actions.Erklaering("ingen", besluttet), by=by)
    if tilbud := next(iter(regional_tilbud(aftale)), None):
        oenske = actions.Erklaering("oensker", besluttet, tilbud, dt.date(2026, 1, 1), "Ja, på samme vilkår (opfundet)")
        actions.declare(aftale=aftale, kommune=Organisation.objects.get(kode="860"), erklaering=oenske, by=by)
