"""What can be done to a central udmelding: register it, give a part, write the joint answer, say what happened."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_from_today, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require

from ..permissions import BIDRAG, SKRIV
from .models import (
    Risikofarve,
    Udmelding,
    Udmeldingsbidrag,
    Udmeldingsfrist,
    Udmeldingshaendelse,
    Udmeldingssvar,
)


@dataclass(frozen=True)
class Oplysninger:
    """What an udmelding is about. Of an old one `udsendt` may be unknown."""

    maalgruppe: str
    slags: str
    aar: int
    udsendt: dt.date | None = None
    frist: dt.date | None = None
    om: str = ""
    hjemmel: str = "Serviceloven § 13 b"


@dataclass(frozen=True)
class Skrevet:
    """A text, and the version it was begun from; `frigivet` names fields released from a CPR alarm."""

    tekst: str
    set_nr: int
    frigivet: list[str] = field(default_factory=list)


class Overhalet(ValidationError):
    """Someone else saved the text in between: `nyeste` is theirs."""

    def __init__(self, nyeste: Udmeldingsbidrag | Udmeldingssvar) -> None:
        self.nyeste = nyeste
        super().__init__(
            f"{nyeste.registreret_by} har gemt version {nyeste.nr} imens. Din tekst står her endnu: sammenlign, og gem "
            "igen, hvis din skal gælde."
        )


@transaction.atomic
def register_announcement(*, omraade: Aftaleomraade, oplysninger: Oplysninger, by: Bruger) -> Udmelding:
    """Register what the agency sent out. Raises ValidationError on a deadline before it."""
    rolle = require(by, SKRIV, omraade=omraade)
    o = oplysninger
    if o.udsendt and o.udsendt.year != o.aar:
        raise ValidationError("Dagen, den er udsendt, ligger ikke i året. Ret den ene.")
    if o.frist and o.frist < (o.udsendt or dt.date(o.aar, 1, 1)):
        raise ValidationError("Fristen ligger før den dag, udmeldingen er udsendt. Ret den ene.")
    kode = _code(o.maalgruppe, o.aar)
    felter = {navn: getattr(o, navn) for navn in ("slags", "aar", "udsendt", "hjemmel")}
    udmelding = Udmelding(omraade=omraade, kode=kode, maalgruppe=o.maalgruppe.strip(), om=o.om.strip(), **felter)
    save_checked(udmelding)
    if o.frist:
        save_from_today(Udmeldingsfrist(udmelding=udmelding, frist=o.frist), by)
    record("registrér udmelding", udmelding, by=by, rolle=rolle, efter={"kode": kode, "frist": o.frist})
    return udmelding


@transaction.atomic
def move_deadline(*, udmelding: Udmelding, frist: dt.date, grund: str, by: Bruger) -> Udmeldingsfrist:
    """Write the agency's deadline anew, with where it stands."""
    rolle = require(by, SKRIV, omraade=udmelding.omraade)
    raekke = save_from_today(Udmeldingsfrist(udmelding=udmelding, frist=frist, grund=grund.strip()), by)
    record("flyt frist", udmelding, by=by, rolle=rolle, efter={"frist": frist})
    return raekke


@transaction.atomic
def give_part(*, udmelding: Udmelding, part: Organisation, skrevet: Skrevet, by: Bruger) -> Udmeldingsbidrag:
    """Append a party's part. Raises Overhalet where a colleague has saved since, ValidationError once it is sent."""
    rolle = require(by, BIDRAG, organisation=part, omraade=udmelding.omraade)
    _open(udmelding)
    if not Organisation.objects.i_omraade(udmelding.omraade).parter().filter(pk=part.pk).exists():
        raise ValidationError(f"{part} er ikke part i aftalen.")
    bidrag = Udmeldingsbidrag(udmelding=udmelding, part=part, tekst=skrevet.tekst.strip())
    _append(bidrag, udmelding.bidrag.filter(part=part), skrevet.set_nr, by)
    record("giv bidrag", udmelding, by=by, rolle=rolle, efter={"part": part.kode, "nr": bidrag.nr})
    _released(udmelding, skrevet, by, rolle)
    return bidrag


