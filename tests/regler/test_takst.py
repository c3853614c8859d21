"""Takstgrundlag to takst: cases are `konstrueret`, worked by hand in docs/regler/takst.md or beside the figures."""

from decimal import Decimal
from typing import Any

import pytest

from socialaftale.regler.takst.beregn import Takstresultat, compute_indberetning
from socialaftale.regler.takst.opgave import Indberetning


def indberetning(aar: int = 2026, regelsaet: str | None = None, **beregning: Any) -> Indberetning:
    standard = {
        "id": "B1",
        "navn": "Hus A",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"procent": "100"},
        "grundlag": {
            "omkostninger": [{"kategori": "loen", "tekst": "Løn", "beloeb_kr": "3650000"}],
            "overhead": {"metode": "procent", "procent": "0"},
        },
    }
    return Indberetning.model_validate(
        {
            "skema": "indberetning/1",
            "aar": aar,
            "regelsaet": regelsaet,
            "driftsherre": "860",
            "driftsherre_navn": "Hjørring Kommune",
            "tilbud": [{"id": "T1", "navn": "Egely", "beregninger": [standard | beregning]}],
        }
    )


def takster(resultat: Takstresultat) -> dict[str, str]:
    (beregning,) = resultat.beregninger
    assert not beregning.kan_ikke
    return {linje.linje: str(linje.takst_kr) for linje in beregning.linjer}


def two_parts(basis: str, ydelse: str, **mere: Any) -> dict[str, Any]:
    return {
        "omkostninger": [
            {"kategori": "loen", "tekst": "Fælles løn", "beloeb_kr": basis},
            {"kategori": "loen", "tekst": "Støtte", "beloeb_kr": ydelse, "del": "ydelse"},
        ],
        "overhead": {"metode": "procent", "procent": "0"},
    } | mere


def test_average_takst_is_basis_over_place_days() -> None:
    assert takster(compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}))) == {"L": "1000"}


def test_leap_year_has_a_day_more_to_divide_by() -> None:
    resultat = compute_indberetning(indberetning(aar=2028, struktur={"kode": "A", "linje": "L"}))
    assert takster(resultat) == {"L": "997"}  # 3.650.000 ÷ 3.660 = 997,27


def test_before_2025_a_leap_year_still_counts_365_days() -> None:
    resultat = compute_indberetning(indberetning(aar=2024, struktur={"kode": "A", "linje": "L"}))
    assert takster(resultat) == {"L": "1000"}


def test_worked_example_of_the_documentation() -> None:
    beregning = {
        "pladser": "12",
        "belaegning": {"regnskab": [{"aar": 2023, "procent": "93"}, {"aar": 2024, "procent": "96"}]},
        "struktur": {"kode": "C", "basis": "basis", "time": "time", "timer_i_alt": "8000", "tidsart": "ATA"},
        "grundlag": two_parts(
            "6000000",
            "2500000",
            overhead={"metode": "procent", "procent": "6"},
            aktiver=[{"navn": "Bus", "anskaffelse_kr": "400000", "anskaffet_aar": 2024, "levetid_aar": 8}],
            tilsyn_kr="52000",
        ),
        "afledte": [{"linje": "maaned", "fra_linje": "basis", "faktor": "30.5", "grund": "Månedsfaktor"}],
    }
    assert takster(compute_indberetning(indberetning(**beregning))) == {
        "basis": "1555",
        "time": "331",
        "maaned": "47428",
    }


def test_levels_share_the_basis_by_weight() -> None:
    niveauer = [{"linje": "N1", "vaegt": "1", "pladser": "5"}, {"linje": "N2", "vaegt": "1.5", "pladser": "5"}]
    resultat = compute_indberetning(indberetning(struktur={"kode": "B", "niveauer": niveauer}))
    assert takster(resultat) == {"N1": "800", "N2": "1200"}  # 5 × 365 × (800 + 1200) = 3.650.000


def test_packages_are_priced_from_the_rounded_interval() -> None:
    pakker = [{"linje": f"P{n}", "nummer": n, "pladser": "5"} for n in (1, 2)]
    struktur = {"kode": "D", "basis": "B", "interval": {"antal": "7", "pr": "uge", "art": "ATA"}, "pakker": pakker}
    grundlag = two_parts("3650000", "1157050")  # 1.157.050 ÷ (1825 × 0,5 + 1825 × 1,5) = 317
    resultat = compute_indberetning(indberetning(struktur=struktur, grundlag=grundlag))
    assert takster(resultat) == {"B": "1000", "P1": "159", "P2": "476"}


def test_negotiated_takst_adds_the_place_s_own_cost() -> None:
    struktur = {"kode": "E", "basis": "B", "aftaler": [{"linje": "F1", "omkostning_kr": "365000", "dage": "365"}]}
    assert takster(compute_indberetning(indberetning(struktur=struktur))) == {"B": "1000", "F1": "2000"}


def test_negotiated_basistakst_carries_a_shared_service_part_too() -> None:
    struktur = {"kode": "E", "basis": "B"}
    assert takster(compute_indberetning(indberetning(struktur=struktur, grundlag=two_parts("1825000", "1825000")))) == {
        "B": "1000"
    }


def test_phases_of_different_kinds_of_hours_are_refused() -> None:
    faser = [
        {"linje": f"F{art}", "timer": {"antal": "7", "pr": "uge", "art": art}, "pladser": "5"} for art in ("ATA", "BRT")
    ]
    resultat = compute_indberetning(indberetning(struktur={"kode": "F", "faser": faser}))
    assert "kan ikke lægges sammen" in resultat.beregninger[0].kan_ikke


