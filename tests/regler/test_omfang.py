"""Scope: 2025-26 by use, draft 2027-28 by supervision, and the open question flagged."""

import pytest

from socialaftale.regler.omfang import Forhold, UkendtOmfangsregel, all_rules, decide, rule_for


def forhold(**felter) -> Forhold:
    grund = {
        "driftsherre_art": "kommune",
        "lovgrundlag": frozenset({"sel-108"}),
        "socialtilsyn": frozenset({"sel-108"}),
    }
    return Forhold(**grund | {"bruges_af_andre": True} | felter)


@pytest.mark.parametrize(("bruges", "omfattet"), [(True, True), (False, False), (None, None)])
def test_2026_covers_what_others_use(bruges, omfattet):
    svar = decide(rule_for("nordjylland", 2026), forhold(bruges_af_andre=bruges))
    assert (svar.omfattet, svar.sikkerhed) == (omfattet, "verificeret")


@pytest.mark.parametrize("bruges", [True, False, None])
def test_2027_has_no_exemption_for_one_that_never_sells(bruges):
    svar = decide(rule_for("nordjylland", 2027), forhold(bruges_af_andre=bruges))
    assert (svar.omfattet, svar.aabent, svar.sikkerhed) == (True, False, "antaget")


@pytest.mark.parametrize("kode", ["sel-103", "sel-104", "bl-83", "bl-84"])
def test_day_tilbud_are_in_and_flagged_as_the_open_question(kode):
    dag = forhold(lovgrundlag=frozenset({kode}), socialtilsyn=frozenset())
    svar = decide(rule_for("nordjylland", 2027), dag)
    assert (svar.omfattet, svar.aabent) == (True, True)
    assert "ikke afklaret" in svar.begrundelse


def test_a_day_tilbud_that_also_has_a_home_is_in_without_a_flag():
    begge = forhold(lovgrundlag=frozenset({"sel-104", "sel-107"}), socialtilsyn=frozenset({"sel-107"}))
    assert decide(rule_for("nordjylland", 2027), begge).aabent is False


@pytest.mark.parametrize("aar", [2026, 2027])
def test_a_private_supplier_is_outside(aar):
    assert decide(rule_for("nordjylland", aar), forhold(driftsherre_art="privat")).omfattet is False


def test_other_supervision_is_outside_in_2027():
    plejehjem = forhold(lovgrundlag=frozenset({"sel-192"}), socialtilsyn=frozenset())
    assert decide(rule_for("nordjylland", 2027), plejehjem).omfattet is False


def test_no_paragraph_cannot_be_decided():
    tom = forhold(lovgrundlag=frozenset(), socialtilsyn=frozenset())
    assert decide(rule_for("nordjylland", 2027), tom).omfattet is None


def test_a_year_without_a_rule_says_so():
    with pytest.raises(UkendtOmfangsregel, match="2019"):
        rule_for("nordjylland", 2019)


def test_three_categories_in_2026_and_none_after():
    assert [kategori.nummer for kategori in rule_for("nordjylland", 2026).kategorier] == [1, 2, 3]
    assert rule_for("nordjylland", 2028).kategorier == ()


def test_every_choice_has_a_source():
    for regel in all_rules():
        for valg in (regel.hovedregel, regel.driftsherrer, regel.undtagelser, regel.aabne):
            assert valg.kilde, regel.id
