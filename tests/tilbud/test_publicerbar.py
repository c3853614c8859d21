"""A protected address shows its municipality only, wherever and whenever it is asked for."""

import datetime as dt

from socialaftale.tilbud.billede import publicerbar
from socialaftale.tilbud.models import Afdelingsfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder
from socialaftale.tilbud.registrering import append
from socialaftale.tilbud.soegning import reindex, search

from .conftest import REGISTRERET

DEN = dt.date(2025, 6, 1)
HEMMELIGT = ("Hemmelig Allé 7", "9760", "Vrå", "1003456789", "Huset ved Alléen")


def protected(register, **afdeling):
    adresse = {"vej": "Hemmelig Allé 7", "postnummer": "9760", "postdistrikt": "Vrå", "navn": "Huset ved Alléen"}
    return register.tilbud("Krisecentret Fyrtårnet", afdeling=adresse | afdeling, p_nummer="1003456789")


def test_a_protected_address_shows_its_municipality_only(register):
    protected(register, beskyttet=True)
    (billede,) = (publicerbar(b) for b in read_billeder(Tilbud.objects.all(), DEN))
    assert billede.afdelinger[0].adresse == "Hjørring (adressen er beskyttet)"
    assert not any(hemmeligt in repr((billede, billede.stam.p_nummer)) for hemmeligt in HEMMELIGT)


def test_what_is_not_protected_is_shown_whole(register):
    protected(register)
    (billede,) = (publicerbar(b) for b in read_billeder(Tilbud.objects.all(), DEN))
    assert billede.afdelinger[0].adresse == "Hemmelig Allé 7, 9760 Vrå"
    assert billede.stam.p_nummer == "1003456789"


def test_travelling_back_in_time_does_not_open_an_address_that_is_protected_now(register):
    tilbud = protected(register)
    nu = register.told(dt.date(2026, 1, 1), REGISTRERET + dt.timedelta(days=300))
    append(Afdelingsfakta, tilbud.afdelinger.get(), nu, beskyttet=True)
    (billede,) = (publicerbar(b) for b in read_billeder(Tilbud.objects.all(), DEN, REGISTRERET))
    assert billede.afdelinger[0].adresse == "Hjørring (adressen er beskyttet)"


def test_the_search_does_not_know_a_protected_address(register):
    tilbud = protected(register)
    assert search("hemmelig")
    nu = register.told(dt.date(2026, 1, 1), REGISTRERET + dt.timedelta(days=300))
    append(Afdelingsfakta, tilbud.afdelinger.get(), nu, beskyttet=True)
    reindex([tilbud.pk])
    for ord_ in ("hemmelig", "allé", "9760", "vrå", "1003456789"):
        assert not search(ord_), ord_
    assert set(search("fyrtårnet hjørring")) == {tilbud.pk}
