"""One table of words finds a tilbud as people ask for it."""

import datetime as dt

import pytest

from socialaftale.tilbud.models import Stamfakta, Tilbud
from socialaftale.tilbud.registrering import NyPladsgruppe, append
from socialaftale.tilbud.soegning import reindex, search

from .conftest import REGISTRERET


def found(tekst: str) -> list[Tilbud]:
    point = search(tekst) or {}
    return sorted(Tilbud.objects.filter(pk__in=point), key=lambda tilbud: -point[tilbud.pk])


@pytest.mark.parametrize(
    "tekst",
    [
        "Lærkehuset", "LÆRKEHUSET", "lærke", "hjørring", "§ 108", "sel 108", "SEL § 108",
        "paragraf 108", "108", "længerevarende botilbud", "botilbuddene", "bosted", "autisme", "autister", "asperger",
        "lærkehuset i Hjørring", "ophold", "døgn",
    ],
)  # fmt: skip
def test_what_people_write_finds_it(register, tekst):
    ventet = register.tilbud("Lærkehuset")
    register.tilbud(
        "Ugleskolen", pladser=(NyPladsgruppe("fsl-20", "undervisning", 9, 9),), maalgrupper=("hoereproblem",),
        ydelser=(), driftsherre=register.aalborg, afdeling={"kommune": register.aalborg, "postdistrikt": "Aalborg"},
    )  # fmt: skip
    assert found(tekst) == [ventet]


@pytest.mark.parametrize("tekst", ["institution", "børnehjem", "barn", "børn", "SEL § 66", "BL § 43"])
def test_compounds_synonyms_plurals_and_old_paragraphs(register, tekst):
    tilbud = register.tilbud("Egehøj", pladser=(NyPladsgruppe("bl-43-3", "doegn", 8, 8),), maalgrupper=())
    assert found(tekst) == [tilbud]


def test_aalborg_and_the_old_spelling_are_one(register):
    tilbud = register.tilbud("Aalborghus", driftsherre=register.aalborg)
    assert found("Ålborghus") == [tilbud]


def test_the_name_counts_more_than_the_place(register):
    i_byen = register.tilbud("Fyrrehuset", driftsherre=register.hjoerring)
    med_navnet = register.tilbud("Hjørringhus", driftsherre=register.aalborg)
    fundet = found("hjørring")
    assert fundet.index(med_navnet) < fundet.index(i_byen)


def test_an_old_name_finds_the_tilbud_and_a_corrected_one_does_not(register):
    tilbud = register.tilbud("Lærkehuset")
    append(Stamfakta, tilbud, register.told(at=REGISTRERET + dt.timedelta(1)), navn="Svalehuset")
    append(Stamfakta, tilbud, register.told(dt.date(2025, 5, 1), REGISTRERET + dt.timedelta(2)), navn="Uglehuset")
    reindex([tilbud.pk])
    assert found("lærkehuset") == []
    assert found("svalehuset") == [tilbud]
    assert found("uglehuset") == [tilbud]


def test_every_word_must_be_answered(register):
    register.tilbud("Lærkehuset")
    assert found("lærkehuset krisecenter") == []


@pytest.mark.parametrize("tekst", ["", "   ", "og i på", "%", "_", "'; drop table", "§", "\x00", "🙂", "a" * 5000])
def test_odd_text_is_no_error(register, tekst):
    register.tilbud("Lærkehuset")
    assert search(tekst) in (None, {})
