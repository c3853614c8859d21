"""The checker finds each breach, and nothing in a sound database. Every invariant is told in prose."""

import datetime as dt
from uuid import UUID

import pytest

from socialaftale.drift.kommandolinje import main
from socialaftale.faelles import tid
from socialaftale.kapacitet.invarianter import all_invariants, check
from socialaftale.kapacitet.models import Ledigmelding, Meldelink
from tests.husregler import ROD, tekst

pytestmark = pytest.mark.django_db
TIME = dt.timedelta(hours=1)


def link(melding: Ledigmelding, **felter) -> Meldelink:
    faste = {
        "token_sha256": "0" * 64, "afdeling": melding.afdeling, "i_navn": "Tine", "klient_id": melding.klient_id,
        "oprettet_at": tid.now() - 3 * TIME, "udloeber_at": tid.now() + TIME, "melding": melding,
    }  # fmt: skip
    return Meldelink.objects.create(**faste | felter)


def found() -> list[str]:
    return [brud.invariant.id for brud in check()]


def test_a_sound_database_has_no_breaches(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, dage_siden=3)
    link(melder.report(afdeling, ledig=False, kilde="link"))
    melder.switch_on("tal")
    melder.report(afdeling, tilbudt=3)
    assert found() == []


def test_a_link_that_gave_another_report_is_found(melder):
    melding = melder.report(melder.afdeling(), kilde="link")
    link(melding, klient_id=UUID(int=5))
    assert found() == ["L6"]


def test_a_link_that_was_used_after_it_expired_is_found(melder):
    melding = melder.report(melder.afdeling(), kilde="link")
    link(melding, udloeber_at=tid.now() - 2 * TIME)
    assert found() == ["L6"]


def test_a_number_where_only_yes_and_no_are_asked_for_is_found(melder):
    melder.report(melder.afdeling(), tilbudt=2)
    assert found() == ["L7"]


def test_a_report_registered_in_the_future_is_found(melder):
    melder.report(melder.afdeling(), at=tid.now() + TIME)
    assert found() == ["L3"]


def test_every_invariant_stands_in_prose():
    prosa = "".join(tekst(fil) for fil in sorted((ROD / "docs/regler").glob("*.md")))
    assert [et.id for et in all_invariants() if f"| {et.id} | {et.tekst}" not in prosa] == []


def test_anyone_can_run_the_checker(melder, capsys):
    afdeling = melder.afdeling()
    melder.report(afdeling)
    assert main(["kapacitet", "kontroller"]) == 0
    assert "ingen brud" in capsys.readouterr().out
    melder.report(afdeling, tilbudt=2)
    assert main(["kapacitet", "kontroller"]) == 1
    assert "L7 Uden tal er et ja én plads" in capsys.readouterr().out
