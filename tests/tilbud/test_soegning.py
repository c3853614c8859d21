"""One table of words finds a tilbud as people ask for it."""

import datetime as dt

import pytest

from socialaftale.faelles.soegning.ord import letters_off, query_words, split_words
from socialaftale.tilbud import soegning
from socialaftale.tilbud.models import Stamfakta, Tilbud
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse, append
from socialaftale.tilbud.soegning import reindex, search, search_afdelinger

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


@pytest.mark.parametrize(
    "tekst",
    [
        "lærkehuest", "lærkehus", "autsime", "autissme", "botilbuud", "autismebotilbud", "autismebosted", "bo tilbud",
        "døgnplads", "vendsyssel", "servicelovens § 108",
    ],
)  # fmt: skip
def test_misspellings_compounds_and_names_of_the_country(register, tekst):
    ventet = register.tilbud("Lærkehuset")
    assert found(tekst) == [ventet]


def test_a_range_of_paragraphs_is_each_of_them_and_a_nummer_belongs_to_its_paragraph():
    assert split_words("SEL §§ 83-87") == ["sel83", "sel84", "sel85", "sel86", "sel87"]
    assert split_words("SEL § 66, stk. 1, nr. 6") == ["sel66", "sel66stk1", "sel66nr6"]
    assert split_words("barnets lov § 43") == ["bl43"]
    assert split_words("101 a") == ["§101a"]
    assert split_words("Prøvevej 12") == ["prøvevej", "12"]


def test_a_range_without_end_is_one_paragraph():
    assert split_words("§§ 1-99999999999999") == ["§1"]


def test_words_that_only_say_a_place_are_left_out_unless_they_stand_alone():
    assert [ord_.stamme for ord_ in query_words("ledig plads autisme")] == ["autism"]
    assert len(query_words("ledig plads")) == 2


@pytest.mark.parametrize(("a", "b", "ventet"), [
    ("hus", "hus", 0), ("hus", "hsu", 1), ("hus", "hu", 1), ("hus", "huus", 1), ("hus", "has", 1), ("hus", "hjem", 3),
    ("", "abc", 3),
])  # fmt: skip
def test_letters_off_counts_what_is_left_out_put_in_changed_or_swapped(a, b, ventet):
    assert letters_off(a, b, 2) == letters_off(b, a, 2) == ventet


def test_an_afdeling_is_found_by_what_is_its_own_and_by_what_is_the_tilbuds(register):
    ventet = register.tilbud("Lærkehuset").afdelinger.get()
    andet = register.tilbud("Lærkegården", afdeling={"kommune": register.aalborg, "postdistrikt": "Nibe"})
    assert (search_afdelinger("lærkehuset hjørring") or {}).keys() == {ventet.pk}
    assert (search_afdelinger("autisme nibe") or {}).keys() == {andet.afdelinger.get().pk}
    assert (search_afdelinger("autisme") or {}).keys() == {ventet.pk, andet.afdelinger.get().pk}


def test_afdelinger_that_most_words_find_come_where_none_has_them_all(register):
    ventet = register.tilbud("Lærkehuset").afdelinger.get()
    assert (search_afdelinger("lærkehuset sommerfugl") or {}).keys() == {ventet.pk}
    assert search_afdelinger("sommerfugl") == {}
    assert search_afdelinger("og i på") is None


def test_of_very_many_those_with_most_words_are_still_found(register, monkeypatch):
    """Each word is looked up among what the others find best, so a unit with two of three words goes before one."""
    monkeypatch.setattr(soegning, "FLEST_FULGT", 2)
    for nr in range(4):
        register.tilbud(f"Lærkehuset {nr}", driftsherre=register.aalborg)
    ventet = register.tilbud("Uglehuset Kernen").afdelinger.get()
    assert (search_afdelinger("lærkehuset uglehuset kernen") or {}).keys() == {ventet.pk}
    assert len(search_afdelinger("lærkehuset sommerfugl") or {}) == 2


def delivers(register, navn: str, ydelse: str, **felter) -> int:
    """An afdeling that delivers what the text says."""
    return register.tilbud(navn, ydelser=(NyYdelse(ydelse, "ophold", "ja"),), **felter).afdelinger.get().pk


def first(tekst: str) -> list[int]:
    point = search_afdelinger(tekst) or {}
    return sorted(point, key=lambda pk: (-point[pk], pk))


