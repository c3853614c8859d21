"""Occupancy switched on, with a year of months, for the tables of addresses."""

import datetime as dt
from uuid import uuid4

from socialaftale.faelles import tid
from socialaftale.kapacitet.belaegning.actions import open_groups
from socialaftale.kapacitet.belaegning.models import Maanedsbelaegning
from socialaftale.kapacitet.belaegning.side import last_month
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.ophold.actions import begin
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.belaegningsdage import months_back
from socialaftale.tilbud.models import Pladsgruppe, Tilbud


def switch_on_occupancy(omraade: Aftaleomraade, part: Organisation) -> None:
    """Switch it on in the area, and report a year for the party: 9 of 10 places used, one month blocked in part."""
    by, nu = Bruger.objects.system(), tid.now()
    fra = dt.date(2025, 1, 1)
    Kapacitetsvalg.objects.create(omraade=omraade, valg="belaegning", gaelder_fra=fra, registreret_by=by)
    raekker = []
    for nr, maaned in enumerate(months_back(last_month(), 12)):
        for gruppe in open_groups(part, maaned):
            normerede = gruppe.normerede(maaned)
            dage = normerede * (90 - nr % 5) // 100
            tal = {
                "borgere": max(1, normerede // 31),
                "dage": max(1, dage),
                "udenfor_dage": 0,
                "spaerrede_dage": nr % 3,
            }
            felter = {"observeret_at": nu, "registreret_at": nu, "registreret_by": by, "indsendelse": uuid4()}
            raekker.append(Maanedsbelaegning(pladsgruppe_id=gruppe.pk, maaned=maaned, **tal, **felter))
    Maanedsbelaegning.objects.bulk_create(raekker)


def make_stay(tilbud: Tilbud, by: Bruger) -> dict[str, str]:
    """Begin a stay in the tilbud, and return its reference by the name that `ruter.py` uses."""
    pladsgruppe = Pladsgruppe.objects.filter(afdeling__tilbud=tilbud).order_by("pk")[0]
    return {"ophold": begin(pladsgruppe=pladsgruppe, klient_id=uuid4(), dag=tid.today(), by=by).reference}
