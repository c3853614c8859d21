"""The dates of a takst round, from the bodies' calendars; and what to do where the calendars do not fit."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from socialaftale.regler.dateret import Data, Kildet, of_area, read_rules
from socialaftale.regler.fristkalender import add_workdays, day_off, hours_of


class Antal(Kildet):
    """A number of days."""

    vaerdi: int


class Dag(Kildet):
    """A day of the year."""

    maaned: int
    dag: int

    def i(self, aar: int) -> dt.date:
        return dt.date(aar, self.maaned, self.dag)


class Led(Data):
    """Lead times in working days: from the step before to this one."""

    indberetning: Antal
    gennemgang: Antal
    indstilling: Antal
    afgoerelse: Antal
    skriftlig: Antal


class Udvalgsroller(Data):
    """Short names of the bodies that review, recommend and decide."""

    gennemgang: tuple[str, ...]
    indstilling: tuple[str, ...]
    afgoerelse: tuple[str, ...]


class Takstaarsregler(Data):
    """What fixes a takst year in one agreement area."""

    id: str
    omraade: str
    udvalg: Udvalgsroller
    budget_vedtaget: Dag
    ikraft: Dag
    delegation_tidligst: Dag
    arbejdsdage: Led
    varsel_dage: Antal


@dataclass(frozen=True)
class Moededage:
    """The bodies' meeting days, in any order: who reviews, who recommends, who decides."""

    gennemgang: tuple[dt.date, ...] = ()
    indstilling: tuple[dt.date, ...] = ()
    afgoerelse: tuple[dt.date, ...] = ()


@dataclass(frozen=True)
class Trin:
    """One date of the round. `indkaldt` is False where no meeting lies there yet: the date is the earliest possible."""

    navn: str
    dato: dt.date
    begrundelse: str
    indkaldt: bool = True


@dataclass(frozen=True)
class Vej:
    """One way to a decision: its steps, the day of the decision, and how many days before they apply buyers know."""

    kode: str
    titel: str
    trin: tuple[Trin, ...]
    dage_foer: int
    for_koeberne: str


@dataclass(frozen=True)
class Rundeplan:
    """The round of a takst year. `veje` are the ways out where no meeting fits the decision, else there are none."""

    aar: int
    trin: tuple[Trin, ...]
    sen_vej: Trin | None
    advarsler: tuple[str, ...]
    veje: tuple[Vej, ...]

    @property
    def frist(self) -> dt.date:
        """The last day of reporting; it runs to its end in Copenhagen."""
        return self.trin[1].dato


def rules_for(omraade: str) -> Takstaarsregler | None:
    """Return the area's rules, None where it has none. Raises pydantic.ValidationError where a file is wrong."""
    return next(iter(of_area(read_rules(Takstaarsregler, "moeder-takstaar*.toml"), omraade)), None)


def plan_round(
    aar: int, dage: Moededage, regler: Takstaarsregler, budget: dt.date | None = None, frist: dt.date | None = None
) -> Rundeplan:
    """Return the dates of the round for a takst year, what is wrong with them, and the ways out.

    In words: the deadline lies some working days after the budgets are adopted; each body then meets on its first
    meeting day at least its lead time after the step before, or must be called for that day. The decision fits where
    DAS meets in time for FU's recommendation and at least `varsel_dage` before the takster apply. `budget` and `frist`
    replace what the rules say. Source: the round of 2026 (DAS 17.11.2025) and the area's rules. Raises nothing.
    """
    budget = budget or regler.budget_vedtaget.i(aar - 1)
    frist_ = frist or add_workdays(budget, regler.arbejdsdage.indberetning.vaerdi)
    ikraft = regler.ikraft.i(aar)
    gennemgang = _meeting("Styringsaftalegruppen gennemgår", dage.gennemgang, frist_, regler.arbejdsdage.gennemgang)
    indstilling = _meeting(
        "Forretningsudvalget indstiller", dage.indstilling, gennemgang.dato, regler.arbejdsdage.indstilling
    )
    afgoerelse = _meeting("DAS godkender", dage.afgoerelse, indstilling.dato, regler.arbejdsdage.afgoerelse)
    faste = (
        Trin("Budgetterne er vedtaget", budget, _source(regler.budget_vedtaget)),
        Trin("Frist for indberetning", frist_, _reason(regler.arbejdsdage.indberetning, "budgetterne")),
        gennemgang,
        indstilling,
    )
    tidligst = add_workdays(indstilling.dato, regler.arbejdsdage.afgoerelse.vaerdi)
    senest = ikraft - dt.timedelta(days=regler.varsel_dage.vaerdi)
    passer = afgoerelse.indkaldt and afgoerelse.dato <= senest
    advarsler = [*warnings_of_deadline(budget, frist_), *_warnings_of_meetings(faste)]
    if not passer:
        advarsler.append(_no_meeting(dage.afgoerelse, tidligst, senest, ikraft))
    veje = () if passer else _ways_out(dage, regler, indstilling, ikraft)
    trin = (*faste, afgoerelse) if passer else faste
    return Rundeplan(aar, trin, _late_track(dage, trin[-1].dato, ikraft), tuple(advarsler), veje)


