"""Reminders: who is to be written to today, and what the mail says. One mail a day to an address, whatever waits.

The worker calls `write_reminders`. What it wrote is a `Rundebesked` with the day and the address in its key, in the
transaction of the mail itself: two workers, or one after a crash, cannot write the same mail twice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from socialaftale.faelles import arbejde, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.models import Udgaaende
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.regler.paamindelser import Dage, Gruppe, Stige, Trin, Trindag, ladder_for, last_due, steps_for

from ..runde.models import Rundebesked, Takstrunde
from ..runde.queries import Datoer, read_dates
from .brev import Punkt, write_mail
from .modtagere import Modtagere, read_recipients
from .overblik import Partstand, read_overview
from .udestaar import Emne, Udestaar, outstanding

GRUPPER: tuple[Gruppe, ...] = ("ansvarlig", "stedfortraeder", "leder", "sekretariat")
HVER = dt.timedelta(minutes=10)
LAENGST = dt.timedelta(days=400)
"""How long after its opening a round is looked at: its last step lies far within."""


@dataclass(frozen=True)
class Rundepost:
    """Everything that mail about a round is written from."""

    runde: Takstrunde
    datoer: Datoer
    stige: Stige
    stande: tuple[Partstand, ...]
    modtagere: Mapping[int, Modtagere]


def read_post(runde: Takstrunde) -> Rundepost:
    """Read what is waited for from whom, and who is written to; the number of queries is constant."""
    stande = tuple(read_overview(runde))
    datoer = read_dates(runde)
    modtagere = read_recipients(runde, [stand.part for stand in stande])
    return Rundepost(runde, datoer, ladder_of(runde), stande, modtagere)


def ladder_of(runde: Takstrunde) -> Stige:
    """The ladder of the day on which the round was opened: a later one changes nothing here."""
    return ladder_for(runde.omraade.kode, tid.day_of(runde.aabnet_at))


@arbejde.every(HVER)
def write_reminders() -> int:
    """Write the mails that are due today in every open round, and return how many."""
    runder = Takstrunde.objects.filter(aabnet_at__gt=tid.now() - LAENGST).select_related("omraade")
    return sum(remind(runde) for runde in runder.order_by("pk"))


def remind(runde: Takstrunde) -> int:
    """Write the mails that are due today in one round; nothing before the ladder's hour."""
    nu = tid.now()
    if nu < hour_of(ladder_of(runde), tid.today()):
        return 0
    post = read_post(runde)
    skrevet = _last_written(runde)
    i_dag = _written_today(runde)
    antal = 0
    for adresse, punkter in due(post).items():
        if adresse not in i_dag and is_news(punkter, skrevet.get(adresse), post):
            antal += _write(post, adresse, punkter)
    return antal


def remind_party(runde: Takstrunde, part: Organisation, by: Bruger) -> int:
    """Write now to those who answer for a driftsherre, whatever the ladder says, and return how many mails it gave.

    0 where nothing is waited for, nobody is known, or all of them have had a mail about the round today.
    """
    post = read_post(runde)
    i_dag = _written_today(runde)
    punkter = [
        Punkt(part, udestaar, "ansvarlig", _now(udestaar))
        for stand in post.stande
        if stand.part == part
        for udestaar in outstanding(stand, post.datoer)
    ]
    adresser = post.modtagere[part.pk].of("ansvarlig") if punkter else []
    return sum(_write(post, adresse, punkter, by) for adresse in adresser if adresse not in i_dag)


def _now(udestaar: Udestaar) -> Trindag:
    """A step that somebody takes by hand."""
    kilde = "Sekretariatet skriver selv"
    trin = Trin(om=udestaar.emne.value, dage=0, til=("ansvarlig",), kilde=kilde, sikkerhed="verificeret")
    return Trindag(tid.today(), trin)


