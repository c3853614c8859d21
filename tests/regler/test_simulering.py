"""Simulation before approval. Cases are signed files; the properties hold for whatever is asked."""

import tomllib
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.regler.simuleringssager import AAR, MED_PAKKER, beregning, line, numbers, phases, short, tilbud
from tests.sager.laeser import MAPPE

from socialaftale.regler.takst.omfordeling import (
    FOR_FAA,
    Pakkespoergsmaal,
    redistribution,
    simulate_packages,
    total_redistribution,
)
from socialaftale.regler.takst.pakkemodel import package_number
from socialaftale.regler.takst.simulering import Belaegningsgulv, FaellesOverhead, Metode, Spoergsmaal
from socialaftale.regler.takst.skoen import estimated_takster, factor
from socialaftale.regler.takst.virkning import simulate, summed, total

procent = st.decimals(0, 15, places=1)


def cases(navn: str) -> list[dict[str, Any]]:
    return tomllib.loads((MAPPE / f"simulering/{navn}.toml").read_text(encoding="utf-8"))["sag"]


def question(spoergsmaal: dict[str, str]) -> Spoergsmaal:
    if "overhead" in spoergsmaal:
        return FaellesOverhead(Decimal(spoergsmaal["overhead"]))
    return Belaegningsgulv(Decimal(spoergsmaal["gulv"]))


@pytest.mark.parametrize("sag", cases("faelles-overhead") + cases("belaegningsgulv"), ids=lambda sag: sag["navn"])
def test_the_signed_cases(sag: dict[str, Any]) -> None:
    felter = {"belaegning": sag["belaegning"]} if "belaegning" in sag else {}
    if "takst" in sag:
        felter["linjer"] = [line("B1-L", takst_kr=sag["takst"])]
    en = beregning(overhead=sag.get("overhead", "5"), **felter)
    ens = [tilbud(f"T{nr}", short(en) if sag.get("kort") else en) for nr in range(3)]
    virkning = simulate(ens, question(sag["spoergsmaal"]), AAR)[0]
    assert virkning.metode == sag["metode"]
    if "grund" in sag:
        assert sag["grund"] in virkning.grund
    else:
        ventet = tuple(Decimal(sag["forventet"][navn]) for navn in ("nu", "saa", "maengde", "virkning"))
        assert numbers(virkning.linjer[0]) == ventet


@pytest.mark.parametrize("sag", cases("pakkemodel"), ids=lambda sag: sag["navn"])
def test_the_signed_cases_of_the_package_model(sag: dict[str, Any]) -> None:
    [virkning] = simulate_packages(
        [tilbud("T", phases(sag["timer"]))], Pakkespoergsmaal(Decimal(sag["interval"]), AAR, MED_PAKKER)
    )
    if "grund" in sag:
        assert sag["grund"] in virkning.grund
        return
    fundet = [(linje.linje, linje.nu.vaerdi, linje.saa.vaerdi) for linje in virkning.linjer]
    assert fundet == [(et["linje"], Decimal(et["nu"]), Decimal(et["saa"])) for et in sag["forventet"]]
    assert redistribution([virkning]).flyttet.vaerdi == Decimal(sag["flyttet"])


# Properties


@given(st.lists(procent, min_size=1, max_size=6), st.booleans())
def test_a_common_overhead_equal_to_each_own_has_no_effect(niveauer: list[Decimal], kort: bool) -> None:
    for niveau in niveauer:
        en = beregning(overhead=str(niveau), linjer=[line("B1-L", takst_kr="1234.56")])
        ens = [tilbud(f"T{nr}", short(en) if kort else en) for nr in range(3)]
        virkning = summed(simulate(ens, FaellesOverhead(niveau), AAR))
        assert virkning.forskel.vaerdi == 0
        assert virkning.dele[Metode.IKKE_MULIGT].beregninger == 0


@given(st.decimals(60, 100, places=1), st.decimals(60, 100, places=1), st.decimals(60, 100, places=1), st.booleans())
def test_raising_the_floor_never_raises_a_takst(nu: Decimal, lavt: Decimal, hoejt: Decimal, kort: bool) -> None:
    lavt, hoejt = sorted((lavt, hoejt))
    regnskab = [{"aar": 2023, "procent": "91"}, {"aar": 2024, "procent": "94"}]
    en = beregning(belaegning={"procent": str(nu), "regnskab": regnskab})
    ens = [tilbud(f"T{nr}", short(en) if kort else en) for nr in range(3)]
    ved = [simulate(ens, Belaegningsgulv(gulv), AAR)[0].linjer[0] for gulv in (lavt, hoejt)]
    assert ved[1].saa.vaerdi <= ved[0].saa.vaerdi
    assert ved[0].nu.vaerdi == ved[1].nu.vaerdi


