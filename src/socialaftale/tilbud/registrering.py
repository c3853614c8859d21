"""Write facts. Everything that changes the register ends here; the actions decide whether it may."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import CheckConstraint

from socialaftale.faelles import tid
from socialaftale.parter.dateret import DateretRaekke
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.sortering import sort_key

from .models import (
    Afdeling,
    Afdelingsfakta,
    Landsdaekning,
    Maalgruppefakta,
    Pladsfakta,
    Pladsgruppe,
    Stamfakta,
    Statusfakta,
    Tilbud,
    Ydelse,
    Ydelsesfakta,
)
from .models.identitet import new_kode
from .status import Status

Fakta = TypeVar("Fakta", bound=DateretRaekke)
_STAM = ("navn", "driftsherre", "p_nummer", "tilbudsportal_id", "landsdaekning", "forstaerket_samarbejde", "kategori")
_AFDELING = ("navn", "kommune", "vej", "postnummer", "postdistrikt", "beskyttet")
_PLADSER = ("lovgrundlag", "form", "godkendte", "normerede")
_YDELSE = ("navn", "ydelsestype", "til_salg")
_RAMMEN = {"id", "gaelder_fra", "registreret_at", "registreret_by_id"}


@dataclass(frozen=True)
class Registrering:
    """Who registers, from which day it holds, and the instant we were told: the same for everything in one action."""

    by: Bruger
    gaelder_fra: dt.date
    at: dt.datetime

    @classmethod
    def now(cls, by: Bruger, gaelder_fra: dt.date) -> "Registrering":
        return cls(by, gaelder_fra, tid.now())


@dataclass(frozen=True)
class NyPladsgruppe:
    lovgrundlag: str
    form: str
    godkendte: int
    normerede: int
    kode: str = field(default_factory=new_kode)


@dataclass(frozen=True)
class NyAfdeling:
    navn: str
    kommune: Organisation
    vej: str = ""
    postnummer: str = ""
    postdistrikt: str = ""
    beskyttet: bool = False
    pladser: tuple[NyPladsgruppe, ...] = ()
    kode: str = field(default_factory=new_kode)


@dataclass(frozen=True)
class NyYdelse:
    navn: str
    ydelsestype: str
    til_salg: str
    kode: str = field(default_factory=new_kode)


@dataclass(frozen=True)
class NytTilbud:
    """Everything about a tilbud on its first day."""

    navn: str
    driftsherre: Organisation
    afdelinger: tuple[NyAfdeling, ...]
    ydelser: tuple[NyYdelse, ...] = ()
    maalgrupper: tuple[str, ...] = ()
    alder_fra: int = 18
    alder_til: int = 125
    p_nummer: str = ""
    tilbudsportal_id: str = ""
    landsdaekning: str = Landsdaekning.INGEN
    forstaerket_samarbejde: bool = False
    kategori: int | None = None
    kode: str = field(default_factory=new_kode)
    eksempeldata: bool = False


def append(model: type[Fakta], om: Any, registrering: Registrering, **aendret: Any) -> list[Fakta]:
    """Append what changes from a day, and return the new rows; nothing where nothing changes.

    Values not named stay. A later row already known keeps its own values, but one that merely repeated the old value
    follows along: a new name from May is the name in June too, although a new category was registered from June.
    """
    (noegle,) = model.NOEGLE
    raekker = model.objects.filter(**{noegle: om})
    foer = raekker.gaeldende(registrering.gaelder_fra).first()
    if foer is None:
        return [_write(model, registrering, {f"{noegle}_id": om.pk} | _attnames(model, aendret))]
    nyt = {navn: vaerdi for navn, vaerdi in _attnames(model, aendret).items() if getattr(foer, navn) != vaerdi}
    if not nyt:
        return []
    _check(model, _values(foer) | nyt)
    skrevet = [_write(model, registrering, _values(foer) | nyt)]
    for senere in _later(raekker, registrering.gaelder_fra):
        fulgt = {navn: vaerdi for navn, vaerdi in nyt.items() if getattr(senere, navn) == getattr(foer, navn)}
        if fulgt:
            fra = Registrering(registrering.by, senere.gaelder_fra, registrering.at)
            skrevet.append(_write(model, fra, _values(senere) | fulgt))
    return skrevet


def write_tilbud(omraade: Aftaleomraade, nyt: NytTilbud, status: Status, registrering: Registrering) -> Tilbud:
    """Write a new tilbud with its first facts. The words of the search are the caller's to make."""
    tilbud = Tilbud.objects.create(omraade=omraade, kode=nyt.kode, eksempeldata=nyt.eksempeldata)
    _write(Statusfakta, registrering, {"tilbud": tilbud, "status": status})
    stam = {navn: getattr(nyt, navn) for navn in _STAM}
    _write(Stamfakta, registrering, {"tilbud": tilbud, "sortering": sort_key(nyt.navn)} | stam)
    maal = {"maalgrupper": list(nyt.maalgrupper), "alder_fra": nyt.alder_fra, "alder_til": nyt.alder_til}
    _write(Maalgruppefakta, registrering, {"tilbud": tilbud} | maal)
    for afdeling in nyt.afdelinger:
        write_afdeling(tilbud, afdeling, registrering)
    for ydelse in nyt.ydelser:
        write_ydelse(tilbud, ydelse, registrering)
    return tilbud


