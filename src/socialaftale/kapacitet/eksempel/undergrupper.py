"""What some of the example region's pladsgrupper say of special needs, and whom some of the free places are for."""

import datetime as dt
from collections.abc import Collection, Iterable

from socialaftale.parter.models import Bruger
from socialaftale.regler.saerbehov import all_needs
from socialaftale.tilbud.models import Afdeling, Pladsgruppe

from ..models import Ledigmelding
from ..undergruppe.models import Pladsbehov, Undergruppe, Undergruppefakta, Undergruppetal
from .steder import digit

SVARER_PROCENT, DELT_PROCENT = 50, 30
GRUPPER = (
    {"navn": "Kun kvinder", "koen": "kvinder"},
    {"navn": "Skærmede pladser", "kan": ["skaermning", "udadreagerende"]},
    {"navn": "Vågen nat og pleje", "kan": ["nattevagt", "pleje"]},
)


def say_needs(afdelinger: Iterable[Afdeling], fra: dt.date, by: Bruger) -> None:
    """Let half of the pladsgrupper say yes to some special needs and no to one."""
    grupper = Pladsgruppe.objects.filter(afdeling__in=list(afdelinger)).order_by("pk")
    svarer = [gruppe for gruppe in grupper if digit(gruppe.kode, "svarer", 100) < SVARER_PROCENT]
    Pladsbehov.objects.bulk_create(_answer(gruppe, fra, by) for gruppe in svarer)


def _answer(gruppe: Pladsgruppe, fra: dt.date, by: Bruger) -> Pladsbehov:
    koder = sorted(all_needs(), key=lambda kode: digit(gruppe.kode, kode, 1000))[:4]
    return Pladsbehov(pladsgruppe=gruppe, kan=koder[:3], kan_ikke=koder[3:], gaelder_fra=fra, registreret_by=by)


def divide(meldinger: Iterable[Ledigmelding], med_tal: Collection[int], fra: dt.date, by: Bruger) -> None:
    """Let some of the places be for a subgroup in some of these reports, where numbers are asked for."""
    delte = [et for et in meldinger if et.afdeling_id in med_tal and _is_divided(et)]
    grupper = Pladsgruppe.objects.filter(afdeling__in=[et.afdeling_id for et in delte]).order_by("-pk")
    foerste = {gruppe.afdeling_id: gruppe for gruppe in grupper}
    under = Undergruppe.objects.bulk_create(Undergruppe(pladsgruppe=foerste[et.afdeling_id]) for et in delte)
    told = {"gaelder_fra": fra, "registreret_by": by}
    Undergruppefakta.objects.bulk_create(
        Undergruppefakta(undergruppe=en, **GRUPPER[digit(en.pladsgruppe.kode, "gruppe", len(GRUPPER))], **told)
        for en in under
    )
    Undergruppetal.objects.bulk_create(
        Undergruppetal(melding=et, undergruppe=en, antal=1, af=et.tilbudt) for et, en in zip(delte, under, strict=True)
    )


def _is_divided(melding: Ledigmelding) -> bool:
    """What offers several places is; of the rest some."""
    deler = melding.tilbudt > 1 or digit(melding.afdeling.kode, "delt", 100) < DELT_PROCENT
    return bool(melding.tilbudt) and deler
