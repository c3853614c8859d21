"""What some of the example region's pladsgrupper say of special needs, and a few subgroups: invented, always alike."""

import datetime as dt
import random
from collections.abc import Sequence

from socialaftale.parter.models import Bruger
from socialaftale.regler.saerbehov import all_needs
from socialaftale.tilbud.models import Afdeling, Pladsgruppe

from .models import Pladsbehov, Undergruppe, Undergruppefakta

SVARER_PROCENT, DELT_PROCENT = 50, 10
GRUPPER = (
    {"navn": "Kun kvinder", "koen": "kvinder"},
    {"navn": "Skærmede pladser", "kan": ["skaermning", "udadreagerende"]},
    {"navn": "Vågen nat og pleje", "kan": ["nattevagt", "pleje"]},
)


def say_whom_for(afdelinger: Sequence[Afdeling], fra: dt.date, by: Bruger) -> None:
    """Let half of the pladsgrupper say yes and no to some needs, and a tenth have a subgroup."""
    grupper = list(Pladsgruppe.objects.filter(afdeling__in=afdelinger).order_by("pk"))
    terninger = [(gruppe, random.Random(gruppe.kode)) for gruppe in grupper]
    told = {"gaelder_fra": fra, "registreret_by": by}
    svar = [_answer(gruppe, r) | told for gruppe, r in terninger if r.random() * 100 < SVARER_PROCENT]
    Pladsbehov.objects.bulk_create(Pladsbehov(**felter) for felter in svar)
    delte = [(gruppe, r.choice(GRUPPER)) for gruppe, r in terninger if r.random() * 100 < DELT_PROCENT]
    under = Undergruppe.objects.bulk_create(Undergruppe(pladsgruppe=gruppe) for gruppe, _ in delte)
    fakta = (Undergruppefakta(undergruppe=en, **felter, **told) for en, (_, felter) in zip(under, delte, strict=True))
    Undergruppefakta.objects.bulk_create(fakta)


def _answer(gruppe: Pladsgruppe, r: random.Random) -> dict[str, object]:
    koder = r.sample(list(all_needs()), 4)
    return {"pladsgruppe": gruppe, "kan": koder[:3], "kan_ikke": koder[3:]}
