from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import TalField


@pytest.mark.parametrize(
    ("tekst", "tal"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("-12,5", "-12.5"),
        ("−12", "-12"),
        ("1 234,50 kr.", "1234.5"),
        ("96,4 pct.", "96.4"),
        ("0", "0"),
        ("007", "7"),
    ],
)
def test_danish_numbers_are_read(tekst, tal):
    assert TalField(decimaler=10).clean(tekst) == Decimal(tal)


@pytest.mark.parametrize("tekst", ["12.5", "1,234.56", "1.23.456", "1234.567,8", "1,2,3", "NaN", "1e30", "ti", " "])
def test_what_can_be_read_two_ways_or_not_at_all_is_refused(tekst):
    with pytest.raises(ValidationError):
        TalField(decimaler=10).clean(tekst)


def test_a_decimal_point_is_explained():
    with pytest.raises(ValidationError, match="komma"):
        TalField().clean("12.5")


def test_the_form_field_keeps_what_was_typed_and_says_the_limit():
    felt = TalField(decimaler=1, mindst=0, hoejst=100)
    assert felt.clean("96,4") == Decimal("96.4")
    assert felt.prepare_value("12.5") == "12.5"
    assert TalField().prepare_value(Decimal("1234.5")) == "1.234,50"
    with pytest.raises(ValidationError, match="højst være 100,0"):
        felt.clean("100,1")
    with pytest.raises(ValidationError, match="højst være 1 decimaler"):
        felt.clean("1,25")
    with pytest.raises(ValidationError, match="mindst 0,0"):
        felt.clean("-1")


def test_a_number_too_large_to_compute_with_is_refused():
    with pytest.raises(ValidationError, match="for stort"):
        TalField().clean("9" * 40)
    assert TalField().clean("9" * 13) == Decimal("9" * 13)


class Stumme(forms.Form):
    """Fields that say nothing of their own."""

    navn = forms.CharField(max_length=5)
    antal = forms.IntegerField(min_value=1, max_value=9)
    dag = forms.DateField()
    slags = forms.ChoiceField(choices=[("a", "A")])


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        ("navn", "", "Udfyld feltet."),
        ("navn", "for langt", "Skriv højst 5 tegn. Der er 9."),
        ("antal", "0", "Skriv 1 eller mere."),
        ("antal", "10", "Skriv 9 eller mindre."),
        ("antal", "to", "Skriv et helt tal."),
        ("dag", "31.02.2026", "Skriv en dag, der findes, som dd.mm.åååå, fx 31.12.2026."),
        ("slags", "", "Vælg en af mulighederne."),
        ("slags", "b", "»b« står ikke på listen. Vælg noget, der gør."),
    ],
)
def test_a_field_says_what_to_do_where_its_form_says_nothing(felt, vaerdi, besked):
    assert Stumme({felt: vaerdi}).errors[felt] == [besked]
