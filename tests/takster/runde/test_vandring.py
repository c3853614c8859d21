"""Random rounds beside a plain account: no state without a way out, nobody beyond her right or its mandate, and each
approved line once in the takstbilag.

A walk is some steps by random people in a random order, now and then with a crash in the middle of one; then everything
is brought home as people would. What the account says must hold all the way.
"""

import datetime as dt
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.moeder import actions as moeder
from socialaftale.moeder.actions import Svar, Tidspunkt
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.regler.bilagsvalg import Version, choose_version
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.takster import actions as takster
from socialaftale.takster.afgoerelse.actions import decide
from socialaftale.takster.afgoerelse.queries import approved, put_before_a_body
from socialaftale.takster.bilag.queries import draft_edition
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.queries import read_remarks
from socialaftale.takster.models import Bemaerkning, Indberetningsversion, Indsendelse, Indsendtlinje
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.frys import Sted
from socialaftale.takster.status import SKRIDT, UlovligtSkridt
from socialaftale.tilbud.models import Tilbud

from .conftest import AAR, Rum

INDHOLD = ("Bolig, personale og kost.", "Bolig, personale, kost og kørsel.")
TAKSTER = ((1015, 1525), (1020, 1530), (1025, 1535))
FORRIGE = (1000, 1500)
SKRIDT_I_EN_VANDRING = 14
SKRIDTENE = {
    "save": 4, "submit": 5, "remark": 5, "send": 2, "answer": 4, "settle": 5, "withdraw": 1, "recommend": 2,
    "approve": 4, "delegate": 1, "approve_by_delegation": 2, "days": 2,
}  # fmt: skip
"""What may happen, and how often beside the rest."""
Linjer = tuple[tuple[int, int], tuple[int, int]]
"""For each of the two lines: its takst and which contents."""


class Nedbrud(Exception):
    """The power goes in the middle of a step."""


def report(tilbud: Tilbud, linjer: Linjer, aar: int) -> TilbudIndberetning:
    """A short report of two levels; `linjer` are takst and contents."""
    regnskab = [{"aar": aar - 3, "procent": "96"}, {"aar": aar - 2, "procent": "98"}]
    beregning = {
        "id": f"{tilbud.kode}-hus",
        "navn": "Hovedhuset",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"procent": "97", "regnskab": regnskab},
        "overhead_procent": "5",
        "linjer": [
            {
                "id": f"{tilbud.kode}-{nr}",
                "navn": f"Niveau {nr}",
                "type": "niveau",
                "enhed": "kr_pr_doegn",
                "pladser": "5",
                "takst_kr": str(takst),
                "indhold": INDHOLD[tekst],
                "timer": {"antal": str(7 * nr), "pr": "uge", "art": "ATA"},
            }
            for nr, (takst, tekst) in enumerate(linjer, start=1)
        ],
    }  # fmt: skip
    return TilbudIndberetning.model_validate(
        {"id": tilbud.kode, "navn": f"Huset {tilbud.kode}", "beregninger": [beregning]}
    )


@dataclass
class Regnskab:
    """What should be true, kept by hand: contents are (line number, takst, contents)."""

    kladder: dict[int, Linjer] = field(default_factory=dict)
    indsendt: dict[int, list[Linjer]] = field(default_factory=dict)
    godkendt: dict[int, set[tuple[int, int, int]]] = field(default_factory=dict)
    delegeret_til: dt.date | None = None


