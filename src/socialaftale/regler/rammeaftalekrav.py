"""Does an agreement hold what the order on rammeaftaler asks: each requirement judged by what can be seen, or told."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from socialaftale.regler.dateret import Data, Kildet, read_rules

STORT_BOTILBUD = 100
Proeve = Literal[
    "",
    "vedtaget",
    "offentliggjort",
    "i_tide",
    "type",
    "tilbudsliste",
    "kapacitet",
    "takstregler",
    "store_botilbud",
    "overtagelse",
]


class Krav(Kildet):
    """A requirement. `proeve` names what can be seen of it; without one somebody must tell where it stands."""

    kode: str
    gruppe: str
    titel: str
    proeve: Proeve = ""
    lovgrundlag: tuple[str, ...] = ()


class Kravliste(Data):
    """The requirements from a day on."""

    id: str
    gaelder_fra: dt.date
    krav: tuple[Krav, ...]


class Svar(StrEnum):
    """How a requirement is met."""

    OPFYLDT = "opfyldt"
    DELVIST = "delvist"
    MANGLER = "mangler"
    UAFGJORT = "uafgjort"


class Dom(NamedTuple):
    """The answer and why; `set_selv`: it was seen and not told."""

    svar: Svar
    hvorfor: str
    set_selv: bool


@dataclass(frozen=True)
class Fakta:
    """What can be seen of the agreement. `pladser`: normed places by legal basis. `uden_pladser`: tilbud without any.

    `stoerste`: the most places of one legal basis in one tilbud.
    """

    parter: int
    ja: int
    vedtaget_den: dt.date | None
    fra_aar: int
    offentliggjort: bool
    tilbud: int
    uden_pladser: int
    pladser: Mapping[str, int]
    stoerste: Mapping[str, int]
    takstregler: str
    erklaeringer: int = 0
    kommuner: int = 0


def all_lists() -> tuple[Kravliste, ...]:
    """Return every list, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Kravliste, "rammeaftalekrav-*.toml")


def judge(krav: Krav, fakta: Fakta, fortalt: tuple[Svar, str] | None = None) -> Dom:
    """Return how a requirement is met.

    In words: what can be seen decides, yes or no; where nothing can be seen either way, what somebody told counts, with
    the place that it points at; where nothing is told either, it cannot be settled, and that is never a no. Source: the
    requirement's own. Raises nothing.
    """
    seet = PROEVER[krav.proeve](krav, fakta) if krav.proeve else None
    if seet and seet.svar is not Svar.UAFGJORT:
        return seet
    if fortalt:
        return Dom(fortalt[0], fortalt[1], False)
    return seet or Dom(Svar.UAFGJORT, "Ingen har sagt, hvor det står.", False)


def _adopted(krav: Krav, f: Fakta) -> Dom:
    if f.vedtaget_den:
        return Dom(
            Svar.OPFYLDT, f"Alle {f.parter} parter har godkendt aftalen, den sidste {f.vedtaget_den:%d.%m.%Y}.", True
        )
    if not f.ja:
        return Dom(Svar.UAFGJORT, "Ingen godkendelser er ført ind.", True)
    return Dom(Svar.MANGLER, f"{f.ja} af {f.parter} parter har godkendt aftalen.", True)


def _published(krav: Krav, f: Fakta) -> Dom:
    if f.offentliggjort:
        return Dom(Svar.OPFYLDT, "Den nyeste tekst kan læses af alle.", True)
    return Dom(Svar.MANGLER, "Den nyeste tekst er ikke offentliggjort her.", True)


def _in_time(krav: Krav, f: Fakta) -> Dom:
    if f.vedtaget_den is None:
        return Dom(Svar.UAFGJORT, "Aftalen er ikke vedtaget efter det, der er ført ind.", True)
    svar = Svar.OPFYLDT if f.vedtaget_den.year < f.fra_aar else Svar.MANGLER
    return Dom(svar, f"Vedtaget {f.vedtaget_den:%d.%m.%Y}; aftalen gælder fra 01.01.{f.fra_aar}.", True)


def _type(krav: Krav, f: Fakta) -> Dom:
    antal = sum(f.pladser.get(kode, 0) for kode in krav.lovgrundlag)
    if antal:
        return Dom(Svar.OPFYLDT, f"Registeret har {antal} pladser af den slags.", True)
    return Dom(Svar.UAFGJORT, "Registeret har ingen pladser af den slags. Måske findes de ikke i området.", True)


def _list_of_tilbud(krav: Krav, f: Fakta) -> Dom:
    if f.tilbud:
        return Dom(Svar.OPFYLDT, f"Tilbudsoversigten har {f.tilbud} tilbud.", True)
    return Dom(Svar.MANGLER, "Registeret har ingen tilbud i drift.", True)


def _capacity(krav: Krav, f: Fakta) -> Dom:
    if not f.tilbud:
        return Dom(Svar.MANGLER, "Registeret har ingen tilbud i drift.", True)
    med = f.tilbud - f.uden_pladser
    svar = Svar.OPFYLDT if not f.uden_pladser else Svar.DELVIST
    return Dom(svar, f"{med} af {f.tilbud} tilbud har deres pladser i registeret.", True)


def _takst_rules(krav: Krav, f: Fakta) -> Dom:
    if f.takstregler:
        return Dom(Svar.OPFYLDT, f"Regelsættet {f.takstregler} siger, hvordan taksterne regnes.", True)
    return Dom(Svar.UAFGJORT, "Der er intet regelsæt for aftalens første år.", True)


def _large_homes(krav: Krav, f: Fakta) -> Dom:
    stoerst = max((f.stoerste.get(kode, 0) for kode in krav.lovgrundlag), default=0)
    if stoerst <= STORT_BOTILBUD:
        return Dom(Svar.OPFYLDT, f"Det største botilbud har {stoerst} pladser, så der kræves ingen.", True)
    return Dom(Svar.UAFGJORT, f"Et botilbud har {stoerst} pladser. Peg på dets udviklingsplan.", True)


def _declarations(krav: Krav, f: Fakta) -> Dom:
    if not f.erklaeringer:
        return Dom(Svar.UAFGJORT, "Ingen kommune har ført en erklæring ind.", True)
    svar = Svar.OPFYLDT if f.erklaeringer == f.kommuner else Svar.DELVIST
    return Dom(svar, f"{f.erklaeringer} af {f.kommuner} kommuner har erklæret sig.", True)


PROEVER: Mapping[str, Callable[[Krav, Fakta], Dom]] = {
    "vedtaget": _adopted,
    "offentliggjort": _published,
    "i_tide": _in_time,
    "type": _type,
    "tilbudsliste": _list_of_tilbud,
    "kapacitet": _capacity,
    "takstregler": _takst_rules,
    "store_botilbud": _large_homes,
    "overtagelse": _declarations,
}
