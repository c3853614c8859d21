"""A register with afdelinger that report their free places."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Kapacitetsvalg, Ledigmelding, Meldeaftale
from socialaftale.tilbud.models import Afdeling
from tests.tilbud.conftest import START, Register, fiktivland, make_register, register

__all__ = ["fiktivland", "make_register", "melder", "register"]
NU = dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)


@dataclass
class Melder:
    """Short ways to promise and to report."""

    register: Register

    def afdeling(self, navn: str = "Lærkehuset", aftale: dict[str, Any] | None = None, **felter: Any) -> Afdeling:
        """An afdeling of a tilbud of its own, shown to all, once a month, with a telephone."""
        afdeling = self.register.tilbud(navn, **felter).afdelinger.get()
        self.promise(afdeling, **(aftale or {}))
        return afdeling

    def promise(self, afdeling: Afdeling, **felter: Any) -> Meldeaftale:
        faste = {"rytme_dage": 30, "telefon": "12 34 56 78", "vises": True, "gaelder_fra": START}
        return Meldeaftale.objects.create(afdeling=afdeling, registreret_by=self.register.by, **faste | felter)

    def report(self, afdeling: Afdeling, ledig: bool = True, dage_siden: float = 0, **felter: Any) -> Ledigmelding:
        """What the afdeling said, some days before now."""
        at = felter.pop("at", None) or tid.now() - dt.timedelta(days=dage_siden)
        faste = {
            "svar": "ledig" if ledig else "ikke_ledig", "tilbudt": int(ledig), "observeret_at": at,
            "registreret_at": at, "kilde": "side", "bekraeftet_af": "Tine Eksempel",
        }  # fmt: skip
        return Ledigmelding.objects.create(afdeling=afdeling, registreret_by=self.register.by, **faste | felter)

    def switch_on(self, *valg: str) -> None:
        for et in valg:
            Kapacitetsvalg.objects.create(
                omraade=self.register.omraade, valg=et, gaelder_fra=START, registreret_by=self.register.by
            )


@pytest.fixture
def melder(register) -> Melder:
    return Melder(register)
