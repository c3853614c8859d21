"""What the afdelinger of a party have promised, for the page where it is set."""

import datetime as dt
from dataclasses import dataclass

from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud
from socialaftale.tilbud.permissions import reach

from ..models import Meldeaftale
from ..permissions import AFTALER
from ..steder import names_of


@dataclass(frozen=True)
class Aftalelinje:
    """One afdeling with its promise; None where it has made none and is not asked."""

    afdeling: Afdeling
    navn: str
    driftsherre: Organisation
    aftale: Meldeaftale | None


def read_promises(bruger: Bruger, den: dt.date) -> list[Aftalelinje]:
    """Return the afdelinger in operation of the person's parties, by name, in a constant number of queries."""
    stam = Stamfakta.objects.gaeldende(den).filter(driftsherre__in=reach(bruger, AFTALER)).select_related("driftsherre")
    driftsherrer = {raekke.tilbud_id: raekke.driftsherre for raekke in stam}
    i_drift = Tilbud.objects.i_drift(den).filter(pk__in=driftsherrer)
    afdelinger = list(Afdeling.objects.filter(tilbud__in=i_drift.values("pk")))
    gaeldende = Meldeaftale.objects.gaeldende(den).filter(afdeling__in=[en.pk for en in afdelinger])
    aftaler = {aftale.afdeling_id: aftale for aftale in gaeldende.select_related("leder", "stedfortraeder")}
    navne = names_of(afdelinger)
    linjer = [Aftalelinje(en, navne[en.pk], driftsherrer[en.tilbud_id], aftaler.get(en.pk)) for en in afdelinger]
    return sorted(linjer, key=lambda linje: (linje.navn, linje.afdeling.pk))
