import pytest
from django import forms

from socialaftale.faelles import cpr
from socialaftale.faelles.formfelter import FritekstField, FritekstForm


@pytest.mark.parametrize(
    "tekst", ["0101501234", "010150-1234", "010150 1234", "ring om 290200-0000 i dag", "(311299–4321)"]
)
def test_ten_digits_that_begin_with_a_date_are_caught_with_or_without_modulus(tekst):
    assert len(cpr.find(tekst)) == 1


@pytest.mark.parametrize(
    "tekst",
    [
        "99 31 00 00",
        "9931 0000",
        "320150-1234",
        "011350-1234",
        "290201-0000",
        "5798001234567",
        "12345678",
        "01015012345",
        "",
    ],
)
def test_phone_numbers_ean_and_impossible_dates_are_let_through(tekst):
    assert cpr.find(tekst) == []


def test_a_number_can_be_hidden_without_touching_the_rest():
    assert cpr.mask("Borger 010150-1234 bor på nr. 12") == f"Borger {cpr.SKJULT} bor på nr. 12"


class Note(FritekstForm):
    note = FritekstField(label="Note", widget=forms.Textarea)


def test_the_writer_is_stopped_and_told_how_to_go_on():
    form = Note({"note": "010150-1234"})
    assert not form.is_valid()
    assert "CPR-nummer" in form.errors["note"][0]
    assert not form["frigiv_cpr"].is_hidden
    assert form.frigivne == []


def test_a_false_alarm_can_be_released_and_the_release_is_named():
    form = Note({"note": "Sag 010150-1234", "frigiv_cpr": "on"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["note"] == "Sag 010150-1234"
    assert form.frigivne == ["note"]


def test_a_release_is_not_noted_where_there_was_no_alarm():
    form = Note({"note": "Ring 9931 0000", "frigiv_cpr": "on"})
    assert form.is_valid()
    assert form.frigivne == []
