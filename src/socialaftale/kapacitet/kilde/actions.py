"""Giving a source system its key, taking it back, and taking in what it sends."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.raekke import save_checked
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.feed import Laest
from socialaftale.regler.ledigfeed import Meldingspost
from socialaftale.tilbud.models import Afdeling, Stamfakta

from ..melding import Afsendelse, Nytsvar, unchanged, write_report
from ..models import Ledigmelding
from ..ophold.permissions import FOER_OPHOLD
from ..undergruppe.tal import Tal
from .models import Kildesystem
from .permissions import KILDER

Formaal = Kildesystem.Formaal
IKKE_JERES = "Der er ingen afdeling med den kode, som jeres driftsherre driver."
INTET_FOER = "Der er ikke meldt noget før, så svaret kan ikke være uændret."
UVENTET = "Meldingen kunne ikke gemmes. Send den igen."


@dataclass(frozen=True)
class Resultat:
    """What became of one post: modtaget, kendt (its id was here before) or afvist, in Danish why."""

    nr: int
    id: str
    status: str
    besked: str = ""


@transaction.atomic
def open_source(
    *, driftsherre: Organisation, navn: str, formaal: str = Formaal.LEDIGHED, by: Bruger
) -> tuple[Kildesystem, str]:
    """Return the source system and its key, which is shown once and kept nowhere.

    Only who may keep stays lets a system do so. Raises PermissionDenied, and ValidationError.
    """
    rolle = require(by, KILDER, organisation=driftsherre)
    if formaal == Formaal.OPHOLD:
        rolle = require(by, FOER_OPHOLD, organisation=driftsherre)
    noegle = secrets.token_urlsafe(32)
    kilde = Kildesystem(
        driftsherre=driftsherre, navn=navn.strip(), formaal=formaal, noegle_sha256=_digest(noegle), oprettet_by=by
    )
    save_checked(kilde)
    record("åbn kildesystem", kilde, by=by, rolle=rolle, efter={"navn": kilde.navn, "formaal": str(formaal)})
    return kilde, noegle


@transaction.atomic
def close_source(*, kilde: Kildesystem, by: Bruger) -> None:
    """Let its key work no longer."""
    rolle = require(by, KILDER, organisation=kilde.driftsherre)
    if kilde.lukket_at is None:
        kilde.lukket_at, kilde.lukket_by = tid.now(), by
        kilde.save(update_fields=["lukket_at", "lukket_by"])
        record("luk kildesystem", kilde, by=by, rolle=rolle)


def find_source(noegle: str, formaal: str = Formaal.LEDIGHED) -> Kildesystem | None:
    """Return whose key it is; None where it is nobody's, has been closed, or is for another purpose."""
    aabne = Kildesystem.objects.filter(noegle_sha256=_digest(noegle), formaal=formaal, lukket_at=None)
    return aabne.select_related("driftsherre").first()


def _digest(noegle: str) -> str:
    return hashlib.sha256(noegle.encode()).hexdigest()


def take_in(kilde: Kildesystem, laeste: Iterable[Laest[Meldingspost]], vej: str) -> list[Resultat]:
    """Write what can be written, post by post: one that is refused keeps no other back."""
    laeste = list(laeste)
    afdelinger = _own(kilde, {en.post.afdeling for en in laeste if en.post})
    svar = [_take(kilde, en, afdelinger, vej) for en in laeste]
    if any(et.status == "modtaget" for et in svar):
        Kildesystem.objects.filter(pk=kilde.pk).update(sidst_at=tid.now())
    return svar


def _own(kilde: Kildesystem, koder: set[str]) -> dict[str, Afdeling]:
    stam = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre=kilde.driftsherre)
    egne = Afdeling.objects.filter(tilbud__in=stam.values("tilbud"), kode__in=koder)
    return {en.kode: en for en in egne.select_related("tilbud__omraade")}


def _take(kilde: Kildesystem, laest: Laest[Meldingspost], afdelinger: dict[str, Afdeling], vej: str) -> Resultat:
    post = laest.post
    if post is None:
        return Resultat(laest.nr, "", "afvist", laest.fejl)
    klient_id = post.klient_id(str(kilde.pk))
    afdeling = afdelinger.get(post.afdeling)
    if afdeling is None:
        return Resultat(laest.nr, str(klient_id), "afvist", IKKE_JERES)
    if Ledigmelding.objects.filter(klient_id=klient_id, afdeling=afdeling).exists():
        return Resultat(laest.nr, str(klient_id), "kendt")
    afsendelse = Afsendelse(vej, kilde.navn, klient_id, post.observeret_at)
    try:
        with transaction.atomic():
            write_report(afdeling, _answer(afdeling, post), afsendelse, Bruger.objects.system(), "kildesystem")
    except ValidationError as fejl:
        return Resultat(laest.nr, str(klient_id), "afvist", " ".join(fejl.messages))
    except IntegrityError:
        return Resultat(laest.nr, str(klient_id), "afvist", UVENTET)
    return Resultat(laest.nr, str(klient_id), "modtaget")


def _answer(afdeling: Afdeling, post: Meldingspost) -> Nytsvar:
    if post.svar == "uaendret":
        sidst = unchanged(afdeling)
        if sidst is None:
            raise ValidationError(INTET_FOER)
        return sidst
    return Nytsvar(post.svar, post.ledig_fra, post.tilbudt, post.aarsag or "", grupper=_numbers(post))


def _numbers(post: Meldingspost) -> Tal:
    return tuple((kode, antal) for kode, antal in post.undergrupper.items() if antal)