def test_an_hourly_takst_needs_neither_places_nor_occupancy() -> None:
    struktur = {"kode": "G", "linje": "time", "timer_i_alt": "7300", "tidsart": "ATA"}
    uden = indberetning(struktur=struktur, pladser="0", belaegning={}, art="ambulant")
    assert takster(compute_indberetning(uden)) == {"time": "500"}


def test_phase_without_night_staff_carries_less_of_the_basis() -> None:
    faser = [
        {"linje": "ophold", "timer": {"antal": "14", "pr": "uge", "art": "ATA"}, "pladser": "5"},
        {
            "linje": "udslusning",
            "timer": {"antal": "7", "pr": "uge", "art": "ATA"},
            "pladser": "5",
            "basisandel_procent": "50",
        },
    ]
    grundlag = two_parts("2737500", "1642500")  # basis 1.000 pr. hel dag, 300 kr. pr. time
    resultat = compute_indberetning(indberetning(struktur={"kode": "F", "faser": faser}, grundlag=grundlag))
    assert takster(resultat) == {"ophold": "1600", "udslusning": "800"}


def test_hourly_takst() -> None:
    struktur = {"kode": "G", "linje": "time", "timer_i_alt": "7300", "tidsart": "ATA"}
    assert takster(compute_indberetning(indberetning(struktur=struktur))) == {"time": "500"}


def test_national_draft_allows_ten_packages_and_says_so() -> None:
    pakker = [{"linje": "P11", "nummer": 11, "pladser": "5"}]
    struktur = {"kode": "N", "basis": "B", "interval": {"antal": "7", "pr": "uge", "art": "ATA"}, "pakker": pakker}
    resultat = compute_indberetning(indberetning(aar=2027, regelsaet="national-model-n-udkast", struktur=struktur))
    assert resultat.beregninger[0].kan_ikke == (
        "Pakke 11 findes ikke: National takstmodel N (udkast) har 10 pakker. Ret pakkens nummer."
    )


def test_structure_outside_the_year_s_rules_is_refused_by_name() -> None:
    struktur = {"kode": "C", "basis": "B", "time": "T", "timer_i_alt": "100", "tidsart": "ATA"}
    resultat = compute_indberetning(indberetning(aar=2021, struktur=struktur))
    assert "struktur C kan ikke bruges i Takster 2021" in resultat.beregninger[0].kan_ikke


def test_no_places_gives_a_reason_not_a_number() -> None:
    resultat = compute_indberetning(indberetning(pladser="0", struktur={"kode": "A", "linje": "L"}))
    grund = "Gennemsnitstakst kan ikke beregnes: budgetdage er 0, fordi pladser er 0. Udfyld pladser."
    assert resultat.beregninger[0].kan_ikke == grund


def test_key_overhead_follows_the_direct_costs() -> None:
    grundlag = two_parts(
        "3000000", "1000000", overhead={"metode": "noegle", "beloeb_kr": "400000", "noegle": "årsværk"}
    )
    struktur = {"kode": "C", "basis": "B", "time": "T", "timer_i_alt": "1000", "tidsart": "BRT"}
    resultat = compute_indberetning(indberetning(struktur=struktur, grundlag=grundlag))
    assert takster(resultat) == {"B": "904", "T": "1100"}  # 3.300.000 ÷ 3.650 = 904,11


def test_last_year_s_prices_are_carried_forward_with_pl() -> None:
    grundlag = two_parts("3650000", "0", prisniveau="aaret_foer", pl_procent="10")
    resultat = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}, grundlag=grundlag))
    assert takster(resultat) == {"L": "1100"}


def test_income_and_carried_surplus_lower_the_takst() -> None:
    grundlag = two_parts("3650000", "0", oevrige_indtaegter_kr="365000", indregnet_resultat_kr="-365000")
    resultat = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}, grundlag=grundlag))
    assert takster(resultat) == {"L": "800"}


def test_every_number_of_an_explanation_leads_to_an_input_or_a_sourced_rule() -> None:
    resultat = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}))
    for led in resultat.beregninger[0].linjer[0].takst.walk():
        if not led.dele and led.art != "sum":
            assert led.felt or (led.kilde and led.sikkerhed in {"verificeret", "antaget"}), led.navn


def test_same_input_same_hash_and_a_krone_changes_it() -> None:
    en = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}))
    igen = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}))
    anden = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"}, pladser=Decimal(11)))
    assert en.sha256() == igen.sha256() != anden.sha256()


@pytest.mark.parametrize("aar", [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028])
def test_every_year_of_the_agreement_has_rules(aar: int) -> None:
    resultat = compute_indberetning(indberetning(aar=aar, struktur={"kode": "A", "linje": "L"}))
    assert takster(resultat)


@pytest.mark.parametrize(("art", "enhed"), [("doegn", "kr. pr. døgn"), ("dag", "kr. pr. dag")])
def test_an_explanation_names_the_unit_that_the_place_is_sold_in(art: str, enhed: str) -> None:
    (beregning,) = compute_indberetning(indberetning(art=art, struktur={"kode": "A", "linje": "L"})).beregninger
    assert {beregning.linjer[0].takst.enhed, beregning.linjer[0].takst.dele[0].enhed} == {enhed}


def test_a_number_shaped_by_an_assumed_rule_says_so_itself() -> None:
    """Whoever does not unfold the tree still sees the mark beside the source."""
    (beregning,) = compute_indberetning(indberetning(struktur={"kode": "A", "linje": "L"})).beregninger
    takst = beregning.linjer[0].takst
    assert (takst.kilde, takst.sikkerhed) == (takst.dele[1].kilde, "antaget")