def _meeting(navn: str, dage: Iterable[dt.date], efter: dt.date, led: Antal) -> Trin:
    """Return the first meeting that leaves the lead time; where there is none, the day it must be called for."""
    tidligst = add_workdays(efter, led.vaerdi)
    senere = [dag for dag in sorted(dage) if tidligst <= dag and dag.year == efter.year]
    return Trin(navn, senere[0] if senere else tidligst, _reason(led, "leddet før"), indkaldt=bool(senere))


def _reason(led: Antal, efter: str) -> str:
    return f"Mindst {led.vaerdi} arbejdsdage efter {efter}. {_source(led)}"


def _source(data: Kildet) -> str:
    return f"{data.kilde} (antaget)" if data.sikkerhed == "antaget" else data.kilde


def warnings_of_deadline(budget: dt.date, frist: dt.date) -> list[str]:
    """Return what is wrong with a deadline alone."""
    advarsler = []
    if frist < budget:
        advarsler.append(
            f"Fristen {_d(frist)} ligger, før budgetterne er vedtaget {_d(budget)}. Tallene er foreløbige og skal "
            "bekræftes bagefter."
        )
    if fri := day_off(frist):
        advarsler.append(f"Fristen {_d(frist)} falder på en fridag ({fri}). Ingen kan svare på spørgsmål den dag.")
    if hours_of(frist) != 24:
        advarsler.append(
            f"Uret stilles den {_d(frist)}, så fristens dag er på {hours_of(frist)} timer. "
            "Den udløber ved midnat dansk tid."
        )
    return advarsler


def _warnings_of_meetings(trin: Iterable[Trin]) -> list[str]:
    """Say which meetings must be called, and which lie on a day off."""
    advarsler = [
        f"{et.navn}: der er intet møde i tide. Indkald et, tidligst {_d(et.dato)}." for et in trin if not et.indkaldt
    ]
    return advarsler + [
        f"{et.navn} {_d(et.dato)} falder på en fridag ({day_off(et.dato)})."
        for et in list(trin)[2:]
        if day_off(et.dato)
    ]


def _no_meeting(dage: Iterable[dt.date], tidligst: dt.date, senest: dt.date, ikraft: dt.date) -> str:
    """Say that no meeting of DAS lies where it is needed, between which two it would have been."""
    foer = max((dag for dag in dage if dag < tidligst), default=None)
    efter = min((dag for dag in dage if tidligst <= dag < ikraft), default=None)
    vindue = f"DAS skulle afgøre taksterne mellem {_d(tidligst)} og {_d(senest)}"
    if tidligst > senest:
        vindue = f"DAS kan tidligst afgøre taksterne {_d(tidligst)}, men køberne skulle kende dem {_d(senest)}"
        return f"{vindue}. Ryk fristen eller mødedagene frem."
    if foer and efter:
        return f"{vindue}, men der ligger intet møde i DAS mellem {_d(foer)} og {_d(efter)}."
    if foer:
        return f"{vindue}, men der ligger intet møde i DAS efter {_d(foer)} før årsskiftet."
    if efter:
        return f"{vindue}, men der ligger intet møde i DAS før {_d(efter)}."
    return f"{vindue}, men intet er indkaldt."


def _ways_out(dage: Moededage, regler: Takstaarsregler, indstilling: Trin, ikraft: dt.date) -> tuple[Vej, ...]:
    return tuple(
        vej
        for vej in (
            _wait(dage, regler, indstilling, ikraft),
            *_delegate(dage, regler, indstilling, ikraft),
            _extra_meeting(regler, indstilling, ikraft),
            _in_writing(regler, indstilling, ikraft),
        )
        if vej
    )


