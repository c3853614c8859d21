"""What comes back each year, every second year, or in a month; and for whom."""

import datetime as dt

import pytest

from socialaftale.parter.roller import Rolle
from socialaftale.regler.aarshjul import Aarshjulsregler, days_of, for_role, rules_for, share_of_year


def regler(**felter) -> Aarshjulsregler:
    dag = {
        "kode": "x", "navn": "X", "emne": "aftalen", "fra": (3, 1), "til": (3, 0), "aar": "hvert", "roller": ("das",),
        "kilde": "Prøve", "sikkerhed": "antaget",
    } | felter  # fmt: skip
    return Aarshjulsregler(id="p", omraade="p", gaelder_fra=dt.date(2020, 1, 1), dag=(dag,))


@pytest.mark.parametrize(
    ("aar", "felter", "ventet"),
    [
        (2026, {}, (dt.date(2026, 3, 1), dt.date(2026, 3, 31))),
        (2026, {"til": (2, 0), "fra": (2, 1)}, (dt.date(2026, 2, 1), dt.date(2026, 2, 28))),
        (2028, {"til": (2, 0), "fra": (2, 1)}, (dt.date(2028, 2, 1), dt.date(2028, 2, 29))),
        (2026, {"aar": "lige"}, (dt.date(2026, 3, 1), dt.date(2026, 3, 31))),
        (2027, {"aar": "lige"}, None),
        (2027, {"aar": "ulige"}, (dt.date(2027, 3, 1), dt.date(2027, 3, 31))),
        (2026, {"aar": "ulige"}, None),
    ],
)
def test_when_it_comes_back(aar, felter, ventet):
    dage = list(days_of(aar, regler(**felter)))
    assert [(dag.fra, dag.til) for dag in dage] == ([ventet] if ventet else [])
    assert all(dag.antaget for dag in dage)


def test_an_id_is_of_one_year():
    assert {dag.kode for aar in (2026, 2027) for dag in days_of(aar, regler())} == {"x-2026", "x-2027"}


def test_the_reinforced_cooperation_has_its_own_months():
    (nord,) = rules_for("nordjylland")
    lige, ulige = ({dag.kode.rpartition("-")[0]: dag for dag in days_of(aar, nord)} for aar in (2026, 2027))
    assert lige["forstaerket-rapporter"].fra == dt.date(2026, 4, 1)
    assert lige["forstaerket-das"].til == dt.date(2026, 5, 31)
    assert "forstaerket-bliver" in lige
    assert "forstaerket-bliver" not in ulige
    assert ulige["aftale-gaelder"].fra == dt.date(2027, 1, 1)
    assert rules_for("findes-ikke") == ()


def test_every_role_of_the_file_exists():
    kendte = {rolle.value for rolle in Rolle}
    for fast in rules_for("nordjylland")[0].dag:
        assert set(fast.roller) <= kendte, fast.kode


def test_a_role_gets_its_own_in_the_order_of_time():
    (nord,) = rules_for("nordjylland")
    alle = list(days_of(2026, nord))
    egne = for_role(alle, "ekspertpanel")
    assert [dag.fra for dag in egne] == sorted(dag.fra for dag in egne)
    assert {dag.emne for dag in egne} == {"forstaerket"}
    assert len(for_role(alle, "")) == len(alle)


@pytest.mark.parametrize(
    ("dag", "ventet"), [("2026-01-01", (0, 365)), ("2026-12-31", (364, 365)), ("2028-12-31", (365, 366))]
)
def test_how_far_into_the_year(dag, ventet):
    assert share_of_year(dt.date.fromisoformat(dag)) == ventet
