"""What a place of each kind costs and how it is priced, within the ranges of published lists (all constructed)."""

from decimal import Decimal
from random import Random
from typing import NamedTuple

AMBULANTE = ("sel-101", "sul-141", "bl-32")


class Gruppe(NamedTuple):
    """One pladsgruppe of the register, as far as a report needs it."""

    id: str
    navn: str
    lovgrundlag: str
    form: str
    pladser: int


class Sted(NamedTuple):
    """One tilbud of the register. `driftsherre` is the code of the party that runs it."""

    id: str
    navn: str
    driftsherre: str
    grupper: tuple[Gruppe, ...]


class Profil(NamedTuple):
    """Structures to choose among, the price of a place-day in 2025 (kroner) and what the takst covers."""

    strukturer: str
    laveste: int
    hoejeste: int
    indhold: str


_PROFILER: tuple[tuple[str, Profil], ...] = (
    ("sel-109", Profil("A", 1350, 2100, "Ophold, døgndækket vagt, rådgivning og støtte til medfølgende børn.")),
    ("sel-110", Profil("AF", 1100, 1700, "Ophold, kost, døgndækket personale og hjælp til egen bolig.")),
    ("sel-107", Profil("CFDA", 1150, 2400, "Bolig, ledelse, fælles personale, nattevagt, kost og fælles aktiviteter.")),
    ("sel-108", Profil("CBDE", 1100, 1900, "Bolig, ledelse, fælles personale, vågen nattevagt og kost.")),
    ("abl", Profil("CBD", 1050, 1700, "Ledelse, fælles personale og nattevagt. Borgeren betaler selv husleje.")),
    ("bl-43", Profil("ABC", 2400, 4300, "Ophold, døgndækket pædagogisk personale, kost og transport.")),
    ("sel-103", Profil("BA", 240, 560, "Arbejdsopgaver, oplæring, personale i åbningstiden og redskaber.")),
    ("sel-104", Profil("BA", 260, 760, "Aktiviteter og samvær, personale i åbningstiden, materialer og frokost.")),
)  # fmt: skip
_DOEGN = Profil("AC", 1200, 2200, "Bolig, ledelse, fælles personale, nattevagt og kost.")
_DAG = Profil("AB", 320, 780, "Personale i åbningstiden, materialer, lokaler og frokost.")
_UNDERVISNING = Profil("A", 700, 1650, "Undervisning, vejledning, undervisningsmidler og lokaler.")
_AMBULANT = Profil("G", 480, 760, "Samtaler og behandling, forberedelse, journal og møder med kommunen.")


def profile_of(gruppe: Gruppe) -> Profil:
    """The profile of a pladsgruppe by its form first, then by its legal basis."""
    if gruppe.form == "ambulant":
        return _AMBULANT
    if gruppe.form == "undervisning":
        return _UNDERVISNING
    for begyndelse, profil in _PROFILER:
        if gruppe.lovgrundlag.startswith(begyndelse):
            return profil
    return _DAG if gruppe.form == "dag" else _DOEGN


class Valg(NamedTuple):
    """What is drawn once for a pladsgruppe: the same in every year."""

    kode: str
    pris: Decimal
    timepris: Decimal
    belaegning: Decimal
    profil: Profil


def choose(sted: Sted, gruppe: Gruppe) -> Valg:
    """The draws of one pladsgruppe, the same every time for the same tilbud."""
    lod = Random(f"{sted.id}/{gruppe.id}")
    profil = profile_of(gruppe)
    return Valg(
        lod.choice(profil.strukturer),
        Decimal(lod.randrange(profil.laveste, profil.hoejeste + 1, 10)),
        Decimal(lod.randrange(315, 436, 5)),
        Decimal(lod.randrange(935, 975, 5)) / 10,
        profil,
    )


def overhead_of(driftsherre: str, aar: int) -> Decimal:
    """The overhead per cent of a driftsherre: between 4,4 and 7,2, a little different each year."""
    fast = Random(f"overhead {driftsherre}").randrange(46, 71)
    return Decimal(fast + Random(f"overhead {driftsherre} {aar}").choice((-1, 0, 0, 1))) / 10


def actual_occupancy(sted: Sted, gruppe: Gruppe, aar: int, middel: Decimal) -> Decimal:
    """The actual occupancy of an accounts year, per cent with one decimal."""
    udsving = Random(f"{sted.id}/{gruppe.id}/{aar}").randrange(-10, 11)
    return middel + Decimal(udsving) / 10


def cost_factor(sted: Sted, gruppe: Gruppe, aar: int, pl: Decimal) -> Decimal:
    """Direct costs relative to 2025: PL each year and a little of its own."""
    faktor = Decimal(1)
    for et_aar in range(2026, aar + 1):
        egen = Decimal(Random(f"vækst {sted.id}/{gruppe.id}/{et_aar}").randrange(-10, 16)) / 10
        faktor *= 1 + (pl + egen) / 100
    return faktor
