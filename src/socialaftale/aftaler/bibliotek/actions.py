"""What can be done to the library. Every right is asked again here, and every act is written down."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from socialaftale.faelles import cpr, filer, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_registered
from socialaftale.moeder.bilag.fil import examine
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import require

from ..indsats.models import Leverance, Produkt
from .models import Biblioteksprodukt, Produktversion
from .permissions import BIBLIOTEK


@dataclass(frozen=True)
class Oplysninger:
    """What a product is. `frigivet` names fields released from a CPR alarm, here and below."""

    titel: str
    art: str
    om: str = ""
    leverance: Leverance | None = None
    frigivet: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Indhold:
    """A version: one of a file that was sent, an address, and an issue that was handed in as a deliverable."""

    note: str
    gaelder_fra: dt.date
    fil: UploadedFile | None = None
    adresse: str = ""
    afleveret: Produkt | None = None
    beslutning: Beslutning | None = None
    aaben: bool = True
    frigivet: list[str] = field(default_factory=list)


@transaction.atomic
def add_product(*, omraade: Aftaleomraade, oplysninger: Oplysninger, by: Bruger) -> Biblioteksprodukt:
    """Add a product, without a version yet. Raises ValidationError where the title is taken, or the deliverable is of
    another area."""
    rolle = require(by, BIBLIOTEK, omraade=omraade)
    o = oplysninger
    if o.leverance and o.leverance.initiativ.fokusomraade.aftale.omraade_id != omraade.pk:
        raise ValidationError("Leverancen hører til et andet aftaleområde.")
    produkt = Biblioteksprodukt(omraade=omraade, titel=o.titel.strip(), art=o.art, om=o.om.strip())
    produkt.leverance, produkt.oprettet_at, produkt.oprettet_by = o.leverance, tid.now(), by
    save_checked(produkt)
    record("opret produkt", produkt, by=by, rolle=rolle, efter={"titel": produkt.titel, "art": produkt.art})
    _log_release(produkt, o.frigivet, by)
    return produkt


@transaction.atomic
def add_version(*, produkt: Biblioteksprodukt, indhold: Indhold, by: Bruger) -> Produktversion:
    """Append a version. Raises ValidationError where it has no content or more than one, the file cannot be taken or
    is there already, the decision is of another area, or the product has gone out."""
    rolle = require(by, BIBLIOTEK, omraade=produkt.omraade)
    produkt = lock_row(Biblioteksprodukt.objects.select_related("omraade", "leverance"), pk=produkt.pk)
    _check(produkt, indhold)
    nr = next_nr(produkt.versioner)
    ny = Produktversion(produkt=produkt, nr=nr, note=indhold.note.strip(), adresse=indhold.adresse.strip())
    for felt in ("gaelder_fra", "afleveret", "beslutning", "aaben"):
        setattr(ny, felt, getattr(indhold, felt))
    ny.fil = _file_of(produkt, indhold, by)
    save_registered(ny, by)
    efter = {"nr": nr, "fra": ny.gaelder_fra, "aaben": ny.aaben, "fil": ny.fil.sha256 if ny.fil else ny.adresse}
    record("læg version ind", produkt, by=by, rolle=rolle, efter=efter)
    _log_release(produkt, indhold.frigivet, by)
    return ny


def _check(produkt: Biblioteksprodukt, indhold: Indhold) -> None:
    if produkt.udgaar and produkt.udgaar <= tid.today():
        raise ValidationError(f"Produktet er udgået {produkt.udgaar:%d.%m.%Y} og får ingen nye versioner.")
    if sum(map(bool, (indhold.fil, indhold.adresse.strip(), indhold.afleveret))) != 1:
        raise ValidationError("Vælg én: en fil, en adresse eller en afleveret udgave.")
    if indhold.afleveret and (not indhold.afleveret.fil or indhold.afleveret.leverance != produkt.leverance):
        raise ValidationError("Den afleverede udgave har ingen fil eller hører til en anden leverance.")
    if indhold.beslutning and indhold.beslutning.punkt.moede.udvalg.omraade_id != produkt.omraade_id:
        raise ValidationError("Beslutningen er truffet i et andet aftaleområde.")


def _file_of(produkt: Biblioteksprodukt, indhold: Indhold, by: Bruger) -> filer.Fil | None:
    if indhold.afleveret:
        fil = indhold.afleveret.fil
    elif indhold.fil:
        seet = examine(indhold.fil)
        fil = filer.put(seet.fil.chunks(), seet.navn, by=by)
    else:
        return None
    if samme := produkt.versioner.filter(fil__sha256=fil.sha256).first():
        if indhold.fil:
            filer.discard(fil)
        raise ValidationError(f"Filen er den samme som version {samme.nr}. Vælg den nye fil.")
    return fil


@transaction.atomic
def retire(*, produkt: Biblioteksprodukt, fra: dt.date, grund: str, by: Bruger) -> None:
    """Say from which day a product is not used any more, and why; its versions stay. Raises ValidationError where it
    has gone out already, or without a reason."""
    rolle = require(by, BIBLIOTEK, omraade=produkt.omraade)
    produkt = lock_row(Biblioteksprodukt.objects.select_related("omraade"), pk=produkt.pk)
    if produkt.udgaar and produkt.udgaar <= tid.today():
        raise ValidationError(f"Produktet er allerede udgået {produkt.udgaar:%d.%m.%Y}.")
    produkt.udgaar, produkt.udgaar_fordi = fra, grund.strip()
    produkt.full_clean()
    produkt.save(update_fields=["udgaar", "udgaar_fordi"])
    record("lad produkt udgå", produkt, by=by, rolle=rolle, efter={"fra": fra, "grund": produkt.udgaar_fordi})


def _log_release(produkt: Biblioteksprodukt, felter: list[str], by: Bruger) -> None:
    if felter:
        record(cpr.FRIGIVET, produkt, by=by, efter={"felter": felter})
