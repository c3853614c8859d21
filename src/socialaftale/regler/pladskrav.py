"""What may be asked of a place, each demand answered alone: it is met, almost, or not, with the reason in words.

Source: none in law; which demands there are, and how far off is "almost", is a choice of ours, dated in
`parametre/national/pladsmatch-*.toml`. A need names no person.
"""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from socialaftale.regler.matchregler import rules
from socialaftale.regler.rejsetid import Rejse
from socialaftale.regler.saerbehov import all_needs
from socialaftale.regler.tal import tal
from socialaftale.regler.undergruppe import Undergruppe

KOEN = {"kvinder": "kvinder", "maend": "mænd"}
OEVRE_ALDER = 125
"""`alder_til` of a place without an upper bound."""
ENS = 2_000
"""How many answers are remembered of each demand: most of the places of a search are alike in it."""


class Dom(StrEnum):
    """How well a demand, or the whole, is met."""

    PASSER = "passer"
    NAESTEN = "naesten"
    IKKE = "ikke"


class Behov(NamedTuple):
    """What is looked for; what is left out is not asked for. `lovgrundlag` are codes that count as one paragraph.

    `behov` are codes of special needs; `koen` is "kvinder" or "maend".
    """

    paragraf: str = ""
    lovgrundlag: frozenset[str] = frozenset()
    maalgrupper: tuple[str, ...] = ()
    alder_fra: int | None = None
    alder_til: int | None = None
    kommuner: tuple[str, ...] = ()
    hoejst_minutter: int | None = None
    behov: tuple[str, ...] = ()
    start: dt.date | None = None
    loft_kr: Decimal | None = None
    koen: str = ""


class Meldt(NamedTuple):
    """What a unit last said of itself: room or not, from when, and whether it has kept its own promise to say so.

    `tilstand` is the code of an answer between yes and no, and `ord_` how it reads, with why where it is closed; `ord_`
    alone is why nothing is left of a yes.
    `grupper` are those that some of the `tilbudt` places are for; `tilbage` of the places are left.
    """

    ledig: bool
    fra: dt.date | None = None
    frisk: bool = True
    tilstand: str = ""
    ord_: str = ""
    grupper: tuple[Undergruppe, ...] = ()
    tilbudt: int = 0
    tilbage: int = 0


class Plads(NamedTuple):
    """A unit as it stands in the register. `takst_kr` is a day's price, None where no takst of a day is published.
    `driftsherre` is the code of the party that runs it.

    Special needs by code: those that it says it can meet or not, and those that the register names.
    """

    id: str
    navn: str
    lovgrundlag: tuple[tuple[str, str], ...]
    maalgrupper: tuple[str, ...] = ()
    alder_fra: int | None = None
    alder_til: int | None = None
    kommune: str = ""
    sted: str = ""
    offentlig: bool = True
    til_salg: str = "ja"
    naevner: frozenset[str] = frozenset()
    meldt: Meldt | None = None
    takst_kr: Decimal | None = None
    rejse: Rejse | None = None
    kan: frozenset[str] = frozenset()
    kan_ikke: frozenset[str] = frozenset()
    koen: str = ""
    driftsherre: str = ""


class Grund(NamedTuple):
    """One demand's answer in words."""

    krav: str
    dom: Dom
    tekst: str


def answers(behov: Behov, plads: Plads, den: dt.date) -> Iterator[Grund]:
    """Yield the answer to each demand, and to whether there is room on the day."""
    yield _vacancy(behov, plads, den)
    if behov.lovgrundlag:
        yield _law(behov.lovgrundlag, behov.paragraf, plads.lovgrundlag)
    if behov.maalgrupper:
        yield _groups(behov.maalgrupper, plads.maalgrupper)
    if behov.alder_fra is not None and behov.alder_til is not None:
        yield _age(behov.alder_fra, behov.alder_til, plads.alder_fra, plads.alder_til)
    if behov.kommuner:
        yield _area(behov, plads)
    if behov.hoejst_minutter is not None:
        yield _travel(behov.hoejst_minutter, plads.sted, plads.rejse)
    elif plads.rejse is not None:
        yield _where(plads.sted, plads.rejse)
    if behov.koen and plads.koen:
        yield _sex(behov.koen, plads)
    yield from (_special(kode, plads) for kode in behov.behov)
    if behov.loft_kr is not None:
        yield _price(behov.loft_kr, plads)
    if plads.til_salg == "efter_aftale":
        yield Grund("salg", Dom.PASSER, "Sælges efter aftale")
    if plads.til_salg == "egne":
        yield Grund("egne", Dom.PASSER, "Kun til driftsherrens egne borgere")


