"""What a driftsherre reports for one takst year: the input of every calculation and every check.

Two levels share one shape. The short report (`Kort indberetning`) is the lines alone: takst this and next year,
places, occupancy, hours, contents, causes. The full basis (`Fuldt grundlag`) adds the cost lines to compute from.
Amounts are kroner, shares per cent, hours with their own unit. Field titles are the words a reporter reads.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from socialaftale.regler.takst.felter import (
    Aar,
    Andel,
    Antal,
    Data,
    Kroner,
    Navn,
    Noegle,
    PositiveKroner,
    Procent,
    Tekst,
    Vaegt,
)

SKEMA = "indberetning/1"


class Tidsart(StrEnum):
    """What an hour is. Hours of different kinds are never compared, added or priced together."""

    ATA = "ATA"
    BRT = "BRT"
    NORMERET = "normeret"


class Periode(StrEnum):
    DAG = "dag"
    UGE = "uge"
    AAR = "aar"


class Enhed(StrEnum):
    """What a takst is the price of."""

    DOEGN = "kr_pr_doegn"
    DAG = "kr_pr_dag"
    TIME = "kr_pr_time"
    MAANED = "kr_pr_maaned"
    AAR = "kr_pr_aar"
    FORLOEB = "kr_pr_forloeb"


class Linjetype(StrEnum):
    GENNEMSNIT = "gennemsnit"
    NIVEAU = "niveau"
    BASIS = "basis"
    TIME = "time"
    PAKKE = "pakke"
    FORHANDLET = "forhandlet"
    FORLOEB = "forloeb"
    TILLAEG = "tillaeg"
    AFLEDT = "afledt"
    OBJEKTIV = "objektiv"


class Aarsagsart(StrEnum):
    """Causes of a change, in the order the year's change is decomposed."""

    PL = "pl"
    DIREKTE = "direkte"
    KAPITAL_OG_RESULTAT = "kapital_og_resultat"
    OVERHEAD = "overhead"
    PLADSER = "pladser"
    BELAEGNING = "belaegning"
    DAGE = "dage"
    STRUKTUR = "struktur"


class Timer(Data):
    """A number of hours with what they are and how often: `2 ATA-timer pr. uge`."""

    antal: Antal = Field(title="Timer")
    pr: Periode = Field(title="Pr.")
    art: Tidsart = Field(title="Tidsart", description="ATA, BRT og normerede timer kan ikke sammenlignes.")


class Aarsag(Data):
    """One cause of a line's change, with its size: kroner per unit of the line, or per cent of last year's takst."""

    art: Aarsagsart = Field(title="Årsag")
    kroner: Kroner | None = Field(None, title="Kroner", description="Kr. pr. enhed af linjen; minus for et fald.")
    procent: Annotated[Decimal, Field(max_digits=9, decimal_places=4)] | None = Field(
        None, title="Procent", description="Procent af sidste års takst. Skriv kroner eller procent."
    )
    tekst: Tekst = Field("", title="Forklaring")


class Linje(Data):
    """One line of the takst list, as reported. `takst_kr` may be empty where a full basis computes it."""

    id: Noegle = Field(title="Linje-id")
    navn: Navn = Field(title="Takstlinje")
    type: Linjetype = Field(title="Type")
    enhed: Enhed = Field(title="Enhed")
    takst_kr: PositiveKroner | None = Field(
        None, title="Takst", description="Kr. pr. enhed. Kan stå tom, når takstgrundlaget beregner den."
    )
    takst_forrige_kr: PositiveKroner | None = Field(
        None, title="Takst sidste år", description="Taksten, som den stod i sidste års takstbilag."
    )
    pladser: Antal | None = Field(None, title="Pladser")
    pladser_forrige: Antal | None = Field(None, title="Pladser sidste år")
    timer: Timer | None = Field(None, title="Timer i taksten")
    timer_forrige: Timer | None = Field(None, title="Timer i taksten sidste år")
    indhold: Tekst = Field(
        "", title="Hvad dækker taksten?", description="Skriv, hvad køberen får: støtte, nattevagt, kost, kørsel."
    )
    begrundelse: Tekst = Field(
        "", title="Begrundelse", description="Skriv grunden, hvis noget afviger fra reglerne eller fra sidste år."
    )
    aarsager: tuple[Aarsag, ...] = Field((), title="Årsager til ændringen")


class Bro(Data):
    """`andel` of last year's place-days on `fra_linje` is now on `til_linje`; an old line's shares sum to 1."""

    fra_linje: Noegle = Field(title="Linje sidste år")
    til_linje: Noegle = Field(title="Linje i år")
    andel: Andel = Field(title="Andel", description="Del af den gamle linjes pladsdage: 0,5 for halvdelen.")


class Kategori(StrEnum):
    LOEN = "loen"
    EJENDOM = "ejendom"
    OEVRIGE = "oevrige"


class Del(StrEnum):
    """Which half of a two-part takst a cost belongs to; ignored by one-part structures."""

    BASIS = "basis"
    YDELSE = "ydelse"


