"""Reads across several models, for pages here and on the floors above."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.models import Haendelse

from . import overdragelse as overdragelser
from . import overstregning
from .models import (
    Aftaleomraade,
    Befolkning,
    Bruger,
    Funktion,
    Funktionspost,
    Medlemskab,
    Organisation,
    Overdragelse,
    Rolletildeling,
    Udvalg,
)
from .permissions import OVERSTREG, access

BEKRAEFTES_HVER_DAGE = 183  # half a year
TAKSTANSVARLIGE = (Funktion.Art.TAKSTANSVARLIG_VOKSNE, Funktion.Art.TAKSTANSVARLIG_BOERN)


@dataclass(frozen=True)
class Kontakt:
    """A function of a party with the people who fill it today and the day it was last confirmed."""

    funktion: Funktion
    poster: list[Funktionspost]
    bekraeftet_at: dt.datetime | None
    boer_bekraeftes: bool

    @property
    def adresser(self) -> list[str]:
        """Where its mail goes: the shared mailbox, without one the people who fill it, else nowhere."""
        faelles = self.funktion.faelles_postkasse
        return [faelles] if faelles else [post.bruger.email for post in self.poster]


def members(udvalg: Udvalg, den: dt.date | None = None) -> list[Rolletildeling]:
    """Return the seats of a body on `den` (None: today), by party and person; deputies have `stedfortraeder_for`."""
    return seats([udvalg], den)[udvalg.pk]


def seats(alle: list[Udvalg], den: dt.date | None = None) -> dict[int, list[Rolletildeling]]:
    """Return `members` of each body, by its primary key, in one read."""
    raekker = Rolletildeling.objects.filter(udvalg__in=alle).i_kraft(den or tid.today())
    raekker = raekker.select_related("bruger", "organisation", "stedfortraeder_for")
    pladser: dict[int, list[Rolletildeling]] = {udvalg.pk: [] for udvalg in alle}
    for plads in raekker.order_by("organisation__sortering", "stedfortraeder_for_id", "bruger__navn", "pk"):
        pladser[plads.udvalg_id].append(plads)
    return pladser


def parties_on(dage: Iterable[tuple[int, dt.date]]) -> dict[tuple[int, dt.date], list[Organisation]]:
    """Return the parties of each area (by its primary key) on each of the days, by name, in one read."""
    dage = set(dage)
    parter = Organisation.objects.parter()
    raekker = Medlemskab.objects.filter(omraade__in={omraade for omraade, _ in dage}, organisation__in=parter)
    alle = list(raekker.select_related("organisation").order_by("gaelder_fra", "registreret_at"))
    fundne = {}
    for omraade, den in dage:
        nyeste = {en.organisation_id: en for en in alle if en.omraade_id == omraade and en.gaelder_fra <= den}
        i_kraft = [en.organisation for en in nyeste.values() if not en.ophoert]
        fundne[omraade, den] = sorted(i_kraft, key=lambda part: (part.sortering, part.pk))
    return fundne


def contacts(organisationer: list[Organisation], den: dt.date | None = None) -> dict[int, list[Kontakt]]:
    """Return the functions of each party (by its primary key) in a constant number of reads."""
    den = den or tid.today()
    funktioner = Funktion.objects.filter(organisation__in=organisationer).select_related("organisation")
    funktioner = funktioner.prefetch_related("bekraeftelser")
    poster = Funktionspost.objects.filter(funktion__in=funktioner).i_kraft(den).select_related("bruger")
    kontakter: dict[int, list[Kontakt]] = {organisation.pk: [] for organisation in organisationer}
    for funktion in funktioner:
        egne = [post for post in poster if post.funktion_id == funktion.pk]
        kontakter[funktion.organisation_id].append(_contact(funktion, egne, den))
    return kontakter


def _contact(funktion: Funktion, poster: list[Funktionspost], den: dt.date) -> Kontakt:
    bekraeftelser = list(funktion.bekraeftelser.all())
    seneste = bekraeftelser[0].bekraeftet_at if bekraeftelser else None
    frisk = seneste and den - tid.day_of(seneste) < dt.timedelta(days=BEKRAEFTES_HVER_DAGE)
    return Kontakt(funktion, poster, seneste, not frisk)


def fillings(funktion: Funktion, den: dt.date | None = None) -> list[Funktionspost]:
    """Return who fills the function on `den` (None: today); nobody where it is not saved yet."""
    if funktion.pk is None:
        return []
    return list(funktion.poster.i_kraft(den or tid.today()).select_related("bruger").order_by("bruger__navn", "pk"))


def contacts_due(bruger: Bruger, den: dt.date | None = None) -> list[Kontakt]:
    """Return the functions of the person's own parties whose contact is to be confirmed now."""
    tildelinger = access(bruger, den).tildelinger
    egne = {part.organisation for part in tildelinger if part.organisation and not part.udvalg_id}
    return [kontakt for liste in contacts(list(egne), den).values() for kontakt in liste if kontakt.boer_bekraeftes]