def _wait(dage: Moededage, regler: Takstaarsregler, indstilling: Trin, ikraft: dt.date) -> Vej | None:
    trin = _meeting("DAS godkender", dage.afgoerelse, indstilling.dato, regler.arbejdsdage.afgoerelse)
    if not trin.indkaldt or trin.dato >= ikraft:
        return None
    return _way("a", f"DAS afgør {_d(trin.dato)}", (trin,), trin.dato, ikraft, regler)


def _delegate(dage: Moededage, regler: Takstaarsregler, indstilling: Trin, ikraft: dt.date) -> list[Vej]:
    """One way for each meeting at which DAS may still delegate before FU meets."""
    fra = regler.delegation_tidligst.i(indstilling.dato.year)
    moeder = [dag for dag in sorted(dage.afgoerelse) if fra <= dag <= indstilling.dato]
    veje = []
    for dag in moeder:
        trin = (
            Trin("DAS delegerer til Forretningsudvalget", dag, "Delegationen gælder fra mødet og har en sidste dag"),
            Trin("Forretningsudvalget afgør", indstilling.dato, "På mødet, hvor det ellers ville indstille"),
        )
        titel = f"Delegation til FU, besluttet {_d(dag)}"
        veje.append(_way("b", titel, trin, indstilling.dato, ikraft, regler))
    return veje


def _extra_meeting(regler: Takstaarsregler, indstilling: Trin, ikraft: dt.date) -> Vej:
    led = regler.arbejdsdage.afgoerelse
    dag = add_workdays(indstilling.dato, led.vaerdi)
    trin = (Trin("Ekstraordinært møde i DAS", dag, _reason(led, "Forretningsudvalget"), indkaldt=False),)
    return _way("c", f"Ekstraordinært møde i DAS, tidligst {_d(dag)}", trin, dag, ikraft, regler)


def _in_writing(regler: Takstaarsregler, indstilling: Trin, ikraft: dt.date) -> Vej:
    led = regler.arbejdsdage.skriftlig
    sendt = add_workdays(indstilling.dato, 1)
    svar = add_workdays(sendt, led.vaerdi)
    trin = (
        Trin("Sagen sendes til DAS", sendt, "Første arbejdsdag efter Forretningsudvalget", indkaldt=False),
        Trin("DAS har svaret skriftligt", svar, _reason(led, "udsendelsen"), indkaldt=False),
    )
    return _way("c", f"Skriftlig behandling i DAS, svar senest {_d(svar)}", trin, svar, ikraft, regler)


def _way(
    kode: str, titel: str, trin: tuple[Trin, ...], afgjort: dt.date, ikraft: dt.date, regler: Takstaarsregler
) -> Vej:
    foer = (ikraft - afgjort).days
    mangler = regler.varsel_dage.vaerdi - foer
    naar = f"Køberne kender taksterne {_days(foer)}, før de gælder"
    if foer <= 0:
        tekst = f"Taksterne afgøres først {_d(afgjort)}, efter at de skulle gælde. Indtil da er de foreløbige."
    elif mangler > 0:
        tekst = f"{naar}, {_days(mangler)} mindre end varslet. Indtil da regner de med foreløbige takster."
    else:
        tekst = f"{naar}. Det er i tide til deres egne budgetter for pladser."
    return Vej(kode, titel, trin, foer, tekst)


def _late_track(dage: Moededage, efter: dt.date, ikraft: dt.date) -> Trin | None:
    """Return the last stop before the new year for what missed the round: the first body to meet after it."""
    moeder = [(dag, "DAS") for dag in dage.afgoerelse] + [(dag, "Forretningsudvalget") for dag in dage.indstilling]
    senere = sorted((dag, hvem) for dag, hvem in moeder if efter < dag < ikraft)
    if not senere:
        return None
    dag, hvem = senere[0]
    mandat = "" if hvem == "DAS" else " Forretningsudvalget kan kun afgøre dem efter delegation."
    return Trin(f"Sene takster i {hvem}", dag, f"Det første møde efter runden.{mandat}")


def _d(dag: dt.date) -> str:
    return f"{dag:%d.%m.%Y}"


def _days(antal: int) -> str:
    return "1 dag" if antal == 1 else f"{antal} dage"