class Omkostning(Data):
    """One direct cost line of the year, in kroner; negative for a refund."""

    kategori: Kategori = Field(title="Kategori")
    tekst: Navn = Field(title="Omkostning")
    beloeb_kr: Kroner = Field(title="Beløb", description="Årets beløb; minus for en refusion.")
    del_: Del = Field(
        Del.BASIS, alias="del", title="Del af taksten", description="Hvilken del af en todelt takst beløbet hører til."
    )


class Aktiv(Data):
    """An asset written off straight-line over `levetid_aar`, with interest on its book value at the year's start."""

    navn: Navn = Field(title="Aktiv")
    anskaffelse_kr: PositiveKroner = Field(title="Anskaffelsessum")
    scrap_kr: PositiveKroner = Field(Decimal(0), title="Scrapværdi")
    anskaffet_aar: Annotated[int, Field(ge=1900, le=2100)] = Field(title="Anskaffet år")
    levetid_aar: Annotated[int, Field(ge=1, le=100)] = Field(title="Levetid i år")
    rente_procent: Procent | None = Field(None, title="Rente")


class OverheadProcent(Data):
    """Overhead as per cent of the direct costs."""

    metode: Literal["procent"] = "procent"
    procent: Procent = Field(title="Overhead i procent")


class OverheadNoegle(Data):
    """Overhead as an amount found by an allocation key."""

    metode: Literal["noegle"] = "noegle"
    beloeb_kr: PositiveKroner = Field(title="Overhead i kroner")
    noegle: Navn = Field(title="Fordelingsnøgle")


Overhead = Annotated[OverheadProcent | OverheadNoegle, Field(discriminator="metode")]


class Grundlag(Data):
    """The takst basis (takstgrundlag) of one calculation for one year, kroner."""

    prisniveau: Literal["takstaar", "aaret_foer"] = Field("takstaar", title="Prisniveau")
    pl_procent: Procent | None = Field(
        None, title="Pris- og lønfremskrivning", description="Kun hvis omkostningerne står i sidste års priser."
    )
    omkostninger: tuple[Omkostning, ...] = Field((), title="Direkte omkostninger")
    aktiver: tuple[Aktiv, ...] = Field((), title="Aktiver")
    overhead: Overhead = Field(title="Overhead")
    tjenestemandspension_kr: PositiveKroner = Field(Decimal(0), title="Tjenestemandspension")
    tilsyn_kr: PositiveKroner = Field(Decimal(0), title="Tilsyn")
    oevrige_indtaegter_kr: PositiveKroner = Field(Decimal(0), title="Øvrige indtægter")
    indregnet_resultat_kr: Kroner = Field(Decimal(0), title="Indregnet underskud (+) eller overskud (-)")


class Regnskabsbelaegning(Data):
    """Actual occupancy of a closed year; may exceed 100 %."""

    aar: Aar = Field(title="Regnskabsår")
    procent: Procent = Field(title="Faktisk belægning")


class Belaegning(Data):
    """Occupancy budgeted in the takst and the accounts it rests on. `procent` empty means: what the rule gives."""

    type: Literal["almindelig", "kort"] = Field(
        "almindelig", title="Opholdstype", description="Kort: korte ophold, akutpladser og aflastning."
    )
    procent: Procent | None = Field(
        None, title="Belægning i taksten", description="Tom betyder: det, regnskaberne giver efter reglen."
    )
    procent_forrige: Procent | None = Field(None, title="Belægning i taksten sidste år")
    regnskab: tuple[Regnskabsbelaegning, ...] = Field((), title="Faktisk belægning")
    begrundelse: Tekst = Field("", title="Begrundelse for belægningen")


class Dage(Data):
    """Days a place is priced for: the calendar by the rule set, or a stated number (opening days, 334 days ...)."""

    basis: Literal["kalender", "aabningsdage", "faste"] = Field(
        "kalender", title="Dagebasis", description="Kalender: årets 365 eller 366 dage."
    )
    antal: Annotated[int, Field(ge=0, le=366)] | None = Field(
        None, title="Antal dage", description="Kun ved åbningsdage eller faste dage."
    )


class Gennemsnit(Data):
    """A: one price for all places."""

    kode: Literal["A"] = Field("A", title="Takststruktur")
    linje: Noegle = Field(title="Takstlinje")


class Niveau(Data):
    """One level: its weight relative to the others and the places budgeted on it."""

    linje: Noegle = Field(title="Takstlinje")
    vaegt: Vaegt = Field(title="Vægt")
    pladser: Antal = Field(title="Pladser")


class Niveauer(Data):
    """B: levels (or part-time steps, with weights such as 1 / 0,85 / 0,60) that share one basis by weight."""

    kode: Literal["B"] = Field("B", title="Takststruktur")
    niveauer: tuple[Niveau, ...] = Field(min_length=1)


class BasisTimer(Data):
    """C: basistakst plus a price per hour. `timer_i_alt` is the year's hours sold beyond those the basis includes."""

    kode: Literal["C"] = Field("C", title="Takststruktur")
    basis: Noegle = Field(title="Linje med basistaksten")
    time: Noegle = Field(title="Linje med timeprisen")
    inkluderet: Timer | None = Field(None, title="Timer i basistaksten")
    timer_i_alt: Antal = Field(title="Timer ud over basis, hele året")
    tidsart: Tidsart = Field(title="Tidsart")


