"""What the invented decision in the example region switches on."""

import datetime as dt

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger

from ..models import Kapacitetsvalg

SAGSNR = "EKS-2026-009"  # of the invented point in the meetings of the example


def switch_on(omraade: Aftaleomraade) -> None:
    """Switch every part on from the day after the decision; none where the meeting has not been held yet."""
    besluttet = Beslutning.objects.newest().filter(
        punkt__sagsnr=SAGSNR,
        punkt__eksempeldata=True,
        punkt__moede__udvalg__omraade=omraade,
        resultat=Resultat.GODKENDT,
    )
    beslutning = besluttet.first()
    if beslutning is None:
        return
    felter = {"omraade": omraade, "beslutning": beslutning, "registreret_by": Bruger.objects.system()}
    felter |= {"gaelder_fra": tid.day_of(beslutning.registreret_at) + dt.timedelta(days=1)}
    Kapacitetsvalg.objects.bulk_create(Kapacitetsvalg(valg=valg, **felter) for valg in Kapacitetsvalg.Valg.values)
