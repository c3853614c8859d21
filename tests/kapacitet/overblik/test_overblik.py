"""The area side by side: what is free, how fresh, what has stood empty, who is asked to adjust, and who may see it."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.brev import efterspoergsel
from socialaftale.kapacitet.overblik import behov, opgaver
from socialaftale.kapacitet.overblik.actions import answer_adjustment, ask_for_adjustment, tell_workflow
from socialaftale.kapacitet.overblik.models import Arbejdsgang
from socialaftale.kapacitet.overblik.queries import long_empty, read_overview
from socialaftale.parter.models import Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.registrering import NyPladsgruppe
from tests.kapacitet.conftest import NU, melder
from tests.tilbud.conftest import START, fiktivland, make_register, register

__all__ = ["fiktivland", "make_register", "melder", "register"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False) as rejse:
        yield rejse


@pytest.fixture
def mette(register):
    return register.person(Rolle.SEKRETARIAT, register.sekretariat)


@pytest.fixture
def karl(register):
    return register.person(Rolle.KAPACITETSKOORDINATOR, register.hjoerring)


def page(bruger, navn="kapacitet_overblik", *args, **data) -> str:
    client = Client()
    client.force_login(bruger)
    adresse = reverse(navn, args=args)
    svar = client.post(adresse, data, follow=True) if data else client.get(adresse)
    assert svar.status_code == 200
    return " ".join(svar.content.decode().split())


def empty_for(melder, dage: int, navn="Lærkehuset", **felter) -> Afdeling:
    """An afdeling that has said yes every month for so many days."""
    afdeling = melder.afdeling(navn, **felter)
    for siden in range(dage, -1, -30):
        melder.report(afdeling, dage_siden=siden)
    return afdeling


def places_of(*afdelinger: Afdeling) -> dict[int, int]:
    return {afdeling.pk: afdeling.tilbud_id for afdeling in afdelinger}


def test_every_driftsherre_stands_with_its_freshness_and_its_yes(melder):
    melder.report(melder.afdeling("Lærkehuset"), dage_siden=2)
    melder.report(melder.afdeling("Solsikken"), ledig=False, dage_siden=40)
    melder.afdeling("Bakken", driftsherre=melder.register.aalborg)
    hjoerring, aalborg = read_overview(melder.register.omraade).parter
    assert (aalborg.part, aalborg.friske, aalborg.ja) == (melder.register.aalborg, 0, 0)
    assert (hjoerring.afdelinger, hjoerring.friske, hjoerring.friske_procent, hjoerring.ja) == (2, 1, 50, 1)
    assert hjoerring.lovet == 2
    assert hjoerring.ledige is None, "numbers are off"


def test_numbers_are_added_where_the_area_has_switched_them_on(melder):
    melder.switch_on("tal")
    melder.report(melder.afdeling("Lærkehuset"), tilbudt=3)
    (linje,) = read_overview(melder.register.omraade).parter
    assert (linje.ja, linje.ledige) == (1, 3)


def test_how_many_are_free_now_is_said_beside_the_yes(melder, mette):
    melder.switch_on("tal")
    melder.report(melder.afdeling("Lærkehuset"))
    assert "1 (1 plads nu)" in page(mette)
    melder.report(melder.afdeling("Solsikken"), tilbudt=2)
    melder.report(melder.afdeling("Bakken"), ledig_fra=dt.date(2027, 1, 17))
    assert "3 (3 pladser nu)" in page(mette), "what is free later is not free now"


def test_the_page_works_with_every_switch_off_and_with_nothing_reported(melder, mette):
    assert "Kapacitet i Nordjylland" in page(mette)
    melder.report(melder.afdeling())
    side = page(mette)
    assert "1 af 1" in side and "Ikke beskrevet" in side
    assert "nu)" not in side


def test_the_page_begins_with_what_its_folded_parts_say(melder, mette):
    empty_for(melder, 90)
    side = page(mette)
    assert re.findall(r"<summary><h2[^>]*>(.*?)</h2>", side) == [
        "Ledige længe: 1",
        "Efterspurgte uden plads: ingen",
        "Ledigt og efterspurgt efter lovgrundlag",
        "Driftsherrerne ved siden af hinanden: 1 af 1 friske",
        "Sådan melder driftsherrerne: 0 af 1 har beskrevet det",
        "Tilpasninger: ingen venter på svar",
    ]
    assert "open>" not in side and side.index("<table") > side.index("<summary"), "no table before it is asked for"


def test_what_has_been_free_for_long_is_named_since_its_first_yes(melder):
    laenge = empty_for(melder, 90)
    empty_for(melder, 30, "Kort tid")
    nej = empty_for(melder, 90, "Sagde nej")
    melder.report(nej, ledig=False, dage_siden=20)
    (tom,) = long_empty(places_of(*Afdeling.objects.all()))
    assert (tom.sted.afdeling.kode, tom.dage) == (laenge.kode, 90)


def test_neither_a_tiny_afdeling_nor_one_that_is_not_shown_is_named(melder):
    empty_for(melder, 90, "Lille", pladser=(NyPladsgruppe("sel-108", "doegn", 3, 3),))
    empty_for(melder, 90, "Skjult", aftale={"vises": False})
    assert long_empty(places_of(*Afdeling.objects.all())) == []


def test_demand_stands_beside_what_is_free_where_it_is_counted(melder, mette, monkeypatch):
    monkeypatch.setattr(behov, "_READERS", [])
    spurgt = []

    @behov.register_behov
    def read(omraade, fra, til):
        spurgt.append((omraade, fra, til))
        return {"sel-107": behov.Behov(moedt=30, umoedt=9)}

    melder.report(melder.afdeling())
    o = read_overview(melder.register.omraade)
    assert [(et.lov.kode, et.behov.umoedt) for et in o.love] == [("sel-107", 9), ("sel-108", 0)]
    assert spurgt == [(melder.register.omraade, dt.date(2025, 12, 1), dt.date(2026, 11, 1))]
    side = page(mette)
    assert "Fandt plads, 12 md." in side and "20-49" in side
    assert "Intet passede, 12 md." in side and "5-9" in side


def test_what_is_full_and_searched_for_by_many_is_named_and_can_be_asked_to_adjust(melder, mette, monkeypatch):
    fuld, lille = melder.afdeling("Fuld"), melder.afdeling("Lille", pladser=(NyPladsgruppe("sel-108", "doegn", 3, 3),))
    skjult, sjaelden = melder.afdeling("Skjult", aftale={"vises": False}), melder.afdeling("Sjælden")
    for afdeling in (fuld, lille, skjult, sjaelden):
        melder.report(afdeling, ledig=False)
    melder.report(melder.afdeling("Ledig"))
    soegt = dict.fromkeys(Afdeling.objects.values_list("pk", flat=True), 12) | {sjaelden.pk: 4}
    monkeypatch.setattr(efterspoergsel, "_TAELLERE", [lambda pks, *_: {pk: soegt[pk] for pk in pks}])
    assert [et.sted.tilbud.navn for et in read_overview(melder.register.omraade).efterspurgte] == ["Fuld"]
    side = page(mette)
    assert "Efterspurgte uden plads: 1" in side and "10-19" in side and "Bed om tilpasning" in side
    monkeypatch.setattr(efterspoergsel, "_TAELLERE", [])
    assert "Efterspurgte uden plads" not in page(mette), "where nothing counts searches there is nothing to say"


def test_how_answers_came_and_how_fresh_they_are_stands_beside_how_they_are_said_to_come(melder, mette, karl):
    afdeling = melder.afdeling()
    for kilde, dage in (("link", 60), ("link", 30), ("api", 2), ("ark", 200)):
        melder.report(afdeling, dage_siden=dage, kilde=kilde)
    felter = {"hvem": "Lederen", "hvor_tit": "hver uge", "kanal": "kilde", "opfoelgning": ""}
    tell_workflow(driftsherre=melder.register.hjoerring, by=karl, **felter)
    (hjoerring,) = read_overview(melder.register.omraade).parter
    assert hjoerring.veje == [("linket i mailen", 2), ("kildesystem", 1)]
    side = page(mette)
    assert "linket i mailen: 2, kildesystem: 1" in side and "De har valgt eget fagsystem (1)" in side


def test_neither_area_sees_the_other(melder, fiktivland):
    melder.report(melder.afdeling("Lærkehuset"))
    fiktivland.tilbud("Fremmed")
    mette = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    side = page(mette)
    assert "Kapacitet i Fiktivland" in side and "Hjørring<" not in side
    with pytest.raises(PermissionDenied):
        ask_for_adjustment(tilbud=melder.register.tilbud("To"), tekst="Tekst", by=mette)


@pytest.mark.parametrize("rolle", [Rolle.FU, Rolle.DAS])
def test_the_bodies_see_it_and_may_ask(melder, rolle):
    register = melder.register
    udvalg = Udvalg.objects.create(omraade=register.omraade, kort=rolle, navn=rolle.label, rolle=rolle)
    bruger = register.person(Rolle.GODKENDER, register.aalborg)
    felter = {"bruger": bruger, "rolle": rolle, "udvalg": udvalg, "gaelder_fra": START, "registreret_by": register.by}
    Rolletildeling.objects.create(**felter)
    empty_for(melder, 90)
    assert "Bed om tilpasning" in page(bruger)


def test_the_coordinator_sees_all_but_asks_nobody(melder, karl):
    afdeling = empty_for(melder, 90, driftsherre=melder.register.aalborg)
    side = page(karl)
    assert "Lærkehuset" in side and "Bed om tilpasning" not in side
    with pytest.raises(PermissionDenied):
        ask_for_adjustment(tilbud=afdeling.tilbud, tekst="Tekst", by=karl)


@pytest.mark.parametrize("rolle", [Rolle.VISITATOR, Rolle.TILBUDSLEDER, Rolle.TAKSTINDBERETTER])
def test_others_do_not_come_in(register, client, rolle):
    client.force_login(register.person(rolle, register.hjoerring))
    assert client.get(reverse("kapacitet_overblik")).status_code == 403


def test_an_adjustment_becomes_a_task_and_its_answer_stands_in_the_overview(melder, mette, karl):
    afdeling = empty_for(melder, 90)
    side = page(mette, "tilpas", afdeling.tilbud.kode, tekst="Overvej § 107-pladser", frist="22.12.2026")
    assert "Driftsherren har fået opgaven" in side and "Venter" in side
    (opgave,) = opgaver.tasks_of(karl)
    assert "Lærkehuset" in opgave.tekst and "22.\xa0december 2026" in opgave.hvorfor
    svar = page(karl, "tilpasning", *[int(opgave.href.split("/")[-2])], svar="Ja, fra 1. marts")
    assert "Svaret er sendt" in svar
    assert opgaver.tasks_of(karl) == []
    assert "Ja, fra 1. marts" in page(mette)
    assert Haendelse.objects.filter(verbum__in=["bed om tilpasning", "svar på tilpasning"]).count() == 2


def test_an_adjustment_is_asked_once_at_a_time_and_answered_once(melder, mette, karl):
    tilbud = melder.afdeling().tilbud
    opgave = ask_for_adjustment(tilbud=tilbud, tekst="Tekst", by=mette)
    with pytest.raises(ValidationError, match="ikke svaret endnu"):
        ask_for_adjustment(tilbud=tilbud, tekst="Igen", by=mette)
    answer_adjustment(tilpasning=opgave, svar="Nej", by=karl)
    with pytest.raises(ValidationError, match="allerede svaret"):
        answer_adjustment(tilpasning=opgave, svar="Jo", by=karl)
    assert ask_for_adjustment(tilbud=tilbud, tekst="Igen", by=mette)


@pytest.mark.parametrize(
    ("data", "grund"),
    [
        ({"tekst": " "}, "Udfyld feltet"),
        ({"tekst": "Vedrører 010190-1234"}, "CPR"),
        ({"tekst": "Tekst", "frist": "26.11.2026"}, "efter i dag"),
        ({"tekst": "Tekst", "frist": "i morgen"}, "Skriv en dag, der findes"),
        ({"tekst": "x" * 501}, "500"),
        ({"tekst": "Tekst", "beslutning": "999999"}, "Vælg en beslutning fra listen"),
    ],
)
def test_what_cannot_be_asked_is_told(melder, mette, data, grund):
    side = page(mette, "tilpas", melder.afdeling().tilbud.kode, **data)
    assert "Der er noget, der skal rettes" in side and grund in side


def test_a_workflow_is_told_by_its_own_and_stands_beside_the_others(melder, karl, mette, nu):
    melder.report(melder.afdeling())
    felter = {
        "hvem": "Afdelingslederen",
        "hvor_tit": "hver mandag",
        "kanal": "link",
        "opfoelgning": "Områdechefen ringer",
    }
    assert "Arbejdsgangen er gemt" in page(karl, "arbejdsgang", melder.register.hjoerring.kode, **felter)
    nu.shift(60)
    tell_workflow(driftsherre=melder.register.hjoerring, by=karl, **felter | {"hvor_tit": "hver fredag"})
    side = page(mette)
    assert "hver fredag, linket i mailen" in side and "Områdechefen ringer" in side and "hver mandag" not in side
    assert Arbejdsgang.objects.count() == 2, "what was told before can be found"
    assert "Beskriv" in page(karl) and "Beskriv<" not in side


def test_nobody_tells_anothers_workflow(melder, karl, client):
    client.force_login(karl)
    assert client.get(reverse("arbejdsgang", args=[melder.register.aalborg.kode])).status_code == 403


def test_the_overview_asks_as_often_for_many_as_for_few(melder, mette, django_assert_max_num_queries):
    afdeling = empty_for(melder, 90)
    melder.register.copies(afdeling.tilbud, 60)
    for anden in Afdeling.objects.exclude(pk=afdeling.pk):
        melder.promise(anden)
        melder.report(anden, dage_siden=70)
    client = Client()
    client.force_login(mette)
    with django_assert_max_num_queries(55):
        assert "60" in client.get(reverse("kapacitet_overblik")).content.decode()
