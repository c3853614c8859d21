"""What a signed-in person does about free places."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.raekke import save_checked, save_from_today
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require
from socialaftale.tilbud.foelger import tell_changed
from socialaftale.tilbud.models import Afdeling, Tilbud

from .melding import FORTRYD_INDEN, Afsendelse, Nytsvar, write_report
from .models import Kapacitetsvalg, Ledigmelding, Meldeaftale, Meldefortrydelse
from .permissions import AFTALER, MELD, VALG
from .reservation.frist import choose_working_days
from .steder import driftsherre_of

FOR_SENT = "Der er gået mere end ti minutter, så det kan ikke fortrydes. Meld i stedet det, der er rigtigt."


@dataclass(frozen=True)
class Post:
    """One afdeling's answer and how it was sent."""

    afdeling: Afdeling
    svar: Nytsvar
    afsendelse: Afsendelse


class Afvist(ValidationError):
    """One of several answers cannot be true: `afdeling` is whose, and the errors stand by field where they do."""

    def __init__(self, afdeling: Afdeling, fejl: ValidationError) -> None:
        super().__init__(fejl.message_dict if hasattr(fejl, "error_dict") else fejl.messages)
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
    tell_changed(Tilbud.objects.filter(afdelinger__in={en.afdeling_id for en in egne}))
    return len(egne)


@dataclass(frozen=True)
class Aftale:
    """What an afdeling promises; see `Meldeaftale`."""

    rytme_dage: int
    telefon: str
    vises: bool
    leder: Bruger | None
    stedfortraeder: Bruger | None
    postkasse: str


@transaction.atomic
def promise(*, afdelinger: Sequence[Afdeling], aftale: Aftale, arbejdsdage: int | None = None, by: Bruger) -> int:
    """Let the promise hold from today for each afdeling of a tilbud, and return for how many.

    `arbejdsdage`: how long the tilbud holds a place; None where that is not asked. All of it is saved, or nothing.
    Raises PermissionDenied, and ValidationError where it cannot be promised.
    """
    for afdeling in afdelinger:
        rolle = require(by, AFTALER, organisation=driftsherre_of(afdeling))
        save_from_today(Meldeaftale(afdeling=afdeling, **vars(aftale)), by)
        efter = {"rytme_dage": aftale.rytme_dage, "vises": aftale.vises, "telefon": aftale.telefon}
        record("aftal, hvordan der meldes ledige pladser", afdeling, by=by, rolle=rolle, efter=efter)
    if arbejdsdage is not None:
        choose_working_days(tilbud=afdelinger[0].tilbud, arbejdsdage=arbejdsdage, by=by)
    tell_changed(Tilbud.objects.filter(afdelinger__in=afdelinger))
    return len(afdelinger)


@dataclass(frozen=True)
class Omstilling:
    """A part that is switched on or off from a day, perhaps after a decision."""

    valg: str
    til: bool
    gaelder_fra: dt.date
    beslutning: Beslutning | None = None


@transaction.atomic
def switch(*, omraade: Aftaleomraade, valgt: Omstilling, by: Bruger) -> None:
    """Switch a part on or off for the area. Raises PermissionDenied, and ValidationError for another area's body."""
    rolle = require(by, VALG, omraade=omraade)
    if valgt.beslutning and valgt.beslutning.punkt.moede.udvalg.omraade_id != omraade.pk:
        raise ValidationError("Beslutningen er truffet i et andet aftaleområde.")
    raekke = Kapacitetsvalg(
        omraade=omraade,
        valg=valgt.valg,
        ophoert=not valgt.til,
        beslutning=valgt.beslutning,
        gaelder_fra=valgt.gaelder_fra,
        registreret_at=tid.now(),
        registreret_by=by,
    )
    save_checked(raekke)
    efter = {"valg": valgt.valg, "til": valgt.til, "gaelder_fra": valgt.gaelder_fra}
    record("stil på den ledige kapacitet", omraade, by=by, rolle=rolle, efter=efter)
    tell_changed(Tilbud.objects.filter(omraade=omraade))
