"""The takstskema of a driftsherre and year: what goes out filled, and what a file that came in says."""

import secrets
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from socialaftale.faelles import filer
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.regler.kontrol import Fund, check_indberetning
from socialaftale.regler.parametre import Regelsaet, regelsaet_for
from socialaftale.regler.takst.opgave import Belaegning, Indberetning, Takstberegning, TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from .indhold import load
from .models import Indberetningsversion, Indlaesning
from .naeste_aar import start_next_year
from .queries import as_indberetning, last_year_of, register_day, tilbud_in_year
from .takstblad import missing_takster
from .takstskema import Cellefejl, Forventet, Laesning, cell_of, read_takstskema


class Skema(NamedTuple):
    """What a takstskema is made of. `udgangspunkt` says which versions it is filled from, as `write_start` puts it."""

    ny: Indberetning
    forrige: Indberetning | None
    regelsaet: Regelsaet
    udgangspunkt: str = ""


def read_skema(driftsherre: Organisation, omraade: Aftaleomraade, aar: int) -> Skema:
    """The driftsherre's year as far as it has come: its newest versions, else last year's moved on, else the register.

    Everything is shown in full: ask for the right to report first. Raises UkendtRegelsaet.
    """
    regelsaet = regelsaet_for(aar, omraade.kode).regelsaet
    billeder = read_billeder(tilbud_in_year(omraade, aar, driftsherre), register_day(aar))
    forrige = last_year_of(billeder, aar, driftsherre, omraade)
    gamle = as_indberetning(driftsherre, omraade, aar - 1, forrige.values())
    takster = missing_takster(gamle) if forrige else {}
    versioner = Indberetningsversion.objects.for_aar([billede.pk for billede in billeder], aar).newest()
    nyeste, numre = {}, {}
    for version in versioner:
        nyeste[version.indberetning.tilbud_id] = load(version.indhold)
        numre[version.indberetning.tilbud_id] = version.nr
    tilbud = [nyeste[billede.pk] if billede.pk in nyeste else _begin(billede, forrige, takster) for billede in billeder]
    udgangspunkt = write_start({billede.kode: numre.get(billede.pk, 0) for billede in billeder})
    ny = as_indberetning(driftsherre, omraade, aar, tilbud)
    return Skema(ny, gamle if forrige else None, regelsaet, udgangspunkt)


def write_start(numre: Mapping[str, int]) -> str:
    """Which version of each tilbud (by code) a file is filled from, 0 for none, under a mark of its own."""
    return " ".join([secrets.token_hex(4), *(f"{kode}:{nr}" for kode, nr in numre.items())])


def read_start_numbers(udgangspunkt: str) -> dict[str, int]:
    """The versions that `write_start` wrote; empty where the file does not say."""
    par = (led.partition(":") for led in udgangspunkt.split()[1:])
    return {kode: int(nr) for kode, _, nr in par if nr.isdecimal()}


def start_of(
    billede: Tilbudsbillede,
    forrige: Mapping[str, TilbudIndberetning],
    ramme: tuple[Organisation, Aftaleomraade, int],
) -> TilbudIndberetning:
    """What the tilbud's report of the year begins with: last year's moved on, else the register."""
    driftsherre, omraade, aar = ramme
    takster = missing_takster(as_indberetning(driftsherre, omraade, aar - 1, forrige.values())) if forrige else {}
    return _begin(billede, forrige, takster)


def _begin(
    billede: Tilbudsbillede, forrige: Mapping[str, TilbudIndberetning], takster: dict[str, Decimal]
) -> TilbudIndberetning:
    return start_next_year(forrige[billede.kode], takster) if billede.kode in forrige else first_report(billede)


def first_report(billede: Tilbudsbillede) -> TilbudIndberetning:
    """A first report as the register has the tilbud: one calculation for each group of places, no lines yet."""
    beregninger = tuple(
        Takstberegning.model_validate(
            {
                "id": pladser.pladsgruppe,
                "navn": f"{afdeling.navn}, {pladser.lovgrundlag.paragraf}",
                "art": pladser.form,
                "pladser": pladser.normerede,
                "belaegning": Belaegning(),
            }
        )
        for afdeling in billede.afdelinger
        for pladser in afdeling.pladser
    )
    paragraffer = tuple(lovgrundlag.kode for lovgrundlag in billede.lovgrundlag)
    return TilbudIndberetning(id=billede.kode, navn=billede.navn, lovgrundlag=paragraffer, beregninger=beregninger)


def read_upload(
    raw: bytes, filnavn: str, forventet: Forventet, kendte: Iterable[str], frigivne: frozenset[tuple[str, str]]
) -> Laesning:
    """What the file says. A tilbud that is not among `kendte` (codes of the driftsherre's own) is a fault."""
    laesning = read_takstskema(raw, filnavn, forventet, frigivne)
    if laesning.indberetning is None:
        return laesning
    egne = set(kendte)
    fremmede = [
        Cellefejl.of_file(
            f"{tilbud.navn} ({tilbud.id}) er ikke et af driftsherrens tilbud i registeret det år. "
            "Ret id'et på arket Tilbud, slet rækken, eller opret tilbuddet i registeret først."
        )
        for tilbud in laesning.indberetning.tilbud
        if tilbud.id not in egne
    ]
    return laesning._replace(indberetning=None, fejl=tuple(fremmede)) if fremmede else laesning


def read_stored(indlaesning: Indlaesning, tilbud: QuerySet[Tilbud]) -> Laesning:
    """What a kept file says; `tilbud` are the driftsherre's own. What was released then is released still."""
    forventet = Forventet(indlaesning.aar, indlaesning.driftsherre.kode)
    kendte = tilbud.values_list("kode", flat=True)
    frigivne = frozenset(read_cell(tekst) for tekst in indlaesning.frigivne)
    return read_upload(stored_bytes(indlaesning), indlaesning.fil.navn, forventet, kendte, frigivne)


def read_cell(tekst: str) -> tuple[str, str]:
    """`Linjer!D12` as sheet and cell."""
    ark, _, celle = tekst.rpartition("!")
    return ark, celle


def stored_bytes(indlaesning: Indlaesning) -> bytes:
    """The workbook as it came."""
    with filer.open_file(indlaesning.fil) as fil:
        return fil.read()


def findings_on(laesning: Laesning, forrige: Indberetning | None, regelsaet: Regelsaet) -> list[Fund]:
    """The findings on what the file says, beside last year's report.

    Where something could not be read: those on single tilbud that could, and on no cell that is a fault itself.
    """
    if laesning.laest is None:
        return []
    fund = check_indberetning(laesning.laest, forrige, regelsaet)
    if laesning.indberetning:
        return fund
    fejlceller = {(fejl.ark, fejl.celle) for fejl in laesning.fejl}
    return [
        et
        for et in fund
        if et.tilbud
        and et.tilbud not in laesning.ulaeste
        and (celle := cell_of(et, laesning.laest, laesning.kort))
        and (celle.ark, celle.navn) not in fejlceller
    ]
