"""Signing up and cancelling, by whoever has the page or the link in the mail. Opening either writes nothing."""

from collections.abc import Mapping

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.regler.temadag import Tilmeldt, to_be_given

from .breve import SALT, write_known, write_place, write_waiting
from .models import Temadag, Tilmelding

UGYLDIGT = "Linket er ikke helt, eller tilmeldingen er slettet. Kopiér hele adressen, eller tilmeld dig igen."


class Ugyldigt(Exception):
    """The link does not hold; the message is Danish and says what to do."""


@transaction.atomic
def sign_up(*, temadag: Temadag, felter: Mapping[str, str]) -> None:
    """Sign a person up and mail her a link. An address that is signed up gets its link again, so that nobody learns
    from the page who is. Raises ValidationError where sign-up is closed."""
    temadag = lock_row(Temadag.objects.select_related("omraade"), pk=temadag.pk)
    _check_open(temadag)
    adresse = felter["email"].strip().lower()
    kendt = temadag.tilmeldinger.standing().filter(email=adresse).first()
    if kendt:
        write_known(kendt)
        return
    tilmelding = Tilmelding(temadag=temadag, email=adresse)
    tilmelding.navn, tilmelding.arbejdssted = felter["navn"].strip(), felter["arbejdssted"].strip()
    tilmelding.tilmeldt_at = tid.now()
    save_checked(tilmelding)
    record("tilmeld til temadag", temadag, by=None, rolle="den, der tilmeldte sig", efter={"tilmelding": tilmelding.pk})
    if tilmelding.pk not in give_places(temadag):
        write_waiting(tilmelding)


@transaction.atomic
def cancel(*, token: str) -> Tilmelding:
    """Cancel by the link, and let the next in line have the place. Doing it again changes nothing. Raises Ugyldigt,
    and ValidationError where the day is over."""
    tilmelding = read_link(token)
    temadag = lock_row(Temadag.objects.select_related("omraade"), pk=tilmelding.temadag_id)
    tilmelding.refresh_from_db()
    if tilmelding.afmeldt_at:
        return tilmelding
    if temadag.dato < tid.today():
        raise ValidationError("Temadagen er holdt, så der er ingen plads at give videre.")
    tilmelding.afmeldt_at = tid.now()
    tilmelding.save(update_fields=["afmeldt_at"])
    record("afmeld fra temadag", temadag, by=None, rolle="den, der tilmeldte sig", efter={"tilmelding": tilmelding.pk})
    if not temadag.aflyst_at:
        give_places(temadag)
    return tilmelding


def give_places(temadag: Temadag) -> list[int]:
    """Give free places to those who wait, and mail them. Call it with the temadag locked."""
    staar = list(temadag.tilmeldinger.standing())
    tilmeldte = [Tilmeldt(en.pk, en.plads_at is not None) for en in staar]
    nye = to_be_given(tilmeldte, temadag.pladser)
    for en in staar:
        if en.pk in nye:
            en.plads_at = tid.now()
            en.save(update_fields=["plads_at"])
            write_place(en)
    return nye


def read_link(token: str) -> Tilmelding:
    """Return who has the link. Raises Ugyldigt where it is forged, or the names have been erased."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature as fejl:
        raise Ugyldigt(UGYLDIGT) from fejl
    fundet = Tilmelding.objects.select_related("temadag__omraade").filter(pk=pk).first()
    if fundet is None:
        raise Ugyldigt(UGYLDIGT)
    return fundet


def closed_because(temadag: Temadag) -> str:
    """Return why nobody can sign up, empty where one can."""
    if temadag.offentliggjort_at is None:
        return "Temadagen er ikke offentliggjort endnu."
    if temadag.aflyst_at:
        return "Temadagen er aflyst."
    if temadag.tilmeld_senest < tid.today():
        return "Fristen for tilmelding er passeret. Skriv til sekretariatet, hvis du gerne vil med."
    return ""


def _check_open(temadag: Temadag) -> None:
    if hvorfor := closed_because(temadag):
        raise ValidationError(hvorfor)
