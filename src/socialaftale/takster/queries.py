"""Reads across the register and the reports. A list costs the same number of queries however long it is."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Medlemskab, Organisation
from socialaftale.parter.permissions import Access
from socialaftale.regler.parametre import Regelsaet, Udgave, UkendtRegelsaet, regelsaet_for
from socialaftale.regler.takst.opgave import SKEMA, Indberetning, TilbudIndberetning
from socialaftale.tilbud.billede import Tilbudsbillede
from socialaftale.tilbud.models import Efterfoelger, Stamfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder

from .bilag.laesning import is_published, newest_published, published_years, read_public  # noqa: F401 - what is public
from .indhold import load
from .models import Indberetningsversion
from .permissions import Indblik, insight
from .synlighed import short_report
from .takstblad import Aarsrapport, Takstblad, build_blade, missing_takster
from .udvikling import Aarsindhold

FOERSTE_AAR, SIDSTE_AAR = 2015, 2100  # as `regler.takst.felter.Aar`
FORBEREDES_FRA_MAANED = 8  # the reports for the next year are made from August (the deadline lies in October)
Versioner = Mapping[int, Indberetningsversion]


@dataclass(frozen=True)
class Aarsraekke:
    """One tilbud in a takst year. `version` and `blad` are None where nothing that the reader may see is reported."""

    billede: Tilbudsbillede
    aar: int
    indblik: Indblik
    version: Indberetningsversion | None
    blad: Takstblad | None

    @property
    def driftsherre(self) -> Organisation:
        return self.billede.stam.driftsherre


def register_day(aar: int) -> dt.date:
    """The day a takst year is read from the register: the day of the year nearest to today. Raises UkendtRegelsaet."""
    if not FOERSTE_AAR <= aar <= SIDSTE_AAR:
        raise UkendtRegelsaet(f"Der er intet takstår {aar}.")
    return min(max(tid.today(), dt.date(aar, 1, 1)), dt.date(aar, 12, 31))


def driftsherre_of(tilbud: Tilbud, aar: int) -> Organisation:
    """Who runs the tilbud in the takst year; for a year before the register begins, the first known to run it.

    Raises Stamfakta.DoesNotExist where the register holds nothing about the tilbud.
    """
    fakta = Stamfakta.objects.filter(tilbud=tilbud).select_related("driftsherre")
    gaeldende = fakta.gaeldende(register_day(aar)).first()
    return (gaeldende or fakta.order_by("-registreret_at").earliest("gaelder_fra")).driftsherre


def tilbud_in_year(omraade: Aftaleomraade, aar: int, driftsherre: Organisation | None = None) -> QuerySet[Tilbud]:
    """The tilbud in operation in the takst year, by name; of one driftsherre where it is named."""
    dag = register_day(aar)
    tilbud = Tilbud.objects.i_drift(dag).filter(omraade=omraade)
    if driftsherre is not None:
        tilbud = tilbud.of_driftsherre(driftsherre, dag)
    return tilbud.by_navn(dag)


def read_year(tilbud: Iterable[Tilbud], omraade: Aftaleomraade, aar: int, adgang: Access) -> list[Aarsraekke]:
    """The takst year of the tilbud as the person sees it, in the order given. Raises UkendtRegelsaet."""
    return _rows(_read_raw(tilbud, omraade, aar), lambda driftsherre: insight(adgang, driftsherre))


def read_both(
    tilbud: Iterable[Tilbud], omraade: Aftaleomraade, aar: int, kladder: bool = False
) -> tuple[list[Aarsraekke], list[Aarsraekke]]:
    """The takst year of the tilbud as the driftsherre sees it, and as those who review do; read once.

    With `kladder` the second is as it would be, were the drafts submitted now: for the driftsherre's own eyes.
    """
    raat = _read_raw(tilbud, omraade, aar)
    if kladder:
        raat = replace(raat, versioner=raat.versioner | {Indblik.KORT: raat.versioner[Indblik.FULDT]})
    return _rows(raat, lambda _: Indblik.FULDT), _rows(raat, lambda _: Indblik.KORT)


@dataclass(frozen=True)
class _Raat:
    """What every view of a takst year is made of. The versions are by primary key of the tilbud."""

    aar: int
    omraade: Aftaleomraade
    udgave: Udgave
    billeder: list[Tilbudsbillede]
    versioner: dict[Indblik, Versioner]
    forrige: "Mapping[int, Sidste]"


def _read_raw(tilbud: Iterable[Tilbud], omraade: Aftaleomraade, aar: int) -> _Raat:
    billeder = read_billeder(tilbud, register_day(aar))
    alle = Indberetningsversion.objects.for_aar([billede.pk for billede in billeder], aar)
    versioner: dict[Indblik, Versioner] = {
        Indblik.FULDT: {et.indberetning.tilbud_id: et for et in alle.newest()},
        Indblik.KORT: {et.indberetning.tilbud_id: et for et in alle.newest_confirmed()},
        Indblik.OFFENTLIGT: {},
    }
    return _Raat(aar, omraade, regelsaet_for(aar, omraade.kode), billeder, versioner, _last_year(billeder, aar - 1))


def _rows(raat: _Raat, hvor_langt: Callable[[Organisation], Indblik]) -> list[Aarsraekke]:
    indblik = {billede.pk: hvor_langt(billede.stam.driftsherre) for billede in raat.billeder}
    versioner = {pk: raat.versioner[langt][pk] for pk, langt in indblik.items() if pk in raat.versioner[langt]}
    blade: dict[str, Takstblad] = {}
    for gruppe in _by_driftsherre(raat.billeder).values():
        med = [billede for billede in gruppe if billede.pk in versioner]
        if med:
            blade |= build_blade(_report(med, (raat.aar, raat.omraade, raat.udgave), indblik, versioner, raat.forrige))
    return [
        Aarsraekke(billede, raat.aar, indblik[billede.pk], versioner.get(billede.pk), blade.get(billede.kode))
        for billede in raat.billeder
    ]


def read_area(omraade: Aftaleomraade, aar: int, adgang: Access) -> list[Aarsraekke]:
    """The takst year of every tilbud of an area as the person sees it; empty in an area without rules for the year."""
    try:
        return read_year(tilbud_in_year(omraade, aar), omraade, aar, adgang)
    except UkendtRegelsaet:
        return []


def find_row(tilbud: Tilbud, aar: int, adgang: Access) -> Aarsraekke | None:
    """One tilbud's takst year; None where it is not in operation then. Raises UkendtRegelsaet.

    The driftsherre's other reports are read too, because some checks compare inside a driftsherre.
    """
    fakta = Stamfakta.objects.gaeldende(register_day(aar)).filter(tilbud=tilbud).select_related("driftsherre").first()
    if fakta is None:
        return None
    raekker = read_year(tilbud_in_year(tilbud.omraade, aar, fakta.driftsherre), tilbud.omraade, aar, adgang)
    return next((raekke for raekke in raekker if raekke.billede.pk == tilbud.pk), None)


def working_year() -> int:
    """The takst year that is worked on today: from August it is the next one."""
    idag = tid.today()
    return idag.year + (idag.month >= FORBEREDES_FRA_MAANED)


def years() -> list[int]:
    """The takst years a page offers: the one worked on and the two before it."""
    sidste = working_year()
    return [sidste - 2, sidste - 1, sidste]


def area_of(driftsherre: Organisation) -> Aftaleomraade:
    """The agreement area that the party belongs to; the first by code where it belongs to several."""
    medlemskaber = Medlemskab.objects.i_kraft(tid.today()).filter(organisation=driftsherre)
    return Aftaleomraade.objects.filter(pk__in=medlemskaber.values("omraade")).order_by("kode")[0]


def require_rules(aar: int, omraade: Aftaleomraade) -> None:
    """Raise UkendtRegelsaet for a year that has no rules in the area."""
    register_day(aar)
    regelsaet_for(aar, omraade.kode)


def rules_of(raekke: Aarsraekke, omraade: Aftaleomraade) -> Regelsaet:
    """The rules of the row's takst year."""
    return regelsaet_for(raekke.aar, omraade.kode).regelsaet


