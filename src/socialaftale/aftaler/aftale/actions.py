"""What can be done to an agreement. Every right is asked again here, and every act is written down."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, filer, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.aftaletekst import Del

from ..permissions import GODKENDELSER, SKRIV
from .models import Aftale, Aftalebilag, Aftaledel, Aftalegodkendelse, Aftaletekst

FILTYPER = (".pdf", ".docx", ".xlsx", ".csv", ".txt", ".json")


@dataclass(frozen=True)
class Version:
    """A new version of the text; `frigivet` names fields released from a CPR alarm."""

    dele: Sequence[Del]
    note: str
    redaktionel: bool = False
    frigivet: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Vedlagt:
    """An annex; `fil` is its name and content, None where it is only named."""

    nummer: int
    titel: str
    aaben: bool = True
    fil: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Partssvar:
    """What a council answered, on which version, and when."""

    svar: str
    tekst_nr: int
    dato: dt.date
    beslutning: str = ""
    link: str = ""
    frigivet: list[str] = field(default_factory=list)


class Overhalet(ValidationError):
    """Someone else saved a text in between: `nyeste` is theirs."""

    def __init__(self, nyeste: Aftaletekst) -> None:
        self.nyeste = nyeste
        super().__init__(
            f"{nyeste.registreret_by} har gemt version {nyeste.nr} imens. Din tekst står her endnu: se forskellen "
            "nedenfor, ret det, der skal rettes, og gem igen."
        )


@transaction.atomic
def create_agreement(*, omraade: Aftaleomraade, titel: str, aar: tuple[int, int], by: Bruger) -> Aftale:
    """Begin an agreement for the years. Raises ValidationError where they lie in another agreement's."""
    rolle = require(by, SKRIV, omraade=omraade)
    fra_aar, til_aar = aar
    if andre := Aftale.objects.filter(omraade=omraade, fra_aar__lte=til_aar, til_aar__gte=fra_aar):
        raise ValidationError(f"Årene er også årene for {andre[0]}. To aftaler kan ikke gælde samtidig.")
    kode = str(fra_aar) if fra_aar == til_aar else f"{fra_aar}-{til_aar % 100:02}"
    aftale = save_checked(Aftale(omraade=omraade, kode=kode, titel=titel.strip(), fra_aar=fra_aar, til_aar=til_aar))
    record("opret aftale", aftale, by=by, rolle=rolle, efter={"kode": kode})
    return aftale


@transaction.atomic
def write_text(*, aftale: Aftale, set_nr: int, version: Version, by: Bruger) -> Aftaletekst:
    """Append a version of the whole text; `set_nr` is the version that the writer began from, 0 for none.

    Raises Overhalet where another has saved since, and ValidationError where nothing is changed.
    """
    rolle = require(by, SKRIV, omraade=aftale.omraade)
    aftale = lock_row(Aftale.objects.all(), pk=aftale.pk)
    nyeste = aftale.tekster.order_by("-nr").first()
    if nyeste and nyeste.nr != set_nr:
        raise Overhalet(nyeste)
    if nyeste and parts_of(nyeste) == list(version.dele):
        raise ValidationError(f"Teksten er den samme som version {nyeste.nr}. Der er intet at gemme.")
    tekst = Aftaletekst(aftale=aftale, nr=(nyeste.nr if nyeste else 0) + 1, note=version.note.strip())
    tekst.redaktionel = version.redaktionel and nyeste is not None
    save_registered(tekst, by)
    for nr, del_ in enumerate(version.dele, 1):
        raekke = Aftaledel(aftaletekst=tekst, nr=nr, niveau=del_.niveau, overskrift=del_.overskrift, tekst=del_.tekst)
        save_checked(raekke)
    record("skriv aftaletekst", aftale, by=by, rolle=rolle, efter={"nr": tekst.nr, "redaktionel": tekst.redaktionel})
    if version.frigivet:
        record(cpr.FRIGIVET, aftale, by=by, rolle=rolle, efter={"felter": version.frigivet})
    return tekst


def parts_of(tekst: Aftaletekst) -> list[Del]:
    """Return a version as its parts."""
    return [Del(del_.overskrift, del_.tekst, del_.niveau) for del_ in tekst.dele.order_by("nr")]


