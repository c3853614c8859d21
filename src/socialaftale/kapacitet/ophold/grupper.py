"""Pladsgrupper as people know them, and how many normed place-days each has."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.regler.belaegningsdage import EN_DAG, next_month, place_days
from socialaftale.tilbud.models import Pladsfakta, Pladsgruppe, Statusfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder
from socialaftale.tilbud.status import I_DRIFT

from ..models import Meldeaftale

SLAAET_FRA = "Belægning er ikke slået til i aftaleområdet, så der kan ikke meldes noget endnu."
Trin = list[tuple[dt.date, int]]


@dataclass(frozen=True)
class Gruppe:
    """A pladsgruppe: its keys, its names, and from which day it has how many normed places."""

    pk: int
    kode: str
    tilbud_kode: str
    tilbud: str
    afdeling: str
    slags: str
    trin: tuple[tuple[dt.date, int], ...]

    @property
    def navn(self) -> str:
        return f"{self.afdeling}, {self.slags}"

    def normerede(self, maaned: dt.date) -> int:
        """The normed place-days of the month."""
        return place_days(self.trin, maaned, next_month(maaned))


def read_groups(tilbud: Iterable[Tilbud], den: dt.date) -> list[Gruppe]:
    """Return the pladsgrupper of these tilbud as they were on the day, in the order of the tilbud given."""
    billeder = read_billeder(tilbud, den)
    fundne = [(et, afd, pl) for et in billeder for afd in et.afdelinger for pl in afd.pladser]
    noegler = dict(Pladsgruppe.objects.filter(kode__in=[pl.pladsgruppe for *_, pl in fundne]).values_list("kode", "pk"))
    trin = _steps(list(noegler.values()), [et.pk for et in billeder])
    return [
        Gruppe(
            pk=noegler[pl.pladsgruppe], kode=pl.pladsgruppe, tilbud_kode=et.kode, tilbud=et.navn, afdeling=afd.navn,
            slags=f"{pl.lovgrundlag.paragraf} {pl.form_navn}", trin=tuple(trin.get(noegler[pl.pladsgruppe], [])),
        )
        for et, afd, pl in fundne
    ]  # fmt: skip


def groups_of(driftsherre: Organisation, maaned: dt.date) -> list[Gruppe]:
    """Return the pladsgrupper with places in the month of every tilbud that the driftsherre ran at its end, by name."""
    sidst = next_month(maaned) - EN_DAG
    egne = Tilbud.objects.of_driftsherre(driftsherre, sidst)
    aabne = egne.i_drift(maaned) | egne.i_drift(sidst)
    return [et for et in read_groups(aabne.by_navn(sidst), sidst) if et.normerede(maaned)]


def own_first(grupper: Iterable[Gruppe], bruger: Bruger) -> tuple[list[Gruppe], int]:
    """Return them with those that the person leads first, and how many they are."""
    aftaler = Meldeaftale.objects.gaeldende(tid.today()).filter(leder=bruger)
    egne = set(Pladsgruppe.objects.filter(afdeling__in=aftaler.values("afdeling")).values_list("pk", flat=True))
    foerst = sorted(grupper, key=lambda et: et.pk not in egne)
    return foerst, sum(et.pk in egne for et in foerst)


def _steps(grupper: list[int], tilbud: list[int]) -> dict[int, Trin]:
    """From which day each pladsgruppe has how many places; none while its tilbud is not in operation."""
    drift: dict[int, dict[dt.date, bool]] = {}
    fakta = Statusfakta.objects.filter(tilbud__in=tilbud).order_by("gaelder_fra", "registreret_at")
    for raekke in fakta:
        drift.setdefault(raekke.tilbud_id, {})[raekke.gaelder_fra] = raekke.status in I_DRIFT
    pladser: dict[tuple[int, int], dict[dt.date, int]] = {}
    alle = Pladsfakta.objects.filter(pladsgruppe__in=grupper).order_by("gaelder_fra", "registreret_at")
    for pk, egen, fra, antal in alle.values_list(
        "pladsgruppe", "pladsgruppe__afdeling__tilbud", "gaelder_fra", "normerede"
    ):
        pladser.setdefault((pk, egen), {})[fra] = antal
    return {pk: _combined(trin, drift.get(egen, {})) for (pk, egen), trin in pladser.items()}


def _combined(pladser: dict[dt.date, int], drift: dict[dt.date, bool]) -> Trin:
    dage = sorted(pladser.keys() | drift.keys())
    return [(dag, _at(pladser, dag, 0) * bool(_at(drift, dag, False))) for dag in dage]


def _at(trin: dict[dt.date, int] | dict[dt.date, bool], dag: dt.date, ellers: int) -> int:
    foer = [fra for fra in trin if fra <= dag]
    return int(trin[max(foer)]) if foer else ellers
