"""The release of an agenda: from then on members read it, and everybody its open points. Members get one mail."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import kort_dato
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import require
from socialaftale.parter.queries import members

from ..actions import open_meeting
from ..fremmoede.afbud import has_seat, token_of
from ..models import Moede
from ..permissions import REFERER
from ..queries import current_time

BREV = """Kære {navn}

Dagsordenen til mødet i {udvalg} den {dato} er frigivet. Læs den, og hent bilagene, her:

{link}

Alle kan nu læse de åbne punkter og hente de åbne bilag. Det lukkede kan kun udvalget og
sekretariatet se; log på for at læse det.
{afbud}"""
AFBUD = """
Kan du ikke komme, så meld afbud her, uden at logge på:

{link}
"""


@transaction.atomic
def release(*, moede: Moede, site: str, by: Bruger) -> list[Bruger]:
    """Release the agenda, and return those who get a mail. `site` is the address of the site, for the link.

    Raises ValidationError where there is nothing to release, or it is released already.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    moede = open_meeting(moede)
    if moede.frigivet_at:
        raise ValidationError(f"Dagsordenen er allerede frigivet af {moede.frigivet_by}.")
    if not moede.punkter.exists():
        raise ValidationError("Der er ingen punkter på dagsordenen. Tilføj dem, før den frigives.")
    moede.frigivet_at, moede.frigivet_by = tid.now(), by
    moede.save(update_fields=["frigivet_at", "frigivet_by"])
    modtagere = receivers(moede.udvalg)
    dag = kort_dato(current_time(moede).dato)
    for person in modtagere:
        ord_ = {"navn": person.navn, "udvalg": moede.udvalg, "dato": dag, "link": address(site, moede)}
        ord_["afbud"] = _way_to_say_absent(moede, person, site)
        queue_mail(person.email, f"Dagsorden: {moede.udvalg} {dag}"[:200], BREV.format(**ord_))
    efter = {"punkter": moede.punkter.count(), "mails": len(modtagere)}
    record("frigiv dagsorden", moede, by=by, rolle=rolle, efter=efter)
    return modtagere


def _way_to_say_absent(moede: Moede, person: Bruger, site: str) -> str:
    """What the mail says of it to one who has a seat; a deputy has none, and a meeting in writing none to miss."""
    if moede.form == Moede.Form.SKRIFTLIG or not has_seat(moede, person):
        return ""
    link = reverse("moede_afbud_link", args=[token_of(moede, person)])
    return AFBUD.format(link=(site or settings.WEBADRESSE).rstrip("/") + link)


def receivers(udvalg: Udvalg) -> list[Bruger]:
    """Return the body's members and deputies today who have an address, each once, however many seats they have."""
    personer: dict[str, Bruger] = {}
    for plads in members(udvalg):
        if plads.bruger.aktiv and plads.bruger.email:
            personer.setdefault(plads.bruger.email.lower(), plads.bruger)
    return sorted(personer.values(), key=lambda person: (person.navn, person.pk))


def address(site: str, moede: Moede) -> str:
    """Return the whole address of the meeting's page."""
    return (site or settings.WEBADRESSE).rstrip("/") + reverse("moede", args=[moede.pk])
