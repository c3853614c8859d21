"""A link that is not used yet, one that is, and a source system, for the tables of addresses."""

from socialaftale.faelles import tid
from socialaftale.kapacitet.brev.links import answer, new_link
from socialaftale.kapacitet.kilde.actions import open_source
from socialaftale.kapacitet.melding import Nytsvar
from socialaftale.kapacitet.queries import newest_reports
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
