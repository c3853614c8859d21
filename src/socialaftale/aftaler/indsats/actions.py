"""What can be done to initiatives: the secretariat lays them out, the tovholder tells what happened."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_from_today, save_registered
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import may, require

from ..aftale.actions import store_file
from ..aftale.models import Aftale
from ..permissions import SKRIV
from .models import (
    Fokusomraade,
    Gruppemedlem,
    Gruppemoede,
    Initiativ,
    Kommissorium,
    Leverance,
    Leverancefrist,
    Produkt,
    Statusmelding,
    Vision,
)

TOVHOLDER = "tovholder"


@dataclass(frozen=True)
class Plads:
    """A seat in a working group."""

    organisation: Organisation
    funktion: str
    tovholder: bool = False
    bruger: Bruger | None = None


@dataclass(frozen=True)
class Melding:
    """A status in words; `frigivet` names fields released from a CPR alarm."""

    status: str
    grund: str
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def set_vision(*, aftale: Aftale, tekst: str, by: Bruger) -> Vision:
    """Write what the agreement wants; an earlier wording stays."""
    rolle = require(by, SKRIV, omraade=aftale.omraade)
    raekke = save_from_today(Vision(aftale=aftale, tekst=tekst.strip()), by)
    record("skriv vision", aftale, by=by, rolle=rolle)
    return raekke


@transaction.atomic
def add_focus_area(*, aftale: Aftale, titel: str, vision: str, by: Bruger) -> Fokusomraade:
    """Add a focus area last."""
    rolle = require(by, SKRIV, omraade=aftale.omraade)
    lock_row(Aftale.objects.all(), pk=aftale.pk)
    nr = next_nr(aftale.fokusomraader)
    omraade = save_checked(Fokusomraade(aftale=aftale, nr=nr, titel=titel.strip(), vision=vision.strip()))
    record("tilføj fokusområde", aftale, by=by, rolle=rolle, efter={"nr": nr})
    return omraade


@transaction.atomic
def add_initiative(*, fokusomraade: Fokusomraade, titel: str, beskrivelse: str, by: Bruger) -> Initiativ:
    """Add an initiative last: A, B, C ... Raises ValidationError after Z."""
    rolle = require(by, SKRIV, omraade=fokusomraade.aftale.omraade)
    lock_row(Fokusomraade.objects.all(), pk=fokusomraade.pk)
    antal = fokusomraade.initiativer.count()
    if antal >= 26:
        raise ValidationError("Et fokusområde kan have 26 initiativer. Lav et fokusområde mere.")
    bogstav = chr(ord("A") + antal)
    kode = f"{fokusomraade.aftale.kode}-{fokusomraade.nr}{bogstav.lower()}"
    initiativ = Initiativ(fokusomraade=fokusomraade, bogstav=bogstav, kode=kode, titel=titel.strip())
    initiativ.beskrivelse = beskrivelse.strip()
    save_checked(initiativ)
    record("tilføj initiativ", initiativ, by=by, rolle=rolle, efter={"kode": kode})
    return initiativ


@transaction.atomic
def set_mandate(*, initiativ: Initiativ, tekst: str, by: Bruger) -> Kommissorium:
    """Say what the working group is asked to do; an earlier kommissorium stays."""
    rolle = require(by, SKRIV, omraade=area_of(initiativ))
    raekke = save_from_today(Kommissorium(initiativ=initiativ, tekst=tekst.strip()), by)
    record("skriv kommissorium", initiativ, by=by, rolle=rolle)
    return raekke


@transaction.atomic
def add_member(*, initiativ: Initiativ, plads: Plads, by: Bruger) -> Gruppemedlem:
    """Give an organisation a seat from today. Raises ValidationError where a tovholder is no user of it."""
    rolle = require(by, SKRIV, omraade=area_of(initiativ))
    if plads.organisation not in Organisation.objects.i_omraade(area_of(initiativ)):
        raise ValidationError(f"{plads.organisation} hører ikke til aftaleområdet.")
    if plads.bruger and plads.bruger.organisation_id != plads.organisation.pk:
        raise ValidationError(f"{plads.bruger} er ikke bruger hos {plads.organisation}. Vælg en af dens brugere.")
    felter = {"organisation": plads.organisation, "funktion": plads.funktion.strip(), "tovholder": plads.tovholder}
    raekke = save_from_today(Gruppemedlem(initiativ=initiativ, bruger=plads.bruger, **felter), by)
    efter = {"organisation": plads.organisation.kode, "funktion": raekke.funktion, "tovholder": raekke.tovholder}
    record("tilføj medlem", initiativ, by=by, rolle=rolle, efter=efter)
    return raekke


@transaction.atomic
def end_member(*, medlem: Gruppemedlem, by: Bruger) -> None:
    """Let a seat end today."""
    rolle = require(by, SKRIV, omraade=area_of(medlem.initiativ))
    save_checked(medlem.ending(tid.today(), by, tid.now()))
    record("afslut medlem", medlem.initiativ, by=by, rolle=rolle, foer={"funktion": medlem.funktion})


@transaction.atomic
def add_deliverable(*, initiativ: Initiativ, titel: str, frist: dt.date | None, by: Bruger) -> Leverance:
    """Add what the initiative shall give, and by when."""
    rolle = require(by, SKRIV, omraade=area_of(initiativ))
    lock_row(Initiativ.objects.all(), pk=initiativ.pk)
    nr = next_nr(initiativ.leverancer)
    leverance = save_checked(Leverance(initiativ=initiativ, nr=nr, kode=f"{initiativ.kode}-{nr}", titel=titel.strip()))
    if frist:
        save_from_today(Leverancefrist(leverance=leverance, frist=frist), by)
    record("tilføj leverance", initiativ, by=by, rolle=rolle, efter={"kode": leverance.kode, "frist": frist})
    return leverance


@transaction.atomic
def move_deadline(*, leverance: Leverance, frist: dt.date, grund: str, by: Bruger) -> Leverancefrist:
    """Move a deadline: one more row, with the reason. Raises ValidationError without one."""
    rolle = require(by, SKRIV, omraade=area_of(leverance.initiativ))
    if not grund.strip():
        raise ValidationError("Skriv, hvorfor fristen flyttes.")
    raekke = save_from_today(Leverancefrist(leverance=leverance, frist=frist, grund=grund.strip()), by)
    record("flyt frist", leverance, by=by, rolle=rolle, efter={"frist": frist, "grund": raekke.grund})
    return raekke


@transaction.atomic
def plan_group_meeting(*, initiativ: Initiativ, dato: dt.date, om: str, by: Bruger) -> Gruppemoede:
    """Write a meeting of the working group: one that lies ahead is planned, one that is past was held.

    Raises ValidationError for a past day before the year in which the agreement is made, the one before its first.
    """
    rolle = require_steward(by, initiativ)
    foerste = min(initiativ.fokusomraade.aftale.fra_aar - 1, tid.today().year)
    if dato.year < foerste:
        raise ValidationError(f"Mødet ligger før aftalen. Skriv en dag i {foerste} eller senere.")
    moede = Gruppemoede(initiativ=initiativ, dato=dato, om=om.strip())
    if dato <= tid.today():
        moede.holdt_at, moede.holdt_by = tid.now(), by
    save_registered(moede, by)
    record("skriv gruppemøde", initiativ, by=by, rolle=rolle, efter={"dato": dato, "holdt": bool(moede.holdt_at)})
    return moede


@transaction.atomic
def confirm_held(*, gruppemoede: Gruppemoede, by: Bruger) -> None:
    """Say that a planned meeting was held. Raises ValidationError before its day; again changes nothing."""
    rolle = require_steward(by, gruppemoede.initiativ)
    moede = lock_row(Gruppemoede.objects.all(), pk=gruppemoede.pk)
    if moede.dato > tid.today():
        raise ValidationError(f"Mødet er først {moede.dato:%d.%m.%Y}.")
    if moede.holdt_at:
        return
    moede.holdt_at, moede.holdt_by = tid.now(), by
    moede.save(update_fields=["holdt_at", "holdt_by"])
    record("meld gruppemøde holdt", gruppemoede.initiativ, by=by, rolle=rolle, efter={"dato": moede.dato})


@transaction.atomic
def hand_in(*, leverance: Leverance, note: str, fil: tuple[str, bytes] | None, by: Bruger) -> Produkt:
    """Hand in a product, or a new issue of it. Raises ValidationError on a file of a kind that is not taken."""
    rolle = require_steward(by, leverance.initiativ)
    lock_row(Leverance.objects.all(), pk=leverance.pk)
    udgave = next_nr(leverance.produkter, "udgave")
    produkt = Produkt(leverance=leverance, udgave=udgave, note=note.strip(), afleveret_at=tid.now(), afleveret_by=by)
    produkt.full_clean(exclude=["fil"])
    produkt.fil = store_file(*fil, by) if fil else None
    produkt.save()
    record("aflevér produkt", leverance, by=by, rolle=rolle, efter={"udgave": udgave})
    return produkt


@transaction.atomic
def say_status(*, initiativ: Initiativ, melding: Melding, by: Bruger) -> Statusmelding:
    """Write what the status is and why. What happens later goes before it."""
    rolle = require_steward(by, initiativ)
    raekke = save_registered(Statusmelding(initiativ=initiativ, status=melding.status, grund=melding.grund.strip()), by)
    record("meld status", initiativ, by=by, rolle=rolle, efter={"status": raekke.status})
    if melding.frigivet:
        record(cpr.FRIGIVET, initiativ, by=by, rolle=rolle, efter={"felter": melding.frigivet})
    return raekke


def is_steward(bruger: Bruger, initiativ: Initiativ) -> bool:
    """Tell whether the person is tovholder of the initiative today."""
    return Initiativ.objects.stewarded_by(bruger, tid.today()).filter(pk=initiativ.pk).exists()


def require_steward(by: Bruger, initiativ: Initiativ) -> str:
    """Return in which role the person tells about the initiative. Raises PermissionDenied for everyone else."""
    if may(by, SKRIV, omraade=area_of(initiativ)):
        return require(by, SKRIV, omraade=area_of(initiativ))
    if by.is_authenticated and is_steward(by, initiativ):
        return TOVHOLDER
    raise PermissionDenied("Kun tovholderen og sekretariatet fortæller om initiativet.")


def area_of(initiativ: Initiativ) -> models.Model:
    return initiativ.fokusomraade.aftale.omraade
