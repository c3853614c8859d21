"""A tilbud as it was on one day, put together from its facts. What a page or a file shows is made of these."""

from copy import copy
from dataclasses import dataclass, replace

from .models import Form, Maalgruppefakta, Stamfakta, Statusfakta, Ydelsesfakta
from .reference import Lovgrundlag, all_maalgrupper, find_lovgrundlag
from .status import Status

BESKYTTET_AFDELING = "Beskyttet afdeling"
GENITIVER = ("Vesthimmerlands", "Københavns", "Bornholms")


@dataclass(frozen=True)
class Pladser:
    """The places of one pladsgruppe."""

    pladsgruppe: str
    lovgrundlag: Lovgrundlag
    form: str
    godkendte: int
    normerede: int

    @property
    def form_navn(self) -> str:
        return str(Form(self.form).label)


@dataclass(frozen=True)
class Afdelingsbillede:
    """One afdeling. A protected one that has been through `publicerbar` has no address and no name of its own."""

    kode: str
    navn: str
    vej: str
    postnummer: str
    postdistrikt: str
    kommune_kode: str
    kommune: str
    beskyttet: bool
    pladser: tuple[Pladser, ...]

    @property
    def adresse(self) -> str:
        by = f"{self.postnummer} {self.postdistrikt}".strip()
        linje = ", ".join(del_ for del_ in (self.vej, by) if del_)
        return linje or f"{self.kommune} (adressen er beskyttet)" if self.beskyttet else linje


def place_name(kommune: str) -> str:
    """Return the place of a municipality's name; some names are the place in the genitive."""
    sted = kommune.removesuffix(" Kommune").removesuffix(" Regionskommune")
    return sted[:-1] if sted in GENITIVER else sted


@dataclass(frozen=True)
class Tilbudsbillede:
    kode: str
    pk: int
    eksempeldata: bool
    stam: Stamfakta
    status: Status
    statusfakta: Statusfakta
    maalgruppe: Maalgruppefakta | None
    afdelinger: tuple[Afdelingsbillede, ...]
    ydelser: tuple[Ydelsesfakta, ...]

    @property
    def navn(self) -> str:
        return self.stam.navn

    @property
    def pladser(self) -> tuple[Pladser, ...]:
        return tuple(pladser for afdeling in self.afdelinger for pladser in afdeling.pladser)

    @property
    def normerede(self) -> int:
        return sum(pladser.normerede for pladser in self.pladser)

    @property
    def godkendte(self) -> int:
        return sum(pladser.godkendte for pladser in self.pladser)

    @property
    def lovgrundlag(self) -> tuple[Lovgrundlag, ...]:
        return tuple({pladser.lovgrundlag.kode: pladser.lovgrundlag for pladser in self.pladser}.values())

    @property
    def kommuner(self) -> tuple[str, ...]:
        return tuple(sorted({afdeling.kommune for afdeling in self.afdelinger}))

    @property
    def steder(self) -> tuple[str, ...]:
        """The municipalities as places: `Hjørring`, `Vesthimmerland`."""
        return tuple(place_name(kommune) for kommune in self.kommuner)

    @property
    def maalgruppenavne(self) -> tuple[str, ...]:
        koder = self.maalgruppe.maalgrupper if self.maalgruppe else ()
        return tuple(all_maalgrupper()[kode].navn for kode in koder)

    @property
    def beskyttet(self) -> bool:
        return any(afdeling.beskyttet for afdeling in self.afdelinger)

    @property
    def let_registrering(self) -> bool:
        """Tell whether nothing is for sale: name, places and legal basis are then all that is asked for."""
        return bool(self.ydelser) and all(ydelse.til_salg == "egne" for ydelse in self.ydelser)

    def pladser_af(self, form: str) -> int:
        return sum(pladser.normerede for pladser in self.pladser if pladser.form == form)


def publicerbar(billede: Tilbudsbillede) -> Tilbudsbillede:
    """Return what everyone may see. Asked by page, file, search, map and API alike; nothing else leaves the register.

    A protected address shows its municipality only. The name of the afdeling and the P-number lead to the address,
    so they go too.
    """
    if not billede.beskyttet:
        return billede
    stam = copy(billede.stam)
    stam.p_nummer = ""
    return replace(billede, stam=stam, afdelinger=tuple(_without_address(afdeling) for afdeling in billede.afdelinger))


def _without_address(afdeling: Afdelingsbillede) -> Afdelingsbillede:
    if not afdeling.beskyttet:
        return afdeling
    return replace(afdeling, navn=BESKYTTET_AFDELING, vej="", postnummer="", postdistrikt="")


def make_pladser(pladsgruppe: str, lovgrundlag: str, form: str, godkendte: int, normerede: int) -> Pladser:
    return Pladser(pladsgruppe, find_lovgrundlag(lovgrundlag), form, godkendte, normerede)
