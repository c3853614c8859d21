"""On a tilbud's page: ask for a place, for whoever may, where the area has switched it on."""

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import er_slaaet_til
from socialaftale.kapacitet.reservation.regler import way_to
from socialaftale.kapacitet.steder import names_of
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import may
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.models import Tilbud

from .permissions import ANMOD


@register_afsnit
def spoerg_om_en_plads(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section; None for whoever may not, and where no afdeling takes a request."""
    if not may(bruger, ANMOD, omraade=tilbud.omraade):
        return None
    if not er_slaaet_til(tilbud.omraade, Kapacitetsvalg.Valg.ANMODNINGER):
        return None
    afdelinger = [et for et in tilbud.afdelinger.order_by("pk") if way_to(et, tid.today()).anmodning]
    navne = names_of(afdelinger)
    steder = [(navne[et.pk], et.kode) for et in afdelinger]
    return Afsnit("Spørg om en plads", "pladssoegning/spoerg.jinja", steder) if steder else None
