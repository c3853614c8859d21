"""Does a place fit a need? Each demand is answered alone, with its reason in words; the answers make the ranking.

Source: none in law; which demands there are, and how far off is "almost", is a choice of ours, dated in
`parametre/national/pladsmatch-*.toml`. A need names no person.
"""

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from socialaftale.regler.rejsetid import Rejse
from socialaftale.regler.tal import tal

MAPPE = Path(__file__).parent / "parametre/national"
OEVRE_ALDER = 125
"""`alder_til` of a place without an upper bound."""


class Dom(StrEnum):
    """How well a demand, or the whole, is met."""

    PASSER = "passer"
    NAESTEN = "naesten"
    IKKE = "ikke"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Naesten(_Data):
    """How far off a place may be and still be shown as almost: years, days, per cent of price and of travel time."""

    alder_aar: int
    start_dage: int
    pris_procent: int
    rejse_procent: int
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Tilstande(_Data):
    """What an answer between yes and no is: the states that almost fit, and those that do not."""

    naesten: tuple[str, ...]
    ikke: tuple[str, ...]
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Saerbehov(_Data):
    """A special need that can be searched for, and how the words begin that tell that a place meets it."""

    kode: str
    navn: str
    ord: tuple[str, ...]


class Aldersbaand(_Data):
    """Ages that are searched for and counted together, both included."""

    kode: str
    fra: int
    til: int


class Opbevaring(_Data):
    """How many days a search is kept, one with a note, and how long new places are told of."""

    soegning_dage: int
    notat_dage: int
    besked_dage: int
    kilde: str
    sikkerhed: Literal["verificeret", "antaget"]


class Matchregler(_Data):
    id: str
    omraade: str
    gaelder_fra: dt.date
    naesten: Naesten
    tilstande: Tilstande
    behov: tuple[Saerbehov, ...]
    aldersbaand: tuple[Aldersbaand, ...]
    opbevaring: Opbevaring


@cache
def rules() -> Matchregler:
    """The newest rules of matching."""
    nyeste = sorted(MAPPE.glob("pladsmatch-*.toml"))[-1]
    return Matchregler.model_validate(tomllib.loads(nyeste.read_text(encoding="utf-8")))


class Behov(NamedTuple):
    """What is looked for; what is left out is not asked for. `lovgrundlag` are codes that count as one paragraph."""

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


class Meldt(NamedTuple):
    """What a unit last said of itself: room or not, from when, and whether it has kept its own promise to say so.

    `tilstand` is the code of an answer between yes and no, and `ord_` how it reads, with why where it is closed.
    """

    ledig: bool
    fra: dt.date | None = None
    frisk: bool = True
    tilstand: str = ""
    ord_: str = ""


class Plads(NamedTuple):
    """A unit as it stands in the register. `takst_kr` is a day's price, None where no takst of a day is published."""

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


class Grund(NamedTuple):
    """One demand's answer in words."""

    krav: str
    dom: Dom
    tekst: str


class Vurdering(NamedTuple):
    """A place with its reasons, those that speak against it first."""

    plads: Plads
    dom: Dom
    grunde: tuple[Grund, ...]

    def af(self, dom: Dom) -> tuple[str, ...]:
        """The reasons of one kind, in words."""
        return tuple(grund.tekst for grund in self.grunde if grund.dom == dom)

    @property
    def hvorfor(self) -> tuple[str, ...]:
        return self.af(Dom.PASSER)

    @property
    def naesten(self) -> tuple[str, ...]:
        return self.af(Dom.NAESTEN)

    @property
    def hvorfor_ikke(self) -> tuple[str, ...]:
        return self.af(Dom.IKKE)


VAERST_FOERST = (Dom.IKKE, Dom.NAESTEN, Dom.PASSER)


def judge(behov: Behov, plads: Plads, den: dt.date) -> Vurdering:
    """The place against the need on a day: as bad as its worst demand."""
    grunde = tuple(_answers(behov, plads, den))
    dom = next((dom for dom in VAERST_FOERST if any(grund.dom == dom for grund in grunde)), Dom.PASSER)
    return Vurdering(plads, dom, tuple(sorted(grunde, key=lambda grund: VAERST_FOERST.index(grund.dom))))


def rank(behov: Behov, pladser: Iterable[Plads], den: dt.date) -> list[Vurdering]:
    """The places that can be bought, the best first.

    By judgement, public before private, fewest doubts, what is freshly confirmed, shortest travel, lowest takst, and
    by name. What is kept for a driftsherre's own citizens is left out.
    """
    vurderinger = (judge(behov, plads, den) for plads in pladser if plads.til_salg != "egne")
    return sorted(vurderinger, key=_order)


def _order(vurdering: Vurdering) -> tuple[object, ...]:
    plads = vurdering.plads
    return (
        VAERST_FOERST[::-1].index(vurdering.dom),
        not plads.offentlig,
        len(vurdering.hvorfor_ikke),
        len(vurdering.naesten),
        not (plads.meldt and plads.meldt.frisk),
        plads.rejse.minutter if plads.rejse else 10_000,
        plads.takst_kr if plads.takst_kr is not None else Decimal(10**9),
        plads.navn,
        plads.id,
    )