@given(st.lists(st.tuples(procent, st.booleans()), min_size=1, max_size=8), procent)
def test_the_driftsherrer_add_up_to_the_area(huse: list[tuple[Decimal, bool]], faelles: Decimal) -> None:
    dele = []
    for nr, (niveau, kort) in enumerate(huse):
        en = beregning(overhead=str(niveau))
        dele.append(
            (f"D{nr}", summed(simulate([tilbud("T", short(en) if kort else en)], FaellesOverhead(faelles), AAR)))
        )
    samlet = total(dele)
    assert samlet.forskel.vaerdi == sum(virkning.forskel.vaerdi for _, virkning in dele)
    assert samlet.omsaetning.vaerdi == sum(virkning.omsaetning.vaerdi for _, virkning in dele)
    assert sum(del_.beregninger for del_ in samlet.dele.values()) == len(huse)
    assert {led.navn for led in samlet.forskel.dele} == {navn for navn, _ in dele}


@given(st.integers(1, 60), st.integers(1, 60), st.integers(3, 20))
def test_the_package_model_moves_money_and_makes_none(en_fase: int, anden: int, interval: int) -> None:
    spoergsmaal = Pakkespoergsmaal(Decimal(interval), AAR, MED_PAKKER)
    [virkning] = simulate_packages([tilbud("T", phases([str(en_fase), str(anden)]))], spoergsmaal)
    if virkning.metode is Metode.BEREGNET:
        forskel = sum((linje.saa.vaerdi - linje.nu.vaerdi) * linje.maengde.vaerdi for linje in virkning.linjer)
        assert abs(forskel) <= 1825 * 2 * 12, "only the rounding of prices to whole kroner, ten half intervals at most"
        omfordeling = redistribution([virkning])
        assert omfordeling.dyrere + omfordeling.billigere + omfordeling.uaendret == 3650


# Single cases


def test_a_package_holds_up_to_its_last_hour() -> None:
    assert [package_number(Decimal(timer), Decimal(7)) for timer in (1, 7, "7.01", 14, 70)] == [1, 1, 2, 2, 10]


def test_packages_of_the_same_width_change_nothing() -> None:
    pakker = [{"linje": "P1", "nummer": 1, "pladser": "5"}, {"linje": "P2", "nummer": 2, "pladser": "5"}]
    interval = {"antal": "7", "pr": "uge", "art": "ATA"}
    poster = [
        {"kategori": "loen", "tekst": "Fælles", "beloeb_kr": "3650000"},
        {"kategori": "loen", "tekst": "Støtte", "beloeb_kr": "1642500", "del": "ydelse"},
    ]
    en = beregning(
        struktur={"kode": "D", "basis": "B", "interval": interval, "pakker": pakker},
        grundlag={"omkostninger": poster, "overhead": {"metode": "procent", "procent": "5"}},
        linjer=[line("B", "basis"), line("P1", "pakke", pladser="5"), line("P2", "pakke", pladser="5")],
    )
    [virkning] = simulate_packages([tilbud("T", en)], Pakkespoergsmaal(Decimal(7), AAR, MED_PAKKER))
    assert [linje.saa.vaerdi - linje.nu.vaerdi for linje in virkning.linjer] == [0, 0]
    assert redistribution([virkning]).uaendret == 3650


