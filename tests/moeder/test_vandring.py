"""Random decisions and delegations, against a plain account: nobody acts beyond the mandate of the day."""

import datetime as dt
import random

import pytest
from django.core.exceptions import ValidationError
from omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.moeder import actions
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.queries import current_time

from .conftest import DAG, NU

SLUT = 40


def account(givne: list[dict], udvalg: str, emne_id: str, den: int) -> bool:
    """Say whether the body may settle the takster of a year on a day: DAS always, FU by what was given and stands."""
    return udvalg == "das" or any(
        d["emne_id"] in ("", emne_id) and d["fra"] <= den <= d["til"] and d["staar"] for d in givne
    )


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_nobody_settles_a_matter_without_a_mandate(froe, rum, i_dag):
    tal = random.Random(froe)
    givne: list[dict] = []
    for den in range(antal(SLUT, 10 * SLUT)):
        i_dag.move_to(NU + dt.timedelta(days=den))
        udvalg = tal.choice(["das", "fu"])
        emne_id = tal.choice(["2027", "2028"])
        moede = rum.meet(getattr(rum, udvalg), DAG + dt.timedelta(days=den))
        punkt = rum.point(moede, emne="takster", emne_id=tal.choice([emne_id, ""]) if udvalg == "das" else emne_id)
        try:
            beslutning = rum.decide(punkt)
            assert account(givne, udvalg, emne_id, den), f"frø {froe}, dag {den}: uden mandat"
            assert (beslutning.mandat == "delegeret") == (udvalg == "fu")
        except ValidationError:
            assert not account(givne, udvalg, emne_id, den), f"frø {froe}, dag {den}: nægtet trods mandat"
            continue
        if udvalg == "das" and tal.random() < 0.5:
            til = den + tal.randrange(0, 12)
            felter = {"til_udvalg": rum.fu, "udloeber": DAG + dt.timedelta(days=til), "omfang": "", "by": rum.sekretaer}
            delegation = actions.delegate(beslutning=beslutning, **felter)
            givne.append({"emne_id": punkt.emne_id, "fra": den, "til": til, "staar": True, "delegation": delegation})
        i_dag.shift(60)
        if givne and tal.random() < 0.2:
            valgt = tal.choice(givne)
            if tal.random() < 0.5 and valgt["staar"] and valgt["til"] >= den:
                actions.take_back(delegation=valgt["delegation"], fra=DAG + dt.timedelta(days=den), by=rum.sekretaer)
                valgt["til"] = min(valgt["til"], den - 1)
            else:
                rum.decide(valgt["delegation"].beslutning.punkt, "udsat", tekst="Fortrudt")
                valgt["staar"] = False
    for efter in Beslutning.objects.exclude(delegation=None).select_related("delegation", "punkt__moede"):
        dato = current_time(efter.punkt.moede).dato
        assert efter.delegation.gaelder_fra <= dato <= efter.delegation.udloeber