def _vacancy(behov: Behov, plads: Plads, den: dt.date) -> Grund:
    """Room now, or before the wished start; a unit that has said nothing is one to ring to."""
    meldt = plads.meldt
    if meldt is None:
        return Grund("ledig", Dom.NAESTEN, "Har ikke meldt, om der er ledigt: ring og spørg")
    if not meldt.ledig:
        return _not_free(meldt)
    alder = "" if meldt.frisk else ", men det er ikke bekræftet for nylig"
    if meldt.fra is None or meldt.fra <= den:
        return Grund("ledig", Dom.PASSER if meldt.frisk else Dom.NAESTEN, f"Ledig nu{alder}")
    return _later(meldt.fra, f"Ledig fra {meldt.fra:%d.%m.%Y}{alder}", meldt.frisk, behov.start, den)


def _not_free(meldt: Meldt) -> Grund:
    """A no; an answer between yes and no, and a yes of which nothing is left, is said in its own words."""
    if not meldt.tilstand:
        return Grund("ledig", Dom.IKKE, meldt.ord_ or "Ikke ledig lige nu")
    tekst = meldt.ord_ if meldt.frisk else f"{meldt.ord_} (ikke bekræftet for nylig)"
    if meldt.tilstand in rules().tilstande.naesten:
        return Grund("ledig", Dom.NAESTEN, f"{tekst}: ring og spørg")
    return Grund("ledig", Dom.IKKE, tekst)


def _later(fra: dt.date, tekst: str, frisk: bool, oensket: dt.date | None, den: dt.date) -> Grund:
    start = max(oensket or den, den)
    if fra <= start:
        return Grund("ledig", Dom.PASSER if frisk else Dom.NAESTEN, tekst)
    dage = (fra - start).days
    antal = "1 dag" if dage == 1 else f"{dage} dage"
    efter = f"{tekst}, {antal} efter ønsket start" if oensket else f"{tekst}, om {antal}"
    return Grund("ledig", Dom.NAESTEN if dage <= rules().naesten.start_dage else Dom.IKKE, efter)


@lru_cache(ENS)
def _law(soegt: frozenset[str], paragraf: str, har: tuple[tuple[str, str], ...]) -> Grund:
    """The paragraph, its old and its new name alike."""
    egne = [navn for kode, navn in har if kode in soegt]
    if egne:
        return Grund("lovgrundlag", Dom.PASSER, f"Pladser efter {', '.join(egne)}")
    andre = ", ".join(navn for _, navn in har) or "ingen oplyst paragraf"
    return Grund("lovgrundlag", Dom.IKKE, f"Pladser efter {andre}, ikke {paragraf}")


@lru_cache(ENS)
def _groups(soegt: tuple[str, ...], stedets: tuple[str, ...]) -> Grund:
    """Every target group asked for must be named; some of them is almost."""
    if not stedets:
        return Grund("maalgruppe", Dom.NAESTEN, "Målgruppen er ikke oplyst: spørg")
    har = [navn for navn in soegt if navn in stedets]
    mangler = " og ".join(navn for navn in soegt if navn not in stedets)
    if not mangler:
        return Grund("maalgruppe", Dom.PASSER, f"Er for {' og '.join(har)}")
    if har:
        return Grund("maalgruppe", Dom.NAESTEN, f"Er for {' og '.join(har)}, men nævner ikke {mangler}")
    return Grund("maalgruppe", Dom.IKKE, f"Nævner ikke {mangler}")


