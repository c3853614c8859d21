"""Random lives of meetings, against a plain account: what the public reads is what was answered, and no more."""

import datetime as dt
import random
from dataclasses import dataclass, field

import pytest
from django.core.exceptions import ValidationError
from omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.moeder import actions, queries
from socialaftale.moeder.forberedelse.afgang import take_off
from socialaftale.moeder.fremmoede.actions import Fremmoede, save_attendance
from socialaftale.moeder.fremmoede.models import Moededeltager
from socialaftale.moeder.fremmoede.queries import newest_list
from socialaftale.moeder.models import Moede
from socialaftale.moeder.rettelser.actions import redact
from socialaftale.moeder.status import LEDSVAR

from .conftest import NU, Rum

UBESVARET = "ikke udtrykkeligt besluttet"
VERBER = ("godkender", "droefter", "til_efterretning", "beslutter", "indstiller")
UDEN_BETINGELSE = [svar for svar in LEDSVAR if svar != "betinget"]


@dataclass
class Liv:
    """One meeting and its account: per point, whether it is open, its items, and what was answered, time after time."""

    rum: Rum
    tal: random.Random
    moede: Moede
    punkter: dict = field(default_factory=dict)
    lukket: bool = False
    ord_staar: bool = False

    def add(self) -> None:
        bedt = tuple((self.tal.choice(VERBER), f"led {nr}") for nr in range(self.tal.randrange(4)))
        aaben = self.tal.random() < 0.6
        try:
            punkt = self.rum.point(self.moede, "Sag", aaben=aaben, indstillinger=bedt)
        except ValidationError:
            assert self.lukket
            return
        assert not self.lukket
        self.punkter[punkt] = {"aaben": aaben, "ledene": list(punkt.indstillinger.all()), "svar": []}

    def answer(self) -> None:
        if not self.punkter:
            return
        punkt, konto = self.tal.choice(list(self.punkter.items()))
        svar = {led.pk: self.tal.choice(UDEN_BETINGELSE) for led in konto["ledene"] if self.tal.random() < 0.6}
        selv = self.tal.choice(["", *UDEN_BETINGELSE]) if konto["ledene"] else self.tal.choice(UDEN_BETINGELSE)
        grund = self.tal.choice(["", "Rettet"])
        svaret = actions.Svar(selv, tekst="Fru Kanariefugl", rettelse=grund, indstillinger=svar)
        try:
            actions.record_decision(punkt=punkt, set_nr=len(konto["svar"]), svar=svaret, by=self.rum.sekretaer)
        except ValidationError:
            assert not (svar or selv) or (self.lukket and not grund)
            return
        assert (svar or selv) and (grund or not self.lukket)
        konto["svar"].append((selv, svar))
        self.ord_staar = True

    def take_off(self) -> None:
        """Off goes what is not answered, whether the numbers stand by then or not: nobody hears of it any more."""
        if uden := [punkt for punkt, konto in self.punkter.items() if not konto["svar"]]:
            punkt = self.tal.choice(uden)
            take_off(punkt=punkt, grund="Ikke klar", by=self.rum.sekretaer)
            del self.punkter[punkt]

    def attend(self) -> None:
        foer = newest_list(self.moede)
        gaest = Moededeltager(slags="gaest", navn="Gerda")
        fremmoede = Fremmoede((gaest,), rettelse=self.tal.choice(["", "Rettet"]))
        try:
            save_attendance(moede=self.moede, set_nr=foer.nr if foer else 0, fremmoede=fremmoede, by=self.rum.sekretaer)
        except ValidationError:
            assert self.lukket and not fremmoede.rettelse

    def redact(self) -> None:
        try:
            redact(moede=self.moede, ord_="Kanariefugl", grund="Navn", by=self.rum.sekretaer)
            assert self.ord_staar
        except ValidationError:
            assert not self.ord_staar
        self.ord_staar = False

    def close(self) -> None:
        uafgjorte = [punkt for punkt, konto in self.punkter.items() if not konto["svar"]]
        udfald = {punkt.pk: self.tal.choice(["udsat", "bortfaldet"]) for punkt in uafgjorte if self.tal.random() < 0.8}
        set_ = self.tal.random() < 0.7
        mangler = len(udfald) < len(uafgjorte)
        ubesvarede = any(UBESVARET in self.expected(konto) for konto in self.punkter.values() if konto["svar"])
        try:
            actions.close_meeting(moede=self.moede, udfald=udfald, set_ubesvarede=set_, by=self.rum.sekretaer)
        except ValidationError:
            assert self.lukket or mangler or (ubesvarede and not set_)
            return
        assert not (self.lukket or mangler or (ubesvarede and not set_))
        self.lukket = True
        for punkt in uafgjorte:
            self.punkter[punkt]["svar"].append((udfald[punkt.pk], None))

    def expected(self, konto: dict) -> list[str]:
        """Say what stands beside each item: nothing where the point is settled as a whole, or put off."""
        selv, svar = konto["svar"][-1]
        ledsvar = set((svar or {}).values())
        alle_udsat = ledsvar == {"udsat"} and len(svar or {}) == len(konto["ledene"])
        if svar is None or selv == "udsat" or alle_udsat:
            return [dict(LEDSVAR_NAVNE).get((svar or {}).get(led.pk, ""), "") for led in konto["ledene"]]
        return [dict(LEDSVAR_NAVNE).get(svar.get(led.pk, ""), UBESVARET) for led in konto["ledene"]]

    def check(self) -> None:
        moede = Moede.objects.in_order().get(pk=self.moede.pk)
        alle = [vist for vist in queries.read_points(moede, None) if vist.beslutning]
        aabne = [punkt.pk for punkt, konto in self.punkter.items() if konto["aaben"]] if self.lukket else []
        assert sorted(vist.punkt.pk for vist in alle) == sorted(aabne)
        konti = {punkt.pk: konto for punkt, konto in self.punkter.items()}
        for vist in alle:
            konto = konti[vist.punkt.pk]
            assert [vist.answer_to(led) for led in vist.punkt.indstillinger.all()] == self.expected(konto)
            assert vist.beslutning.nr == len(konto["svar"])
            assert self.ord_staar or "Kanariefugl" not in vist.beslutning.tekst


LEDSVAR_NAVNE = [(svar.value, svar.label) for svar in LEDSVAR]


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_random_lives_of_meetings_keep_their_account(froe, rum, i_dag):
    tal = random.Random(froe)
    trin, liv = 0, None
    while trin < antal(60, 5000):
        if liv is None or (liv.lukket and tal.random() < 0.3):
            i_dag.move_to(NU + dt.timedelta(days=trin))
            liv = Liv(rum, tal, rum.meet(dato=(NU + dt.timedelta(days=trin)).date()))
        valg = (liv.add, liv.add, liv.take_off, liv.answer, liv.answer, liv.answer, liv.attend, liv.redact, liv.close)
        tal.choice(valg)()
        liv.check()
        trin += 1
