"""Hvad er der sket i runden: the audit trail of a round, its reports, remarks, decisions and mail, in one list."""

import csv
import datetime as dt
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.models import Haendelse
from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.faelles.visning import kort_dato, tidspunkt
from socialaftale.moeder.models import Dagsordenspunkt
from socialaftale.tilbud.models import Stamfakta

from ..gennemgang.models import Bemaerkning
from ..models import Takstbilag, Tilbudsindberetning
from ..runde.models import Takstrunde

KOLONNER = ("Hvornår", "Hvem", "Rolle", "Hvad", "Om", "Oplysninger")
EMNE = "takster"


@dataclass(frozen=True)
class Skete:
    """One event in words: who did what, in which role, about what, and what it said."""

    haendelse: Haendelse
    hvem: str
    om: str
    oplysninger: str


def events_in(runde: Takstrunde) -> QuerySet[Haendelse]:
    """Every event about the round or something in it, the newest first."""
    emner = (
        Takstrunde.objects.filter(pk=runde.pk),
        Tilbudsindberetning.objects.filter(aar=runde.aar, tilbud__omraade=runde.omraade),
        Bemaerkning.objects.filter(runde=runde),
        Takstbilag.objects.filter(omraade=runde.omraade, aar=runde.aar),
        Dagsordenspunkt.objects.filter(emne=EMNE, emne_id=str(runde.aar), moede__udvalg__omraade=runde.omraade),
    )
    hvilke = Q(pk__in=[])
    for raekker in emner:
        pks = [str(pk) for pk in raekker.order_by("pk").values_list("pk", flat=True)]
        hvilke |= Q(objekt_type=raekker.model._meta.label, objekt_id__in=pks)
    return Haendelse.objects.filter(hvilke).select_related("by").order_by("-at", "-pk")


def in_words(haendelser: Iterable[Haendelse]) -> list[Skete]:
    """The events as a person reads them, in a constant number of reads."""
    alle = list(haendelser)
    navne = _names(alle)
    return [
        Skete(et, str(et.by) if et.by else "Platformen", navne.get((et.objekt_type, et.objekt_id), ""), _details(et))
        for et in alle
    ]


def _names(haendelser: list[Haendelse]) -> dict[tuple[str, str], str]:
    """What each event is about, by type and id."""
    modeller = {
        Tilbudsindberetning: Tilbudsindberetning.objects.select_related("tilbud"),
        Bemaerkning: Bemaerkning.objects.all(),
        Takstrunde: Takstrunde.objects.all(),
        Takstbilag: Takstbilag.objects.defer("indhold"),
        Dagsordenspunkt: Dagsordenspunkt.objects.select_related("moede__udvalg"),
    }
    navne = {}
    for model, raekker in modeller.items():
        label = model._meta.label
        pks = {et.objekt_id for et in haendelser if et.objekt_type == label}
        navne |= {(label, str(raekke.pk)): _name(raekke) for raekke in raekker.filter(pk__in=pks)} if pks else {}
    return navne | _names_of_tilbud(haendelser)


def _names_of_tilbud(haendelser: list[Haendelse]) -> dict[tuple[str, str], str]:
    """The reports under the names that the register has for their tilbud today."""
    label = Tilbudsindberetning._meta.label
    pks = {et.objekt_id for et in haendelser if et.objekt_type == label}
    indberetninger = list(Tilbudsindberetning.objects.filter(pk__in=pks))
    fakta = Stamfakta.objects.gaeldende(tid.today()).filter(tilbud__in=[et.tilbud_id for et in indberetninger])
    navne = dict(fakta.values_list("tilbud", "navn"))
    return {(label, str(et.pk)): navne[et.tilbud_id] for et in indberetninger if et.tilbud_id in navne}


def _name(raekke: object) -> str:
    if isinstance(raekke, Bemaerkning):
        return raekke.sted
    if isinstance(raekke, Dagsordenspunkt):
        # A closed point is read by its own body alone, so its title is not said here.
        return f"{raekke.moede.udvalg}: {raekke.titel if raekke.aaben else f'punkt {raekke.nummer} (lukket)'}"
    return str(raekke)


HEMMELIGT = ("sha256", "felter")
ORD = {
    "aaben": "åben",
    "aar": "år",
    "aarsag": "årsag",
    "bemaerkning": "bemærkning",
    "bemaerkninger": "bemærkninger",
    "beslutning_nr": "beslutning",
    "emne_id": "hvilket",
    "foreloebig": "foreløbig",
    "indhold_sha256": "aftryk",
    "nr": "nummer",
    "raekker": "rækker",
    "udloeber": "udløber",
}


def _details(haendelse: Haendelse) -> str:
    """What the event says, field by field; hashes are for machines."""
    efter = haendelse.efter if isinstance(haendelse.efter, dict) else {}
    sagt = {navn: vaerdi for navn, vaerdi in efter.items() if navn not in HEMMELIGT and vaerdi}
    return ", ".join(f"{ORD.get(navn, navn.replace('_', ' '))}: {_value(vaerdi)}" for navn, vaerdi in sagt.items())


def _value(vaerdi: object) -> str:
    """Return a value as it is read: a day as Danes write it, and no word of the program's."""
    if isinstance(vaerdi, list):
        return " ".join(_value(et) for et in vaerdi if et)
    if vaerdi is True:
        return "ja"
    try:
        return kort_dato(dt.date.fromisoformat(str(vaerdi)))
    except ValueError:
        return str(vaerdi)


def as_csv(runde: Takstrunde) -> bytes:
    """Every event of the round, the oldest first. Semicolons, UTF-8 with a mark."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow(KOLONNER)
    for et in in_words(events_in(runde).order_by("at", "pk")):
        raekke = (tidspunkt(et.haendelse.at), et.hvem, et.haendelse.rolle, et.haendelse.verbum, et.om, et.oplysninger)
        skriver.writerow([csv_sikker(celle) for celle in raekke])
    return ("\ufeff" + ud.getvalue()).encode()
