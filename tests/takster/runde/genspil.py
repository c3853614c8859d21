"""The round of 2026 played again: twelve parties, the example region's tilbud, and the objections on record.

Every objection stands in a constructed report of its driftsherre (tests/sager/indsigelser-2026). Nobody is told where;
the reporters are stopped by the findings, explain, and the review finds what was explained. The dates are true.
"""

import copy
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import time_machine

from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.moeder.actions import Punkttekst, Svar, Tidspunkt, add_point, call_meeting
from socialaftale.moeder.models import Moede
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Bruger, Organisation, Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.regler.kontrol import Fund
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.takster.actions import save_version
from socialaftale.takster.afgoerelse.actions import decide
from socialaftale.takster.bilag.actions import publish_edition
from socialaftale.takster.bilag.models import Takstbilag
from socialaftale.takster.eksempel.indberetning import build_series, year_of
from socialaftale.takster.eksempel.indlaes import describe
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.queries import read_remarks
from socialaftale.takster.indhold import dump
from socialaftale.takster.models import (
    Forklaring,
    Indberetningsversion,
    Indsendelse,
    Indsendtlinje,
    Takstrunde,
    Tilbudsindberetning,
)
from socialaftale.takster.permissions import Indblik
from socialaftale.takster.queries import register_day, tilbud_in_year
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.frys import Sted, load_findings, place_hashes
from socialaftale.takster.runde.mangler import missing, read_sheets
from socialaftale.tilbud.eksempel.indlaes import load_example
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder
from tests.sager.laeser import Sag, case_files, cases, patched
from tests.tilbud.conftest import Register

AAR = 2026
AABNET, FRIST, SEN = dt.date(2025, 9, 1), dt.date(2025, 10, 20), dt.date(2025, 10, 21)
GENNEMGANG, FU, DAS = dt.date(2025, 10, 27), dt.date(2025, 11, 3), dt.date(2025, 11, 17)
EFTERSENDT, GENINDSENDT = dt.date(2025, 10, 29), dt.date(2025, 10, 30)
LAESOE, SENT_UDE = "825", "849"
EFTERSENDES = "3. 75 % belægning"
RETTES_BAGEFTER = ("5. Fiktivt gennemsnit", "9. −57 %")
FORKLARING = "Vi har ændret bemandingen om natten efter aftale med køberne; se den vedlagte beregning."
UDELADT = "6b. Hele tilbuddet står to gange"
"""A report belongs to one tilbud, and a tilbud has one newest version: that objection cannot arise here."""


@dataclass
class Indsigelse:
    """One objection on record, in a tilbud of its own."""

    sag: Sag
    tilbud: dict[str, Tilbud]
    driftsherre: Organisation
    vist_indberetter: list[Fund] = field(default_factory=list)
    vist_gennemgang: list[Fund] = field(default_factory=list)

    def expected(self) -> set[tuple[str, str, str, str]]:
        """Check, tilbud (by its code here), line and field."""
        return {(et["kontrol"], self.tilbud[et["tilbud"]].kode, et["linje"], et["felt"]) for et in self.sag.forventet}

    def reports(self, aargang: str, rettet: bool = False) -> list[tuple[Tilbud, TilbudIndberetning]]:
        par = patched(self.sag.par, self.sag.rettelser) if rettet else self.sag.par
        fundne = []
        for data in par[aargang]["tilbud"]:
            tilbud = self.tilbud[data["id"]]
            egen = copy.deepcopy(data) | {"id": tilbud.kode, "navn": f"{data['navn']} {self.sag.navn[:2]}"}
            fundne.append((tilbud, TilbudIndberetning.model_validate(egen)))
        return fundne