def read_years(
    driftsherre: Organisation, omraade: Aftaleomraade, til_aar: int, adgang: Access, kode: str = ""
) -> list[Aarsindhold]:
    """What the person sees of the three years up to `til_aar`: one tilbud where `kode` names it, else all."""
    aarene = []
    for aar in range(til_aar - 2, til_aar + 1):
        raekker = read_year(tilbud_in_year(omraade, aar, driftsherre), omraade, aar, adgang)
        sete = [et.blad.ny for et in raekker if et.blad and kode in ("", et.billede.kode)]
        if sete:
            aarene.append(Aarsindhold(aar, sete))
    return aarene


def _by_driftsherre(billeder: Iterable[Tilbudsbillede]) -> dict[int, list[Tilbudsbillede]]:
    grupper: dict[int, list[Tilbudsbillede]] = defaultdict(list)
    for billede in billeder:
        grupper[billede.stam.driftsherre_id].append(billede)
    return grupper


@dataclass(frozen=True)
class Sidste:
    """Last year's confirmed report of a tilbud, who ran it then, and whether its basis is shared."""

    indhold: TilbudIndberetning
    driftsherre: int
    delt: bool


def _last_year(billeder: list[Tilbudsbillede], aar: int) -> dict[int, Sidste]:
    """By tilbud: its own report of `aar`, else those of the tilbud it came from, as one."""
    pks = [billede.pk for billede in billeder]
    forgaengere: dict[int, list[int]] = defaultdict(list)
    for fra, til in Efterfoelger.objects.i_kraft(register_day(aar + 1)).filter(til__in=pks).values_list("fra", "til"):
        forgaengere[til].append(fra)
    alle = {*pks, *(fra for en in forgaengere.values() for fra in en)}
    versioner = {
        et.indberetning.tilbud_id: et for et in Indberetningsversion.objects.for_aar(alle, aar).newest_confirmed()
    }
    drev = dict(
        Stamfakta.objects.gaeldende(register_day(aar)).filter(tilbud__in=alle).values_list("tilbud", "driftsherre")
    )
    fundet = {}
    for billede in billeder:
        kilder = [billede.pk] if billede.pk in versioner else [pk for pk in forgaengere[billede.pk] if pk in versioner]
        if kilder:
            fundet[billede.pk] = _joined(billede, [versioner[pk] for pk in kilder], {drev.get(pk, 0) for pk in kilder})
    return fundet


