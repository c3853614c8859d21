"""What a signed-in person does about free places."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require
from socialaftale.tilbud.models import Afdeling

from .melding import FORTRYD_INDEN, Afsendelse, Nytsvar, write_report
from .models import Ledigmelding, Meldefortrydelse
from .permissions import MELD
from .steder import driftsherre_of

FOR_SENT = "Der er gået mere end ti minutter, så det kan ikke fortrydes. Meld i stedet det, der er rigtigt."


@dataclass(frozen=True)
class Post:
    """One afdeling's answer and how it was sent."""

    afdeling: Afdeling
    svar: Nytsvar
    afsendelse: Afsendelse


class Afvist(ValidationError):
    """One of several answers cannot be true: `afdeling` is whose."""

    def __init__(self, afdeling: Afdeling, fejl: ValidationError) -> None:
        super().__init__(fejl.messages)
        self.afdeling = afdeling


@transaction.atomic
def report(*, poster: Sequence[Post], by: Bruger) -> list[Ledigmelding]:
    """Report several afdelinger at once, all or none. Raises PermissionDenied, and Afvist where one cannot be true."""
    meldinger = []
    for post in poster:
        rolle = require(by, MELD, organisation=driftsherre_of(post.afdeling))
        try:
            meldinger.append(write_report(post.afdeling, post.svar, post.afsendelse, by, rolle))
        except ValidationError as fejl:
            raise Afvist(post.afdeling, fejl) from fejl
    return meldinger


@transaction.atomic
def take_back(*, meldinger: Sequence[Ledigmelding], by: Bruger) -> int:
    """Take back one's own reports within ten minutes: what stood before stands again, with its own age.

    Raises ValidationError after that. What has been taken back already is passed over.
    """
    egne = [en for en in meldinger if en.registreret_by_id == by.pk and not hasattr(en, "fortrydelse")]
    if any(tid.now() > en.registreret_at + FORTRYD_INDEN for en in egne):
        raise ValidationError(FOR_SENT)
    for melding in egne:
        Meldefortrydelse.objects.create(melding=melding, fortrudt_by=by)
        record("fortryd melding om ledige pladser", melding.afdeling, by=by, foer={"svar": melding.svar})
    return len(egne)