@dataclass
class Genspil:
    """The region, its people, and what they were shown."""

    ur: time_machine.Traveller
    register: Register
    runde: Takstrunde
    moeder: dict[str, Moede]
    sekretaer: Bruger
    indberettere: dict[int, Bruger]
    indsigelser: list[Indsigelse]
    medlemmer: dict[str, Bruger]
    bilag: Takstbilag | None = None

    def play(self) -> None:
        self.report()
        self.review()
        self.answer()
        self.decide()
        self.go_to(DAS)
        self.bilag = publish_edition(omraade=self.runde.omraade, aar=AAR, grund="", by=self.sekretaer)

    def report(self) -> None:
        """Everybody submits what she has; one is late, one has nothing, one explains later."""
        for pk, indberetter in self.indberettere.items():
            driftsherre = indberetter.organisation
            self.go_to(SEN if driftsherre.kode == SENT_UDE else FRIST)
            if driftsherre.kode == LAESOE:
                actions.state(runde=self.runde, driftsherre=driftsherre, art="nul", tekst="", by=indberetter)
                continue
            self.submit(driftsherre, self.drafts(driftsherre))
            assert pk == driftsherre.pk

    def submit(self, driftsherre: Organisation, versioner: list[Indberetningsversion]) -> None:
        by = self.indberettere[driftsherre.pk]
        felter = {"runde": self.runde, "driftsherre": driftsherre, "valg": actions.Indsendelsesvalg(), "by": by}
        try:
            actions.submit(versioner=versioner, **felter)
        except actions.KanIkkeIndsendes as stop:
            self.show_reporter(stop)
            self.mend_errors(driftsherre, stop)
            self.explain(driftsherre)
            actions.submit(versioner=self.newest(versioner), **felter)

    def show_reporter(self, stop: actions.KanIkkeIndsendes) -> None:
        for indsigelse in self.indsigelser:
            for tilbud in indsigelse.tilbud.values():
                indsigelse.vist_indberetter += stop.mangler.get(tilbud.kode, [])

    def mend_errors(self, driftsherre: Organisation, stop: actions.KanIkkeIndsendes) -> None:
        """A `fejl` is mended before the report can be sent."""
        for indsigelse in self.indsigelser:
            koder = {tilbud.kode for tilbud in indsigelse.tilbud.values()} & set(stop.mangler)
            if any(fund.alvor == "fejl" for kode in koder for fund in stop.mangler[kode]):
                self.save_mended(indsigelse)

    def save_mended(self, indsigelse: Indsigelse) -> list[Indberetningsversion]:
        by = self.indberettere[indsigelse.driftsherre.pk]
        return [
            save_version(tilbud=tilbud, aar=AAR, indhold=indhold, kilde="web", by=by)
            for tilbud, indhold in indsigelse.reports("ny", rettet=True)
        ]

    def explain(self, driftsherre: Organisation) -> None:
        """Every finding that asks for it gets a text; the one on record as sent later gets its day."""
        blade = read_sheets(self.runde, driftsherre)
        versioner = {et.indberetning.tilbud.kode: et for et in self.drafts(driftsherre)}
        senere = {t.kode for et in self.indsigelser if et.sag.navn.startswith(EFTERSENDES) for t in et.tilbud.values()}
        for kode, fund in missing([et.indberetning for et in versioner.values()], blade).items():
            version = versioner[kode]
            hashes = place_hashes(blade[Indblik.FULDT][version.indberetning.tilbud_id].blad)
            for et in fund:
                svar = actions.Forklaringstekst(FORKLARING)
                if kode in senere and et.kontrol == "V1":
                    svar = actions.Forklaringstekst(eftersendes_senest=EFTERSENDT)
                felter = {"version": version, "fund": et, "sha256": hashes[Sted(et.beregning, et.linje)], "svar": svar}
                actions.explain(by=self.indberettere[driftsherre.pk], **felter)

    def review(self) -> None:
        """The review reads what was submitted, and remarks on each line that still has something open."""
        self.go_to(GENNEMGANG)
        for indsendelse in Indsendelse.objects.of_round(self.runde).newest().prefetch_related("linjer"):
            fund = load_findings([*indsendelse.fund, *(et for linje in indsendelse.linjer.all() for et in linje.fund)])
            self.show_review(indsendelse, fund)
        by = self.medlemmer["hjoerring"]
        for indsigelse in self.indsigelser:
            for fund in {(et.tilbud, et.beregning, et.linje): et for et in indsigelse.vist_gennemgang}.values():
                if fund.er_aabent:
                    self.remark(fund, by)
        gennemgang.close_review(
            runde=self.runde, moede=self.moeder["styringsaftalegruppen"], svarfrist=GENINDSENDT, by=self.sekretaer
        )

    def show_review(self, indsendelse: Indsendelse, fund: list[Fund]) -> None:
        for indsigelse in self.indsigelser:
            if indsendelse.indberetning.tilbud in indsigelse.tilbud.values():
                indsigelse.vist_gennemgang += fund

    def remark(self, fund: Fund, by: Bruger) -> None:
        indsendelse = Indsendelse.objects.newest().get(indberetning__tilbud__kode=fund.tilbud, runde=self.runde)
        sted = Sted(fund.beregning, fund.linje)
        om = (fund.kontrol, fund.felt)
        gennemgang.remark(indsendelse=indsendelse, sted=sted, tekst=fund.besked, fund=om, by=by)

    def answer(self) -> None:
        """Two tilbud are mended and sent again, the promised explanation comes, and every remark is answered."""
        self.go_to(EFTERSENDT)
        for driftsherre in {et.driftsherre.pk: et.driftsherre for et in self.indsigelser}.values():
            self.keep_promises(driftsherre)
        self.go_to(GENINDSENDT)
        for indsigelse in self.indsigelser:
            if indsigelse.sag.navn.startswith(RETTES_BAGEFTER):
                self.submit(indsigelse.driftsherre, self.save_mended(indsigelse))
        for et in read_remarks(self.runde):
            by = self.indberettere[et.bemaerkning.indsendelse.driftsherre_id]
            gennemgang.answer(bemaerkning=et.bemaerkning, tekst=FORKLARING, by=by)
            gennemgang.settle(bemaerkning=et.bemaerkning, art="afklaret", tekst="", by=self.medlemmer["hjoerring"])

    def keep_promises(self, driftsherre: Organisation) -> None:
        for et in Forklaring.objects.filter(
            indberetning__aar=AAR, indberetning__indsendelser__driftsherre=driftsherre, eftersendes_senest__isnull=False
        ):
            version = et.indberetning.versioner.newest().get()
            fund = Fund(et.kontrol, "kraever_forklaring", "", et.beregning, et.linje, et.felt, "", "")
            by = self.indberettere[driftsherre.pk]
            svar = actions.Forklaringstekst(FORKLARING)
            actions.explain(version=version, fund=fund, sha256=et.indhold_sha256, svar=svar, by=by)

    def decide(self) -> None:
        """FU recommends it all, DAS approves it all."""
        for dag, udvalg, resultat in ((FU, "fu-voksne", "indstillet"), (DAS, "das", "godkendt")):
            self.go_to(dag)
            tekst = Punkttekst(f"Takster {AAR}", emne="takster", emne_id=str(AAR))
            punkt = add_point(moede=self.moeder[udvalg], tekst=tekst, by=self.sekretaer)
            decide(punkt=punkt, set_nr=0, svar=Svar(resultat), afvigelser={}, by=self.sekretaer)

    def go_to(self, dag: dt.date) -> None:
        self.ur.move_to(dt.datetime.combine(dag, dt.time(9), dt.UTC))

    def drafts(self, driftsherre: Organisation) -> list[Indberetningsversion]:
        egne = tilbud_in_year(self.runde.omraade, AAR, driftsherre)
        alle = Indberetningsversion.objects.for_aar(egne.values_list("pk", flat=True), AAR).newest()
        return list(alle.select_related("indberetning__tilbud__omraade"))

    def newest(self, versioner: list[Indberetningsversion]) -> list[Indberetningsversion]:
        indberetninger = [version.indberetning_id for version in versioner]
        alle = Indberetningsversion.objects.filter(indberetning__in=indberetninger).newest()
        return list(alle.select_related("indberetning__tilbud__omraade"))

    def lines(self):
        return Indsendtlinje.objects.filter(indsendelse__runde=self.runde)