class Pakke(Data):
    """Package number `nummer` and the places budgeted on it."""

    linje: Noegle = Field(title="Takstlinje")
    nummer: Annotated[int, Field(ge=1, le=60)] = Field(title="Pakkens nummer")
    pladser: Antal = Field(title="Pladser")


class BasisPakker(Data):
    """D and N: basistakst plus a package; package n costs (n - midpoint) intervals."""

    kode: Literal["D", "N"] = Field("D", title="Takststruktur")
    basis: Noegle = Field(title="Linje med basistaksten")
    interval: Timer = Field(title="Timer i et interval")
    pakker: tuple[Pakke, ...] = Field(min_length=1)


class Aftale(Data):
    """One negotiated place: the year's cost beyond the basis and the days it is bought for."""

    linje: Noegle = Field(title="Takstlinje")
    omkostning_kr: PositiveKroner = Field(title="Pladsens egen omkostning")
    dage: Antal = Field(title="Købte dage")


class Forhandlet(Data):
    """E: a price negotiated for the single place, on top of the common basis."""

    kode: Literal["E"] = Field("E", title="Takststruktur")
    basis: Noegle = Field(title="Linje med basistaksten")
    aftaler: tuple[Aftale, ...] = ()


class Fase(Data):
    """One phase: hours a week, its share of the basis in per cent (a phase without night staff has less), places."""

    linje: Noegle = Field(title="Takstlinje")
    timer: Timer = Field(title="Timer i fasen")
    basisandel_procent: Procent = Field(Decimal(100), title="Andel af basis i procent")
    pladser: Antal = Field(title="Pladser")


class Forloeb(Data):
    """F: phases of a course (start, basis, more support, udslusning)."""

    kode: Literal["F"] = Field("F", title="Takststruktur")
    faser: tuple[Fase, ...] = Field(min_length=1)


class Timetakst(Data):
    """G: ambulant help and counselling at a price per hour."""

    kode: Literal["G"] = Field("G", title="Takststruktur")
    linje: Noegle = Field(title="Takstlinje")
    timer_i_alt: Antal = Field(title="Timer der kan faktureres, hele året")
    tidsart: Tidsart = Field(title="Tidsart")


Struktur = Annotated[
    Gennemsnit | Niveauer | BasisTimer | BasisPakker | Forhandlet | Forloeb | Timetakst, Field(discriminator="kode")
]


class Tillaeg(Data):
    """A supplement: its own cost divided by the units budgeted; its cost never stands in the main takst."""

    linje: Noegle = Field(title="Takstlinje")
    omkostning_kr: PositiveKroner = Field(title="Tillæggets omkostning")
    antal: Antal = Field(title="Antal enheder")


class Afledt(Data):
    """A line that is another line times a stated factor: month price (30,5), year price (365), half day (0,5)."""

    linje: Noegle = Field(title="Takstlinje")
    fra_linje: Noegle = Field(title="Beregnes af linje")
    faktor: Vaegt = Field(title="Faktor", description="30,5 for en måned, 365 for et år, 0,5 for en halv dag.")
    grund: Navn = Field(title="Grund")


class Takstberegning(Data):
    """One calculation: one basis, one set of places, one structure, and the lines it gives."""

    id: Noegle
    navn: Navn = Field(title="Afdeling")
    art: Literal["doegn", "dag", "undervisning", "ambulant"] = Field(title="Art")
    pladser: Antal = Field(title="Normerede pladser")
    pladser_forrige: Antal | None = Field(None, title="Normerede pladser sidste år")
    belaegning: Belaegning
    dage: Dage = Dage()
    overhead_procent: Procent | None = Field(None, title="Overhead i procent")
    struktur: Struktur | None = None
    grundlag: Grundlag | None = None
    tillaeg: tuple[Tillaeg, ...] = ()
    afledte: tuple[Afledt, ...] = ()
    linjer: tuple[Linje, ...] = Field((), title="Takstlinjer")


class TilbudIndberetning(Data):
    """One tilbud's report: its calculations and the bridge from last year's lines where the structure changed."""

    id: Noegle
    navn: Navn = Field(title="Tilbud")
    lovgrundlag: tuple[str, ...] = Field((), title="Lovgrundlag")
    begrundelse: Tekst = Field("", title="Begrundelse")
    beregninger: tuple[Takstberegning, ...] = Field((), title="Beregninger")
    bro: tuple[Bro, ...] = Field((), title="Bro fra sidste år")


class Indberetning(Data):
    """Everything one driftsherre reports for one takst year."""

    skema: Literal["indberetning/1"]
    omraade: Noegle = "nordjylland"
    aar: Aar
    driftsherre: Noegle
    driftsherre_navn: Navn
    regelsaet: Noegle | None = Field(None, title="Regelsæt, hvis et andet end årets prøves")
    tilbud: tuple[TilbudIndberetning, ...] = ()