def functions_of(bruger: Bruger, den: dt.date | None = None) -> list[Funktion]:
    """Return the functions that the person fills on `den` (None: today): her tasks are theirs."""
    poster = Funktionspost.objects.filter(bruger=bruger).i_kraft(den or tid.today())
    return [post.funktion for post in poster.select_related("funktion__organisation")]


def mail_addresses(organisation: Organisation, art: Funktion.Art, den: dt.date | None = None) -> list[str]:
    """Return where mail to a function goes; see `Kontakt.adresser`."""
    kontakter = [k for k in contacts([organisation], den)[organisation.pk] if k.funktion.art == art]
    return [adresse for kontakt in kontakter for adresse in kontakt.adresser]


def responsible_for_takster(organisationer: list[Organisation]) -> dict[int, list[str]]:
    """Return where mail goes to those who answer for each party's takster (by its primary key), each address once."""
    kontakter = contacts(organisationer)
    ansvarlige = {pk: [k for k in egne if k.funktion.art in TAKSTANSVARLIGE] for pk, egne in kontakter.items()}
    return {pk: list(dict.fromkeys(a for k in egne for a in k.adresser)) for pk, egne in ansvarlige.items()}


@dataclass(frozen=True)
class Overtagelse:
    """What one person took over from another: functions, and what the floors above show."""

    overdragelse: Overdragelse
    funktioner: list[Funktion]
    afsnit: list[tuple[str, list[overdragelser.Overtaget]]]


def taken_over(bruger: Bruger) -> list[Overtagelse]:
    """Return everything the person has taken over, the latest first."""
    alle = Overdragelse.objects.filter(til=bruger).select_related("fra")
    return [Overtagelse(en, _functions_in(en), overdragelser.shown(en.fra, bruger)) for en in alle]


def _functions_in(en: Overdragelse) -> list[Funktion]:
    poster = Funktionspost.objects.filter(bruger=en.til, registreret_at=en.overdraget_at, ophoert=False)
    return [post.funktion for post in poster.select_related("funktion__organisation")]


def population(organisation: Organisation) -> list[Befolkning]:
    """Return what is known of the party's population, the latest year first."""
    return list(Befolkning.objects.filter(organisation=organisation).order_by("-aar", "alder_fra", "-alder_til"))


def population_key(omraade: Aftaleomraade, aar: int, alder_til: int) -> dict[Organisation, Befolkning | None]:
    """Return the area's municipalities by name, each with its inhabitants aged 0 to `alder_til` on 1 January of `aar`.

    None where the number is not known.
    """
    kommuner = Organisation.objects.i_omraade(omraade).filter(art=Organisation.Art.KOMMUNE)
    raekker = Befolkning.objects.filter(organisation__in=kommuner, aar=aar, alder_fra=0, alder_til=alder_til)
    kendte = {raekke.organisation_id: raekke for raekke in raekker}
    return {kommune: kendte.get(kommune.pk) for kommune in kommuner}


def population_years(alder_til: int) -> list[int]:
    """Return the years for which some municipality has a population aged 0 to `alder_til`, the latest first."""
    raekker = Befolkning.objects.filter(alder_fra=0, alder_til=alder_til)
    return list(raekker.order_by("-aar").values_list("aar", flat=True).distinct())


def roles_of(brugere: list[Bruger], den: dt.date | None = None) -> dict[int, list[Rolletildeling]]:
    """Return each person's roles in force or to come, by her primary key."""
    alle: dict[int, list[Rolletildeling]] = {bruger.pk: [] for bruger in brugere}
    raekker = Rolletildeling.objects.filter(bruger__in=brugere)
    raekker = raekker.select_related("organisation", "udvalg", "stedfortraeder_for", "bruger")
    for tildeling in raekker.i_kraft_eller_senere(den or tid.today()):
        alle[tildeling.bruger_id].append(tildeling)
    return alle


def releases(bruger: Bruger) -> QuerySet[Haendelse]:
    """Return the released CPR alarms that the person may redact, those of her parties' people, newest first."""
    held = access(bruger)
    parter = [part.pk for part in Organisation.objects.order_by("sortering", "pk") if held.may(OVERSTREG, part)]
    slags = overstregning.known_types()
    frigivne = Haendelse.objects.filter(verbum=cpr.FRIGIVET, objekt_type__in=slags, by__organisation__in=parter)
    return frigivne.select_related("by__organisation").order_by("-at", "-pk")


def redactions(frigivelser: list[Haendelse]) -> dict[int, Haendelse]:
    """Return the tombstone of each release (by its primary key) that has one."""
    ider = {en.objekt_id for en in frigivelser}
    gravsten = Haendelse.objects.filter(verbum=overstregning.OVERSTREGET, objekt_id__in=ider).select_related("by")
    seneste = {(en.objekt_type, en.objekt_id): en for en in gravsten.order_by("at", "pk")}
    fundne = {en.pk: seneste.get((en.objekt_type, en.objekt_id)) for en in frigivelser}
    return {en.pk: sten for en in frigivelser if (sten := fundne[en.pk]) and sten.at >= en.at}
