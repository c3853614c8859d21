"""What can be done to an agreement, and by whom."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.aftale import actions
from socialaftale.aftaler.aftale.models import Aftalebilag
from socialaftale.faelles.haendelser import events_of
from socialaftale.parter.roller import Rolle
from socialaftale.regler.aftaletekst import read_parts
from socialaftale.regler.vedtagelse import Stand

from .conftest import TEKST, Hus


def test_adopted_when_both_parties_have_said_yes(hus: Hus):
    hus.write()
    assert hus.shown().stand == Stand.UDKAST
    hus.answer(hus.nord.kommune)
    assert hus.shown().stand == Stand.BEHANDLES
    hus.answer(hus.nord.nabo, dato=dt.date(2026, 10, 1))
    assert hus.shown().stand == Stand.VEDTAGET
    assert hus.shown().vedtagelse.vedtaget_den == dt.date(2026, 10, 23)
    assert hus.shown(dt.date(2027, 6, 1)).stand == Stand.GAELDENDE


def test_a_new_text_takes_the_approvals_back_unless_only_the_language_was_mended(hus: Hus):
    hus.write()
    for part in (hus.nord.kommune, hus.nord.nabo):
        hus.answer(part)
    hus.write(TEKST.replace("løfter", "løfter det hele"), redaktionel=True)
    assert hus.shown().stand == Stand.VEDTAGET
    hus.write(TEKST + "\n- Et nyt krav")
    assert [(vist.svar.svar, vist.taeller) for vist in hus.shown().parter] == [("godkendt", False)] * 2
    assert hus.shown().vedtagelse.vedtaget_den is None


def test_the_first_text_cannot_be_a_correction(hus: Hus):
    assert hus.write(redaktionel=True).redaktionel is False


def test_two_agreements_do_not_hold_in_one_year(hus: Hus):
    with pytest.raises(ValidationError, match="To aftaler kan ikke gælde samtidig"):
        actions.create_agreement(omraade=hus.nord.omraade, titel="Igen", aar=(2028, 2029), by=hus.mette)


def test_who_was_overtaken_is_told_by_whom(hus: Hus):
    hus.write()
    version = actions.Version(read_parts("# Andet\nord"), "Min")
    with pytest.raises(actions.Overhalet, match="har gemt version 1 imens"):
        actions.write_text(aftale=hus.aftale, set_nr=0, version=version, by=hus.mette)


def test_the_same_text_is_not_saved_twice(hus: Hus):
    hus.write()
    with pytest.raises(ValidationError, match="den samme som version 1"):
        hus.write()


@pytest.mark.parametrize(
    ("felter", "besked"),
    [({"dato": dt.date(2026, 10, 24)}, "ude i fremtiden"), ({"nr": 7}, "findes ikke"), ({"svar": "måske"}, "måske")],
)
def test_an_answer_that_cannot_be(hus: Hus, felter, besked):
    hus.write()
    with pytest.raises(ValidationError, match=besked):
        hus.answer(hus.nord.kommune, **felter)


def test_a_supplier_or_another_areas_municipality_is_no_party(hus: Hus, fiktivland):
    hus.write()
    with pytest.raises(ValidationError, match="er ikke part"):
        hus.answer(hus.nord.sekretariat)
    with pytest.raises((ValidationError, PermissionDenied)):
        hus.answer(fiktivland.kommune)


def test_a_municipality_answers_for_itself_alone(hus: Hus):
    hus.write()
    lone = hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune)
    svar = actions.Partssvar("godkendt", 1, dt.date(2026, 10, 1))
    actions.record_approval(aftale=hus.aftale, part=hus.nord.kommune, svar=svar, by=lone)
    with pytest.raises(PermissionDenied):
        actions.record_approval(aftale=hus.aftale, part=hus.nord.nabo, svar=svar, by=lone)


def test_only_the_areas_secretariat_writes(hus: Hus, fiktivland):
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    version = actions.Version(read_parts(TEKST), "Udkast")
    for hvem in (fremmed, das):
        with pytest.raises(PermissionDenied):
            actions.write_text(aftale=hus.aftale, set_nr=0, version=version, by=hvem)


def test_a_new_issue_of_an_annex_keeps_the_earlier_one(hus: Hus):
    for indhold in (b"%PDF-1", b"%PDF-2"):
        vedlagt = actions.Vedlagt(4, "Styringsaftalen", fil=("styring.pdf", indhold))
        actions.add_annex(aftale=hus.aftale, vedlagt=vedlagt, by=hus.mette)
    assert list(hus.aftale.bilag.values_list("udgave", flat=True)) == [1, 2]
    assert Aftalebilag.objects.newest().get(aftale=hus.aftale).udgave == 2


@pytest.mark.parametrize(("navn", "raw"), [("skrap.exe", b"MZ"), ("skrap.pdf.exe", b"MZ"), ("tom.pdf", b"")])
def test_a_file_that_is_no_annex(hus: Hus, navn, raw):
    with pytest.raises(ValidationError):
        actions.add_annex(aftale=hus.aftale, vedlagt=actions.Vedlagt(1, "Bilag", fil=(navn, raw)), by=hus.mette)
    assert not hus.aftale.bilag.exists()


def test_every_act_is_written_down(hus: Hus):
    tekst = hus.write()
    hus.answer(hus.nord.kommune)
    actions.publish_text(tekst=tekst, by=hus.mette)
    verber = [haendelse.verbum for haendelse in events_of(hus.aftale)]
    assert sorted(verber) == ["før godkendelse ind", "offentliggør aftaletekst", "opret aftale", "skriv aftaletekst"]