def set_up(ur: time_machine.Traveller) -> Genspil:
    """Load parties, bodies and tilbud; last year's reports confirmed, this year's as drafts; people; the open round."""
    ur.move_to(dt.datetime.combine(AABNET, dt.time(8), dt.UTC))
    omraade = load_file("nordjylland")
    load_example(omraade, 2025)
    by = Bruger.objects.system()
    organisationer = {et.kode: et for et in Organisation.objects.i_omraade(omraade)}
    sekretariat = next(et for et in organisationer.values() if et.art == Organisation.Art.SEKRETARIAT)
    register = Register(omraade, organisationer["860"], organisationer["851"], organisationer["1081"], sekretariat, by)
    _write(register, _example_reports(register))
    indsigelser = _objections(register, organisationer)
    _write(register, [(t, 2025, r) for et in indsigelser for t, r in et.reports("forrige")])
    _write(register, [(t, AAR, r) for et in indsigelser for t, r in et.reports("ny")])
    parter = [et for et in organisationer.values() if et.art in (Organisation.Art.KOMMUNE, Organisation.Art.REGION)]
    sekretaer = register.person(Rolle.SEKRETARIAT, sekretariat)
    moeder = _meetings(omraade, sekretaer)
    datoer = actions.Datovalg(FRIST, FRIST, moeder["styringsaftalegruppen"], moeder["fu-voksne"], moeder["das"])
    return Genspil(
        ur=ur,
        register=register,
        runde=actions.open_round(omraade=omraade, aar=AAR, datoer=datoer, by=sekretaer),
        moeder=moeder,
        sekretaer=sekretaer,
        indberettere={part.pk: register.person(Rolle.TAKSTINDBERETTER, part) for part in parter},
        indsigelser=indsigelser,
        medlemmer={"hjoerring": _member(register)},
    )