def write_afdeling(tilbud: Tilbud, ny: NyAfdeling, registrering: Registrering) -> Afdeling:
    afdeling = Afdeling.objects.create(tilbud=tilbud, kode=ny.kode)
    vaerdier = {navn: getattr(ny, navn) for navn in _AFDELING}
    _write(Afdelingsfakta, registrering, {"afdeling": afdeling} | vaerdier)
    for pladser in ny.pladser:
        write_pladsgruppe(afdeling, pladser, registrering)
    return afdeling


def write_pladsgruppe(afdeling: Afdeling, ny: NyPladsgruppe, registrering: Registrering) -> Pladsgruppe:
    pladsgruppe = Pladsgruppe.objects.create(afdeling=afdeling, kode=ny.kode)
    vaerdier = {navn: getattr(ny, navn) for navn in _PLADSER}
    _write(Pladsfakta, registrering, {"pladsgruppe": pladsgruppe} | vaerdier)
    return pladsgruppe


def write_ydelse(tilbud: Tilbud, ny: NyYdelse, registrering: Registrering) -> Ydelse:
    ydelse = Ydelse.objects.create(tilbud=tilbud, kode=ny.kode)
    vaerdier = {navn: getattr(ny, navn) for navn in _YDELSE}
    _write(Ydelsesfakta, registrering, {"ydelse": ydelse} | vaerdier)
    return ydelse


def _later(raekker: Any, gaelder_fra: dt.date) -> Iterator[Any]:
    """Yield, for each later day that a row begins, the newest row of that day."""
    dage: dict[dt.date, Any] = {}
    for raekke in raekker.filter(gaelder_fra__gt=gaelder_fra).order_by("gaelder_fra", "registreret_at"):
        dage[raekke.gaelder_fra] = raekke
    yield from dage.values()


def _write(model: type[Fakta], registrering: Registrering, vaerdier: dict[str, Any]) -> Fakta:
    raekke = model(
        gaelder_fra=registrering.gaelder_fra,
        registreret_at=registrering.at,
        registreret_by=registrering.by,
        **vaerdier,
    )
    raekke.save(force_insert=True)
    return raekke


def _check(model: type[Fakta], vaerdier: dict[str, Any]) -> None:
    """Raise ValidationError where the values break a rule of the model, before the database has to."""
    raekke = model(**vaerdier)
    raekke.clean_fields(exclude={felt.name for felt in model._meta.concrete_fields if felt.is_relation} | _RAMMEN)
    for regel in model._meta.constraints:
        if isinstance(regel, CheckConstraint):
            regel.validate(model, raekke)


def _values(raekke: DateretRaekke) -> dict[str, Any]:
    felter = (felt.attname for felt in raekke._meta.concrete_fields)
    return {navn: getattr(raekke, navn) for navn in felter if navn not in _RAMMEN}


def _attnames(model: type[DateretRaekke], vaerdier: dict[str, Any]) -> dict[str, Any]:
    """Return the values under the names of their columns: a driftsherre as `driftsherre_id`."""
    fundne = {}
    for navn, vaerdi in vaerdier.items():
        felt = model._meta.get_field(navn)
        fundne[felt.attname] = vaerdi.pk if felt.is_relation and vaerdi is not None else vaerdi
    return fundne
