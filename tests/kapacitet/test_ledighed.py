"""What is known of the free places, and what of it everyone may see."""

import datetime as dt
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Kapacitetsvalg, Ledigmelding, Meldeaftale
from socialaftale.kapacitet.optaget import _READERS, Optaget, register_optaget
from socialaftale.kapacitet.queries import er_slaaet_til, ledighed_nu, offentlig_ledighed
from socialaftale.regler.ledighed import Friskhed
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.registrering import NyPladsgruppe
from socialaftale.tilbud.status import Status

from .conftest import NU, START

pytestmark = pytest.mark.django_db
DAG = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield


@pytest.fixture
def optager():
    """Let a test take of the places, and take the reader away again."""
    foer = list(_READERS)
    yield register_optaget
    _READERS[:] = foer


def test_the_latest_report_counts_with_who_said_it_and_how_fresh_it_is(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig=True, dage_siden=40)
    melder.report(afdeling, ledig=False, dage_siden=31)
    et = ledighed_nu([afdeling.pk])[afdeling.pk]
    assert (et.svar, et.tilbudt, et.ledig, et.bekraeftet_af) == ("ikke_ledig", 0, 0, "Tine Eksempel")
    assert (et.friskhed, et.rytme_dage, et.telefon) == (Friskhed.FORFALDEN, 30, "12 34 56 78")


def test_reports_that_arrive_late_change_nothing_that_is_newer(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig=True, dage_siden=1)
    melder.report(afdeling, ledig=False, dage_siden=5)
    assert ledighed_nu([afdeling.pk])[afdeling.pk].svar == "ledig"


def test_of_two_reports_of_the_same_second_the_database_and_the_rule_take_the_same(melder):
    afdeling = melder.afdeling()
    for nr in (2, 10, 255, 3):
        melder.report(afdeling, at=NU, klient_id=UUID(int=nr << 64), ledig=nr != 255)
    assert ledighed_nu([afdeling.pk])[afdeling.pk].svar == "ikke_ledig"


def test_a_day_that_has_passed_shows_what_was_known_then(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig=True, dage_siden=10)
    melder.report(afdeling, ledig=False, dage_siden=2)
    assert ledighed_nu([afdeling.pk], NU - 3 * DAG)[afdeling.pk].svar == "ledig"


def test_an_afdeling_that_never_answered_is_known_by_its_agreement(melder):
    afdeling = melder.afdeling()
    et = ledighed_nu(Afdeling.objects.all())[afdeling.pk]
    assert (et.svar, et.friskhed, et.er_ledig) == ("", Friskhed.ALDRIG, False)


def test_a_place_from_a_later_day_is_a_yes_that_waits(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig_fra=tid.today() + 5 * DAG)
    et = ledighed_nu([afdeling.pk])[afdeling.pk]
    assert (et.ledig, et.venter, et.er_ledig) == (0, True, True)
    with time_machine.travel(NU + 5 * DAG):
        et = ledighed_nu([afdeling.pk])[afdeling.pk]
        assert (et.ledig, et.venter, et.er_ledig) == (1, False, True)


def test_what_others_hold_and_have_taken_is_drawn_from_what_was_reported(melder, optager):
    afdeling = melder.afdeling()
    melding = melder.report(afdeling, tilbudt=3, dage_siden=2)
    spurgt = []

    @optager
    def read(observeret, kendt_at):
        spurgt.append(dict(observeret))
        return {afdeling.pk: Optaget(reserveret=1, taget=1)}

    et = ledighed_nu([afdeling.pk])[afdeling.pk]
    assert (et.tilbudt, et.ledig) == (3, 1)
    assert spurgt == [{afdeling.pk: melding.observeret_at}]


def test_the_number_of_queries_does_not_grow(melder, django_assert_num_queries):
    afdeling = melder.afdeling()
    melder.report(afdeling)
    melder.register.copies(afdeling.tilbud, 30)
    for anden in Afdeling.objects.exclude(pk=afdeling.pk):
        melder.promise(anden)
        melder.report(anden)
    with django_assert_num_queries(3):
        assert len(ledighed_nu(Afdeling.objects.all())) == 31
    with django_assert_num_queries(12):
        assert len(offentlig_ledighed(Afdeling.objects.all())) == 31


# What everyone may see


