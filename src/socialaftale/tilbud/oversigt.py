"""The tilbudsoversigt: capacity and economy per tilbud on one day. One table; page, CSV, XLSX, JSON and PDF show it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from socialaftale.faelles.tabelfiler import Celle, Kolonne, Slags
from socialaftale.faelles.visning import kr, pct, tal
from socialaftale.parter.models import Aftaleomraade

from .billede import Tilbudsbillede, publicerbar
from .models import Form, Maalgruppefakta, Tilbud, TilSalg
from .models.fakta import HOEJESTE_ALDER
from .oekonomi import added_columns, added_values
from .omfang import scope_in
from .queries import read_billeder

KOLONNER = (
    Kolonne("id", "Id"),
    Kolonne("navn", "Tilbud"),
    Kolonne("driftsherre", "Driftsherre"),
    Kolonne("ejerform", "Ejerform"),
    Kolonne("beliggenhed", "Ligger i"),
    Kolonne("adresse", "Adresse"),
    Kolonne("lovgrundlag", "Lovgrundlag"),
    Kolonne("maalgruppe", "Målgruppe"),
    Kolonne("alder", "Alder"),
    Kolonne("til_salg", "Til salg"),
    Kolonne("landsdaekning", "Lands- eller landsdelsdækkende"),
    Kolonne("forstaerket", "Det forstærkede samarbejde"),
    Kolonne("omfattet", "Omfattet af aftalen"),
    Kolonne("status", "Status"),
    Kolonne("doegn", "Døgnpladser", Slags.ANTAL),
    Kolonne("dag", "Dagpladser", Slags.ANTAL),
    Kolonne("undervisning", "Undervisningspladser", Slags.ANTAL),
    Kolonne("ambulant", "Ambulante pladser", Slags.ANTAL),
    Kolonne("normerede", "Normerede pladser", Slags.ANTAL),
    Kolonne("godkendte", "Godkendte pladser", Slags.ANTAL),
    Kolonne("eksempeldata", "Eksempeldata"),
)
PAA_SIDEN = ("navn", "lovgrundlag", "doegn", "dag", "normerede")
OMFATTET = {True: "ja", False: "nej", None: "kan ikke afgøres"}
Raekke = dict[str, Celle]


@dataclass(frozen=True)
class Oversigt:
    """The table: rows in the order of driftsherre and name, and the sums of the columns that count something."""

    omraade: str
    omraade_kode: str
    den: dt.date
    kolonner: tuple[Kolonne, ...]
    raekker: tuple[Raekke, ...]
    summer: dict[str, int]
    eksempeldata: bool

    @property
    def titel(self) -> str:
        return f"Tilbudsoversigt {self.omraade} {self.den.year}"


def read_oversigt(omraade: Aftaleomraade, den: dt.date) -> Oversigt:
    """Return the oversigt of the tilbud in operation on the day, in constant queries. Public facts only."""
    tilbud = list(Tilbud.objects.i_drift(den).filter(omraade=omraade))
    billeder = sorted(
        (publicerbar(billede) for billede in read_billeder(tilbud, den)),
        key=lambda b: (b.stam.driftsherre.sortering, b.stam.sortering, b.pk),
    )
    oekonomi = added_values(omraade.kode, den.year, [billede.kode for billede in billeder])
    kolonner = (*KOLONNER, *added_columns())
    raekker = tuple(row_of(billede, omraade.kode, den.year) | oekonomi[billede.kode] for billede in billeder)
    return Oversigt(
        omraade=omraade.navn,
        omraade_kode=omraade.kode,
        den=den,
        kolonner=kolonner,
        raekker=tuple({kolonne.noegle: raekke.get(kolonne.noegle) for kolonne in kolonner} for raekke in raekker),
        summer=sums(kolonner, raekker),
        eksempeldata=any(billede.eksempeldata for billede in billeder),
    )


def row_of(billede: Tilbudsbillede, omraade: str, aar: int) -> Raekke:
    """Return the register's own columns of one tilbud."""
    maal = billede.maalgruppe
    salg = {ydelse.til_salg for ydelse in billede.ydelser}
    omfang = scope_in(billede, omraade, aar)
    return {
        "id": billede.kode,
        "navn": billede.navn,
        "driftsherre": billede.stam.driftsherre.navn,
        "ejerform": str(billede.stam.driftsherre.get_art_display()),
        "beliggenhed": ", ".join(billede.kommuner),
        "adresse": "; ".join(afdeling.adresse for afdeling in billede.afdelinger),
        "lovgrundlag": "; ".join(lov.paragraf for lov in billede.lovgrundlag),
        "maalgruppe": "; ".join(billede.maalgruppenavne),
        "alder": ages(maal) if maal else "",
        "til_salg": next((str(valg.label) for valg in TilSalg if valg in salg), "ikke oplyst"),
        "landsdaekning": str(billede.stam.get_landsdaekning_display()),
        "forstaerket": "ja" if billede.stam.forstaerket_samarbejde else "nej",
        "omfattet": OMFATTET[omfang[0].svar.omfattet] if omfang else OMFATTET[None],
        "status": str(billede.status.label),
        **{form.value: billede.pladser_af(form) for form in Form},
        "normerede": billede.normerede,
        "godkendte": billede.godkendte,
        "eksempeldata": "ja" if billede.eksempeldata else "nej",
    }


def ages(maal: Maalgruppefakta) -> str:
    """Return `18-65 år`, or `fra 18 år` where there is no upper age."""
    if maal.alder_til >= HOEJESTE_ALDER:
        return f"fra {maal.alder_fra} år"
    return f"{maal.alder_fra}-{maal.alder_til} år"


def sums(kolonner: Iterable[Kolonne], raekker: Iterable[Raekke]) -> dict[str, int]:
    """Return the sum of every column that counts something; an absent figure counts nothing."""
    alle = list(raekker)
    antal = [kolonne.noegle for kolonne in kolonner if kolonne.slags == Slags.ANTAL]
    return {noegle: sum(int(raekke.get(noegle) or 0) for raekke in alle) for noegle in antal}


def lines_of(kolonne: Kolonne, vaerdi: Celle) -> list[str]:
    """Return a value as a person reads it, on page and in PDF: a list of things with one on each line."""
    return shown(kolonne, vaerdi).split("; ")


def shown(kolonne: Kolonne, vaerdi: Celle) -> str:
    """Return a value as a person reads it."""
    if vaerdi is None or isinstance(vaerdi, str):
        return vaerdi or ""
    skriv = {Slags.KRONER: kr, Slags.PROCENT: pct}.get(kolonne.slags, tal)
    return skriv(Decimal(vaerdi), kolonne.decimaler)
