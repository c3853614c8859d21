"""A takst round with its people: who reports, who reviews, who records what the bodies decide."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine

from socialaftale.moeder.actions import Punkttekst, Svar, Tidspunkt, add_point, call_meeting
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt, Moede
from socialaftale.parter.models import Bruger, Organisation, Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.regler.takst.opgave import TilbudIndberetning
from socialaftale.takster.actions import confirm_version, save_version
from socialaftale.takster.afgoerelse.actions import decide
from socialaftale.takster.models import Indsendelse, Indsendtlinje, Takstrunde
from socialaftale.takster.runde import actions
from socialaftale.tilbud.models import Tilbud
from tests.takster.conftest import Hus, make_report
from tests.tilbud.conftest import START

AAR = 2027
AABNET = dt.datetime(2026, 9, 1, 8, tzinfo=dt.UTC)
BUDGET, FRIST = dt.date(2026, 10, 15), dt.date(2026, 10, 20)
GENNEMGANG, FU, DAS = dt.date(2026, 10, 27), dt.date(2026, 11, 3), dt.date(2026, 11, 17)
LOEN = "3720000"
"""Two per cent more than last year: a change that nobody has to explain."""
BELAEGNING = {"procent": "97", "regnskab": [{"aar": 2024, "procent": "96"}, {"aar": 2025, "procent": "98"}]}


def named(tilbud: Tilbud, rapport: TilbudIndberetning) -> TilbudIndberetning:
    """The report under the name that the register has for the tilbud."""
    return rapport.model_copy(update={"navn": tilbud.stamfakta.latest("gaelder_fra").navn})


@dataclass
class Rum:
    """The round of 2027 in Nordjylland, opened, with its three meetings called."""

    hus: Hus
    sekretaer: Bruger
    udvalg: dict[str, Udvalg]
    moeder: dict[str, Moede]
    runde: Takstrunde
    ur: time_machine.Traveller
    medlemmer: dict[str, Bruger] = field(default_factory=dict)

    def go_to(self, dag: dt.date, klokken: int = 10) -> None:
        self.ur.move_to(dt.datetime.combine(dag, dt.time(klokken), dt.UTC))

    def member(self, for_: Organisation, rolle: Rolle = Rolle.STYRINGSAFTALEGRUPPE) -> Bruger:
        """A member of a body who speaks for a party."""
        noegle = f"{rolle}-{for_.kode}"
        if noegle not in self.medlemmer:
            bruger = Bruger.objects.create_user(f"{noegle}@eksempel.dk".replace(" ", ""), navn=f"Medlem for {for_}")
            Rolletildeling.objects.create(
                bruger=bruger,
                rolle=rolle,
                udvalg=self.udvalg[rolle],
                organisation=for_,
                gaelder_fra=START,
                registreret_by=self.hus.register.by,
            )
            self.medlemmer[noegle] = bruger
        return self.medlemmer[noegle]

    def another(self, navn: str = "Solgården") -> Tilbud:
        """One more tilbud of Hjørring, with its takster of the year before."""
        tilbud = self.hus.register.tilbud(navn)
        indhold = named(tilbud, make_report(tilbud))
        felter = {"tilbud": tilbud, "aar": AAR - 1, "indhold": indhold, "kilde": "web", "by": self.hus.indberetter}
        confirm_version(version=save_version(**felter), by=self.hus.indberetter)
        return tilbud

    def save(self, tilbud: Tilbud | None = None, **felter: Any):
        """A draft that no check objects to, unless `felter` makes it so."""
        tilbud = tilbud or self.hus.tilbud
        indhold = named(tilbud, make_report(tilbud, **{"belaegning": BELAEGNING, "takst_loen": LOEN} | felter))
        return save_version(tilbud=tilbud, aar=AAR, indhold=indhold, kilde="web", by=self.hus.indberetter)

    def submit(self, tilbud: Tilbud | None = None, **felter: Any) -> Indsendelse:
        version = self.save(tilbud, **felter)
        return self.send([version])[0]

    def send(self, versioner, **valg: Any) -> list[Indsendelse]:
        return actions.submit(
            runde=self.runde,
            driftsherre=self.hus.register.hjoerring,
            versioner=versioner,
            valg=actions.Indsendelsesvalg(**valg),
            by=self.hus.indberetter,
        )

    def point(self, moede: Moede, aar: int = AAR) -> Dagsordenspunkt:
        tekst = Punkttekst(titel=f"Takster {aar}", emne="takster", emne_id=str(aar))
        return add_point(moede=moede, tekst=tekst, by=self.sekretaer)

    def decide(self, punkt: Dagsordenspunkt, resultat: str, afvigelser=None, sete=None, **svar: Any) -> Beslutning:
        nr = punkt.beslutninger.count()
        return decide(
            punkt=punkt,
            set_nr=nr,
            svar=Svar(resultat, **svar),
            afvigelser=afvigelser or {},
            sete=sete,
            by=self.sekretaer,
        )

    def approve(self) -> Beslutning:
        """DAS approves everything on its meeting."""
        self.go_to(DAS)
        return self.decide(self.point(self.moeder["das"]), "godkendt")

    def line(self, indsendelse: Indsendelse) -> Indsendtlinje:
        return indsendelse.linjer.get()


def make_rum(hus: Hus, ur: time_machine.Traveller) -> Rum:
    """The round opened and its meetings called; Hjørring's report of last year is confirmed."""
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    roller = {"styringsaftalegruppe": GENNEMGANG, "fu": FU, "das": DAS}
    udvalg = {
        kort: Udvalg.objects.create(omraade=hus.register.omraade, kort=kort, navn=Rolle(kort).label, rolle=kort)
        for kort in roller
    }
    moeder = {
        kort: call_meeting(udvalg=udvalg[kort], form="ordinaert", hvornaar=Tidspunkt(dag), by=sekretaer)
        for kort, dag in roller.items()
    }
    datoer = actions.Datovalg(BUDGET, FRIST, moeder["styringsaftalegruppe"], moeder["fu"], moeder["das"])
    runde = actions.open_round(omraade=hus.register.omraade, aar=AAR, datoer=datoer, by=sekretaer)
    hus.confirm(2026)
    return Rum(hus, sekretaer, udvalg, moeder, runde, ur)


@pytest.fixture
def rum(hus) -> Iterator[Rum]:
    with time_machine.travel(AABNET) as ur:
        yield make_rum(hus, ur)
