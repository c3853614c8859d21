"""The standing points of a meeting, written from its own dates and the body's other meetings."""

import datetime as dt

from socialaftale.faelles.visning import dato
from socialaftale.regler.faste_punkter import Fastpunkt, Noegle, standing_points

from ..krog import Forslag, register_standing
from ..models import Moede
from ..queries import current_time
from ..status import Verbum
from .raekkefoelge import FAST

UGEDAGE = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


@register_standing
def standing_of(moede: Moede) -> list[Forslag]:
    """Return the points that stand on the agenda by the rule of the meeting's day; none in a written procedure."""
    if moede.form == Moede.Form.SKRIFTLIG:
        return []
    dag = current_time(moede).dato
    faste = standing_points(moede.udvalg.omraade.kode, moede.udvalg.kort, dag)
    forslag = (_draft(moede, dag, fast) for fast in faste)
    return [et for et in forslag if et]


def assumed_keys(moede: Moede) -> set[str]:
    """Return the keys of the standing points of a meeting from `in_order` that rest on an assumed rule."""
    faste = standing_points(moede.udvalg.omraade.kode, moede.udvalg.kort, moede.dato)
    return {key_of(fast.noegle) for fast in faste if fast.sikkerhed == "antaget"}


def key_of(noegle: Noegle) -> str:
    """Return what a standing point is known by on an agenda."""
    return f"{FAST}{noegle}"


def _draft(moede: Moede, dag: dt.date, fast: Fastpunkt) -> Forslag | None:
    """The point in words; None where there is nothing to say, as no minutes to approve."""
    felter = {"noegle": key_of(fast.noegle), "titel": fast.titel, "plads": fast.plads}
    if fast.noegle == "dagsorden":
        return Forslag(**felter, indstillinger=((Verbum.GODKENDER, "dagsordenen"),))
    if fast.noegle == "referat":
        forrige = _meetings(moede).filter(dato__lt=dag).last()
        hvad = f"referatet af mødet den {_day(forrige.dato)}" if forrige else ""
        return Forslag(**felter, indstillinger=((Verbum.GODKENDER, hvad),)) if forrige else None
    if fast.noegle == "naeste-moede":
        return Forslag(**felter, resume=_next_meeting(moede, dag))
    return Forslag(**felter)


def _next_meeting(moede: Moede, dag: dt.date) -> str:
    naeste = _meetings(moede).filter(dato__gt=dag).first()
    if naeste is None:
        return "Der er ikke indkaldt et næste møde endnu."
    kl = f" kl. {naeste.fra_kl:%H.%M}" if naeste.fra_kl else ""
    til = f"-{naeste.til_kl:%H.%M}" if naeste.til_kl else ""
    sted = f", {naeste.sted}" if naeste.sted else ""
    return f"{UGEDAGE[naeste.dato.weekday()].capitalize()} den {_day(naeste.dato)}{kl}{til}{sted}."


def _day(dag: dt.date) -> str:
    """A date in text that people rewrite: with ordinary blanks."""
    return dato(dag).replace("\xa0", " ")


def _meetings(moede: Moede):
    """The body's other meetings, by date; written procedures and cancelled ones are none."""
    andre = Moede.objects.in_order().filter(udvalg=moede.udvalg, aflyst=False)
    return andre.exclude(pk=moede.pk).exclude(form=Moede.Form.SKRIFTLIG)
