"""Reads about attendance: the seats of a body on a day, the list that holds, and the next meeting."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from socialaftale.faelles.visning import dato as paa_dansk
from socialaftale.parter.models import Organisation, Rolletildeling, Udvalg

from ..forberedelse.models import Gaest
from ..models import Moede
from .models import Afbud, Fremmoedeliste, Moededeltager

Slags, Status = Moededeltager.Slags, Moededeltager.Status


@dataclass(frozen=True)
class Fremmoedevisning:
    """A list as it is read: who was there, who was not, guests, and how many of the seats were filled."""

    liste: Fremmoedeliste
    til_stede: list[Moededeltager]
    fravaerende: list[Moededeltager]
    gaester: list[Moededeltager]

    @property
    def pladser(self) -> tuple[int, int]:
        """Seats with somebody in them, a substitute too, and all seats. A line of old minutes is no known seat."""
        alle = [en for en in (*self.til_stede, *self.fravaerende) if en.slags == Slags.MEDLEM]
        return sum(en.status == Status.TIL_STEDE or bool(en.stedfortraeder) for en in alle), len(alle)


@dataclass(frozen=True)
class NaesteMoede:
    """The next meeting: the day that was said, the meeting called for it, and what does not fit."""

    dato: dt.date
    moede: Moede | None
    note: str = ""


def lists_of(moede: Moede) -> QuerySet[Fremmoedeliste]:
    """Return the lists of a meeting with their rows, the one that holds first."""
    deltagere = Moededeltager.objects.select_related("person", "organisation", "kom_under", "gik_under")
    alle = moede.fremmoedelister.select_related("registreret_by").order_by("-nr")
    return alle.prefetch_related(Prefetch("deltagere", deltagere.order_by("plads")))


def newest_list(moede: Moede) -> Fremmoedeliste | None:
    return lists_of(moede).first()


def shown(moede: Moede) -> Fremmoedevisning | None:
    """Return the attendance that holds, None where it is not written down."""
    liste = newest_list(moede)
    if liste is None:
        return None
    alle = list(liste.deltagere.all())
    gaester = [en for en in alle if en.slags == Slags.GAEST]
    andre = [en for en in alle if en.slags != Slags.GAEST]
    fravaerende = [en for en in andre if en.status != Status.TIL_STEDE]
    return Fremmoedevisning(liste, [en for en in andre if en.status == Status.TIL_STEDE], fravaerende, gaester)


def members_on(udvalg: Udvalg, den: dt.date) -> list[Rolletildeling]:
    """Return the roles in force in the body on the day, deputies too, by organisation and name."""
    raekker = Rolletildeling.objects.filter(udvalg=udvalg).select_related("bruger__organisation", "organisation")
    gaeldende = raekker.few_in_force(den)
    return sorted(gaeldende, key=lambda en: (getattr(_speaks_for(en), "sortering", ""), en.bruger.navn, en.pk))


def seats(moede: Moede, den: dt.date) -> list[Moededeltager]:
    """Return the rows to fill in, unsaved: those of the list that holds, then seats of the day that it has not.

    Before the first list, who has said that she does not come stands so, with who comes instead.
    """
    liste = newest_list(moede)
    skrevne = list(liste.deltagere.all()) if liste else []
    if any(en.slags == Slags.REFERERET for en in skrevne):
        return skrevne
    findes = {en.noegle for en in skrevne}
    pladser = skrevne + [plads for plads in _seats_of_members(moede.udvalg, den) if plads.noegle not in findes]
    if liste:
        return pladser
    afbud = absences(moede, den)
    for plads in pladser:
        if et := afbud.get(plads.person_id or 0):
            plads.status, plads.stedfortraeder = Status.AFBUD, et.stedfortraeder.navn if et.stedfortraeder else ""
    return pladser + _invited_guests(moede)


def absences(moede: Moede, den: dt.date) -> dict[int, Afbud]:
    """Return what members said beforehand of a meeting on the day, by person: who does not come."""
    sagt = {en.person_id: en for en in moede.afbud.filter(dato=den).select_related("person", "stedfortraeder")}
    return {pk: en for pk, en in sagt.items() if not en.kommer}


def _invited_guests(moede: Moede) -> list[Moededeltager]:
    """One line for each guest of the agenda, however many points she comes for."""
    gaester = Gaest.objects.filter(punkt__moede=moede).order_by("punkt__nummer", "pk")
    efter_navn = {en.navn: en for en in reversed(gaester)}
    linjer = [(en.navn, en.organisation, en.fra_kl, en.til_kl) for en in reversed(efter_navn.values())]
    felter = ("navn", "hvorfra", "fra_kl", "til_kl")
    return [
        Moededeltager(slags=Slags.GAEST, plads=nr, **dict(zip(felter, en, strict=True))) for nr, en in enumerate(linjer)
    ]


def _seats_of_members(udvalg: Udvalg, den: dt.date) -> list[Moededeltager]:
    """One seat for each member and organisation; a deputy has none."""
    pladser = {}
    for rolle in members_on(udvalg, den):
        if rolle.stedfortraeder_for_id is None:
            felter = {"person": rolle.bruger, "navn": rolle.bruger.navn, "organisation": _speaks_for(rolle)}
            plads = Moededeltager(slags=Slags.MEDLEM, **felter)
            pladser.setdefault(plads.noegle, plads)
    return list(pladser.values())


def _speaks_for(rolle: Rolletildeling) -> Organisation | None:
    return rolle.organisation or rolle.bruger.organisation


def deputies(udvalg: Udvalg, den: dt.date) -> dict[int, list[str]]:
    """Return the names of those who may sit in a member's place, by the member."""
    navne: dict[int, list[str]] = {}
    for rolle in members_on(udvalg, den):
        if rolle.stedfortraeder_for_id:
            navne.setdefault(rolle.stedfortraeder_for_id, []).append(rolle.bruger.navn)
    return navne


def next_meeting(moede: Moede, liste: Fremmoedeliste | None) -> NaesteMoede | None:
    """Return when the body meets next, as it was said at the meeting, and whether the calendar says so too."""
    if liste is None or liste.naeste_moede is None:
        return None
    kaldte = Moede.objects.in_order().filter(udvalg=moede.udvalg, aflyst=False, dato__gt=moede.dato)
    foerste = kaldte.first()
    samme = kaldte.filter(dato=liste.naeste_moede).first()
    if samme and foerste == samme:
        return NaesteMoede(liste.naeste_moede, samme)
    if foerste is None:
        return NaesteMoede(liste.naeste_moede, None, "Mødet er ikke indkaldt.")
    note = f"I kalenderen er udvalgets næste møde den {paa_dansk(foerste.dato)}."
    return NaesteMoede(liste.naeste_moede, samme or foerste, note)
