"""What can be done to a theme that was handed in. Every right is asked again here, and every act is written down."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_from_today, save_registered
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import access, may, require
from socialaftale.regler.indspil import Slags

from .models import Indspil, Indspilsfrist, Indspilssvar
from .permissions import INDSPIL

EJER = "ejer af indspillet"


@dataclass(frozen=True)
class Oplysninger:
    """A theme and where it went. `frist` is by when an answer is expected, None where nobody has said."""

    tema: str
    forum: str
    om: str
    afleveret: dt.date
    ejer: Bruger
    frist: dt.date | None = None
    beslutning: Beslutning | None = None
    aaben: bool = True
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def hand_over(*, omraade: Aftaleomraade, oplysninger: Oplysninger, by: Bruger) -> Indspil:
    """Write a theme in that was handed over. Raises ValidationError where the day lies ahead, an answer is expected
    before it, the owner has no role in the area, the decision is of another, or it is written in already."""
    rolle = require(by, INDSPIL, omraade=omraade)
    o = oplysninger
    if o.afleveret > tid.today():
        raise ValidationError("Afleveret: dagen ligger ude i fremtiden. Skriv temaet ind, når det er afleveret.")
    if o.frist and o.frist < o.afleveret:
        raise ValidationError("Svaret ventes, før temaet er afleveret. Ret den ene dag.")
    if o.beslutning and o.beslutning.punkt.moede.udvalg.omraade_id != omraade.pk:
        raise ValidationError("Beslutningen er truffet i et andet aftaleområde.")
    _check_owner(o.ejer, omraade)
    indspil = Indspil(omraade=omraade, tema=o.tema.strip(), forum=o.forum.strip(), om=o.om.strip())
    for felt in ("afleveret", "ejer", "beslutning", "aaben"):
        setattr(indspil, felt, getattr(o, felt))
    save_registered(indspil, by)
    if o.frist:
        save_from_today(Indspilsfrist(indspil=indspil, frist=o.frist), by)
    efter = {"tema": indspil.tema, "forum": indspil.forum, "frist": o.frist}
    record("spil tema ind", indspil, by=by, rolle=rolle, efter=efter)
    _log_release(indspil, o.frigivet, by)
    return indspil


@transaction.atomic
def move_deadline(*, indspil: Indspil, frist: dt.date, grund: str, by: Bruger) -> Indspilsfrist:
    """Say anew by when an answer is expected, and why. Raises ValidationError on a day before it was handed over."""
    rolle = require_teller(by, indspil)
    _open(indspil)
    if frist < indspil.afleveret:
        raise ValidationError("Svaret kan ikke ventes, før temaet er afleveret. Ret dagen.")
    raekke = save_from_today(Indspilsfrist(indspil=indspil, frist=frist, grund=grund.strip()), by)
    record("flyt frist for svar", indspil, by=by, rolle=rolle, efter={"frist": frist})
    return raekke


@transaction.atomic
def give_to(*, indspil: Indspil, ejer: Bruger, by: Bruger) -> None:
    """Let another look after the theme. Raises ValidationError where the person has no role in the area."""
    rolle = require(by, INDSPIL, omraade=indspil.omraade)
    indspil = lock_row(Indspil.objects.select_related("omraade", "ejer"), pk=indspil.pk)
    _check_owner(ejer, indspil.omraade)
    foer, indspil.ejer = indspil.ejer, ejer
    indspil.save(update_fields=["ejer"])
    record("giv indspil videre", indspil, by=by, rolle=rolle, foer={"ejer": foer.pk}, efter={"ejer": ejer.pk})


@transaction.atomic
def tell(*, indspil: Indspil, slags: str, dato: dt.date, tekst: str, by: Bruger) -> Indspilssvar:
    """Write what came back. Raises ValidationError where the day lies ahead or before it was handed over, the same is
    written already, or it is answered."""
    rolle = require_teller(by, indspil)
    _open(indspil)
    if dato > tid.today():
        raise ValidationError("Dagen ligger ude i fremtiden. Skriv det, når det er sket.")
    if dato < indspil.afleveret:
        raise ValidationError(f"Dagen ligger, før temaet blev afleveret {indspil.afleveret:%d.%m.%Y}.")
    if indspil.svar.filter(slags=slags, dato=dato, tekst=tekst.strip()).exists():
        raise ValidationError("Det er allerede skrevet ind.")
    svar = save_registered(Indspilssvar(indspil=indspil, slags=slags, dato=dato, tekst=tekst.strip()), by)
    record("skriv svar på indspil", indspil, by=by, rolle=rolle, efter={"slags": slags, "dato": dato})
    return svar


def may_tell(bruger: Bruger, indspil: Indspil) -> bool:
    """Tell whether the person is the secretariat, or owns the theme and still has a role in its area."""
    if may(bruger, INDSPIL, omraade=indspil.omraade):
        return True
    return indspil.ejer_id == bruger.pk and indspil.omraade_id in access(bruger).omraader


def require_teller(by: Bruger, indspil: Indspil) -> str:
    """Return in which role the person tells. Raises PermissionDenied for everyone else."""
    if may(by, INDSPIL, omraade=indspil.omraade):
        return require(by, INDSPIL, omraade=indspil.omraade)
    if may_tell(by, indspil):
        return EJER
    raise PermissionDenied("Kun ejeren af indspillet og sekretariatet fortæller, hvad der kom tilbage.")


def _check_owner(ejer: Bruger, omraade: Aftaleomraade) -> None:
    if omraade.pk not in access(ejer).omraader:
        raise ValidationError(f"{ejer} har ingen rolle i aftaleområdet. Vælg en anden ejer.")


def _open(indspil: Indspil) -> None:
    lock_row(Indspil.objects.all(), pk=indspil.pk)
    if indspil.svar.filter(slags__in=[Slags.SVAR.value, Slags.LUKKET.value]).exists():
        raise ValidationError("Indspillet er afsluttet. Spil temaet ind på ny, hvis der skal mere til.")


def _log_release(indspil: Indspil, felter: list[str], by: Bruger) -> None:
    if felter:
        record(cpr.FRIGIVET, indspil, by=by, efter={"felter": felter})
