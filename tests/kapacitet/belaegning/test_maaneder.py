"""A month is reported once, corrected by reporting again, taken back, and never told by whoever may not."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.belaegning.actions import undo
from socialaftale.kapacitet.belaegning.models import Maanedsbelaegning
from socialaftale.kapacitet.belaegning.opgaver import tasks_of
from socialaftale.kapacitet.belaegning.queries import (
    actual_occupancies,
    month_lines,
    read_months,
    reported,
    year_occupancy,
)
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.parter.roller import Rolle
from socialaftale.regler.belaegningsdage import Maanedstal, year_months
from socialaftale.regler.forklaring import KanIkkeBeregnes
from socialaftale.tilbud.models import Statusfakta

from .conftest import OKT, delivery

pytestmark = pytest.mark.django_db


def stands(maaler, maaned=OKT, kendt_at=None) -> Maanedstal | None:
    return read_months([maaler.gruppe.pk], [maaned], kendt_at).get(maaler.gruppe.pk, {}).get(maaned)


def test_a_reported_month_stands_and_is_logged(maaler):
    assert maaler.report() == 1
    assert stands(maaler) == Maanedstal(9, 279)
    assert Haendelse.objects.get(verbum="meld belægning").efter["maaned"] == "2026-10"


def test_the_same_delivery_twice_is_once_and_the_same_figures_are_not_said_again(maaler):
    assert maaler.report(indsendelse=delivery(1)) == 1
    assert maaler.report(indsendelse=delivery(1)) == 0
    assert maaler.report(indsendelse=delivery(2)) == 0
    assert Maanedsbelaegning.objects.count() == 1


def test_a_correction_is_one_more_row_and_what_was_known_before_can_be_found(maaler, nu):
    maaler.report()
    foer = dt.datetime.now(dt.UTC)
    nu.shift(60)
    maaler.report(tal=Maanedstal(8, 248))
    assert stands(maaler) == Maanedstal(8, 248)
    assert stands(maaler, kendt_at=foer) == Maanedstal(9, 279)


def test_undo_lets_what_stood_before_stand_again(maaler, nu):
    maaler.report(indsendelse=delivery(1))
    nu.shift(60)
    maaler.report(tal=Maanedstal(8, 248), indsendelse=delivery(2))
    nu.shift(60)
    felter = {"driftsherre": maaler.melder.register.hjoerring, "by": maaler.leder}
    assert undo(indsendelse=delivery(2), **felter) == 1
    assert stands(maaler) == Maanedstal(9, 279)
    assert undo(indsendelse=delivery(2), **felter) == 0, "what is undone is not undone again"
    nu.shift(60)
    assert undo(indsendelse=reported([maaler.gruppe.pk], [OKT]).popitem()[1].indsendelse, **felter) == 1
    assert stands(maaler) == Maanedstal(8, 248)


def test_undo_of_the_first_report_leaves_none(maaler):
    maaler.report(indsendelse=delivery(1))
    felter = {"driftsherre": maaler.melder.register.hjoerring, "by": maaler.leder}
    with pytest.raises(PermissionDenied):
        undo(indsendelse=delivery(1), driftsherre=maaler.melder.register.aalborg, by=maaler.leder)
    undo(indsendelse=delivery(1), **felter)
    assert Maanedsbelaegning.objects.count() == 2


@pytest.mark.parametrize(
    ("felter", "grund"),
    [
        ({"tal": Maanedstal(9, 311)}, "af 310 normerede"),
        ({"tal": Maanedstal(-1, 9)}, "negative"),
        ({"maaned": dt.date(2026, 11, 1)}, "ikke slut"),
        ({"maaned": dt.date(2027, 1, 1)}, "ikke slut"),
        ({"maaned": dt.date(2023, 1, 1)}, "tre år"),
        ({"raekker": {"FINDESEJ": Maanedstal(1, 1)}}, "lukket"),
    ],
)
def test_what_cannot_be_is_refused_in_words(maaler, felter, grund):
    with pytest.raises(ValidationError, match=grund):
        maaler.report(**felter)
    assert not Maanedsbelaegning.objects.exists()


def test_more_than_normed_is_taken_where_it_is_said(maaler):
    assert maaler.report(tal=Maanedstal(11, 330), overbelagt=True) == 1


def test_a_unit_that_is_closed_cannot_be_reported(maaler):
    kode = maaler.gruppe.kode
    maaler.melder.register.tilbud("Et andet")
    by = maaler.melder.register.by
    Statusfakta.objects.create(
        tilbud=maaler.tilbud, status="lukket", gaelder_fra=dt.date(2026, 9, 1), registreret_by=by
    )
    with pytest.raises(ValidationError, match="lukket"):
        maaler.report(raekker={kode: Maanedstal(9, 270)})


def test_a_unit_that_closed_in_the_month_has_places_until_then(maaler):
    by = maaler.melder.register.by
    Statusfakta.objects.create(
        tilbud=maaler.tilbud, status="lukket", gaelder_fra=dt.date(2026, 10, 11), registreret_by=by
    )
    assert maaler.gruppe.normerede(OKT) == 100


def test_nothing_is_taken_where_the_area_has_not_switched_it_on(melder):
    leder = melder.register.person(Rolle.TILBUDSLEDER, melder.register.hjoerring)
    melder.register.tilbud()
    from .conftest import Maaler

    with pytest.raises(ValidationError, match="ikke slået til"):
        Maaler(melder, None, leder).report()


@pytest.mark.parametrize("rolle", [Rolle.VISITATOR, Rolle.GODKENDER, Rolle.LOKALADMINISTRATOR])
def test_only_who_answers_for_the_tilbud_reports(maaler, rolle):
    with pytest.raises(PermissionDenied):
        maaler.report(by=maaler.melder.register.person(rolle, maaler.melder.register.hjoerring))


def test_nobody_reports_for_another_party(maaler):
    with pytest.raises(PermissionDenied):
        maaler.report(by=maaler.melder.register.person(Rolle.TILBUDSLEDER, maaler.melder.register.aalborg))


def test_the_years_occupancy_names_what_lacks_and_is_told_when_nothing_does(maaler):
    for maaned in year_months(2025)[:11]:
        maaler.report(maaned, Maanedstal(9, 252))
    with pytest.raises(KanIkkeBeregnes, match="december 2025"):
        year_occupancy([maaler.gruppe], 2025)
    maaler.report(dt.date(2025, 12, 1), Maanedstal(9, 252))
    assert round(year_occupancy([maaler.gruppe], 2025).vaerdi, 2) == round(Decimal(12 * 252) / 3650 * 100, 2)


def test_a_month_of_several_units_is_told_when_all_are(maaler):
    maaler.report()
    (linje,) = month_lines([maaler.gruppe], [OKT])
    assert (linje.normerede, linje.tal, linje.led.vaerdi) == (310, Maanedstal(9, 279), Decimal(90))
    (linje,) = month_lines([maaler.gruppe], [dt.date(2026, 9, 1)])
    assert linje.tal is None and linje.led is None


def test_the_takst_is_offered_the_years_that_can_be_told_and_why_the_others_cannot(maaler):
    for maaned in year_months(2025):
        maaler.report(maaned, Maanedstal(9, 252))
    kode = maaler.gruppe.kode
    faktisk = actual_occupancies(maaler.tilbud, kode, [2024, 2025], alene=False)
    assert [(et.aar, et.led is None) for et in faktisk] == [(2024, True), (2025, False)]
    assert "ingen normerede pladser" in faktisk[0].hvorfor
    assert actual_occupancies(maaler.tilbud, "ukendt", [2025], alene=False) == []
    assert actual_occupancies(maaler.tilbud, "ukendt", [2025], alene=True)[0].led == faktisk[1].led


def test_the_takst_is_offered_nothing_where_occupancy_is_off(melder):
    tilbud = melder.register.tilbud()
    assert actual_occupancies(tilbud, "ukendt", [2025], alene=True) == []


def test_the_month_that_is_over_waits_on_the_front_page_until_it_is_reported(maaler):
    (opgave,) = tasks_of(maaler.leder)
    assert "oktober 2026: 1 enhed mangler" in opgave.tekst and opgave.href.endswith("/2026-10/")
    assert tasks_of(maaler.melder.register.person(Rolle.GODKENDER, maaler.melder.register.hjoerring)) == []
    maaler.report()
    assert tasks_of(maaler.leder) == []


def test_nothing_waits_where_occupancy_is_off(maaler):
    Kapacitetsvalg.objects.all().delete()
    assert tasks_of(maaler.leder) == []
