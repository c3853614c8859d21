"""Hvem mangler jeg: the driftsherrer that something is waited for from, whom to call, and what was written to them."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from socialaftale.faelles.models import Udgaaende
from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.faelles.visning import kort_dato
from socialaftale.parter.models import Organisation
from socialaftale.parter.queries import TAKSTANSVARLIGE, Kontakt, contacts

from ..runde.models import Takstrunde
from ..runde.queries import Datoer, read_dates
from .overblik import Partstand
from .udestaar import Udestaar, outstanding

KOLONNER = (
    "Driftsherre",
    "Hvem",
    "Funktion",
    "Telefon",
    "Mail",
    "Hvad mangler",
    "Frist",
    "Sidste mail",
    "Kom den frem",
)


class Nummer(NamedTuple):
    """A telephone number as it was written, and as a telephone takes it."""

    skrevet: str
    kaldt: str


@dataclass(frozen=True)
class Opkald:
    """A driftsherre to call. `sidste` is the newest mail about the round to anyone who answers for its takster."""

    stand: Partstand
    mangler: tuple[Udestaar, ...]
    kontakter: tuple[Kontakt, ...]
    sidste: Udgaaende | None

    @property
    def part(self) -> Organisation:
        return self.stand.part

    @property
    def numre(self) -> list[Nummer]:
        """Where it can be called, each number once."""
        skrevne = dict.fromkeys(kontakt.funktion.telefon for kontakt in self.kontakter if kontakt.funktion.telefon)
        return [Nummer(skrevet, re.sub(r"[^+\d]", "", skrevet)) for skrevet in skrevne]


def read_calls(runde: Takstrunde, stande: Iterable[Partstand], datoer: Datoer | None = None) -> list[Opkald]:
    """Those of the driftsherrer that something is waited for from, by name."""
    datoer = datoer or read_dates(runde)
    mangler = {stand.part: tuple(outstanding(stand, datoer)) for stand in stande}
    venter = [stand for stand in stande if mangler[stand.part]]
    kontakter = _contacts([stand.part for stand in venter])
    sidste = _last_mail(runde, [adresse for egne in kontakter.values() for adresse in _addresses(egne)])
    return [
        Opkald(
            stand,
            mangler[stand.part],
            kontakter[stand.part.pk],
            max(
                (sidste[adresse] for adresse in _addresses(kontakter[stand.part.pk]) if adresse in sidste),
                key=lambda post: (post.oprettet_at, post.pk),
                default=None,
            ),
        )
        for stand in venter
    ]


def _contacts(parter: list[Organisation]) -> dict[int, tuple[Kontakt, ...]]:
    """By party: the functions that answer for its takster."""
    return {
        pk: tuple(kontakt for kontakt in egne if kontakt.funktion.art in TAKSTANSVARLIGE)
        for pk, egne in contacts(parter).items()
    }


def _addresses(kontakter: Iterable[Kontakt]) -> list[str]:
    return [
        adresse
        for kontakt in kontakter
        for adresse in [kontakt.funktion.faelles_postkasse, *(post.bruger.email for post in kontakt.poster)]
        if adresse
    ]


def _last_mail(runde: Takstrunde, adresser: list[str]) -> dict[str, Udgaaende]:
    """By address: the newest mail about the round."""
    poster = Udgaaende.objects.filter(modtager__in=set(adresser), emne__startswith=f"{runde}:")
    return {post.modtager: post for post in poster.order_by("oprettet_at", "pk")}


def write_delivery(post: Udgaaende | None) -> str:
    """How a mail fared, in a few words."""
    if post is None:
        return ""
    if post.sendt_at:
        return "sendt"
    return "kom ikke frem" if post.opgivet_at else "venter på at blive sendt"


def as_csv(opkald: Iterable[Opkald]) -> bytes:
    """One row for each function to call. Semicolons, UTF-8 with a mark: opens rightly in a Danish spreadsheet."""
    ud = io.StringIO()
    skriver = csv.writer(ud, delimiter=";")
    skriver.writerow(KOLONNER)
    for et in opkald:
        for raekke in _rows(et):
            skriver.writerow([csv_sikker(celle) for celle in raekke])
    return ("\ufeff" + ud.getvalue()).encode()


def _rows(et: Opkald) -> Iterable[tuple[str, ...]]:
    mangler = ", ".join(en.tekst for en in et.mangler)
    hale = (mangler, kort_dato(et.mangler[0].frist), kort_dato(et.sidste and et.sidste.oprettet_at))
    levering = write_delivery(et.sidste)
    if not et.kontakter:
        yield (str(et.part), "", "", "", "", *hale, levering)
    for kontakt in et.kontakter:
        navne = ", ".join(str(post.bruger) for post in kontakt.poster)
        mail = ", ".join(_addresses([kontakt]))
        funktion = kontakt.funktion.get_art_display()
        yield (str(et.part), navne, funktion, kontakt.funktion.telefon, mail, *hale, levering)
