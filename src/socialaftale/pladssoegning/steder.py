"""The units that a search looks among, as the register, the reports and the takster have them at one instant."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from socialaftale.faelles import tid
from socialaftale.kapacitet.queries import Ledighed, ledighed_nu, offentlig_ledighed
from socialaftale.regler.dagspris import per_day
from socialaftale.regler.ledighed import Friskhed
from socialaftale.regler.rejsetid import Rejse, distance
from socialaftale.regler.takst.opgave import Enhed, Linjetype
from socialaftale.takster.queries import read_public
from socialaftale.takster.synlighed import OffentligLinje
from socialaftale.tilbud.billede import Afdelingsbillede, Tilbudsbillede, publicerbar
from socialaftale.tilbud.models import Afdeling, Form, Statusfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder
from socialaftale.tilbud.status import I_DRIFT

FRISK = (Friskhed.FRISK, Friskhed.SNART)
EN_PLADS = (Linjetype.GENNEMSNIT, Linjetype.NIVEAU, Linjetype.BASIS)  # the rest come on top, or are a part of a place
DOEGN = (Enhed.DOEGN, Enhed.MAANED, Enhed.AAR)
Priser = tuple[tuple[OffentligLinje, Decimal], ...]
SALG = {"ja": 0, "efter_aftale": 1, "egne": 2}


@dataclass(frozen=True)
class Oplyst:
    """What is known of whether a unit has room, in the words that a page shows. `svar` None: not said, or not shown.

    `tilstand` is the answer in words where it lies between yes and no, and only for her own areas.
    """

    svar: bool | None = None
    fra: dt.date | None = None
    telefon: str = ""
    bekraeftet: dt.date | None = None
    bekraeftet_af: str = ""
    friskhed: Friskhed = Friskhed.ALDRIG
    tilstand: str = ""


UOPLYST = Oplyst()


class Tilbudsnavn(NamedTuple):
    kode: str
    navn: str
    eksempeldata: bool


class Listeplads(NamedTuple):
    """One unit as a row of a list."""

    tilbud: Tilbudsnavn
    afdelingsnavn: str
    driftsherrenavn: str
    takst_kr: Decimal | None
    fra_takst: bool
    oplyst: Oplyst = UOPLYST

    @property
    def navn(self) -> str:
        return f"{self.tilbud.navn}, {self.afdelingsnavn}"


@dataclass(frozen=True)
class Sted:
    """One unit with everything that a visitator asks of it."""

    tilbud: Tilbudsbillede
    afdeling: Afdelingsbillede
    oplyst: Oplyst
    linjer: Priser
    rejse: Rejse | None

    @property
    def navn(self) -> str:
        return f"{self.tilbud.navn}, {self.afdeling.navn}"

    @property
    def paa_liste(self) -> Listeplads:
        """What a list shows of it."""
        tilbud = Tilbudsnavn(self.tilbud.kode, self.tilbud.navn, self.tilbud.eksempeldata)
        driftsherre = self.tilbud.stam.driftsherre.navn
        return Listeplads(tilbud, self.afdeling.navn, driftsherre, self.takst_kr, self.fra_takst, self.oplyst)

    @property
    def takst_kr(self) -> Decimal | None:
        """The lowest published takst of a place, for each day of the year."""
        return min((pr_dag for _, pr_dag in self.linjer), default=None)

    @property
    def fra_takst(self) -> bool:
        """The lowest is not all of the price: other lines are, or what a resident gets is paid on top of a basis."""
        return len(self.linjer) > 1 or any(linje.type == Linjetype.BASIS for linje, _ in self.linjer)

    @property
    def billigst(self) -> OffentligLinje | None:
        return min(self.linjer, key=lambda par: par[1])[0] if self.linjer else None

    @property
    def til_salg(self) -> str:
        valg = [ydelse.til_salg for ydelse in self.tilbud.ydelser]
        return min(valg, key=SALG.__getitem__, default="efter_aftale")


@dataclass(frozen=True)
class Blik:
    """Who looks, and when. In her own agreement areas (`omraader`) a visitator is told what units say themselves; in
    others, and everyone else everywhere, what the driftsherrer show. `hjem` is the party she searches for, whose own
    places she is shown also where they are for nobody else. It and `fra` are codes.
    """

    at: dt.datetime
    omraader: frozenset[int] = frozenset()
    fra: str = ""
    hjem: str = ""

    @property
    def den(self) -> dt.date:
        return tid.day_of(self.at)


def read_places(afdelinger: Collection[int], blik: Blik, sagt: Mapping[str, Oplyst] | None = None) -> list[Sted]:
    """Return the units (primary keys) that everyone may know of, as they were at the instant; constant queries.

    `sagt`, by code, is what is known already of what units have said then: of the others it is read.
    """
    enheder = list(Afdeling.objects.filter(pk__in=list(afdelinger)).values_list("kode", "pk", "tilbud"))
    steder = {kode: pk for kode, pk, _ in enheder}
    status = Statusfakta.objects.gaeldende(blik.den, blik.at).filter(tilbud__in={et for _, _, et in enheder})
    i_drift = status.filter(status__in=list(I_DRIFT)).values("tilbud")  # of these alone: the register may be large
    tilbud = list(Tilbud.objects.filter(pk__in=i_drift).select_related("omraade"))
    omraader = {et.pk: et.omraade.kode for et in tilbud}
    oplyst = {steder[kode]: et for kode, et in (sagt or {}).items() if kode in steder}
    oplyst |= told_at_home(set(steder.values()) - oplyst.keys(), blik)
    oplyst |= told_to_everyone(set(steder.values()) - oplyst.keys(), blik)
    takster = read_public(tilbud, blik.den.year)
    return [
        Sted(
            billede,
            afdeling,
            oplyst.get(steder[afdeling.kode], UOPLYST),
            _prices(takster[billede.pk].linjer, afdeling, blik) if billede.pk in takster else (),
            distance(omraader[billede.pk], blik.fra, afdeling.kommune_kode) if blik.fra else None,
        )
        for billede in map(publicerbar, read_billeder(tilbud, blik.den, blik.at))
        for afdeling in billede.afdelinger
        if afdeling.kode in steder
    ]


def told_at_home(afdelinger: Collection[int], blik: Blik) -> dict[int, Oplyst]:
    """Return what each unit of her own areas itself has said, by its primary key."""
    if not afdelinger or not blik.omraader:
        return {}
    egne = Afdeling.objects.filter(pk__in=list(afdelinger), tilbud__omraade__in=blik.omraader)
    return {pk: _told(et) for pk, et in ledighed_nu(egne, blik.at).items()}


def _told(et: Ledighed) -> Oplyst:
    return Oplyst(
        svar=et.er_ledig if et.svar else None,
        fra=et.ledig_fra if et.venter else None,
        telefon=et.telefon,
        bekraeftet=tid.day_of(et.observeret_at) if et.observeret_at else None,
        bekraeftet_af=et.bekraeftet_af,
        friskhed=et.friskhed,
        tilstand=et.tilstand_ord,
    )


def told_to_everyone(afdelinger: Collection[int], blik: Blik) -> dict[int, Oplyst]:
    """Return what the driftsherrer show of each unit, by its primary key: yes or no, never a name."""
    if not afdelinger:
        return {}
    return {
        pk: Oplyst(et.svar, et.ledig_fra, et.telefon, et.bekraeftet, "", et.friskhed)
        for pk, et in offentlig_ledighed(list(afdelinger), blik.at).items()
    }


def _prices(linjer: Iterable[OffentligLinje], afdeling: Afdelingsbillede, blik: Blik) -> Priser:
    bor_der = any(pladser.form == Form.DOEGN for pladser in afdeling.pladser)
    return place_prices(linjer, afdeling.navn, bor_der, blik.den.year)


def place_prices(linjer: Iterable[OffentligLinje], afdeling: str, bor_der: bool, aar: int) -> Priser:
    """The lines that are the price of a place, with that price for each day of the year.

    The afdeling's own where any names it; where someone lives there, what living there costs, not the day's work.
    """
    alle = [
        (linje, pr_dag)
        for linje in linjer
        if linje.type in EN_PLADS and (pr_dag := per_day(linje.takst_kr, linje.enhed, aar, linje.dage)) is not None
    ]
    egne = [par for par in alle if _is_of(par[0], afdeling)] or alle
    doegn = [par for par in egne if par[0].enhed in DOEGN]
    return tuple(doegn if bor_der and doegn else egne)


def _is_of(linje: OffentligLinje, afdeling: str) -> bool:
    """A calculation is named after its afdeling, perhaps with a paragraph: `Afdeling Øst, SEL § 108`."""
    return linje.afdeling == afdeling or linje.afdeling.startswith(f"{afdeling}, ")
