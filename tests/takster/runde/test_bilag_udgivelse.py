"""Publishing: numbered, never changed, and only what was read."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from socialaftale.faelles import cpr
from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.roller import Rolle
from socialaftale.takster.bilag.actions import Udgivelsesvalg, publish_edition
from socialaftale.takster.bilag.models import FORMATER
from socialaftale.takster.bilag.queries import draft_edition
from socialaftale.takster.models import Takstbilag
from socialaftale.takster.queries import is_published, newest_published, published_years, read_public
from tests.husregler import kilder, tekst
from tests.takster.test_views import text, visit

from .bilagshjaelp import line, publish, submit
from .conftest import AAR, DAS


@pytest.fixture
def godkendt(rum):
    submit(rum, line(rum.hus.tilbud, "A", 1100), line(rum.hus.tilbud, "B", 900))
    rum.approve()
    return rum


def test_the_first_edition_is_numbered_hashed_logged_and_its_files_are_ordered(godkendt):
    bilag = publish(godkendt, "")
    assert (bilag.nr, bilag.sha256) == (1, redactable_sha256(bilag.indhold))
    assert events_of(bilag).get().efter == {"aar": AAR, "nr": 1, "sha256": bilag.sha256, "grund": "", "breve": 0}
    assert sorted(bilag.filer.values_list("format", flat=True)) == sorted(FORMATER)


def test_the_same_content_is_not_published_twice_and_a_later_edition_says_why(godkendt):
    publish(godkendt, "")
    with pytest.raises(ValidationError, match="Intet er ændret siden udgave 1"):
        publish(godkendt)
    submit(godkendt, line(godkendt.hus.tilbud, "A", 1100), line(godkendt.hus.tilbud, "B", 900), bro=[])
    with pytest.raises(ValidationError, match="Intet er ændret"):
        publish(godkendt)
    submit(godkendt, line(godkendt.hus.tilbud, "A", 1100), line(godkendt.hus.tilbud, "B", 911))
    godkendt.decide(godkendt.point(godkendt.moeder["das"]), "godkendt")
    with pytest.raises(ValidationError, match="Skriv, hvad den nye udgave retter"):
        publish(godkendt, "  ")
    assert publish(godkendt, "B er rettet").nr == 2
    assert Takstbilag.objects.get(nr=1).indhold["i_alt"]["sum_af_takster_kr"] == "2000", "edition 1 stays"


def test_nothing_approved_is_nothing_to_publish(rum):
    submit(rum, line(rum.hus.tilbud, "A", 1100))
    with pytest.raises(ValidationError, match="ingen godkendte takster"):
        publish(rum)


def test_only_the_secretariat_of_the_area_publishes(godkendt, fiktivland):
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    for person in (godkendt.hus.indberetter, godkendt.member(godkendt.hus.register.aalborg), fremmed):
        with pytest.raises(PermissionDenied):
            publish(godkendt, by=person)
        assert visit(person).get(page(godkendt)).status_code in (403, 404)
    assert not Takstbilag.objects.exists()


@pytest.fixture
def fiktivland(db):
    from tests.tilbud.conftest import make_register

    return make_register("fiktivland", "Fiktivland")


def page(rum, aar: int = AAR) -> str:
    return reverse("takstbilag_udgiv", args=[rum.runde.omraade.kode, aar])


def test_what_changed_after_it_was_read_is_not_published_and_the_reason_is_not_lost(godkendt):
    client = visit(godkendt.sekretaer)
    vist = re.search(r'name="vist" value="(\w+)"', text(client.get(page(godkendt))))[1]
    submit(godkendt, line(godkendt.hus.tilbud, "A", 1111), line(godkendt.hus.tilbud, "B", 900))
    godkendt.decide(godkendt.point(godkendt.moeder["das"]), "godkendt")
    svar = text(client.post(page(godkendt), {"vist": vist, "grund": "Årets takster"}))
    assert "Der er kommet ændringer, siden du åbnede siden" in svar
    assert "Årets takster</textarea>" in svar
    assert not Takstbilag.objects.exists()
    nyt = re.search(r'name="vist" value="(\w+)"', svar)[1]
    assert "Takstbilag 2027, udgave 1 er udgivet" in text(client.post(page(godkendt), {"vist": nyt}, follow=True))


def test_the_page_shows_exactly_what_becomes_public_what_is_held_back_and_what_waits(rum):
    tilbud = rum.hus.tilbud
    indsendelse = submit(
        rum, line(tilbud, "Døgntakst", 1100), line(tilbud, "Særpris", 3210, type="forhandlet"), line(tilbud, "Sen", 977)
    )
    rum.go_to(DAS)
    rum.decide(rum.point(rum.moeder["das"]), "godkendt", {indsendelse.linjer.get(navn="Sen").pk: ("udsat", "")})
    side = text(visit(rum.sekretaer).get(page(rum)))
    offentligt, _, resten = side.partition("Det bliver holdt tilbage")
    tilbage, _, venter = resten.partition("Det er ikke med endnu")
    assert "1.100 kr." in offentligt and "Særpris" not in offentligt
    assert "forhandlet: aftalt for en enkelt plads" in tilbage
    assert "Sen (afventer afgørelse)" in venter
    assert "3.210" not in side and not re.search(r"\b977\b", side), "a page's tokens may hold any three digits"


def test_a_suspected_cpr_number_in_the_reason_is_stopped_until_it_is_released(godkendt):
    client = visit(godkendt.sekretaer)
    vist = draft_edition(godkendt.runde.omraade, AAR).sha256
    svar = text(client.post(page(godkendt), {"vist": vist, "grund": "Ring på 0101201234"}))
    assert "CPR-nummer" in svar and not Takstbilag.objects.exists()
    client.post(page(godkendt), {"vist": vist, "grund": "Ring på 0101201234", "frigiv_cpr": "on"})
    assert events_of(Takstbilag.objects.get()).filter(verbum=cpr.FRIGIVET).exists()


@pytest.mark.parametrize("aar", [0, 1999, 999_999])
def test_a_year_out_of_range_has_no_page_to_publish(rum, aar):
    assert visit(rum.sekretaer).get(page(rum, aar)).status_code == 404


def test_the_page_with_nothing_approved_says_so_and_offers_no_button(rum):
    side = text(visit(rum.sekretaer).get(page(rum)))
    assert "ingen godkendte takster at udgive endnu" in side
    assert "<button" not in side.partition("<main")[2].partition("</main")[0]


def test_an_edition_is_never_changed_or_deleted(godkendt):
    bilag = publish(godkendt)
    with pytest.raises(TypeError, match="ændres ikke"):
        bilag.save()
    with pytest.raises(TypeError, match="slettes ikke"):
        bilag.delete()
    with pytest.raises(TypeError, match="ændres ikke"):
        Takstbilag.objects.update(grund="Anden")
    with pytest.raises(TypeError, match="ændres ikke"):
        Takstbilag.objects.bulk_update([bilag], ["grund"])
    with pytest.raises(TypeError, match="slettes ikke"):
        Takstbilag.objects.filter(pk=bilag.pk).delete()


def test_editions_are_made_in_one_place_and_no_code_goes_round_the_guard():
    """Beside this only the redaction of a CPR number writes past it, and hides what the hash does not see."""
    laver = re.compile(r"\bTakstbilag\(|Takstbilag\.objects\.(bulk_|get_or_|update_or_)?create")
    uden_om = re.compile(r"QuerySet\(Takstbilag\)|Takstbilag\._base_manager|takster_takstbilag|\bbilag\.indhold\b.* = ")
    kode = {k.navn.removeprefix("src/socialaftale/"): tekst(k.fil) for k in kilder()}
    assert [navn for navn in kode if laver.search(kode[navn]) and not navn.endswith("models.py")] == [
        "takster/bilag/actions.py"
    ]
    assert [navn for navn in kode if uden_om.search(kode[navn])] == []


def test_two_publish_at_once_and_one_edition_comes_of_it(godkendt):
    udkast = draft_edition(godkendt.runde.omraade, AAR)
    valg = Udgivelsesvalg(vist=udkast.sha256)
    felter = {"omraade": udkast.omraade, "aar": AAR, "grund": "x", "by": godkendt.sekretaer, "valg": valg}
    publish_edition(**felter)
    with pytest.raises(ValidationError, match="Intet er ændret siden udgave 1"):
        publish_edition(**felter)


def test_what_is_public_is_the_newest_editions_content_and_nothing_newer(godkendt):
    tilbud, omraade = godkendt.hus.tilbud, godkendt.runde.omraade
    assert not is_published(omraade, AAR) and read_public([tilbud], AAR) == {}
    publish(godkendt)
    submit(godkendt, line(tilbud, "A", 1111), line(tilbud, "B", 900))
    godkendt.decide(godkendt.point(godkendt.moeder["das"]), "godkendt")
    assert [linje.takst_kr for linje in read_public([tilbud], AAR)[tilbud.pk].linjer] == [1100, 900]
    publish(godkendt)
    assert [linje.takst_kr for linje in read_public([tilbud], AAR)[tilbud.pk].linjer] == [1111, 900]
    assert is_published(omraade, AAR) and newest_published(omraade.pk) == AAR and published_years() == [AAR]
    assert "1.111 kr." in text(visit().get(f"/tilbud/{tilbud.kode}/"))