def last_year_of(
    billeder: list[Tilbudsbillede], aar: int, driftsherre: Organisation, omraade: Aftaleomraade
) -> dict[str, TilbudIndberetning]:
    """By code: last year's reports of the tilbud as the driftsherre may see them, in full where it made them."""
    alle = _last_year(billeder, aar - 1)
    takster = missing_takster(as_indberetning(driftsherre, omraade, aar - 1, [et.indhold for et in alle.values()]))
    fundet = {}
    for billede in billeder:
        sidste = alle.get(billede.pk)
        if sidste:
            fuldt = sidste.delt or sidste.driftsherre == driftsherre.pk
            fundet[billede.kode] = sidste.indhold if fuldt else short_report(sidste.indhold, takster)
    return fundet


def _joined(billede: Tilbudsbillede, versioner: list[Indberetningsversion], drev: set[int]) -> Sidste:
    rapporter = [load(version.indhold) for version in versioner]
    beregninger = tuple(beregning for rapport in rapporter for beregning in rapport.beregninger)
    samlet = rapporter[0].model_copy(update={"id": billede.kode, "beregninger": beregninger})
    return Sidste(samlet, drev.pop() if len(drev) == 1 else 0, all(version.delt for version in versioner))


def _report(
    billeder: list[Tilbudsbillede],
    ramme: tuple[int, Aftaleomraade, Udgave],
    indblik: Mapping[int, Indblik],
    versioner: Versioner,
    forrige: Mapping[int, Sidste],
) -> Aarsrapport:
    aar, omraade, udgave = ramme
    driftsherre = billeder[0].stam.driftsherre
    fuldt = {et.kode for et in billeder if indblik[et.pk] == Indblik.FULDT}
    gamle = {et.kode: forrige[et.pk] for et in billeder if et.pk in forrige}
    egne = {kode for kode, sidste in gamle.items() if kode in fuldt and sidste.driftsherre == driftsherre.pk}
    return Aarsrapport(
        as_indberetning(driftsherre, omraade, aar, [load(versioner[et.pk].indhold) for et in billeder]),
        as_indberetning(driftsherre, omraade, aar - 1, [et.indhold for et in gamle.values()]) if gamle else None,
        udgave,
        fuldt | {et.kode for et in billeder if versioner[et.pk].delt},
        egne | {kode for kode, sidste in gamle.items() if sidste.delt},
    )


def as_indberetning(
    driftsherre: Organisation, omraade: Aftaleomraade, aar: int, tilbud: Iterable[TilbudIndberetning]
) -> Indberetning:
    """The reports of a driftsherre's tilbud put together as one."""
    return Indberetning(
        skema=SKEMA,
        omraade=omraade.kode,
        aar=aar,
        driftsherre=driftsherre.kode,
        driftsherre_navn=driftsherre.navn,
        tilbud=tuple(tilbud),
    )
