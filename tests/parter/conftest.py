"""Two agreement areas, always: the second, Fiktivland, is invented."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from socialaftale.parter.models import Aftaleomraade, Bruger, Medlemskab, Organisation, Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle

START = dt.date(2020, 1, 1)


@dataclass
class Omraade:
    """An area with two parties, its secretariat, one body and its people."""

    omraade: Aftaleomraade
    kommune: Organisation
    nabo: Organisation
    sekretariat: Organisation
    udvalg: Udvalg
    by: Bruger
    brugere: dict[str, Bruger] = field(default_factory=dict)

    def person(self, rolle: Rolle, hos: Organisation | Udvalg, gaelder_fra: dt.date = START, **felter) -> Bruger:
        navn = f"{rolle.label} {hos}"
        part = self.kommune if isinstance(hos, Udvalg) else hos
        adresse = f"{rolle}.{hos.pk}.{type(hos).__name__}@eksempel.dk"
        bruger = Bruger.objects.create_user(adresse, navn=navn, organisation=part)
        hvor = {"udvalg": hos} if isinstance(hos, Udvalg) else {"organisation": hos}
        tid = {"gaelder_fra": gaelder_fra, "registreret_by": self.by}
        Rolletildeling.objects.create(bruger=bruger, rolle=rolle, **hvor, **tid, **felter)
        return bruger


def make_omraade(kode: str, navn: str) -> Omraade:
    by = Bruger.objects.system()
    omraade = Aftaleomraade.objects.create(kode=kode, navn=navn)
    parter = [
        Organisation.objects.create(kode=f"{kode}-{i}", navn=f"{navn} {art} {i}", sortering=f"{navn} {i}", art=art)
        for i, art in enumerate(("kommune", "kommune", "sekretariat"), 1)
    ]
    for part in parter:
        Medlemskab.objects.create(omraade=omraade, organisation=part, gaelder_fra=START, registreret_by=by)
    udvalg = Udvalg.objects.create(omraade=omraade, kort="das", navn=f"DAS {navn}", rolle=Rolle.DAS)
    return Omraade(omraade, *parter, udvalg, by)


@pytest.fixture
def nord(db) -> Omraade:
    return make_omraade("nord", "Nord")


@pytest.fixture
def fiktivland(db) -> Omraade:
    return make_omraade("fiktivland", "Fiktivland")
