"""An edition of a round: for each tilbud the version that the bodies' decisions make stand, and the open list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from socialaftale.moeder.models import Moede
from socialaftale.regler.bilagsvalg import Gyldighed, Valg, Version, choose_version, read_periods
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.tilbud.models import Tilbud

from ..afgoerelse import queries as afgoerelser
from ..afgoerelse.models import Linjeafgoerelse
from ..models import Budgetbekraeftelse, Indberetningsversion, Indsendelse, Indsendtlinje, Takstrunde
from ..runde.frys import read_short
from .forudsaetninger import Forudsaetninger, is_private, read_prerequisites
from .kilde import Godkendelse, Tilbudskilde, Ventende, Ventestatus, derived_lines, name_public_line
from .laesning import newest_edition

Noegle = tuple[str, str]
"""A line and the hash of its content."""


@dataclass(frozen=True)
class Forloeb:
    """One tilbud in the round: its submissions by number, the lines of each, and what stands approved of them."""

    indsendelser: Mapping[int, Indsendelse]
    linjer: Mapping[int, Sequence[Indsendtlinje]]
    versioner: tuple[Version, ...]
    godkendt: frozenset[Noegle]
    valg: Valg | None
    perioder: Mapping[str, tuple[Gyldighed, ...]]

    @property
    def tilbud(self) -> Tilbud:
        return self.indsendelser[self.nyeste].indberetning.tilbud

    @property
    def nyeste(self) -> int:
        return max(self.indsendelser)

    @property
    def brugte(self) -> set[int]:
        """The numbers of the submissions that are read in full: what stands, stood, or waits."""
        staar = {self.valg.nr} if self.valg else set()
        return {self.nyeste, *staar, *(led.nr for alle in self.perioder.values() for led in alle)}


@dataclass(frozen=True)
class _Runde:
    """What is read once for all tilbud of a round."""

    forud: Forudsaetninger
    afgjort: Mapping[afgoerelser.Indhold, Linjeafgoerelse]
    moededage: Mapping[int, dt.date]
    korte: Mapping[int, TilbudIndberetning]
    afledte: Mapping[int, dict[str, str]]
    bekraeftede: frozenset[int]


def read_decided(runde: Takstrunde) -> tuple[list[Tilbudskilde], list[Ventende]]:
    """What stands approved in the round, and what waits, in a constant number of queries."""
    afgjort = afgoerelser.settled(runde)
    forloeb = _courses(runde, {indhold for indhold in afgjort if afgjort[indhold].udfald in afgoerelser.GODKENDT})
    sidste_aar = _published_last_year(runde)
    tilbud = {et.tilbud.pk: et.tilbud for et in forloeb} | {et.pk: et for et in sidste_aar}
    forud = read_prerequisites(runde.omraade, runde.aar, tilbud.values())
    brugte = {et.indsendelser[nr].pk: et.indsendelser[nr].version_id for et in forloeb for nr in et.brugte}
    fundet = _Runde(
        forud=forud,
        afgjort=afgjort,
        moededage=_meeting_days(afgjort.values()),
        korte={pk: read_short(kort) for pk, kort in _short_reports(brugte)},
        afledte=_derived(brugte),
        bekraeftede=frozenset(
            Budgetbekraeftelse.objects.filter(indsendelse__in=brugte).values_list("indsendelse", flat=True)
        ),
    )
    synlige = [et for et in forloeb if et.tilbud.pk in forud.billeder]
    kilder = [_source(fundet, et, et.valg) for et in synlige if et.valg]
    venter = [ventende for et in synlige for ventende in _open_lines(fundet, et)]
    return kilder, venter + _not_submitted(forud, sidste_aar, {et.tilbud.pk for et in forloeb})


def _courses(runde: Takstrunde, godkendt: set[afgoerelser.Indhold]) -> list[Forloeb]:
    indsendelser = list(
        Indsendelse.objects.of_round(runde).defer("kort", "fund", "steder").order_by("indberetning", "nr")
    )
    forelagt = afgoerelser.put_before_a_body(indsendelser)
    linjer: dict[int, list[Indsendtlinje]] = defaultdict(list)
    for linje in Indsendtlinje.objects.filter(indsendelse__runde=runde).defer("fund").order_by("indsendelse", "nr"):
        linjer[linje.indsendelse_id].append(linje)
    godkendte: dict[int, set[Noegle]] = defaultdict(set)
    for indhold in godkendt:
        godkendte[indhold.tilbud].add((indhold.linje, indhold.sha256))
    pr_tilbud: dict[int, list[Indsendelse]] = defaultdict(list)
    for indsendelse in indsendelser:
        pr_tilbud[indsendelse.indberetning.tilbud_id].append(indsendelse)
    return [_course(alle, linjer, forelagt, godkendte[tilbud]) for tilbud, alle in pr_tilbud.items()]


def _course(
    indsendelser: list[Indsendelse],
    linjer: Mapping[int, list[Indsendtlinje]],
    forelagt: set[int],
    godkendt: set[Noegle],
) -> Forloeb:
    versioner = tuple(
        Version(et.nr, {linje.linje: linje.indhold_sha256 for linje in linjer.get(et.pk, ())}, et.pk in forelagt)
        for et in indsendelser
    )
    return Forloeb(
        indsendelser={et.nr: et for et in indsendelser},
        linjer={et.nr: linjer.get(et.pk, []) for et in indsendelser},
        versioner=versioner,
        godkendt=frozenset(godkendt),
        valg=choose_version(versioner, godkendt),
        perioder=read_periods(versioner, {et.nr: et.gaelder_fra for et in indsendelser}, godkendt),
    )


def _source(runde: _Runde, forloeb: Forloeb, valg: Valg) -> Tilbudskilde:
    pk = forloeb.tilbud.pk
    valgt = forloeb.indsendelser[valg.nr]
    rapporter = {nr: runde.korte[forloeb.indsendelser[nr].pk] for nr in forloeb.brugte}
    return Tilbudskilde(
        billede=runde.forud.billeder[pk],
        nr=valg.nr,
        rapporter=rapporter,
        perioder=forloeb.perioder,
        godkendelser={
            linje.linje: _approval(runde, runde.afgjort[afgoerelser.Indhold(pk, linje.linje, linje.indhold_sha256)])
            for linje in forloeb.linjer[valg.nr]
            if linje.linje in valg.godkendte
        },
        forrige=runde.forud.last_year_of(pk, rapporter[valg.nr], taken_over=False),
        afledt_af=runde.afledte.get(valgt.version_id, {}),
        skjulte=runde.forud.skjulte.get(pk, ()),
        foreloebig=valgt.foreloebig and valgt.pk not in runde.bekraeftede,
        i_drift=pk in runde.forud.i_drift,
        forgaengere=runde.forud.forgaengere.get(pk, ()),
    )


def _approval(runde: _Runde, raekke: Linjeafgoerelse) -> Godkendelse:
    """A condition that was set on a closed point is not told."""
    punkt = raekke.beslutning.punkt
    betingelse = raekke.betingelse if punkt.aaben and raekke.udfald == Linjeafgoerelse.Udfald.BETINGET else ""
    return Godkendelse(str(punkt.moede.udvalg), runde.moededage[punkt.moede_id], betingelse)


def _meeting_days(afgoerelser_: Iterable[Linjeafgoerelse]) -> dict[int, dt.date]:
    moeder = {raekke.beslutning.punkt.moede_id for raekke in afgoerelser_}
    return dict(Moede.objects.with_time().filter(pk__in=moeder).values_list("pk", "dato"))


def _derived(brugte: Mapping[int, int]) -> dict[int, dict[str, str]]:
    versioner = Indberetningsversion.objects.filter(pk__in=brugte.values()).values_list("pk", "indhold")
    return {pk: derived_lines(indhold) for pk, indhold in versioner}


def _short_reports(brugte: Iterable[int]) -> Iterable[tuple[int, dict[str, Any]]]:
    return Indsendelse.objects.filter(pk__in=list(brugte)).values_list("pk", "kort")


def _open_lines(runde: _Runde, forloeb: Forloeb) -> list[Ventende]:
    """The lines of the version that stands, and of the newest submission, that are not approved."""
    pk = forloeb.tilbud.pk
    numre = {forloeb.nyeste, forloeb.valg.nr if forloeb.valg else forloeb.nyeste}
    aabne = {
        linje.linje: (nr, linje)
        for nr in sorted(numre)
        for linje in forloeb.linjer[nr]
        if (linje.linje, linje.indhold_sha256) not in forloeb.godkendt
    }
    if not aabne or pk not in runde.forud.i_drift:
        return []
    stillinger = {linje: _standing(runde, pk, raekke) for linje, (_, raekke) in aabne.items()}
    alle_afvist = set(stillinger.values()) == {Ventestatus.AFVIST}
    navne = (
        (
            name_public_line(runde.korte[forloeb.indsendelser[nr].pk], linje, runde.forud.skjulte.get(pk, ())),
            stillinger[linje],
        )
        for linje, (nr, _) in aabne.items()
    )
    status = Ventestatus.AFVIST if alle_afvist else Ventestatus.AFVENTER
    return [Ventende(runde.forud.billeder[pk], tuple(et for et in navne if et[0]), status)]


def _standing(runde: _Runde, pk: int, linje: Indsendtlinje) -> Ventestatus:
    """What is settled and not approved was refused."""
    afgjort = afgoerelser.Indhold(pk, linje.linje, linje.indhold_sha256) in runde.afgjort
    return Ventestatus.AFVIST if afgjort else Ventestatus.AFVENTER


def _published_last_year(runde: Takstrunde) -> list[Tilbud]:
    udgave = newest_edition(runde.omraade, runde.aar - 1)
    koder = [et["id"] for et in udgave.indhold["tilbud"]] if udgave else []
    return list(Tilbud.objects.filter(kode__in=koder).order_by("pk"))


def _not_submitted(forud: Forudsaetninger, sidste_aar: Iterable[Tilbud], indsendt: set[int]) -> list[Ventende]:
    """Those that were in last year's takstbilag, run this year too, and have submitted nothing."""
    mangler = [et.pk for et in sidste_aar if et.pk not in indsendt and et.pk in forud.i_drift]
    billeder = [forud.billeder[pk] for pk in mangler if pk in forud.billeder]
    return [Ventende(et, (), Ventestatus.IKKE_INDSENDT) for et in billeder if not is_private(et)]