def test_everyone_sees_yes_or_no_with_a_telephone_and_the_day(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, tilbudt=7)
    et = offentlig_ledighed([afdeling.pk])[afdeling.pk]
    assert (et.svar, et.telefon, et.bekraeftet, et.friskhed) == (True, "12 34 56 78", tid.today(), Friskhed.FRISK)
    assert "7" not in {str(vaerdi) for vaerdi in vars(et).values()} and "Tine" not in str(et)


def test_nothing_is_shown_where_the_driftsherre_does_not_allow_it(melder):
    afdeling = melder.afdeling(aftale={"vises": False})
    melder.report(afdeling)
    assert offentlig_ledighed([afdeling.pk]) == {}


@pytest.mark.parametrize("status", [Status.KLADDE, Status.PLANLAGT, Status.LUKKET])
def test_a_tilbud_that_is_not_in_operation_is_not_shown(melder, status):
    afdeling = melder.afdeling(status=status)
    melder.report(afdeling)
    assert offentlig_ledighed([afdeling.pk]) == {}


def test_a_protected_afdeling_shows_neither_its_name_nor_its_address_nor_its_telephone(melder):
    afdeling = melder.afdeling(afdeling={"navn": "Hemmeligheden", "vej": "Skjulvej 3", "beskyttet": True})
    melder.report(afdeling)
    et = offentlig_ledighed([afdeling.pk])[afdeling.pk]
    assert et.telefon == "" and et.svar is True
    assert "Hemmeligheden" not in str(et) and "Skjulvej" not in str(et)


def test_in_a_tiny_afdeling_the_answer_would_tell_who_moved(melder):
    afdeling = melder.afdeling(pladser=(NyPladsgruppe("sel-108", "doegn", 2, 2),))
    melder.report(afdeling, ledig_fra=tid.today() + DAG)
    et = offentlig_ledighed([afdeling.pk])[afdeling.pk]
    assert (et.svar, et.ledig_fra, et.for_lille) == (None, None, True)


# What the database refuses


@pytest.mark.parametrize(
    "felter",
    [
        {"svar": "ledig", "tilbudt": 0},
        {"svar": "ledig", "tilbudt": 1000},
        {"svar": "ikke_ledig", "tilbudt": 1},
        {"svar": "ikke_ledig", "tilbudt": 0, "ledig_fra": dt.date(2027, 1, 1)},
        {"svar": "måske", "tilbudt": 0},
        {"kilde": "rygte"},
        {"bekraeftet_af": ""},
        {"observeret_at": NU + DAG},
    ],
)
def test_the_database_refuses_a_report_that_contradicts_itself(melder, felter):
    afdeling = melder.afdeling()
    with pytest.raises(IntegrityError), transaction.atomic():
        melder.report(afdeling, **felter)


def test_the_same_report_cannot_be_registered_twice(melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, klient_id=UUID(int=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        melder.report(afdeling, klient_id=UUID(int=1))


def test_a_report_is_never_changed(melder):
    melding = melder.report(melder.afdeling())
    with pytest.raises(TypeError):
        melding.save()
    with pytest.raises(TypeError):
        Ledigmelding.objects.update(tilbudt=0)


@pytest.mark.parametrize("rytme", [0, 93])
def test_a_rhythm_is_a_day_to_a_quarter(melder, rytme):
    afdeling = melder.register.tilbud().afdelinger.get()
    aftale = Meldeaftale(afdeling=afdeling, rytme_dage=rytme, gaelder_fra=START, registreret_by=melder.register.by)
    with pytest.raises(ValidationError, match="mellem 1 og 92 dage"):
        aftale.full_clean()


# Switches


def test_everything_but_yes_and_no_is_off_until_the_area_switches_it_on(melder, fiktivland):
    omraade = melder.register.omraade
    assert not any(er_slaaet_til(omraade, valg) for valg in Kapacitetsvalg.Valg)
    melder.switch_on("tal")
    assert er_slaaet_til(omraade, "tal")
    assert not er_slaaet_til(omraade, "tal", START - DAG)
    assert not er_slaaet_til(fiktivland.omraade, "tal")


def test_what_was_switched_on_can_be_switched_off(melder):
    melder.switch_on("reservationer")
    valg = Kapacitetsvalg.objects.get()
    valg.ending(tid.today(), melder.register.by, tid.now()).save()
    assert not er_slaaet_til(melder.register.omraade, "reservationer")
    assert er_slaaet_til(melder.register.omraade, "reservationer", tid.today() - DAG)