def _example_reports(register: Register) -> list[tuple[Tilbud, int, TilbudIndberetning]]:
    serier: dict[int, list[tuple[Any, Any]]] = defaultdict(list)
    kendte = {}
    for aar in (2025, AAR):
        dag = register_day(aar)
        tilbud = Tilbud.objects.i_drift(dag).filter(omraade=register.omraade).order_by("kode")
        kendte |= {et.pk: et for et in tilbud}
        for billede in read_billeder(tilbud, dag):
            sted = describe(billede)
            if sted.grupper and billede.stam.driftsherre.art != Organisation.Art.PRIVAT:
                serier[billede.pk].append((sted, year_of(aar, register.omraade.kode)))
    return [
        (kendte[pk], aar.aar, rapport)
        for pk, serie in serier.items()
        for (_, aar), rapport in zip(serie, build_series(serie), strict=True)
    ]


def _write(register: Register, rapporter: list[tuple[Tilbud, int, TilbudIndberetning]]) -> None:
    """Reports as they stand when the round opens: last year's confirmed, this year's a draft."""
    hoveder = Tilbudsindberetning.objects.bulk_create(
        Tilbudsindberetning(tilbud=tilbud, aar=aar) for tilbud, aar, _ in rapporter
    )
    versioner = []
    for hoved, (_, aar, rapport) in zip(hoveder, rapporter, strict=True):
        data, udgave = dump(rapport), regelsaet_for(aar)
        versioner.append(
            Indberetningsversion(
                indberetning=hoved,
                nr=1,
                kilde="skema",
                status="kladde" if aar == AAR else "bekraeftet",
                indhold=data,
                sha256=redactable_sha256(data),
                regelsaet_id=udgave.regelsaet.id,
                regelsaet_sha256=udgave.sha256,
                registreret_by=register.by,
            )
        )
    Indberetningsversion.objects.bulk_create(versioner)


def _objections(register: Register, organisationer: dict[str, Organisation]) -> list[Indsigelse]:
    alle = [sag for fil in case_files() if "indsigelser" in str(fil) for sag in cases(fil) if sag.navn != UDELADT]
    indsigelser = []
    for sag in alle:
        driftsherre = organisationer[sag.par["ny"]["driftsherre"]]
        tilbud = {
            data["id"]: register.tilbud(f"{data['navn']} {sag.navn[:2]}", driftsherre=driftsherre)
            for data in sag.par["ny"]["tilbud"]
        }
        indsigelser.append(Indsigelse(sag, tilbud, driftsherre))
    return indsigelser


def _meetings(omraade: Any, by: Bruger) -> dict[str, Moede]:
    dage = {"styringsaftalegruppen": GENNEMGANG, "fu-voksne": FU, "das": DAS}
    return {
        kort: call_meeting(
            udvalg=Udvalg.objects.get(omraade=omraade, kort=kort), form="ordinaert", hvornaar=Tidspunkt(dag), by=by
        )
        for kort, dag in dage.items()
    }


def _member(register: Register) -> Bruger:
    """Somebody in Styringsaftalegruppen who speaks for an authority that has no objection against it."""
    bruger = Bruger.objects.create_user("sag@eksempel.dk", navn="Medlem for Hjørring", organisation=register.hjoerring)
    udvalg = Udvalg.objects.get(omraade=register.omraade, kort="styringsaftalegruppen")
    Rolletildeling.objects.create(
        bruger=bruger,
        rolle=udvalg.rolle,
        udvalg=udvalg,
        organisation=register.hjoerring,
        gaelder_fra=dt.date(2025, 1, 1),
        registreret_by=register.by,
    )
    return bruger