@transaction.atomic
def write_answer(*, udmelding: Udmelding, skrevet: Skrevet, by: Bruger) -> Udmeldingssvar:
    """Append a version of the joint answer. Raises Overhalet, and ValidationError once it is sent."""
    rolle = require(by, SKRIV, omraade=udmelding.omraade)
    _open(udmelding)
    svar = Udmeldingssvar(udmelding=udmelding, tekst=skrevet.tekst.strip())
    _append(svar, udmelding.svar.all(), skrevet.set_nr, by)
    record("skriv fælles svar", udmelding, by=by, rolle=rolle, efter={"nr": svar.nr})
    _released(udmelding, skrevet, by, rolle)
    return svar


@transaction.atomic
def say_what_happened(
    *, udmelding: Udmelding, slags: str, dato: dt.date, tekst: str, by: Bruger
) -> Udmeldingshaendelse:
    """Write what happened. Raises ValidationError where it lies ahead, or is before the udmelding."""
    rolle = require(by, SKRIV, omraade=udmelding.omraade)
    lock_row(Udmelding.objects.all(), pk=udmelding.pk)
    if dato > tid.today():
        raise ValidationError("Dagen ligger ude i fremtiden. Skriv det, når det er sket.")
    if dato < (udmelding.udsendt or dt.date(udmelding.aar, 1, 1)):
        raise ValidationError("Dagen ligger, før udmeldingen blev udsendt.")
    raekke = Udmeldingshaendelse(udmelding=udmelding, slags=slags, dato=dato, tekst=tekst.strip())
    save_registered(raekke, by)
    record("skriv hændelse", udmelding, by=by, rolle=rolle, efter={"slags": slags, "dato": dato})
    return raekke


@transaction.atomic
def set_colour(
    *, omraade: Aftaleomraade, maalgruppe: str, farve: str, fra: dt.date, kilde: str, by: Bruger
) -> Risikofarve:
    """Write the colour of a target group from a day on."""
    rolle = require(by, SKRIV, omraade=omraade)
    raekke = Risikofarve(omraade=omraade, maalgruppe=maalgruppe.strip(), farve=farve, kilde=kilde.strip())
    raekke.gaelder_fra = fra
    save_registered(raekke, by)
    record("skriv risikofarve", omraade, by=by, rolle=rolle, efter={"maalgruppe": raekke.maalgruppe, "farve": farve})
    return raekke


def _open(udmelding: Udmelding) -> None:
    lock_row(Udmelding.objects.all(), pk=udmelding.pk)
    if udmelding.haendelser.filter(slags=Udmeldingshaendelse.Slags.SENDT).exists():
        raise ValidationError("Svaret er sendt og kan ikke ændres.")


def _append(ny: Udmeldingsbidrag | Udmeldingssvar, foer: models.QuerySet, set_nr: int, by: Bruger) -> None:
    ny.nr = next_nr(foer)
    if ny.nr != set_nr + 1:
        raise Overhalet(foer.get(nr=ny.nr - 1))
    save_registered(ny, by)


def _released(udmelding: Udmelding, skrevet: Skrevet, by: Bruger, rolle: str) -> None:
    if skrevet.frigivet:
        record(cpr.FRIGIVET, udmelding, by=by, rolle=rolle, efter={"felter": skrevet.frigivet})


def _code(maalgruppe: str, aar: int) -> str:
    """Whole words of the target group, in letters of an address, and the year."""
    ord_ = slugify(maalgruppe.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa"))
    kort = ord_ if len(ord_) <= 40 else ord_[:41].rpartition("-")[0] or ord_[:40]
    return f"{kort}-{aar}"
