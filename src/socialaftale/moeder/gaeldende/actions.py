"""What the secretariat writes between decisions: a connection, and that one was written by mistake."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require
from socialaftale.regler.gaeldende import makes_circle

from ..models import Beslutningsaendring, Dagsordenspunkt
from ..permissions import REFERER
from ..queries import current_time, newest_decision
from ..status import Resultat
from .queries import AENDRER_NOGET, all_changes, as_rule


@dataclass(frozen=True)
class Aendring:
    """What is written. `fra` is empty for the day of the later meeting."""

    art: str
    fra: dt.date | None = None
    til: dt.date | None = None
    bemaerkning: str = ""
    frigivet: tuple[str, ...] = ()


@transaction.atomic
def write_change(
    *, punkt: Dagsordenspunkt, aendrer: Dagsordenspunkt, hvad: Aendring, by: Bruger
) -> Beslutningsaendring:
    """Write what the decision on `punkt` does to the one on `aendrer`. Written again, the new row counts.

    Raises ValidationError where one of them decides nothing, the earlier one is the later, the areas differ, the day
    lies before the meeting, or a decision would lead back to itself.
    """
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    require(by, REFERER, udvalg=aendrer.moede.udvalg)
    if aendrer.moede.udvalg.omraade_id != punkt.moede.udvalg.omraade_id:
        raise ValidationError("De to beslutninger skal høre til det samme aftaleområde.")
    lock_row(Aftaleomraade.objects.all(), pk=punkt.moede.udvalg.omraade_id)
    _require_decided(punkt, aendrer)
    dag = _require_later(punkt, aendrer)
    fra = hvad.fra or dag
    if fra < dag:
        raise ValidationError(f"Beslutningen blev truffet {dag:%d.%m.%Y}. Den kan ikke virke fra en dag før.")
    if makes_circle(punkt.pk, aendrer.pk, [as_rule(en) for en in all_changes()]):
        raise ValidationError("Den gamle beslutning ændrer allerede den nye, måske gennem andre. Så går det i ring.")
    ny = Beslutningsaendring(punkt=punkt, aendrer=aendrer, art=hvad.art, gaelder_fra=fra, gaelder_til=hvad.til)
    ny.bemaerkning = hvad.bemaerkning.strip()
    save_registered(ny, by)
    efter = {"aendrer": aendrer.pk, "art": hvad.art, "fra": fra, "til": hvad.til}
    record("ændr beslutning", punkt, by=by, rolle=rolle, efter=efter)
    if hvad.frigivet:
        record(cpr.FRIGIVET, punkt, by=by, rolle=rolle, efter={"felter": list(hvad.frigivet)})
    return ny


@transaction.atomic
def take_back_change(*, aendring: Beslutningsaendring, by: Bruger) -> None:
    """Say that a connection was written by mistake: it never held. Doing it again changes nothing."""
    rolle = require(by, REFERER, udvalg=aendring.punkt.moede.udvalg)
    lock_row(Aftaleomraade.objects.all(), pk=aendring.punkt.moede.udvalg.omraade_id)
    om_de_to = Beslutningsaendring.objects.filter(punkt=aendring.punkt, aendrer=aendring.aendrer)
    nyeste = om_de_to.order_by("registreret_at", "pk").last()
    if nyeste is None or nyeste.ophoert:
        return
    slut = nyeste.ending(nyeste.gaelder_fra, by, tid.now())
    save_checked(slut)
    record("tag ændring tilbage", aendring.punkt, by=by, rolle=rolle, foer={"aendrer": aendring.aendrer_id})


def _require_decided(punkt: Dagsordenspunkt, aendrer: Dagsordenspunkt) -> None:
    gammel = newest_decision(aendrer)
    if not punkt.beslutninger.newest().saying(AENDRER_NOGET).exists():
        raise ValidationError(
            "Punktet er ikke godkendt. Det, der er udsat, afvist eller til efterretning, ændrer intet."
        )
    if gammel is None or gammel.resultat in (Resultat.UDSAT, Resultat.IKKE_UDTRYKKELIGT):
        raise ValidationError("På det gamle punkt er intet besluttet, så der er intet at ændre.")


def _require_later(punkt: Dagsordenspunkt, aendrer: Dagsordenspunkt) -> dt.date:
    dag, foer = current_time(punkt.moede).dato, current_time(aendrer.moede).dato
    if foer > dag:
        raise ValidationError(f"Den gamle beslutning er fra {foer:%d.%m.%Y}, efter den nye. Byt om på de to.")
    return dag
