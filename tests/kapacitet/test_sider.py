"""The public page: yes or no, from when, whom to call, and how old it is."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.kapacitet.eksempeldata import load_reports
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Ledigmelding, Meldeaftale
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse

from .conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield


def page(client, **valg) -> str:
    svar = client.get(reverse("ledige_pladser"), valg)
    assert svar.status_code == 200
    return " ".join(svar.content.decode().split())


def test_everyone_sees_who_has_a_place_and_how_old_that_is(client, melder):
    melder.report(melder.afdeling("Lærkehuset"), dage_siden=2)
    melder.report(melder.afdeling("Solsikken"), ledig=False, dage_siden=40)
    side = page(client)
    assert "<strong>1</strong> afdeling melder en ledig plads" in side
    assert side.index("Lærkehuset") < side.index("Solsikken")
    assert "<strong>Ja</strong>" in side and '<a href="tel:12345678">12 34 56 78</a>' in side
    assert "24. november 2026" in side and "Bør bekræftes" in side


def test_the_list_can_be_narrowed(client, melder):
    melder.report(melder.afdeling("Lærkehuset"))
    melder.report(melder.afdeling("Solsikken", afdeling={"kommune": melder.register.aalborg}), ledig=False)
    melder.report(melder.afdeling("Bakken", pladser=(NyPladsgruppe("sel-107", "doegn", 9, 9),)), ledig=False)
    assert "Lærkehuset" in page(client, ledig="ja") and "Solsikken" not in page(client, ledig="ja")
    assert "Solsikken" in page(client, kommune="851") and "Lærkehuset" not in page(client, kommune="851")
    assert "Bakken" in page(client, lov="sel-107") and "Lærkehuset" not in page(client, lov="sel-107")


def test_the_list_says_how_many_of_them_a_search_leaves_out_and_why(client, melder):
    def kun_egne() -> tuple[NyYdelse, ...]:
        return (NyYdelse("Ophold", "ophold", "egne"),)

    privat = melder.register.region
    privat.art = "privat"
    privat.save()
    huse = [melder.afdeling("Alle"), melder.afdeling("Egne", ydelser=kun_egne())]
    for afdeling in (*huse, melder.afdeling("Privat", ydelser=kun_egne(), driftsherre=privat)):
        melder.report(afdeling)
    melder.report(melder.afdeling("Optaget", ydelser=kun_egne()), ledig=False)
    melder.report(melder.afdeling("Gammel"), dage_siden=40)
    melder.report(melder.afdeling("Senere"), ledig_fra=tid.today() + dt.timedelta(days=36))
    side = page(client)
    assert "<strong>5</strong> afdelinger melder en ledig plads" in side
    assert "3 har plads nu og har bekræftet det til tiden, 1 bør bekræfte, 1 har først plads en senere dag." in side
    assert "1 tager kun driftsherrens egne borgere og kommer ikke med i søgningen. 1 privat kommer heller ikke" in side
    assert f'<a href="{reverse("find_plads")}">Søger du efter behov</a>' in side
    assert "egne borgere" not in page(client, kommune="851")


def test_a_later_day_is_shown_with_the_yes(client, melder):
    melder.report(melder.afdeling(), ledig_fra=tid.today() + dt.timedelta(days=36))
    melder.report(melder.afdeling("Zebraen"))
    side = page(client)
    assert "fra 1. januar 2027" in side
    assert side.index("Zebraen") < side.index("Lærkehuset"), "what is free now stands first"


def test_a_tiny_afdeling_does_not_stand_among_those_that_say_yes(client, melder):
    melder.report(melder.afdeling("Lille", pladser=(NyPladsgruppe("sel-108", "doegn", 1, 1),)))
    melder.report(melder.afdeling("Stor"), ledig=False)
    assert "Ring og spørg" in page(client) and "<strong>0</strong>" in page(client)
    assert "Lille" not in page(client, ledig="ja")


@pytest.mark.parametrize(
    "valg", [{"kommune": "' OR 1=1 --"}, {"lov": "<script>"}, {"side": "-1"}, {"ledig": "x" * 900}]
)
def test_what_cannot_be_read_is_told_and_never_breaks_the_page(client, melder, valg):
    melder.report(melder.afdeling())
    assert "<script>" not in page(client, **valg)


def test_an_empty_list_says_what_to_do(client, db):
    assert "se alle afdelinger" in page(client)


def test_the_tilbuds_own_page_shows_it(client, melder):
    afdeling = melder.afdeling()
    melder.report(afdeling)
    side = client.get(reverse("tilbud", args=[afdeling.tilbud.kode])).content.decode()
    assert "<h2>Ledige pladser</h2>" in side and "<strong>Ja</strong>" in side


def test_the_page_stores_nothing_and_asks_as_often_for_many_as_for_few(client, melder, django_assert_max_num_queries):
    afdeling = melder.afdeling()
    melder.report(afdeling)
    melder.register.copies(afdeling.tilbud, 60)
    for anden in type(afdeling).objects.exclude(pk=afdeling.pk):
        melder.promise(anden)
    with django_assert_max_num_queries(22):
        side = page(client)
    assert "sessionid" not in client.cookies and "csrftoken" not in client.cookies
    assert side.count('<th scope="row">') == 25


def test_the_example_data_keeps_the_rules(melder):
    melder.register.copies(melder.register.tilbud(), 80)
    antal = load_reports(melder.register.omraade)
    assert antal == Ledigmelding.objects.count() > 200
    assert Meldeaftale.objects.count() == 81
    assert check() == []
