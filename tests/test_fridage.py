"""A deadline on a day off is said wherever one is asked for, and the writer may keep it."""

import pytest

from socialaftale.aftaler.indsats.forms import FristForm, LeveranceForm
from socialaftale.aftaler.indspil.forms import FristForm as SvarfristForm
from socialaftale.aftaler.spoergerunde.forms import RundeForm
from socialaftale.aftaler.temadag.forms import TemadagForm
from socialaftale.faelles.fristfelter import GAAET
from socialaftale.kapacitet.overblik.forms import TilpasForm
from socialaftale.moeder.datoer.forms import SpoergForm
from socialaftale.moeder.opfoelgning.forms import FlytFristForm
from tests.parter.conftest import make_omraade

SOENDAG = "29.11.2026"


@pytest.mark.django_db
def test_a_sunday_is_no_deadline_unless_it_is_kept():
    formularer = [
        (LeveranceForm, "frist", {}), (FristForm, "frist", {}), (FlytFristForm, "frist", {}),
        (SvarfristForm, "frist", {}),
        (RundeForm, "frist", {"omraade": make_omraade("nordjylland", "Nordjylland").omraade}),
        (TemadagForm, "tilmeld_senest", {}), (SpoergForm, "svarfrist", {"udvalg": []}),
        (TilpasForm, "frist", {"beslutninger": []}),
    ]  # fmt: skip
    for slags, felt, felter in formularer:
        spurgt, beholdt = (slags({felt: SOENDAG} | mere, **felter) for mere in ({}, {f"{felt}_behold": "on"}))
        assert "er en fridag (søndag). Næste arbejdsdag er 30.11.2026" in spurgt.errors[felt][0], slags
        assert "Behold" in str(spurgt) and felt not in beholdt.errors, slags


@pytest.mark.django_db
def test_nothing_is_planned_for_a_day_that_has_gone():
    omraade = make_omraade("nordjylland", "Nordjylland").omraade
    for slags, felt, felter in (
        (FristForm, "frist", {}), (RundeForm, "frist", {"omraade": omraade}), (TemadagForm, "dato", {}),
    ):  # fmt: skip
        assert slags({felt: "02.01.2020"}, **felter).errors[felt] == [GAAET], slags
