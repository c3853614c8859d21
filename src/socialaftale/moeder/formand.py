"""The chair confirms by a link in a mail: signed, used once, and valid for the very words that were sent."""

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from . import queries
from .models import Formandsbekraeftelse, Moede
from .permissions import REFERER

SALT = "moeder.formand"
GYLDIGT_DAGE = 14

BREV = """Kære {navn}

{by} har ført beslutningerne fra {udvalg} den {dato} ind. Se dem, og bekræft dem her, uden at logge på:

{link}

Linket virker én gang og i {dage} dage. Beslutningerne gælder fra mødet, også før du har svaret.
Lukkede punkter er ikke med i linket.
"""


class Ugyldigt(Exception):
    """The link does not hold; the message is Danish and says what to do."""


@transaction.atomic
def ask_chair(*, moede: Moede, navn: str, email: str, site: str, by: Bruger) -> Formandsbekraeftelse:
    """Mail the chair a link, under `site`, to the open points' decisions. An earlier link stops working."""
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    lock_row(Moede.objects.all(), pk=moede.pk)
    bekraeftelse = Formandsbekraeftelse(moede=moede, navn=navn.strip(), email=email.strip(), sendt_by=by)
    bekraeftelse.sha256 = queries.decisions_hash(moede)
    save_checked(bekraeftelse)
    link = site.rstrip("/") + reverse("moede_formand", args=[signing.dumps(bekraeftelse.pk, salt=SALT)])
    dag = dato(queries.current_time(moede).dato)
    ord_ = {"navn": bekraeftelse.navn, "by": by, "udvalg": moede.udvalg, "dato": dag, "link": link}
    queue_mail(bekraeftelse.email, f"Bekræft beslutninger fra {moede.udvalg}", BREV.format(**ord_, dage=GYLDIGT_DAGE))
    record("bed formanden bekræfte", moede, by=by, rolle=rolle, efter={"sha256": bekraeftelse.sha256})
    return bekraeftelse


def read_link(token: str) -> Formandsbekraeftelse:
    """Return what an unspent link asks about. Raises Ugyldigt where it is forged, old, spent or overtaken."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=GYLDIGT_DAGE * 24 * 3600)
    except signing.SignatureExpired as fejl:
        raise Ugyldigt("Linket er for gammelt. Bed sekretariatet om et nyt.") from fejl
    except signing.BadSignature as fejl:
        raise Ugyldigt("Linket er ikke helt. Kopiér hele adressen fra mailen.") from fejl
    bekraeftelse = Formandsbekraeftelse.objects.select_related("moede__udvalg").filter(pk=pk).first()
    if bekraeftelse is None or bekraeftelse.svaret_at:
        raise Ugyldigt("Linket er brugt. Tak for svaret.")
    if bekraeftelse.moede.bekraeftelser.filter(pk__gt=pk).exists():
        raise Ugyldigt("Der er sendt et nyere link. Brug det i den seneste mail.")
    if bekraeftelse.sha256 != queries.decisions_hash(bekraeftelse.moede):
        raise Ugyldigt("Beslutningerne er ændret, siden linket blev sendt. Bed sekretariatet om et nyt.")
    return bekraeftelse


@transaction.atomic
def confirm(*, token: str, bemaerkning: str) -> Formandsbekraeftelse:
    """Spend the link. Raises PermissionDenied where it does not hold any longer, also between two clicks."""
    try:
        moede = lock_row(Moede.objects.all(), pk=read_link(token).moede_id)
        bekraeftelse = read_link(token)
    except Ugyldigt as fejl:
        raise PermissionDenied(str(fejl)) from fejl
    bekraeftelse.svaret_at, bekraeftelse.bemaerkning = tid.now(), bemaerkning.strip()
    bekraeftelse.save(update_fields=["svaret_at", "bemaerkning"])
    record("bekræft beslutninger", moede, by=None, rolle="formand", efter={"sha256": bekraeftelse.sha256})
    return bekraeftelse
