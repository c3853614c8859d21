"""What is done with a draft before its release: readers are asked and reminded, and say what should be otherwise."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import kort_dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..actions import open_meeting
from ..models import Moede
from ..permissions import REFERER
from ..queries import current_time
from .models import Udkastbemaerkning, Udkastlaeser
from .queries import own_reading, people_of_area

BREV = """Kære {navn}

{by} beder dig læse udkastet til dagsordenen for mødet i {udvalg} den {dato}, senest {frist}:

{link}

Skriv dine bemærkninger ved punkterne, eller svar, at du ingen har. Udkastet er ikke frigivet: giv det ikke videre.
"""
TRUKKET = """Kære {navn}

Du er bedt om at læse udkastet til dagsordenen for mødet i {udvalg} den {dato}. Det behøver du ikke længere, og linket
til udkastet virker ikke mere for dig. Har du skrevet bemærkninger, har sekretariatet dem.
"""
EFTER_FRIGIVELSEN = "Dagsordenen er frigivet. Skriv til sekretariatet, hvis noget skal rettes."


@transaction.atomic
def ask_readers(
    *, moede: Moede, personer: Sequence[Bruger], frist: dt.date, site: str, by: Bruger
) -> list[Udkastlaeser]:
    """Ask people of the area to read the draft by a day; each gets a mail with a link. Nobody is asked twice, but
    one whose access was withdrawn may be asked again.

    Raises ValidationError after the release, without points, for a deadline past or after the meeting, and for a person
    who has no role in the area today.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    moede = _draft(moede)
    dag = current_time(moede).dato
    if not tid.today() <= frist <= dag:
        raise ValidationError(f"Fristen skal ligge fra i dag til mødets dag, {kort_dato(dag)}.")
    if not moede.punkter.exists():
        raise ValidationError("Der er ingen punkter at læse endnu. Tilføj dem først.")
    kendte = set(people_of_area(moede.udvalg).values_list("pk", flat=True))
    if ukendte := [str(en) for en in personer if en.pk not in kendte]:
        raise ValidationError(f"{', '.join(ukendte)} har ingen rolle i aftaleområdet i dag og kan ikke læse udkastet.")
    bedt = set(moede.laesere.filter(trukket_at=None).values_list("person", flat=True))
    nye = [_ask(moede, en, frist, site, by) for en in personer if en.pk not in bedt]
    record(
        "bed om gennemsyn",
        moede,
        by=by,
        rolle=rolle,
        efter={"personer": [str(en.person) for en in nye], "frist": frist},
    )
    return nye


def _ask(moede: Moede, person: Bruger, frist: dt.date, site: str, by: Bruger) -> Udkastlaeser:
    ny = moede.laesere.filter(person=person).first() or Udkastlaeser(moede=moede, person=person)
    ny.frist, ny.bedt_at, ny.bedt_by, ny.trukket_at, ny.trukket_by = frist, tid.now(), by, None, None
    save_checked(ny)
    write_to(ny, "Læs udkastet til dagsordenen", site)
    return ny


def write_to(laeser: Udkastlaeser, emne: str, site: str) -> None:
    """Queue a mail to a reader with the link to the draft."""
    moede = laeser.moede
    ord_ = {"navn": laeser.person.navn, "by": laeser.bedt_by, "udvalg": moede.udvalg, "frist": kort_dato(laeser.frist)}
    link = site.rstrip("/") + reverse("moede_gennemsyn", args=[moede.pk])
    tekst = BREV.format(**ord_, dato=kort_dato(current_time(moede).dato), link=link)
    queue_mail(laeser.person.email, f"{emne}: {moede.udvalg}"[:200], tekst)


@transaction.atomic
def answer(
    *, moede: Moede, tekster: Mapping[int, str], ingen: bool, frigivet: Sequence[str] = (), by: Bruger
) -> Udkastlaeser:
    """Take a reader's answer: her remarks by the primary key of their point, or that she has none (`ingen`).

    An empty text takes an earlier remark back. Raises PermissionDenied for one who was not asked, and ValidationError
    after the release, for no remark at all, and for both at once.
    """
    moede = _draft(moede)
    laeser = own_reading(moede, by)
    if laeser is None:
        raise PermissionDenied("Du er ikke bedt om at læse udkastet, eller din rolle i området er ophørt.")
    laeser = lock_row(Udkastlaeser.objects.all(), pk=laeser.pk)
    skrevet = {pk: tekst.strip() for pk, tekst in tekster.items() if tekst.strip()}
    if ingen and skrevet:
        raise ValidationError("Du har skrevet en bemærkning og svaret, at du ingen har. Slet teksten, eller send den.")
    if not ingen and not skrevet:
        raise ValidationError("Skriv mindst én bemærkning, eller svar, at du ingen har.")
    laeser.bemaerkninger.all().delete()
    for punkt in moede.punkter.filter(pk__in=skrevet):
        save_checked(Udkastbemaerkning(laeser=laeser, punkt=punkt, tekst=skrevet[punkt.pk], skrevet_at=tid.now()))
    laeser.svaret_at = tid.now()
    laeser.save(update_fields=["svaret_at"])
    record("svar på udkast", laeser, by=by, efter={"bemaerkninger": len(skrevet)})
    if frigivet:
        record(cpr.FRIGIVET, laeser, by=by, efter={"felter": list(frigivet)})
    return laeser


@transaction.atomic
def remind(*, laeser: Udkastlaeser, site: str, by: Bruger | None) -> bool:
    """Write to a reader who has not answered, at most once a day, and tell whether it was done."""
    laeser = lock_row(Udkastlaeser.objects.select_related("person", "bedt_by", "moede__udvalg"), pk=laeser.pk)
    i_dag = laeser.mindet_at and tid.day_of(laeser.mindet_at) == tid.today()
    if laeser.svaret_at or laeser.trukket_at or laeser.moede.frigivet_at or i_dag:
        return False
    laeser.mindet_at = tid.now()
    laeser.save(update_fields=["mindet_at"])
    write_to(laeser, "Husk udkastet til dagsordenen", site)
    record("mind om udkast", laeser, by=by, efter={"frist": laeser.frist})
    return True


@transaction.atomic
def withdraw_reader(*, laeser: Udkastlaeser, by: Bruger) -> None:
    """Let a reader read the draft no more, and tell her so by mail. What she remarked stays.

    Raises ValidationError after the release, when everybody reads what is open, and where it is done already.
    """
    rolle = require(by, REFERER, udvalg=laeser.moede.udvalg)
    moede = _draft(laeser.moede)
    laeser = lock_row(Udkastlaeser.objects.select_related("person"), pk=laeser.pk)
    if laeser.trukket_at:
        raise ValidationError(f"{laeser.person} har allerede ikke længere adgang til udkastet.")
    laeser.trukket_at, laeser.trukket_by = tid.now(), by
    laeser.save(update_fields=["trukket_at", "trukket_by"])
    if laeser.person.email:
        ord_ = {"navn": laeser.person.navn, "udvalg": moede.udvalg, "dato": kort_dato(current_time(moede).dato)}
        queue_mail(laeser.person.email, f"Du behøver ikke læse udkastet: {moede.udvalg}"[:200], TRUKKET.format(**ord_))
    record("træk adgang til udkast tilbage", laeser, by=by, rolle=rolle, efter={"person": str(laeser.person)})


def _draft(moede: Moede) -> Moede:
    """Return the meeting, locked. Raises ValidationError where its agenda is released."""
    moede = open_meeting(moede)
    if moede.frigivet_at:
        raise ValidationError(EFTER_FRIGIVELSEN)
    return moede