def _answers(behov: Behov, plads: Plads, den: dt.date) -> Iterator[Grund]:
    yield _vacancy(behov, plads, den)
    if behov.lovgrundlag:
        yield _law(behov, plads)
    if behov.maalgrupper:
        yield _groups(behov, plads)
    if behov.alder_fra is not None and behov.alder_til is not None:
        yield _age(behov.alder_fra, behov.alder_til, plads)
    if behov.kommuner:
        yield _area(behov, plads)
    if behov.hoejst_minutter is not None:
        yield _travel(behov.hoejst_minutter, plads)
    yield from (_special(navn, plads) for navn in behov.behov)
    if behov.loft_kr is not None:
        yield _price(behov.loft_kr, plads)
    if plads.til_salg == "efter_aftale":
        yield Grund("salg", Dom.PASSER, "Sælges efter aftale")


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
    """A no; an answer between yes and no is said in its own words, and may be worth a call."""
    if not meldt.tilstand:
        return Grund("ledig", Dom.IKKE, "Har meldt, at der ikke er ledigt")
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


def _law(behov: Behov, plads: Plads) -> Grund:
    """The paragraph, its old and its new name alike."""
    egne = [paragraf for kode, paragraf in plads.lovgrundlag if kode in behov.lovgrundlag]
    if egne:
        return Grund("lovgrundlag", Dom.PASSER, f"Pladser efter {', '.join(egne)}")
    andre = ", ".join(paragraf for _, paragraf in plads.lovgrundlag) or "ingen oplyst paragraf"
    return Grund("lovgrundlag", Dom.IKKE, f"Pladser efter {andre}, ikke {behov.paragraf}")


def _groups(behov: Behov, plads: Plads) -> Grund:
    """Every target group asked for must be named; some of them is almost."""
    if not plads.maalgrupper:
        return Grund("maalgruppe", Dom.NAESTEN, "Målgruppen er ikke oplyst: spørg")
    har = [navn for navn in behov.maalgrupper if navn in plads.maalgrupper]
    mangler = " og ".join(navn for navn in behov.maalgrupper if navn not in plads.maalgrupper)
    if not mangler:
        return Grund("maalgruppe", Dom.PASSER, f"Er for {' og '.join(har)}")
    if har:
        return Grund("maalgruppe", Dom.NAESTEN, f"Er for {' og '.join(har)}, men nævner ikke {mangler}")
    return Grund("maalgruppe", Dom.IKKE, f"Nævner ikke {mangler}")


def _age(fra: int, til: int, plads: Plads) -> Grund:
    """The whole band within the place's; a part of it, or a few years off, is almost."""
    if plads.alder_fra is None or plads.alder_til is None:
        return Grund("alder", Dom.NAESTEN, "Alderen er ikke oplyst: spørg")
    tekst = f"Tager {_band(plads.alder_fra, plads.alder_til)}"
    if plads.alder_fra <= fra and til <= plads.alder_til:
        return Grund("alder", Dom.PASSER, tekst)
    luft = rules().naesten.alder_aar
    naer = plads.alder_fra - luft <= til and fra <= plads.alder_til + luft
    return Grund("alder", Dom.NAESTEN if naer else Dom.IKKE, f"{tekst}; der søges {_band(fra, til)}")


def _band(fra: int, til: int) -> str:
    if til >= OEVRE_ALDER:
        return f"fra {fra} år"
    return f"{fra} år" if fra == til else f"{fra}-{til} år"


def _area(behov: Behov, plads: Plads) -> Grund:
    if plads.kommune in behov.kommuner:
        return Grund("omraade", Dom.PASSER, f"Ligger i {plads.sted}")
    return Grund("omraade", Dom.NAESTEN, f"Ligger i {plads.sted}, uden for det valgte område")


def _travel(hoejst: int, plads: Plads) -> Grund:
    """At most so many minutes between the centres; up to half as much again is almost."""
    if plads.rejse is None:
        return Grund("rejse", Dom.NAESTEN, "Rejsetiden kendes ikke")
    tekst = f"Ligger i {plads.sted}, {plads.rejse}"
    if plads.rejse.minutter <= hoejst:
        return Grund("rejse", Dom.PASSER, tekst)
    naer = plads.rejse.minutter * 100 <= hoejst * (100 + rules().naesten.rejse_procent)
    return Grund("rejse", Dom.NAESTEN if naer else Dom.IKKE, f"{tekst}; der søges højst {hoejst} minutter")


def _special(navn: str, plads: Plads) -> Grund:
    """What a place does not say of itself it may yet do: that is a question to put, never a no."""
    if navn in plads.naevner:
        return Grund("behov", Dom.PASSER, f"{navn} er nævnt i registeret")
    return Grund("behov", Dom.NAESTEN, f"{navn} er ikke oplyst: spørg")


def _price(loft: Decimal, plads: Plads) -> Grund:
    if plads.takst_kr is None:
        return Grund("pris", Dom.NAESTEN, "Der er ingen offentliggjort takst pr. dag: spørg")
    tekst = f"{tal(plads.takst_kr, 0)} kr. pr. dag"
    if plads.takst_kr <= loft:
        return Grund("pris", Dom.PASSER, tekst)
    naer = plads.takst_kr * 100 <= loft * (100 + rules().naesten.pris_procent)
    return Grund("pris", Dom.NAESTEN if naer else Dom.IKKE, f"{tekst}, over loftet på {tal(loft, 0)} kr.")


def named_needs(tekster: Iterable[str]) -> frozenset[str]:
    """The special needs (by name) that some word of the texts tells of. Source: the words in the rules."""
    ord_ = [ord_ for tekst in tekster for ord_ in tekst.casefold().replace("-", " ").split()]
    return frozenset(
        behov.navn
        for behov in rules().behov
        if any(et.startswith(begyndelse) for et in ord_ for begyndelse in behov.ord)
    )
