"""The example region: invented, the same every time, and its places add up to what the agreement states."""

import datetime as dt
import tomllib

import pytest

from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.tilbud.eksempel.indlaes import AlleredeIndlaest, load_example
from socialaftale.tilbud.eksempel.plan import REGION, make_plan, share_out
from socialaftale.tilbud.models import Efterfoelger, Form, Tilbud
from socialaftale.tilbud.queries import places_per_kommune, read_billeder
from socialaftale.tilbud.reference import DATA, all_lovgrundlag, all_maalgrupper, all_ydelsestyper
from socialaftale.tilbud.status import Status

AAR = 2026
# How the example spreads the 1,785 municipal places: constructed, by population.
POP_TABEL = {
    "851": 659, "810": 110, "813": 181, "860": 196, "849": 116, "825": 0, "846": 127, "773": 61, "840": 91,
    "787": 132, "820": 112,
}  # fmt: skip
# Names of real tilbud that the sources mention.
VIRKELIGE = ["østerskoven", "kompasset", "bifrost", "kvisten", "aalborgskolen", "sødisbakke", "nordstjernen", "bøgevej",
    "møllersgaard", "østerboulevard", "borgergade", "vinkelvej", "rosengaarden", "adelgade", "enggården"]  # fmt: skip


@pytest.fixture
def nordjylland(db) -> Aftaleomraade:
    for kode in [*POP_TABEL, REGION]:
        art = "region" if kode == REGION else "kommune"
        Organisation.objects.create(kode=kode, navn=f"Kommune {kode}", sortering=kode, art=art)
    return Aftaleomraade.objects.create(kode="nordjylland", navn="Nordjylland")


@pytest.fixture
def eksempel(nordjylland) -> Aftaleomraade:
    load_example(nordjylland, AAR)
    return nordjylland


def running(omraade: Aftaleomraade, den: dt.date, kendt_at: dt.datetime | None = None):
    return read_billeder(Tilbud.objects.filter(omraade=omraade).i_drift(den, kendt_at), den, kendt_at)


@pytest.mark.parametrize("den", [dt.date(AAR, 1, 1), dt.date(AAR, 6, 30), dt.date(AAR, 12, 31)])
def test_every_municipality_and_the_region_run_exactly_their_places(eksempel, den):
    antal = dict.fromkeys([*POP_TABEL, REGION], 0)
    for billede in running(eksempel, den):
        antal[billede.stam.driftsherre.kode] += billede.normerede
    assert antal == POP_TABEL | {REGION: 636}
    assert sum(antal.values()) == 1785 + 636 == 2421


def test_the_map_counts_the_same_places_where_they_lie(eksempel):
    kort = places_per_kommune(dt.date(AAR, 6, 30), "nordjylland")
    assert sum(sum(efter_art.values()) for efter_art in kort.values()) == 2421
    assert sum(efter_art["region"] for efter_art in kort.values() if "region" in efter_art) == 636


def test_private_places_stand_beside_the_agreements_own(nordjylland):
    privat = {"art": "privat", "navn": "Eksempelfonden", "sortering": "eksempelfonden"}
    Organisation.objects.create(kode="eksempel-privat-1", **privat)
    load_example(nordjylland, AAR)
    efter_art = dict.fromkeys(["kommune", "region", "privat"], 0)
    for kommune in places_per_kommune(dt.date(AAR, 6, 30), "nordjylland").values():
        for art, antal in kommune.items():
            efter_art[art] += antal
    assert efter_art == {"kommune": 1785, "region": 636, "privat": 25}


def test_other_years_differ_so_that_time_can_be_seen(eksempel):
    summer = {aar: sum(b.normerede for b in running(eksempel, dt.date(aar, 8, 1))) for aar in (2024, 2025, 2026, 2027)}
    assert summer[2026] == 2421
    assert len(set(summer.values())) == 4


def test_what_was_known_before_the_correction_differs(eksempel):
    den, foer = dt.date(AAR, 2, 1), dt.datetime(AAR, 2, 1, tzinfo=dt.UTC)
    assert sum(b.normerede for b in running(eksempel, den, foer)) < 2421


def test_the_same_every_time_and_about_110(eksempel):
    assert make_plan() == make_plan()
    i_drift = Tilbud.objects.i_drift(dt.date(AAR, 6, 1)).count()
    assert 105 <= i_drift <= 115
    assert Tilbud.objects.filter(eksempeldata=False).count() == 0


def test_a_merger_one_that_closes_one_planned_and_a_protected_crisis_centre(eksempel):
    nu = dt.date(AAR, 6, 1)
    billeder = read_billeder(Tilbud.objects.all(), nu)
    assert {Status.PLANLAGT, Status.UNDER_AFVIKLING, Status.LUKKET, Status.INDMELDT, Status.KLADDE} <= {
        b.status for b in billeder
    }
    assert Efterfoelger.objects.i_kraft(nu).filter(art="sammenlaegning").count() == 2
    krisecentre = [b for b in billeder if any(lov.kode == "sel-109" for lov in b.lovgrundlag)]
    assert krisecentre and all(b.beskyttet for b in krisecentre)
    assert any(b.let_registrering for b in billeder)


def test_the_mixture_is_wide_and_every_code_is_known():
    plan = make_plan()
    love = {gruppe.lovgrundlag for et in plan for hus in et.huse for gruppe in hus.grupper}
    assert {
        "sel-107", "sel-108", "sel-109", "sel-110", "sel-103", "sel-104", "abl-105-2", "bl-43-3", "bl-43-3-sikret",
        "bl-83", "bl-84", "sul-141", "sel-101", "fsl-20", "stu",
    } <= love  # fmt: skip
    assert love <= set(all_lovgrundlag())
    assert {maal for et in plan for maal in et.maalgrupper} <= set(all_maalgrupper())
    assert {ydelse[1] for et in plan for ydelse in et.ydelser} <= set(all_ydelsestyper())
    assert {gruppe.form for et in plan for hus in et.huse for gruppe in hus.grupper} == set(Form.values)


def test_no_real_name_and_no_name_twice():
    navne = [et.navn for et in make_plan()]
    assert len(set(navne)) == len(navne)
    assert not [n for n in navne if any(virkelig in n.casefold() for virkelig in VIRKELIGE)]


def test_450_for_the_bench_have_names_and_codes_of_their_own():
    plan = make_plan(450)
    assert len(plan) == len({et.navn for et in plan}) == len({et.kode for et in plan}) == 450


def test_it_is_loaded_into_an_empty_register_only(eksempel):
    with pytest.raises(AlleredeIndlaest, match="tomt register"):
        load_example(eksempel, AAR)


def test_the_file_states_the_figures_of_the_agreement():
    data = tomllib.loads((DATA / "eksempel.toml").read_text())
    assert {d["kode"]: d["pladser"] for d in data["driftsherre"]} == {k: v for k, v in POP_TABEL.items() if v} | {
        REGION: 636
    }


def test_sharing_out_is_exact_and_never_gives_more_to_the_lighter():
    delt = share_out(10, {"a": 1, "b": 1, "c": 1})
    assert delt == {"a": 4, "b": 3, "c": 3}
    assert share_out(0, {"a": 5, "b": 7}) == {"a": 0, "b": 0}