def due(post: Rundepost) -> dict[str, list[Punkt]]:
    """By address: what it is to hear of now, the most pressing first; a step that is not due yet is no reason."""
    fundet: dict[str, list[Punkt]] = defaultdict(list)
    for stand in post.stande:
        for udestaar in outstanding(stand, post.datoer):
            for gruppe in GRUPPER:
                trin = last_due(post.stige, udestaar.emne.value, days_of(post, udestaar), gruppe, tid.today())
                for adresse in post.modtagere[stand.part.pk].of(gruppe) if trin else ():
                    if all((en.part, en.udestaar) != (stand.part, udestaar) for en in fundet[adresse]):
                        fundet[adresse].append(Punkt(stand.part, udestaar, gruppe, trin))
    return {adresse: sorted(punkter, key=_pressing) for adresse, punkter in fundet.items()}


def days_of(post: Rundepost, udestaar: Udestaar) -> Dage:
    """The days that the steps about a thing are reckoned from."""
    if udestaar.emne is not Emne.INDSEND:
        return {"frist": udestaar.frist}
    dage: dict = {"frist": udestaar.frist, "aabnet": tid.day_of(post.runde.aabnet_at)}
    if post.datoer.sat.nr > 1:
        dage["flyttet"] = tid.day_of(post.datoer.sat.registreret_at)
    return dage


def is_news(punkter: Iterable[Punkt], sidst: dt.datetime | None, post: Rundepost) -> bool:
    """Whether a step was taken, or the thing came to be, since the address was last written to."""
    return sidst is None or any(_since(punkt, post) > sidst for punkt in punkter)


def _since(punkt: Punkt, post: Rundepost) -> dt.datetime:
    """From when the point is news: the hour of its step, or later where the thing itself came later."""
    skete = {"aabnet": post.runde.aabnet_at, "flyttet": post.datoer.sat.registreret_at}
    skete_at = skete.get(punkt.trin.trin.fra, punkt.udestaar.opstod_at)
    return max(hour_of(post.stige, punkt.trin.dag), skete_at)


def hour_of(stige: Stige, dag: dt.date) -> dt.datetime:
    """The instant on a day from which mail is written, by the Danish clock."""
    return dt.datetime.combine(dag, stige.klokken, tid.KOEBENHAVN).astimezone(dt.UTC)


def upcoming(post: Rundepost) -> list[tuple[dt.date, Gruppe, Trindag]]:
    """The steps about reports that lie ahead, by day: what the secretariat may tell people to expect."""
    dage: Dage = {"frist": post.datoer.frist, "aabnet": tid.day_of(post.runde.aabnet_at)}
    alle = [(et.dag, gruppe, et) for gruppe in GRUPPER for et in steps_for(post.stige, "indsend", dage, gruppe)]
    return sorted((et for et in alle if et[0] > tid.today()), key=lambda et: (et[0], GRUPPER.index(et[1])))


def _pressing(punkt: Punkt) -> tuple[int, dt.date, str]:
    return list(Emne).index(punkt.udestaar.emne), punkt.udestaar.frist, punkt.part.sortering


def _last_written(runde: Takstrunde) -> dict[str, dt.datetime]:
    """By address: when a reminder about the round was last written to it."""
    beskeder = Rundebesked.objects.filter(runde=runde).order_by("besked__oprettet_at")
    return dict(beskeder.values_list("besked__modtager", "besked__oprettet_at"))


def _written_today(runde: Takstrunde) -> set[str]:
    """The addresses that have had a mail about the round today, the review's own among them."""
    midnat = tid.end_of_day(tid.today() - dt.timedelta(days=1))
    poster = Udgaaende.objects.filter(oprettet_at__gte=midnat, emne__startswith=f"{runde}:")
    return set(poster.values_list("modtager", flat=True))


def _write(post: Rundepost, adresse: str, punkter: list[Punkt], by: Bruger | None = None) -> int:
    emne, tekst = write_mail(post.runde, post.datoer, punkter)
    noegle = f"{tid.today():%Y-%m-%d} {adresse}"[:160]
    try:
        with transaction.atomic():
            besked = queue_mail(adresse, emne, tekst)
            Rundebesked.objects.create(runde=post.runde, noegle=noegle, besked=besked)
            record("skriv påmindelse", post.runde, by=by, efter={"til": adresse, "emne": emne})
    except IntegrityError:
        return 0  # another worker wrote it
    return 1
