"""The structure and the lines of a constructed report, one small function per rate structure."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.takst.opgave import (
    Aftale,
    BasisPakker,
    BasisTimer,
    Enhed,
    Fase,
    Forhandlet,
    Forloeb,
    Gennemsnit,
    Linje,
    Linjetype,
    Niveau,
    Niveauer,
    Pakke,
    Periode,
    Struktur,
    Tidsart,
    Timer,
    Timetakst,
)

from .profil import Gruppe, Valg

UGER = Decimal("52.14")


class Opbygning(NamedTuple):
    """A structure with its lines, and what the service part must bring in: kroner a year, 2025 prices."""

    struktur: Struktur
    linjer: tuple[Linje, ...]
    ydelse: Decimal = Decimal(0)


class Plads(NamedTuple):
    """A pladsgruppe with its draws and the days a place is sold in the year (occupancy counted in)."""

    gruppe: Gruppe
    valg: Valg
    solgte_dage: Decimal

    def linje(self, hale: str, navn: str, type_: Linjetype, **felter: object) -> Linje:
        enhed = Enhed.DOEGN if self.gruppe.form == "doegn" else Enhed.DAG
        egne = {"id": f"{self.gruppe.id}-{hale}", "navn": navn, "type": type_, "enhed": enhed}
        return Linje.model_validate(egne | {"indhold": self.valg.profil.indhold} | felter)


def build(plads: Plads) -> Opbygning:
    """The structure that was drawn for the pladsgruppe; too few places for levels give one average price."""
    kode = plads.valg.kode
    if kode in "BDF" and plads.gruppe.pladser < 4:
        kode = "A"
    return _BYG[kode](plads)


def weekly(antal: int) -> Timer:
    return Timer(antal=Decimal(antal), pr=Periode.UGE, art=Tidsart.ATA)


def split(pladser: int, dele: int) -> list[int]:
    """`pladser` over `dele` groups, whole places, the first ones largest."""
    return [pladser // dele + (1 if nr < pladser % dele else 0) for nr in range(dele)]


def _average(plads: Plads) -> Opbygning:
    navn = {"doegn": "Døgntakst", "undervisning": "Undervisningstakst"}.get(plads.gruppe.form, "Dagtakst")
    linje = plads.linje("takst", navn, Linjetype.GENNEMSNIT, pladser=plads.gruppe.pladser)
    return Opbygning(Gennemsnit(linje=linje.id), (linje,))


def _levels(plads: Plads) -> Opbygning:
    trin = _DELTID if plads.gruppe.form == "dag" else _NIVEAUER
    linjer, niveauer = [], []
    for nr, pladser in enumerate(split(plads.gruppe.pladser, len(trin))):
        navn, vaegt, timer = trin[nr]
        linje = plads.linje(f"n{nr + 1}", navn, Linjetype.NIVEAU, pladser=pladser, timer=weekly(timer))
        linjer.append(linje)
        niveauer.append(Niveau(linje=linje.id, vaegt=Decimal(vaegt), pladser=Decimal(pladser)))
    return Opbygning(Niveauer(niveauer=tuple(niveauer)), tuple(linjer))


_NIVEAUER = (
    ("Niveau 1, let støtte", "1", 10),
    ("Niveau 2, støtte en del af dagen", "1.25", 16),
    ("Niveau 3, omfattende støtte", "1.6", 25),
)
_DELTID = (("Fuld tid", "1", 30), ("3 dage om ugen", "0.85", 18), ("1-2 dage om ugen", "0.6", 9))


def _basis(plads: Plads, timer: int) -> Linje:
    felter = {"pladser": plads.gruppe.pladser, "timer": weekly(timer)}
    return plads.linje("basis", "Basistakst", Linjetype.BASIS, **felter)


def _hours(plads: Plads) -> Opbygning:
    basis = _basis(plads, 7)
    indhold = "En ATA-time ud over dem, basistaksten dækker, med forberedelse og journal."
    felter = {"enhed": Enhed.TIME, "indhold": indhold, "timer": weekly(1)}
    time = plads.linje("time", "Pris pr. ATA-time", Linjetype.TIME, **felter)
    timer = (plads.gruppe.pladser * 9 * UGER).quantize(Decimal(1))
    struktur = BasisTimer(basis=basis.id, time=time.id, inkluderet=weekly(7), timer_i_alt=timer, tidsart=Tidsart.ATA)
    return Opbygning(struktur, (basis, time), timer * plads.valg.timepris)


def _packages(plads: Plads) -> Opbygning:
    basis = _basis(plads, 7)
    linjer, pakker, intervaldage = [basis], [], Decimal(0)
    for nr, pladser in enumerate(split(plads.gruppe.pladser, 4), start=1):
        indhold = f"Individuel støtte i {7 * nr - 6}-{7 * nr} ATA-timer om ugen ud over basistaksten."
        felter = {"pladser": pladser, "timer": weekly(7 * nr), "indhold": indhold}
        linje = plads.linje(f"p{nr}", f"Ydelsespakke {nr}", Linjetype.PAKKE, **felter)
        linjer.append(linje)
        pakker.append(Pakke(linje=linje.id, nummer=nr, pladser=Decimal(pladser)))
        intervaldage += pladser * plads.solgte_dage * (nr - Decimal("0.5"))
    struktur = BasisPakker(basis=basis.id, interval=weekly(7), pakker=tuple(pakker))
    return Opbygning(struktur, tuple(linjer), intervaldage * plads.valg.timepris)


def _negotiated(plads: Plads) -> Opbygning:
    basis = _basis(plads, 10)
    aftaler, linjer = [], [basis]
    for nr in range(1, min(plads.gruppe.pladser, 2) + 1):
        indhold = "Aftalt med den købende kommune for én plads: fast kontaktperson og ekstra aftenvagt."
        linje = plads.linje(f"aftale{nr}", f"Forhandlet takst {nr}", Linjetype.FORHANDLET, indhold=indhold, pladser=1)
        linjer.append(linje)
        beloeb = Decimal(210000 + 90000 * nr)
        aftaler.append(Aftale(linje=linje.id, omkostning_kr=beloeb, dage=Decimal(365)))
    return Opbygning(Forhandlet(basis=basis.id, aftaler=tuple(aftaler)), tuple(linjer))


def _phases(plads: Plads) -> Opbygning:
    linjer, faser, timer_i_alt = [], [], Decimal(0)
    for nr, pladser in enumerate(split(plads.gruppe.pladser, len(_FASER))):
        navn, timer, andel = _FASER[nr]
        linje = plads.linje(f"f{nr + 1}", navn, Linjetype.FORLOEB, pladser=pladser, timer=weekly(timer))
        linjer.append(linje)
        faser.append(
            Fase(linje=linje.id, timer=weekly(timer), basisandel_procent=Decimal(andel), pladser=Decimal(pladser))
        )
        timer_i_alt += pladser * plads.solgte_dage * timer / 7
    return Opbygning(Forloeb(faser=tuple(faser)), tuple(linjer), timer_i_alt * plads.valg.timepris)


_FASER = (("Ophold", 12, 100), ("Ophold med mere støtte", 20, 100), ("Start", 15, 100), ("Udslusning", 6, 60))


def _ambulant(plads: Plads) -> Opbygning:
    linje = plads.linje("time", "Timetakst", Linjetype.TIME, enhed=Enhed.TIME, timer=weekly(1))
    timer = ambulant_hours(plads.gruppe)
    return Opbygning(Timetakst(linje=linje.id, timer_i_alt=timer, tidsart=Tidsart.ATA), (linje,))


def ambulant_hours(gruppe: Gruppe) -> Decimal:
    """Hours that can be invoiced in a year: about 90 a place, and 900 where there are no places."""
    return Decimal(90 * gruppe.pladser or 900)


_BYG: dict[str, Callable[[Plads], Opbygning]] = {
    "A": _average, "B": _levels, "C": _hours, "D": _packages, "E": _negotiated, "F": _phases, "G": _ambulant,
}  # fmt: skip
