"""Calling what was chosen of a proposed year."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.parter.models import Aftaleomraade, Bruger, Udvalg
from socialaftale.regler.aarsplan import Moedeforslag

from ..actions import Tidspunkt, call_meeting
from ..models import Moede


@dataclass
class Indkaldt:
    """What became of the days that were chosen: the meetings, and why the others were not called."""

    moeder: list[Moede] = field(default_factory=list)
    afvist: list[str] = field(default_factory=list)


@transaction.atomic
def call_year(*, omraade: Aftaleomraade, forslag: Sequence[Moedeforslag], by: Bruger) -> Indkaldt:
    """Call each meeting that can be called. Raises PermissionDenied where the person may not call one of them."""
    udvalg = {et.kort: et for et in Udvalg.objects.filter(omraade=omraade)}
    svar = Indkaldt()
    for et in forslag:
        hvornaar = Tidspunkt(et.dato, et.fra_kl, et.til_kl)
        try:
            with transaction.atomic():
                felter = {"udvalg": udvalg[et.udvalg], "form": Moede.Form.ORDINAERT, "hvornaar": hvornaar, "by": by}
                svar.moeder.append(call_meeting(**felter))
        except ValidationError as fejl:
            svar.afvist += fejl.messages
    return svar
