"""A link that is not used yet, one that is, a source system and a subgroup, for the tables of addresses."""

from socialaftale.faelles import tid
from socialaftale.kapacitet.brev.links import answer, new_link
from socialaftale.kapacitet.kilde.actions import open_source
from socialaftale.kapacitet.melding import Nytsvar
from socialaftale.kapacitet.queries import newest_reports
from socialaftale.kapacitet.undergruppe.models import Undergruppe, Undergruppefakta
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.tilbud.models import Afdeling


def make_links(afdeling: Afdeling, i_navn: str) -> dict[str, str]:
    """Return what the addresses point at, by the names that `ruter.py` uses."""
    brugt = new_link(afdeling, i_navn)
    sidst = newest_reports([afdeling.pk], tid.now()).first()
    answer(token=brugt, svar=Nytsvar("ikke_ledig"), set_id=sidst.klient_id if sidst else None)
    return {"meldelink": new_link(afdeling, i_navn), "brugt_meldelink": brugt}


def make_source(driftsherre: Organisation, navn: str, by: Bruger) -> dict[str, int]:
    return {"kildesystem": open_source(driftsherre=driftsherre, navn=navn, by=by)[0].pk}


def make_group(afdeling: Afdeling, navn: str, by: Bruger) -> dict[str, str]:
    """A subgroup in force, whether or not numbers are switched on."""
    gruppe = Undergruppe.objects.create(pladsgruppe=afdeling.pladsgrupper.order_by("pk")[0])
    felter = {"navn": navn, "koen": "kvinder", "gaelder_fra": tid.today(), "registreret_by": by}
    Undergruppefakta.objects.create(undergruppe=gruppe, **felter)
    return {"undergruppe": gruppe.kode}