def test_a_word_of_sex_leaves_out_only_the_places_that_say_the_other(register):
    tavs = delivers(register, "Lærkehuset", "Ophold med støtte")
    kvinder = delivers(register, "Uglehuset", "Ophold for kvinder")
    begge = delivers(register, "Svalehuset", "Ophold for mænd og kvinder")
    assert first("autisme piger") == [kvinder, begge, tavs]
    assert first("ung mand med autisme") == [begge, tavs]
    assert first("kvinde autisme voldelig mand") == [kvinder, begge, tavs]
    assert first("kvinder") == [kvinder, begge]


def test_what_the_trade_knows_goes_before_other_words_where_no_place_has_all(register):
    """A visitator writes a sentence: who it is for counts, that one moves from home does not."""
    delivers(register, "Lærkehuset", "Hjælp til dem der flytter hjemmefra")
    ventet = delivers(register, "Uglehuset", "Ophold", maalgrupper=("personlighedsforstyrrelse",))
    assert first("21 årig med borderline skal flytte hjemmefra") == [ventet]
    delivers(register, "Krybben", "Ophold", maalgrupper=("demens",))
    assert len(first("krybben borderline hjemmefra")) == 2, "et navn tæller som fagets ord"


def test_a_home_for_all_adults_is_found_for_one_who_is_young_where_none_is_for_the_young(register):
    ventet = delivers(register, "Lærkehuset", "Ophold", alder_fra=18, alder_til=99)
    delivers(register, "Ungeskolen", "Ophold", alder_fra=16, alder_til=25, pladser=(NyPladsgruppe("stu", "dag", 8, 8),))
    assert first("bosted til ung mand med autisme") == [ventet]
    egen = delivers(register, "Uglehuset", "Ophold", alder_fra=18, alder_til=30)
    assert first("bosted til ung mand med autisme") == [egen]


@pytest.mark.parametrize("tekst", ["ørne reden", "ørne reden autisme", "hjørring ørne reden"])
def test_a_name_that_is_split_in_two_is_found(register, tekst):
    ventet = delivers(register, "Ørnereden", "Ophold")
    delivers(register, "Uglehuset", "Ophold")
    assert first(tekst) == [ventet]


def test_the_word_itself_goes_before_what_means_the_same_and_that_before_what_begins_so(register):
    begynder = delivers(register, "Lærkehuset", "Skærmet ophold", maalgrupper=("demens",))
    mener = delivers(register, "Uglehuset", "Ophold", maalgrupper=("selvskade",))
    selv = delivers(register, "Svalehuset", "Hjælp til en, der skærer", maalgrupper=("demens",))
    assert first("skærer i sig selv") == [selv, mener, begynder]


def test_a_misspelt_word_finds_the_word_it_means_before_what_means_the_same(register):
    mener = delivers(register, "Lærkehuset", "Ophold efter anbringelse", maalgrupper=())
    selv = delivers(register, "Uglehuset", "Ophold", maalgrupper=(), pladser=(NyPladsgruppe("bl-43-3", "doegn", 8, 8),))
    assert first("døgninstution") == [selv, mener]


@pytest.mark.parametrize(("tekst", "gruppe"), [
    ("vanrøgt", "omsorgssvigt"), ("spiseforstyrrede", "spiseforstyrrelse"), ("kørestols venligt", "bevaegelse"),
    ("skærer i sig selv", "selvskade"), ("afvænning", "alkohol"), ("hjemmevejleder", "angst"),
])  # fmt: skip
def test_everyday_words_find_the_group_or_what_is_done_for_it(register, tekst, gruppe):
    lov = {"afvænning": "sul-141", "hjemmevejleder": "sel-83-87"}.get(tekst, "sel-108")
    form = {"sul-141": "ambulant"}.get(lov, "doegn")
    ventet = register.tilbud("Uglehuset", maalgrupper=(gruppe,), pladser=(NyPladsgruppe(lov, form, 8, 8),))
    register.tilbud("Lærkehuset")
    assert found(tekst) == [ventet]


@pytest.mark.parametrize("tekst", ["", "   ", "og i på", "%", "_", "'; drop table", "§", "\x00", "🙂", "a" * 5000])
def test_odd_text_is_no_error(register, tekst):
    register.tilbud("Lærkehuset")
    assert search(tekst) in (None, {})
