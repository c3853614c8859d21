"""A member says beforehand that she does not come, signed in or by the link in the mail, and who comes instead."""

import datetime as dt

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato as paa_dansk
from socialaftale.parter.models import Bruger

from ..models import Moede
from ..queries import current_time
from .models import Afbud
from .queries import absences, members_on

SALT = "moeder.afbud"
VIKAR = """Kære {navn}

{person} har meldt afbud til mødet i {udvalg} den {dato} og regner med, at du kommer i stedet. Se mødet her:

{link}
"""
ALLIGEVEL = """Kære {navn}

{person} kommer alligevel selv til mødet i {udvalg} den {dato}. Du skal ikke møde i stedet.

{link}
"""


class Ugyldigt(Exception):
    """The link does not hold; the message is Danish and says what to do."""


@transaction.atomic
def say_absent(
    *, moede: Moede, person: Bruger, stedfortraeder: Bruger | None, site: str, by: Bruger | None, kommer: bool = False
) -> Afbud:
    """Append that a member does not come, and who comes instead; or that she comes after all. `by` None: by the link.

    Who comes instead, or need not any more, gets a mail. Raises PermissionDenied for one without a seat, and
    ValidationError for a meeting that is past, off or written up, and for a deputy who is none of hers.
    """
    moede = lock_row(Moede.objects.select_related("udvalg__omraade"), pk=moede.pk)
    dato = _open_until(moede)
    if not has_seat(moede, person):
        raise PermissionDenied("Kun den, der har en plads i udvalget på mødets dag, kan melde afbud.")
    if stedfortraeder and stedfortraeder not in deputies_of(moede, person):
        raise ValidationError(f"{stedfortraeder} er ikke din stedfortræder i udvalget. Spørg sekretariatet.")
    foer = absences(moede, dato).get(person.pk)
    if kommer and foer is None:
        raise ValidationError("Du har ikke meldt afbud.")
    afbud = Afbud(moede=moede, dato=dato, person=person, kommer=kommer, stedfortraeder=stedfortraeder)
    afbud.registreret_at, afbud.registreret_by, afbud.ved_link = tid.now(), by or person, by is None
    save_checked(afbud)
    _tell(afbud, foer.stedfortraeder if foer else None, site)
    efter = {"person": str(person), "i_stedet": str(stedfortraeder or "")}
    record("kommer alligevel" if kommer else "meld afbud", moede, by=by, rolle="medlem", efter=efter)
    return afbud


def _open_until(moede: Moede) -> dt.date:
    nu = current_time(moede)
    if nu.aflyst:
        raise ValidationError("Mødet er aflyst.")
    if nu.dato < tid.today() or moede.afsluttet_at:
        raise ValidationError("Mødet er holdt. Sig til sekretariatet, hvis fremmødet skal rettes.")
    if moede.fremmoedelister.exists():
        raise ValidationError("Fremmødet er skrevet. Sig til sekretariatet, hvis det skal rettes.")
    return nu.dato


def _tell(afbud: Afbud, foer: Bruger | None, site: str) -> None:
    """Mail the deputy who comes now, and one who was to come and need not."""
    if afbud.stedfortraeder == foer:
        return
    for modtager, emne, brev in ((foer, "Du skal ikke møde", ALLIGEVEL), (afbud.stedfortraeder, "Mød i stedet", VIKAR)):
        if modtager and modtager.email:
            link = site.rstrip("/") + reverse("moede", args=[afbud.moede_id])
            ord_ = {"navn": modtager.navn, "person": afbud.person, "udvalg": afbud.moede.udvalg, "link": link}
            tekst = brev.format(**ord_, dato=paa_dansk(afbud.dato))
            queue_mail(modtager.email, f"{emne}: {afbud.moede.udvalg}"[:200], tekst)


def has_seat(moede: Moede, person: Bruger) -> bool:
    """Tell whether the person has a seat of her own in the body on the meeting's day."""
    return any(
        rolle.bruger_id == person.pk and rolle.stedfortraeder_for_id is None
        for rolle in members_on(moede.udvalg, current_time(moede).dato)
    )


def deputies_of(moede: Moede, person: Bruger) -> list[Bruger]:
    """Return those who may sit in the member's place that day: where the body has none, nobody comes instead."""
    roller = members_on(moede.udvalg, current_time(moede).dato)
    return [rolle.bruger for rolle in roller if rolle.stedfortraeder_for_id == person.pk]


def token_of(moede: Moede, person: Bruger) -> str:
    return signing.dumps([moede.pk, person.pk], salt=SALT)


def read_link(token: str) -> tuple[Moede, Bruger]:
    """Return the meeting and the member that the link is for. Raises Ugyldigt where it is forged, she has
    left, or it is too late."""
    try:
        moede_pk, person_pk = signing.loads(token, salt=SALT)
    except signing.BadSignature as fejl:
        raise Ugyldigt("Linket er ikke helt. Kopiér hele adressen fra mailen.") from fejl
    moede = Moede.objects.in_order().filter(pk=moede_pk).first()
    person = Bruger.objects.filter(pk=person_pk, aktiv=True).first()
    if moede is None or person is None or not has_seat(moede, person):
        raise Ugyldigt("Du har ikke længere en plads i udvalget. Spørg sekretariatet, hvis det er en fejl.")
    try:
        _open_until(moede)
    except ValidationError as fejl:
        raise Ugyldigt(" ".join(fejl.messages)) from fejl
    return moede, person