@dataclass
class Vandring:
    rum: Rum
    tilbud: list[Tilbud]
    personer: dict[str, Bruger]
    tal: random.Random
    regnskab: Regnskab = field(default_factory=Regnskab)
    spor: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Every tilbud has been submitted once."""
        for tilbud in self.tilbud:
            self.regnskab.kladder[tilbud.pk] = linjer = ((TAKSTER[0][0], 0), (TAKSTER[0][1], 0))
            self.regnskab.indsendt[tilbud.pk] = [linjer]
            felter = {"tilbud": tilbud, "aar": AAR, "indhold": report(tilbud, linjer, AAR), "kilde": "web"}
            takster.save_version(by=self.personer["indberetter"], **felter)
        nyeste = Indberetningsversion.objects.filter(indberetning__aar=AAR).newest()
        self.rum.send(nyeste.select_related("indberetning__tilbud"))

    def step(self) -> None:
        skridt = self.tal.choices([getattr(self, navn) for navn in SKRIDTENE], weights=SKRIDTENE.values())[0]
        self.spor.append(skridt.__name__)
        skridt()

    def tried(self, maa: bool, goer: Callable[[], Any]) -> Any:
        """Do it; it must be refused exactly when the account says so. Now and then it crashes and leaves no trace."""
        foer = self.counts()
        if self.tal.random() < 0.15:
            with pytest.raises((Nedbrud, PermissionDenied, ValidationError, UlovligtSkridt)), transaction.atomic():
                goer()
                raise Nedbrud
            assert self.counts() == foer, self.spor
            return None
        try:
            with transaction.atomic():
                svar = goer()
            assert maa, f"{self.spor}: lykkedes uden lov"
            return svar
        except (PermissionDenied, ValidationError, UlovligtSkridt) as fejl:
            assert not maa, f"{self.spor}: nægtet trods lov: {fejl}"
            assert self.counts() == foer, "a refusal leaves no trace"
            return None

    def counts(self) -> tuple[int, ...]:
        return tuple(m.objects.count() for m in (Indberetningsversion, Indsendelse, Indsendtlinje, Bemaerkning))

    def who(self, *egnede: str) -> tuple[str, Bruger]:
        """Most often someone who may, else anybody."""
        navn = self.tal.choice(egnede) if self.tal.random() < 0.7 else self.tal.choice(list(self.personer))
        return navn, self.personer[navn]

    def save(self) -> None:
        tilbud = self.tal.choice(self.tilbud)
        linjer = tuple((self.tal.choice(TAKSTER)[nr], self.tal.randrange(2)) for nr in range(2))
        navn, by = self.who("indberetter", "godkender")
        felter = {"tilbud": tilbud, "aar": AAR, "indhold": report(tilbud, linjer, AAR), "kilde": "web", "by": by}
        maa = navn in ("indberetter", "godkender")
        if self.tried(maa, lambda: takster.save_version(**felter)):
            self.regnskab.kladder[tilbud.pk] = linjer

    def submit(self) -> None:
        navn, by = self.who("indberetter", "godkender")
        nyeste = (
            Indberetningsversion.objects.filter(indberetning__aar=AAR).newest().select_related("indberetning__tilbud")
        )
        valgte = [version for version in nyeste if self.tal.random() < 0.7]
        felter = {"runde": self.rum.runde, "driftsherre": self.rum.hus.register.hjoerring, "versioner": valgte}
        maa = navn in ("indberetter", "godkender")
        svar = self.tried(maa, lambda: actions.submit(valg=actions.Indsendelsesvalg(), by=by, **felter))
        for indsendelse in svar or []:
            egne = self.regnskab.indsendt.setdefault(indsendelse.indberetning.tilbud_id, [])
            if len(egne) < indsendelse.nr:
                egne.append(self.regnskab.kladder[indsendelse.indberetning.tilbud_id])

    def remark(self) -> None:
        indsendelse = Indsendelse.objects.filter(runde=self.rum.runde).order_by("?").first()
        if indsendelse is None:
            return
        navn, by = self.who("medlem_hjoerring", "medlem_aalborg", "sekretaer")
        linje = self.tal.choice([*indsendelse.linjer.all(), None])
        sted = Sted(linje.beregning, linje.linje) if linje else Sted()
        maa = navn in ("medlem_hjoerring", "medlem_aalborg", "sekretaer")
        self.tried(maa, lambda: gennemgang.remark(indsendelse=indsendelse, sted=sted, tekst="Hvorfor?", by=by))

    def send(self) -> None:
        navn, by = self.who("sekretaer", "medlem_aalborg")
        maa = navn in ("medlem_hjoerring", "medlem_aalborg", "sekretaer")
        frist = self.today() + dt.timedelta(days=3)
        self.tried(maa, lambda: gennemgang.send_remarks(runde=self.rum.runde, frist=frist, by=by))

    def answer(self) -> None:
        valgt = self.some_remark()
        if valgt:
            navn, by = self.who("indberetter")
            egne = ("indberetter", "godkender", "medlem_hjoerring")  # the own member answers too
            maa = navn in egne and valgt.er_sendt and valgt.stand.stilling != "trukket"
            felter = {"bemaerkning": valgt.bemaerkning, "tekst": "Derfor.", "by": by}
            self.tried(maa, lambda: gennemgang.answer(**felter))

    def settle(self) -> None:
        valgt = self.some_remark()
        if valgt:
            navn, by = self.who("medlem_aalborg", "medlem_hjoerring")
            maa = navn in ("medlem_aalborg", "sekretaer") and valgt.stand.stilling != "trukket"
            art = self.tal.choice(["afklaret", "fastholdt"])
            self.tried(maa, lambda: gennemgang.settle(bemaerkning=valgt.bemaerkning, art=art, tekst="Fordi.", by=by))

    def withdraw(self) -> None:
        valgt = self.some_remark()
        if valgt and self.tal.random() < 0.4:
            navn, by = self.who("medlem_aalborg")
            taler_for = {"medlem_aalborg": "Aalborg", "medlem_hjoerring": "Hjørring", "sekretaer": "Sekretariatet"}
            maa = taler_for.get(navn) == valgt.bemaerkning.myndighed.navn
            self.tried(maa, lambda: gennemgang.withdraw(bemaerkning=valgt.bemaerkning, by=by))

    def some_remark(self):
        alle = read_remarks(self.rum.runde)
        return self.tal.choice(alle) if alle else None

    def recommend(self) -> None:
        self.decide("fu", "indstillet", maa=True)

    def approve(self) -> None:
        self.decide("das", "godkendt", maa=True, undtag=True)

    def approve_by_delegation(self) -> None:
        til = self.regnskab.delegeret_til
        self.decide("fu", "godkendt", maa=til is not None and self.today() <= til)

    def decide(self, udvalg: str, resultat: str, maa: bool, undtag: bool = False) -> None:
        navn, by = self.who("sekretaer")
        punkt = self.point(udvalg)
        linjer = list(Indsendtlinje.objects.on_the_table(self.rum.runde).select_related("indsendelse__indberetning"))
        udsatte = {linje.pk: ("udsat", "") for linje in linjer if undtag and self.tal.random() < 0.3}
        felter = {"punkt": punkt, "set_nr": 0, "svar": Svar(resultat), "afvigelser": udsatte, "by": by}
        if self.tried(maa and navn == "sekretaer", lambda: decide(**felter)) and resultat == "godkendt":
            for linje in linjer:
                if linje.pk not in udsatte:
                    pk = linje.indsendelse.indberetning.tilbud_id
                    self.regnskab.godkendt.setdefault(pk, set()).add(self.content(linje))

    def delegate(self) -> None:
        punkt = self.point("das")
        moeder.record_decision(punkt=punkt, set_nr=0, svar=Svar("udsat"), by=self.personer["sekretaer"])
        beslutning = moeder.record_decision(
            punkt=self.point("das", emne_id=""), set_nr=0, svar=Svar("godkendt"), by=self.personer["sekretaer"]
        )
        til = self.today() + dt.timedelta(days=self.tal.randrange(0, 20))
        felter = {"til_udvalg": self.rum.udvalg["fu"], "udloeber": til, "omfang": ""}
        moeder.delegate(beslutning=beslutning, by=self.personer["sekretaer"], **felter)
        self.regnskab.delegeret_til = max(til, self.regnskab.delegeret_til or til)

    def point(self, udvalg: str, emne_id: str = str(AAR)):
        sekretaer = self.personer["sekretaer"]
        idag = Tidspunkt(self.today())
        moede = (
            self.rum.udvalg[udvalg].moeder.with_time().filter(dato=idag.dato, aflyst=False).first()
            or moeder.call_meeting(udvalg=self.rum.udvalg[udvalg], form="ordinaert", hvornaar=idag, by=sekretaer)
        )  # fmt: skip
        tekst = moeder.Punkttekst("Takster", emne="takster", emne_id=emne_id)
        return moeder.add_point(moede=moede, tekst=tekst, by=sekretaer)

    def days(self) -> None:
        self.rum.ur.shift(dt.timedelta(days=self.tal.randrange(1, 9)))

    def today(self) -> dt.date:
        from socialaftale.faelles import tid

        return tid.today()

    def content(self, linje: Indsendtlinje) -> tuple[int, int, int]:
        kort = {en["id"]: en for en in linje.indsendelse.kort["beregninger"][0]["linjer"]}
        return int(linje.linje[-1]), int(linje.takst_kr), INDHOLD.index(kort[linje.linje]["indhold"])

    def check(self) -> None:
        """What the platform says is what the account says."""
        for indsendelse in Indsendelse.objects.filter(runde=self.rum.runde).newest():
            sidste = self.regnskab.indsendt[indsendelse.indberetning.tilbud_id][-1]
            assert [(int(en.takst_kr), self.content(en)[2]) for en in indsendelse.linjer.all()] == list(sidste)
        godkendte = approved(self.rum.runde)
        indhold = draft_edition(self.rum.runde.omraade, AAR).indhold
        i_bilaget = {et["id"]: et for et in indhold["tilbud"]}
        assert len(i_bilaget) == len(indhold["tilbud"]), "a tilbud stands once"
        for tilbud in self.tilbud:
            indsendte = list(Indsendelse.objects.filter(indberetning__tilbud=tilbud).prefetch_related("linjer"))
            forelagt = put_before_a_body(indsendte)
            versioner = [
                Version(et.nr, {en.linje: en.indhold_sha256 for en in et.linjer.all()}, et.pk in forelagt)
                for et in indsendte
            ]
            egne = {(indhold.linje, indhold.sha256) for indhold in godkendte if indhold.tilbud == tilbud.pk}
            valg = choose_version(versioner, egne)
            i_regnskabet = self.regnskab.godkendt.get(tilbud.pk, set())
            assert (valg is not None) == bool(i_regnskabet), self.spor
            if valg:
                (valgt,) = (et for et in indsendte if et.nr == valg.nr)
                viste = [en for en in valgt.linjer.all() if en.linje in valg.godkendte]
                assert {self.content(en) for en in viste} <= i_regnskabet, self.spor
                linjer = [linje for beregning in i_bilaget[tilbud.kode]["beregninger"] for linje in beregning["linjer"]]
                assert {linje["id"]: Decimal(linje["takst_kr"]) for linje in linjer} == {
                    en.linje: en.takst_kr for en in viste
                }, self.spor
            else:
                assert tilbud.kode not in i_bilaget, self.spor
        udveje = {skridt.fra for skridt in SKRIDT}
        assert set(Indberetningsversion.objects.newest().values_list("status", flat=True)) <= udveje

    def bring_home(self) -> None:
        """Whatever happened, the people can still finish: submit, answer, settle, approve."""
        self.tal = random.Random(1)
        self.tal.random = lambda: 0.5  # type: ignore[method-assign]  # no crash, and the right person
        indberetter, sekretaer, anden = (self.personer[n] for n in ("indberetter", "sekretaer", "medlem_aalborg"))
        for tilbud in self.tilbud:
            indhold = report(tilbud, self.regnskab.kladder[tilbud.pk], AAR)
            takster.save_version(tilbud=tilbud, aar=AAR, indhold=indhold, kilde="web", by=indberetter)
        nyeste = Indberetningsversion.objects.filter(indberetning__aar=AAR).newest()
        self.rum.send(nyeste.select_related("indberetning__tilbud"))
        gennemgang.send_remarks(runde=self.rum.runde, frist=self.today(), by=sekretaer)
        for et in read_remarks(self.rum.runde):
            if et.stand.er_aaben:
                gennemgang.answer(bemaerkning=et.bemaerkning, tekst="Derfor.", by=indberetter)
                gennemgang.settle(bemaerkning=et.bemaerkning, art="afklaret", tekst="", by=anden)
        assert not [et for et in read_remarks(self.rum.runde) if et.stand.er_aaben]
        decide(punkt=self.point("das"), set_nr=0, svar=Svar("godkendt"), afvigelser={}, by=sekretaer)
        godkendt = {(indhold.tilbud, indhold.linje, indhold.sha256) for indhold in approved(self.rum.runde)}
        for linje in Indsendtlinje.objects.on_the_table(self.rum.runde).select_related("indsendelse__indberetning"):
            assert (linje.indsendelse.indberetning.tilbud_id, linje.linje, linje.indhold_sha256) in godkendt


class Tilbage(Exception):
    """Undo the walk."""


@pytest.fixture
def huse(rum) -> list[Tilbud]:
    register = rum.hus.register
    with transaction.atomic():
        rum.hus.tilbud.statusfakta.update(status="lukket")
    tilbud = [register.tilbud(navn) for navn in ("Ørnehuset", "Uglehuset")]
    for et in tilbud:
        linjer = ((FORRIGE[0], 0), (FORRIGE[1], 0))
        felter = {"tilbud": et, "aar": AAR - 1, "indhold": report(et, linjer, AAR - 1), "kilde": "web"}
        takster.confirm_version(version=takster.save_version(by=rum.hus.indberetter, **felter), by=rum.hus.indberetter)
    return tilbud


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
@pytest.mark.timeout(14400)
def test_random_rounds_keep_their_promises_and_can_always_be_brought_home(froe, rum, huse):
    register = rum.hus.register
    personer = {
        "indberetter": rum.hus.indberetter,
        "godkender": register.person(Rolle.GODKENDER, register.hjoerring),
        "fremmed": register.person(Rolle.TAKSTINDBERETTER, register.aalborg),
        "visitator": register.person(Rolle.VISITATOR, register.hjoerring),
        "sekretaer": rum.sekretaer,
        "medlem_hjoerring": rum.member(register.hjoerring),
        "medlem_aalborg": rum.member(register.aalborg),
        "das": rum.member(register.aalborg, Rolle.DAS),
    }
    start = dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)
    begyndt = Vandring(rum, huse, personer, random.Random(froe))
    begyndt.start()
    for nummer in range(antal(30, 5000)):
        tal = random.Random(f"{froe}-{nummer}")
        rum.ur.move_to(start)
        try:
            with transaction.atomic():
                vandring = Vandring(rum, huse, personer, tal, deepcopy(begyndt.regnskab))
                for _ in range(SKRIDT_I_EN_VANDRING):
                    vandring.step()
                vandring.check()
                vandring.bring_home()
                raise Tilbage
        except Tilbage:
            pass