@pytest.mark.parametrize(
    ("felter", "grund"),
    [
        ({"grundlag": None}, "den korte indberetning"),
        ({"struktur": None}, "Takststrukturen"),
        ({"struktur": {"kode": "E", "basis": "B1-L"}}, "forhandlet"),
        ({"struktur": {"kode": "G", "linje": "B1-L", "timer_i_alt": "900", "tidsart": "ATA"}}, "solgt samlet"),
        ({}, "har timer"),
        ({"linjer": [line("B1-L", timer={"antal": "7", "pr": "uge", "art": "ATA"})]}, "ikke delt i en basisdel"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused_with_a_reason(felter: dict[str, Any], grund: str) -> None:
    [virkning] = simulate_packages([tilbud("T", beregning(**felter))], Pakkespoergsmaal(Decimal(7), AAR, MED_PAKKER))
    assert virkning.metode is Metode.IKKE_MULIGT
    assert grund in virkning.grund


def test_hours_of_different_kinds_are_never_packed_together() -> None:
    niveauer = [{"linje": "N1", "vaegt": "1", "pladser": "5"}, {"linje": "N2", "vaegt": "2", "pladser": "5"}]
    linjer = [
        line(f"N{nr}", "niveau", timer={"antal": "7", "pr": "uge", "art": art})
        for nr, art in enumerate(("ATA", "BRT"), start=1)
    ]
    en = beregning(struktur={"kode": "B", "niveauer": niveauer}, linjer=linjer)
    [virkning] = simulate_packages([tilbud("T", en)], Pakkespoergsmaal(Decimal(7), AAR, MED_PAKKER))
    assert "forskellig art" in virkning.grund


def levels(id_: str) -> Any:
    """Two levels whose split in basis and service nobody outside the driftsherre sees."""
    niveauer = [{"linje": f"{id_}-{nr}", "vaegt": str(nr), "pladser": "5"} for nr in (1, 2)]
    timer = {1: "7", 2: "28"}
    linjer = [
        line(f"{id_}-{nr}", "niveau", pladser="5", timer={"antal": timer[nr], "pr": "uge", "art": "ATA"})
        for nr in (1, 2)
    ]
    poster = [
        {"kategori": "loen", "tekst": "Fælles", "beloeb_kr": "3650000"},
        {"kategori": "loen", "tekst": "Støtte", "beloeb_kr": "1642500", "del": "ydelse"},
    ]
    grundlag = {"omkostninger": poster, "overhead": {"metode": "procent", "procent": "5"}}
    return beregning(id_, struktur={"kode": "B", "niveauer": niveauer}, grundlag=grundlag, linjer=linjer)


@pytest.mark.parametrize(("antal", "vises"), [(1, False), (2, False), (3, True)])
def test_a_split_that_nobody_outside_sees_is_shown_from_three_tilbud_on(antal: int, vises: bool) -> None:
    ens = [tilbud(f"T{nr}", levels(f"T{nr}")) for nr in range(antal)]
    virkninger = simulate_packages(ens, Pakkespoergsmaal(Decimal(7), AAR, MED_PAKKER))
    assert all((virkning.grund == FOR_FAA) != vises for virkning in virkninger)
    samlet = total_redistribution([("D", redistribution(virkninger))])
    assert (samlet.flyttet.vaerdi > 0) is vises


def test_a_supplement_stays_and_a_negotiated_price_moves_with_its_basis_alone() -> None:
    linjer = [
        line("B", "basis", takst_kr="1000"),
        line("E", "forhandlet", takst_kr="1800", pladser="1"),
        line("T", "tillaeg", takst_kr="200", pladser="1"),
        line("H", "time", takst_kr="300", enhed="kr_pr_time"),
    ]
    en = short(beregning(linjer=linjer))
    overhead = estimated_takster(en, factor(en, FaellesOverhead(Decimal("15.5")), AAR), kun_pladser=False)
    assert [overhead[linje][1].vaerdi for linje in "BETH"] == [1100, 1900, 200, 330]
    gulv = estimated_takster(en, factor(en, Belaegningsgulv(Decimal(100)), AAR), kun_pladser=True)
    assert [gulv[linje][1].vaerdi for linje in "BETH"] == [1000, 1800, 200, 300]


def test_a_negotiated_place_is_not_also_counted_on_the_basistakst() -> None:
    linjer = [line("B", "basis", takst_kr="1000"), line("E", "forhandlet", takst_kr="1800", pladser="1")]
    ens = [tilbud("T", short(beregning(linjer=linjer)))]
    [virkning] = simulate(ens, FaellesOverhead(Decimal(5)), AAR)
    assert [linje.maengde.vaerdi for linje in virkning.linjer] == [9 * 365, 365]


def test_a_basis_that_cannot_be_computed_is_estimated_instead() -> None:
    uden_pladser = beregning(pladser="0")
    [virkning, *_] = simulate([tilbud(f"T{nr}", uden_pladser) for nr in range(3)], FaellesOverhead(Decimal(7)), AAR)
    assert virkning.metode is Metode.SKOEN


def test_without_places_or_hours_nothing_can_be_weighted() -> None:
    en = short(beregning(linjer=[line("B1-L", takst_kr="1000", pladser=None)]))
    [virkning] = simulate([tilbud("T", en)], FaellesOverhead(Decimal(7)), AAR)
    assert virkning.metode is Metode.IKKE_MULIGT
    assert "antal pladser eller timer" in virkning.grund
    assert summed([virkning]).procent is None


def test_a_sum_leaves_without_its_parts_and_in_whole_thousands() -> None:
    ens = [tilbud(f"T{nr}", beregning(loen="2921234")) for nr in range(3)]
    virkning = summed(simulate(ens, FaellesOverhead(Decimal("6.37")), AAR))
    for led in (virkning.omsaetning, virkning.forskel):
        assert led.dele == ()
        assert led.vaerdi % 1000 == 0
    assert virkning.forskel.vaerdi != 0
    assert "2921234" not in str(virkning)
