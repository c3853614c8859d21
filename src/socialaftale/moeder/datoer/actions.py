"""Asking members for days, taking their answers, and calling the meeting on the day that is chosen."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato as paa_dansk
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import require

from .. import kalender
from ..actions import Tidspunkt, call_meeting
from ..forberedelse.frigivelse import receivers
from ..models import Datodeltager, Datofinding, Datoforslag, Datosvar, Moede
from ..permissions import REFERER
from .queries import asked, bodies_of

SALT = "moeder.datoer"
GYLDIGT_DAGE = 120
FAERREST, FLEST = 2, 20

SPOERGSMAAL = """Kære {navn}

{udvalg} skal finde en dag: {hvad}. Hvornår kan du? Svar her, uden at logge på, senest {frist}:

{link}

Linket er dit eget. Du kan svare igen, til dagen er valgt.
"""
INDKALDT = """Kære {navn}

Mødet »{hvad}« i {udvalg} holdes {dato} kl. {kl}{sted}. Kalenderfilen ligger ved.

{link}
"""


class Ugyldigt(Exception):
    """The link does not hold; the message is Danish and says what to do."""


@dataclass(frozen=True)
class Spoergsmaal:
    """What is asked: the meeting, the days, and by when to answer."""

    hvad: str
    fra_kl: dt.time
    til_kl: dt.time
    svarfrist: dt.date
    datoer: tuple[dt.date, ...]
    sted: str = ""
    frigivet: tuple[str, ...] = ()


@transaction.atomic
def ask_members(
    *, udvalg: Udvalg, sammen_med: Udvalg | None, spoergsmaal: Spoergsmaal, site: str, by: Bruger
) -> Datofinding:
    """Ask every member of today by mail. Raises ValidationError where the days cannot be asked, or there is nobody."""
    rolle = require(by, REFERER, udvalg=udvalg)
    if sammen_med:
        require(by, REFERER, udvalg=sammen_med)
    _require_days(spoergsmaal)
    felter = {felt: getattr(spoergsmaal, felt) for felt in ("hvad", "fra_kl", "til_kl", "svarfrist", "sted")}
    finding = save_checked(Datofinding(udvalg=udvalg, sammen_med=sammen_med, registreret_by=by, **felter))
    Datoforslag.objects.bulk_create([Datoforslag(datofinding=finding, dato=dag) for dag in sorted(spoergsmaal.datoer)])
    personer = {person.pk: person for et in bodies_of(finding) for person in receivers(et)}
    if not personer:
        raise ValidationError(f"{udvalg} har ingen medlemmer med en e-mail. Giv dem deres rolle først.")
    for person in personer.values():
        _send_question(Datodeltager.objects.create(datofinding=finding, person=person), site)
    record("spørg om datoer", finding, by=by, rolle=rolle, efter={"personer": len(personer)})
    if spoergsmaal.frigivet:
        record(cpr.FRIGIVET, finding, by=by, rolle=rolle, efter={"felter": list(spoergsmaal.frigivet)})
    return finding


def token_of(deltager: Datodeltager) -> str:
    return signing.dumps(deltager.pk, salt=SALT)


def read_link(token: str) -> Datodeltager:
    """Return whom the link is for. Raises Ugyldigt where it is forged or old, or the person has left the body."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=GYLDIGT_DAGE * 24 * 3600)
    except signing.SignatureExpired as fejl:
        raise Ugyldigt("Linket er for gammelt. Bed sekretariatet om et nyt.") from fejl
    except signing.BadSignature as fejl:
        raise Ugyldigt("Linket er ikke helt. Kopiér hele adressen fra mailen.") from fejl
    deltager = Datodeltager.objects.select_related("datofinding__udvalg__omraade", "person").filter(pk=pk).first()
    if deltager is None or deltager not in asked(deltager.datofinding):
        raise Ugyldigt("Du er ikke længere medlem, så du skal ikke svare. Spørg sekretariatet, hvis det er en fejl.")
    return deltager


