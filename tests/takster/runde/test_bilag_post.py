"""Buyers are told what changed and from when: once for each edition, at the functions that need it."""

import datetime as dt

import pytest

from socialaftale.drift import arbejder
from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import Udgaaende
from socialaftale.parter.models import Funktion
from socialaftale.takster.bilag import post
from socialaftale.takster.bilag.actions import Udgivelsesvalg, publish_edition
from tests.tilbud.conftest import make_register

from .bilagshjaelp import line, publish, submit
from .conftest import AAR

Art = Funktion.Art
SITE = "https://takster.eksempel.dk/"


@pytest.fixture
def postkasser(rum):
    """Mailboxes in Hjørring and Aalborg; one address fills two functions, and one function gets no takst mail."""
    register, fremmed = rum.hus.register, make_register("fiktivland", "Fiktivland")
    for part, art, adresse in (
        (register.hjoerring, Art.VISITATION, "visitation@hjoerring.dk"),
        (register.hjoerring, Art.FAKTURA, "faktura@hjoerring.dk"),
        (register.aalborg, Art.FAKTURA, "social@aalborg.dk"),
        (register.aalborg, Art.TAKSTANSVARLIG_VOKSNE, "social@aalborg.dk"),
        (register.aalborg, Art.KAPACITETSKOORDINATOR, "kapacitet@aalborg.dk"),
        (fremmed.hjoerring, Art.FAKTURA, "faktura@fiktivland.dk"),
    ):
        Funktion.objects.create(organisation=part, art=art, faelles_postkasse=adresse)
    submit(rum, line(rum.hus.tilbud, "Døgntakst", 1100), line(rum.hus.tilbud, "Aflastning", 900))
    rum.approve()
    return rum


def publish_from(rum, grund: str):
    felter = {"omraade": rum.runde.omraade, "aar": AAR, "grund": grund, "by": rum.sekretaer}
    return publish_edition(**felter, valg=Udgivelsesvalg(site=SITE))


def test_each_address_of_the_area_gets_one_mail_for_the_first_edition(postkasser):
    bilag = publish_from(postkasser, "")
    breve = Udgaaende.objects.order_by("modtager")
    assert [brev.modtager for brev in breve] == [
        "faktura@hjoerring.dk", "social@aalborg.dk", "visitation@hjoerring.dk",
    ]  # fmt: skip
    assert {brev.emne for brev in breve} == {"Takstbilag 2027, Nordjylland: udgave 1"}
    assert "2 takster for 1 tilbud" in breve[0].tekst
    assert f"{SITE}takstbilag/nordjylland/2027/udgave/1/" in breve[0].tekst
    assert events_of(bilag).get().efter["breve"] == 3


def test_a_change_within_the_year_is_told_with_its_day_and_what_applied_before(postkasser):
    rum = postkasser
    publish_from(rum, "")
    Udgaaende.objects.all().delete()
    nye = (line(rum.hus.tilbud, "Døgntakst", 1188), line(rum.hus.tilbud, "Nylinje", 500))
    submit(rum, *nye, gaelder_fra=dt.date(AAR, 7, 1))
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    publish_from(rum, "Ekstra nattevagt fra 1. juli.")
    tekst = Udgaaende.objects.all()[0].tekst.replace("\xa0", " ")
    for led in (
        "Ekstra nattevagt fra 1. juli.",
        "- Lærkehuset, Døgntakst: 1.188 kr. pr. døgn fra 01.07.2027, før 1.100 kr. pr. døgn",
        "- Lærkehuset, Nylinje: ny, 500 kr. pr. døgn fra 01.07.2027",
        f"{SITE}takstbilag/nordjylland/2027/udgave/2/rettelser/",
    ):
        assert led in tekst
    assert Udgaaende.objects.count() == 3, "once for the edition"


def test_a_long_list_is_cut_short_and_says_how_many_more(postkasser, monkeypatch):
    rum = postkasser
    publish_from(rum, "")
    Udgaaende.objects.all().delete()
    monkeypatch.setattr(post, "FLEST", 1)
    submit(rum, line(rum.hus.tilbud, "Døgntakst", 1111), line(rum.hus.tilbud, "Aflastning", 911))
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    publish_from(rum, "Rettet")
    assert "- og 1 anden ændring" in Udgaaende.objects.all()[0].tekst


def test_a_refused_edition_writes_no_mail_and_a_list_taken_over_is_news_to_nobody(postkasser, settings, monkeypatch):
    from django.core.exceptions import ValidationError

    publish_from(postkasser, "")
    Udgaaende.objects.all().delete()
    with pytest.raises(ValidationError):
        publish_from(postkasser, "Igen")
    publish(postkasser, "", aar=2026)
    assert not Udgaaende.objects.exists()


def test_the_mail_goes_out_by_the_worker_once(postkasser, monkeypatch, mailoutbox, settings, tmp_path):
    settings.FILER = tmp_path
    monkeypatch.setattr(arbejder, "close_old_connections", lambda: None)
    monkeypatch.setattr(arbejder.signal, "pthread_sigmask", lambda *_: None)
    publish_from(postkasser, "")
    arbejder.run(once=True)
    arbejder.run(once=True)
    assert sorted(brev.to[0] for brev in mailoutbox) == [
        "faktura@hjoerring.dk", "social@aalborg.dk", "visitation@hjoerring.dk",
    ]  # fmt: skip