@lru_cache(ENS)
def _age(fra: int, til: int, yngst: int | None, aeldst: int | None) -> Grund:
    """The whole band within the place's; a part of it, or a few years off, is almost."""
    if yngst is None or aeldst is None:
        return Grund("alder", Dom.NAESTEN, "Alderen er ikke oplyst: spørg")
    tekst = f"Tager {band(yngst, aeldst)}"
    if yngst <= fra and til <= aeldst:
        return Grund("alder", Dom.PASSER, tekst)
    luft = rules().naesten.alder_aar
    naer = yngst - luft <= til and fra <= aeldst + luft
    return Grund("alder", Dom.NAESTEN if naer else Dom.IKKE, f"{tekst}; der søges {band(fra, til)}")


def band(fra: int, til: int) -> str:
    """Return ages as they are written; both are included."""
    if til >= OEVRE_ALDER:
        return f"fra {fra} år"
    return f"{fra} år" if fra == til else f"{fra}-{til} år"


def _area(behov: Behov, plads: Plads) -> Grund:
    if plads.kommune in behov.kommuner:
        return Grund("omraade", Dom.PASSER, f"Ligger i {plads.sted}")
    return Grund("omraade", Dom.NAESTEN, f"Ligger i {plads.sted}, uden for det valgte område")


@lru_cache(ENS)
def _travel(hoejst: int, sted: str, rejse: Rejse | None) -> Grund:
    """At most so many minutes between the centres; up to half as much again is almost."""
    if rejse is None:
        return Grund("rejse", Dom.NAESTEN, "Rejsetiden kendes ikke")
    her = _where(sted, rejse)
    if rejse.minutter <= hoejst:
        return her
    naer = rejse.minutter * 100 <= hoejst * (100 + rules().naesten.rejse_procent)
    return Grund("rejse", Dom.NAESTEN if naer else Dom.IKKE, f"{her.tekst}; der søges højst {hoejst} minutter")


@lru_cache(ENS)
def _where(sted: str, rejse: Rejse) -> Grund:
    """How far away it lies, told wherever it is known from where."""
    return Grund("rejse", Dom.PASSER, f"Ligger i {sted}, {rejse}")


def _sex(koen: str, plads: Plads) -> Grund:
    """A place that says nothing of it is for all."""
    passer = koen == plads.koen
    return Grund("koen", Dom.PASSER if passer else Dom.IKKE, f"{'Er' if passer else 'Er kun'} for {KOEN[plads.koen]}")


def said_of(kode: str, plads: Plads) -> str:
    """Return what is known of a special need at a place, in a word or two."""
    if kode in plads.kan:
        return "Ja"
    if kode in plads.kan_ikke:
        return "Nej"
    return "Nævnt i registeret" if kode in plads.naevner else "Ikke sagt"


def _special(kode: str, plads: Plads) -> Grund:
    """What a place itself says goes before what the register names; what nobody says is a question, never a no."""
    behov = all_needs()[kode]
    if kode in plads.kan:
        return Grund("behov", Dom.PASSER, f"{behov.navn}: ja, siger tilbuddet")
    if kode in plads.kan_ikke:
        return Grund("behov", Dom.IKKE, f"{behov.navn}: nej, siger tilbuddet")
    if kode in plads.naevner:
        return Grund("behov", Dom.PASSER, f"{behov.navn} er nævnt i registeret")
    return Grund("behov", Dom.NAESTEN, f"Tilbuddet har ikke sagt, om {behov.om}: spørg")


def _price(loft: Decimal, plads: Plads) -> Grund:
    if plads.takst_kr is None:
        return Grund("pris", Dom.NAESTEN, "Der er ingen offentliggjort takst pr. dag: spørg")
    tekst = f"{tal(plads.takst_kr, 0)} kr. pr. dag"
    if plads.takst_kr <= loft:
        return Grund("pris", Dom.PASSER, tekst)
    naer = plads.takst_kr * 100 <= loft * (100 + rules().naesten.pris_procent)
    return Grund("pris", Dom.NAESTEN if naer else Dom.IKKE, f"{tekst}, over loftet på {tal(loft, 0)} kr.")
