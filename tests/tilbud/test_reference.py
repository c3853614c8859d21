"""The reference data is whole: every paragraph the law names, old and new names crosswalked."""

import pytest

from socialaftale.tilbud.models import Form
from socialaftale.tilbud.reference import (
    UkendtKode,
    all_lovgrundlag,
    all_maalgrupper,
    all_ydelsestyper,
    find_lovgrundlag,
    same_law,
)

# BEK 1365 § 1 and the types of Tilbudsportalen.
BEK_1365 = {
    "bl-43-3", "bl-43-3-delvis-lukket", "bl-43-3-sikret", "bl-43-3-saerligt-sikret", "bl-83", "bl-84", "sel-101",
    "sel-101a", "bl-33", "sel-103", "sel-104", "sel-107", "sel-108", "sel-109", "sel-110", "abl-105-2", "abl-5-2",
}  # fmt: skip


def test_every_kind_a_framework_agreement_must_cover_is_there():
    assert {lov.kode for lov in all_lovgrundlag().values() if lov.i_rammeaftalen} >= BEK_1365


def test_old_and_new_names_point_at_each_other():
    alle = all_lovgrundlag()
    for lov in alle.values():
        assert all(ny in alle for ny in lov.afloest_af), lov.kode
        assert all(gammel in alle for gammel in lov.tidligere), lov.kode
        for ny in lov.afloest_af:
            assert lov.kode in alle[ny].tidligere, (lov.kode, ny)


@pytest.mark.parametrize(("gammel", "ny"), [("sel-66-1-6", "bl-43-3"), ("sel-32", "bl-83"), ("sel-36", "bl-84")])
def test_asking_for_one_name_means_the_other_too(gammel, ny):
    assert {gammel, ny} <= same_law(gammel)
    assert {gammel, ny} <= same_law(ny)


def test_every_row_has_source_certainty_and_known_words():
    for lov in all_lovgrundlag().values():
        assert lov.kilde, lov.kode
        assert lov.sikkerhed in ("verificeret", "antaget")
        assert lov.form in Form.values
        assert lov.tilsyn in ("socialtilsyn", "driftsherre")
        assert lov.aldersgruppe in ("voksne", "boern_og_unge", "alle")


def test_twelve_kinds_of_ydelse_and_the_target_groups():
    assert len(all_ydelsestyper()) == 12
    assert {"autisme", "erhvervet-hjerneskade", "selvskade", "doevblindhed"} <= set(all_maalgrupper())


def test_an_unknown_paragraph_says_so():
    with pytest.raises(UkendtKode, match="findes ikke"):
        find_lovgrundlag("sel-999")