@transaction.atomic
def answer(*, deltager: Datodeltager, svar: Mapping[int, str], by: Bruger | None) -> None:
    """Append what the person says of each day; `by` is empty where it came by the link.

    Raises ValidationError where the day is chosen, or a day lacks its answer.
    """
    finding = lock_row(Datofinding.objects.all(), pk=deltager.datofinding_id)
    if finding.moede_id:
        raise ValidationError("Dagen er valgt, så der kan ikke svares mere.")
    forslag = list(finding.forslag.all())
    if any(et.pk not in svar for et in forslag):
        raise ValidationError("Svar for hver dag.")
    for et in forslag:
        save_checked(Datosvar(deltager=deltager, forslag=et, svar=svar[et.pk], registreret_at=tid.now()))
    record("svar om datoer", finding, by=by, rolle="medlem", efter={"deltager": deltager.pk})


@transaction.atomic
def call_on(*, finding: Datofinding, forslag: Datoforslag, site: str, by: Bruger) -> Moede:
    """Call the meeting on the day, one in each body, and mail all members with the calendar file.

    Raises ValidationError where it is called already, or a body has a meeting that day.
    """
    rolle = require(by, REFERER, udvalg=finding.udvalg)
    finding = lock_row(Datofinding.objects.select_related("udvalg", "sammen_med"), pk=finding.pk)
    if finding.moede_id:
        raise ValidationError("Mødet er allerede indkaldt.")
    hvornaar = Tidspunkt(forslag.dato, finding.fra_kl, finding.til_kl, finding.sted)
    felter = {"form": Moede.Form.ORDINAERT, "hvornaar": hvornaar, "by": by}
    moeder = [call_meeting(udvalg=udvalg, **felter) for udvalg in bodies_of(finding)]
    finding.moede = moeder[0]
    finding.save(update_fields=["moede"])
    for moede in moeder:
        _send_call(finding, moede, site)
    record("vælg dato", finding, by=by, rolle=rolle, efter={"dato": forslag.dato, "moeder": [m.pk for m in moeder]})
    return moeder[0]


def _require_days(spoergsmaal: Spoergsmaal) -> None:
    dage = spoergsmaal.datoer
    if not FAERREST <= len(set(dage)) <= FLEST:
        raise ValidationError(f"Foreslå mindst {FAERREST} og højst {FLEST} forskellige dage.")
    if min(dage) <= tid.today():
        raise ValidationError(f"{min(dage):%d.%m.%Y} er ikke en dag, der kommer. Foreslå dage efter i dag.")
    if not tid.today() <= spoergsmaal.svarfrist < min(dage):
        raise ValidationError("Svarfristen skal ligge fra i dag og før den første dag.")


def _send_question(deltager: Datodeltager, site: str) -> None:
    finding = deltager.datofinding
    ord_ = {"navn": deltager.person.navn, "udvalg": _who(finding), "hvad": finding.hvad}
    link = site.rstrip("/") + reverse("datosvar", args=[token_of(deltager)])
    tekst = SPOERGSMAAL.format(**ord_, frist=paa_dansk(finding.svarfrist), link=link)
    queue_mail(deltager.person.email, f"Hvornår kan du: {finding.hvad}"[:200], tekst)


def _send_call(finding: Datofinding, moede: Moede, site: str) -> None:
    fil = kalender.as_ics(kalender.with_calendar_facts(Moede.objects.filter(pk=moede.pk))).decode()
    med_tid = Moede.objects.in_order().get(pk=moede.pk)
    kl = f"{finding.fra_kl:%H.%M}-{finding.til_kl:%H.%M}"
    sted = f", {finding.sted}" if finding.sted else ""
    link = site.rstrip("/") + reverse("moede", args=[moede.pk])
    for person in receivers(moede.udvalg):
        ord_ = {"navn": person.navn, "hvad": finding.hvad, "udvalg": moede.udvalg, "dato": paa_dansk(med_tid.dato)}
        tekst = INDKALDT.format(**ord_, kl=kl, sted=sted, link=link)
        queue_mail(person.email, f"Indkaldt: {finding.hvad}"[:200], tekst, kalender=fil)


def _who(finding: Datofinding) -> str:
    return " og ".join(str(udvalg) for udvalg in bodies_of(finding))
