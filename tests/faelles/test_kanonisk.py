import unicodedata
from datetime import date
from decimal import Decimal

import pytest

from socialaftale.faelles import kanonisk


def test_the_order_of_keys_and_the_form_of_letters_do_not_change_the_hash():
    navn = "Brønderslev Ålborg"
    a = {"b": 1, "navn": unicodedata.normalize("NFD", navn)}
    b = {"navn": unicodedata.normalize("NFC", navn), "b": 1}
    assert kanonisk.sha256(a) == kanonisk.sha256(b)


def test_decimals_are_text_and_dates_are_iso():
    tekst = kanonisk.canonical_json({"k": Decimal("1E+3"), "d": date(2026, 3, 1), "l": (None, True)})
    assert tekst == '{"d":"2026-03-01","k":"1000","l":[null,true]}'


def test_a_float_has_no_canonical_form():
    with pytest.raises(TypeError):
        kanonisk.canonical_json({"k": 0.1})
