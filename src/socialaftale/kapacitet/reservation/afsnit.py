"""On a tilbud's page: hold a place, for whoever may, where the area has switched it on."""

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import may
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.permissions import reach

from ..models import Kapacitetsvalg
from ..queries import er_slaaet_til
from ..steder import names_of
from .permissions import RESERVER
from .regler import why_not


@register_afsnit
def hold_en_plads(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section; None for whoever may not, and where no afdeling takes a hold."""
    if not may(bruger, RESERVER, omraade=tilbud.omraade):
        return None
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.RESERVATIONER):
        return None
    parter, dag = reach(bruger, RESERVER), tid.today()
    afdelinger = [et for et in tilbud.afdelinger.order_by("pk") if not why_not(et, parter, dag)]
    navne = names_of(afdelinger)
    steder = [(navne[et.pk], et.kode) for et in afdelinger]
    return Afsnit("Hold en plads", "kapacitet/hold.jinja", steder) if steder else None