@transaction.atomic
def publish_text(*, tekst: Aftaletekst, by: Bruger) -> None:
    """Let everyone read a version. Doing it again changes nothing."""
    rolle = require(by, SKRIV, omraade=tekst.aftale.omraade)
    tekst = lock_row(Aftaletekst.objects.select_related("aftale"), pk=tekst.pk)
    if tekst.offentliggjort_at:
        return
    tekst.offentliggjort_at, tekst.offentliggjort_by = tid.now(), by
    tekst.save(update_fields=["offentliggjort_at", "offentliggjort_by"])
    record("offentliggør aftaletekst", tekst.aftale, by=by, rolle=rolle, efter={"nr": tekst.nr})


@transaction.atomic
def add_annex(*, aftale: Aftale, vedlagt: Vedlagt, by: Bruger) -> Aftalebilag:
    """Add an annex, or a new issue of one. Raises ValidationError on a file of a kind that is not taken."""
    rolle = require(by, SKRIV, omraade=aftale.omraade)
    lock_row(Aftale.objects.all(), pk=aftale.pk)
    udgave = next_nr(aftale.bilag.filter(nummer=vedlagt.nummer), "udgave")
    bilag = Aftalebilag(aftale=aftale, nummer=vedlagt.nummer, udgave=udgave, titel=vedlagt.titel.strip())
    bilag.aaben, bilag.registreret_at, bilag.registreret_by = vedlagt.aaben, tid.now(), by
    bilag.full_clean(exclude=["fil"])
    if vedlagt.fil:
        bilag.fil = store_file(*vedlagt.fil, by)
    bilag.save()
    efter = {"nummer": bilag.nummer, "udgave": bilag.udgave, "sha256": bilag.fil.sha256 if bilag.fil else ""}
    record("læg bilag ved aftalen", aftale, by=by, rolle=rolle, efter=efter)
    return bilag


def store_file(navn: str, raw: bytes, by: Bruger) -> filer.Fil:
    """Store a file that is sent along. Raises ValidationError where it is empty, too large or of another kind."""
    if PurePath(navn).suffix.lower() not in FILTYPER:
        raise ValidationError(f"Filen kan være {', '.join(FILTYPER)}. Gem »{navn}« som PDF, og vælg den fil.")
    if not raw:
        raise ValidationError("Filen er tom. Kontrollér, at du har valgt den rigtige fil.")
    try:
        return filer.put([raw], navn, by=by)
    except filer.FilForStor as fejl:
        raise ValidationError(str(fejl)) from None


@transaction.atomic
def record_approval(*, aftale: Aftale, part: Organisation, svar: Partssvar, by: Bruger) -> Aftalegodkendelse:
    """Append what a party's council answered. Raises ValidationError where the day lies ahead, the party is none of
    the agreement's, or the version does not exist."""
    rolle = require(by, GODKENDELSER, organisation=part, omraade=aftale.omraade)
    lock_row(Aftale.objects.all(), pk=aftale.pk)
    if part not in parties(aftale):
        raise ValidationError(f"{part} er ikke part i aftalen.")
    if svar.dato > tid.today():
        raise ValidationError("Dagen ligger ude i fremtiden. Før svaret ind, når det er besluttet.")
    tekst = aftale.tekster.filter(nr=svar.tekst_nr).first()
    if tekst is None:
        raise ValidationError("Den version af aftalens tekst findes ikke.")
    nr = next_nr(aftale.godkendelser.filter(part=part))
    raekke = Aftalegodkendelse(aftale=aftale, part=part, nr=nr, aftaletekst=tekst, svar=svar.svar, dato=svar.dato)
    raekke.beslutning, raekke.link = svar.beslutning.strip(), svar.link
    save_registered(raekke, by)
    efter = {"part": part.kode, "svar": raekke.svar, "dato": raekke.dato, "version": tekst.nr}
    record("før godkendelse ind", aftale, by=by, rolle=rolle, efter=efter)
    if svar.frigivet:
        record(cpr.FRIGIVET, aftale, by=by, rolle=rolle, efter={"felter": svar.frigivet})
    return raekke


def parties(aftale: Aftale) -> list[Organisation]:
    """Return who makes the agreement: the municipalities and the region that belong to the area as it begins."""
    return list(Organisation.objects.i_omraade(aftale.omraade, first_day(aftale)).parter())


def first_day(aftale: Aftale) -> dt.date:
    """Return the day from which the agreement holds."""
    return dt.date(aftale.fra_aar, 1, 1)
