"""The rows of a list for a partner, read from the register as everyone may see it."""

import datetime as dt

from socialaftale.faelles.tabelfiler import Kolonne, Raekke, Slags
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.partnerliste import Partnerliste
from socialaftale.tilbud.billede import Afdelingsbillede, Tilbudsbillede, publicerbar
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

KOLONNER = (
    Kolonne("kommune", "Kommune"),
    Kolonne("tilbud", "Tilbud"),
    Kolonne("afdeling", "Afdeling"),
    Kolonne("adresse", "Adresse"),
    Kolonne("driftsherre", "Driftsherre"),
    Kolonne("lovgrundlag", "Paragraf"),
    Kolonne("pladser", "Pladser", Slags.ANTAL),
)


def rows_of(liste: Partnerliste, omraade: Aftaleomraade, den: dt.date) -> list[Raekke]:
    """Return one row for each afdeling in operation with such places, by municipality and name."""
    i_drift = Tilbud.objects.i_drift(den).filter(omraade=omraade)
    billeder = [publicerbar(et) for et in read_billeder(i_drift, den)]
    raekker = [raekke for billede in billeder for et in billede.afdelinger if (raekke := _row(liste, billede, et))]
    return sorted(raekker, key=lambda r: (str(r["kommune"]), str(r["tilbud"]), str(r["afdeling"])))


def _row(liste: Partnerliste, billede: Tilbudsbillede, afdeling: Afdelingsbillede) -> Raekke | None:
    pladser = [p for p in afdeling.pladser if p.form == liste.form and p.lovgrundlag.kode in liste.lovgrundlag]
    if not pladser:
        return None
    return {
        "kommune": afdeling.kommune,
        "tilbud": billede.navn,
        "kode": billede.kode,
        "afdeling": afdeling.navn,
        "adresse": afdeling.adresse,
        "driftsherre": str(billede.stam.driftsherre),
        "lovgrundlag": ", ".join(dict.fromkeys(p.lovgrundlag.paragraf for p in pladser)),
        "pladser": sum(p.normerede for p in pladser),
    }
