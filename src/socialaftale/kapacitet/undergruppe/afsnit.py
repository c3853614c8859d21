"""On a tilbud's page: what its afdelinger say of special needs, and where those who may say it do so."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import may
from socialaftale.tilbud.afsnit import Afsnit, register_afsnit
from socialaftale.tilbud.billede import publicerbar
from socialaftale.tilbud.models import Afdeling, Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..steder import driftsherre_of
from .permissions import KRITERIER
from .queries import codes_in_words, read_needs


class Linje(NamedTuple):
    """One afdeling, as everyone may know it. `rettes`: its code, where the person may say more."""

    navn: str
    ja: str
    nej: str
    rettes: str


@register_afsnit
def saerlige_behov(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> Afsnit | None:
    """The section; None where nothing is said and the person may not say it."""
    dag = tid.today()
    afdelinger = {et.kode: et for et in Afdeling.objects.filter(tilbud=tilbud).select_related("tilbud")}
    sagt = read_needs([et.pk for et in afdelinger.values()], dag)
    kan_rette = bool(afdelinger) and may(bruger, KRITERIER, driftsherre_of(next(iter(afdelinger.values()))))
    billeder = map(publicerbar, read_billeder([tilbud], dag))
    linjer = [
        Linje(et.navn, *map(codes_in_words, sagt.get(afdelinger[et.kode].pk, ((), ()))), et.kode if kan_rette else "")
        for billede in billeder
        for et in billede.afdelinger
    ]
    linjer = [et for et in linjer if et.ja or et.nej or et.rettes]
    return Afsnit("Særlige behov", "kapacitet/undergruppe/afsnit.jinja", linjer) if linjer else None
