"""Rule sets: sourced, found by year, and locked once takster rest on them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from socialaftale.regler.parametre import (
    MAPPE,
    Parameter,
    Regelsaet,
    UkendtRegelsaet,
    Valg,
    all_regelsaet,
    regelsaet_for,
)

LAASTE = Path(__file__).with_name("laaste_regelsaet.toml")


def parameters(data: object) -> Iterator[Parameter]:
    if isinstance(data, Parameter):
        yield data
    elif isinstance(data, dict):
        for del_ in data.values():
            yield from parameters(del_)
    elif hasattr(data, "model_fields_set"):
        yield from parameters(dict(data))


@pytest.mark.parametrize("udgave", all_regelsaet().values(), ids=all_regelsaet())
def test_every_number_has_unit_and_source(udgave) -> None:
    alle = list(parameters(udgave.regelsaet))
    assert len(alle) > 15
    assert all(en.enhed and len(en.kilde) > 10 for en in alle)


def gaeldende() -> list[Regelsaet]:
    """Every rule set that no other replaces."""
    alle = [udgave.regelsaet for udgave in all_regelsaet().values()]
    return [en for en in alle if en.id not in {anden.erstatter for anden in alle}]


def assertions(data: object) -> Iterator[Parameter | Valg]:
    """Every value with a certainty, numbers and choices alike."""
    if isinstance(data, Parameter | Valg):
        yield data
    elif isinstance(data, dict):
        for del_ in data.values():
            yield from assertions(del_)
    elif hasattr(data, "model_fields_set"):
        yield from assertions(dict(data))


def test_a_draft_is_assumed_but_for_the_calendar() -> None:
    for regelsaet in (en for en in gaeldende() if en.udkast):
        verificeret = [en for en in assertions(regelsaet) if en.sikkerhed == "verificeret"]
        assert [en.kilde for en in verificeret] == ["Et almindeligt kalenderår"], regelsaet.id


def test_what_is_verified_for_the_agreement_in_force_stands_in_its_own_text() -> None:
    """Its Styringsaftale has not been seen: its four pages on governance and economy have."""
    verificeret = [en for en in assertions(regelsaet_for(2026).regelsaet) if en.sikkerhed == "verificeret"]
    assert [en.vaerdi for en in verificeret] == ["basistakst", "kalender", 365]
    assert all("Styring og økonomi" in en.kilde or en.kilde == "Et almindeligt kalenderår" for en in verificeret)


def test_a_year_has_one_rule_set_and_an_unknown_year_says_which_there_are() -> None:
    assert regelsaet_for(2026).regelsaet.id == "nordjylland-takst-2025-26-2"
    with pytest.raises(UkendtRegelsaet, match=r"intet regelsæt for takstår 2035 i nordjylland.*2021, 2022"):
        regelsaet_for(2035)
    with pytest.raises(UkendtRegelsaet, match="Kendte takstår: ingen"):
        regelsaet_for(2026, "sjaelland")


def test_a_correction_replaces_the_file_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    gammel = regelsaet_for(2026)
    ny = Regelsaet.model_validate(
        gammel.regelsaet.model_dump() | {"id": "rettet", "erstatter": gammel.regelsaet.id, "erstatter_grund": "Slåfejl"}
    )
    udgaver = {gammel.regelsaet.id: gammel, "rettet": gammel._replace(regelsaet=ny)}
    monkeypatch.setattr("socialaftale.regler.parametre.all_regelsaet", lambda: udgaver)
    assert regelsaet_for(2026).regelsaet.id == "rettet"


def test_a_correction_of_a_certainty_changes_no_number() -> None:
    udgaver = all_regelsaet()
    rettede = [udgave.regelsaet for udgave in udgaver.values() if udgave.regelsaet.erstatter]
    assert len(rettede) == 4
    for ny in rettede:
        gammel = udgaver[ny.erstatter].regelsaet
        assert [en.vaerdi for en in assertions(ny)] == [en.vaerdi for en in assertions(gammel)], ny.id
        assert ny.takstaar == gammel.takstaar and ny.erstatter_grund.startswith("Tallene er de samme.")


def test_no_rule_set_of_north_jutland_takes_another_regions_midpoint_for_its_own() -> None:
    for regelsaet in gaeldende():
        midtpunkter = [en for en in parameters(regelsaet) if en.enhed == "interval"] if regelsaet.omraade else []
        assert all(en.sikkerhed == "antaget" for en in midtpunkter), regelsaet.id


def test_a_rule_set_in_force_is_never_edited() -> None:
    laaste = tomllib.loads(LAASTE.read_text(encoding="utf-8"))
    i_kraft = {id_: udgave.sha256 for id_, udgave in all_regelsaet().items() if not udgave.regelsaet.udkast}
    assert i_kraft == laaste, (
        "Et regelsæt i kraft er ændret. Læg filen tilbage, og skriv rettelsen som en ny fil med `erstatter` og "
        f"`erstatter_grund` i {MAPPE.name}/; føj dens hash til {LAASTE.name}."
    )
