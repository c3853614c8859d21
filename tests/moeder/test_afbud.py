"""Absence told beforehand: by the member's own page or the mail's link, seen by the body, and ready when it meets."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.fremmoede import afbud
from socialaftale.moeder.fremmoede.actions import Fremmoede, save_attendance
from socialaftale.moeder.fremmoede.queries import seats
from socialaftale.moeder.models import Afbud
from socialaftale.parter.models import Rolletildeling
from socialaftale.parter.roller import Rolle

from .conftest import DAG
from .test_sider import seen

MOEDEDAG = DAG + dt.timedelta(days=7)
SITE = "https://eksempel.invalid/"


@pytest.fixture
def moede(rum):
    moede = rum.meet(dato=MOEDEDAG)
    rum.point(moede, "Vejrhanen")
    return moede


@pytest.fixture
def medlem(rum):
    return rum.medlemmer["das"]


@pytest.fixture
def vikar(rum, medlem):
    """The member's deputy in DAS."""
    vikar = rum.nord.person(Rolle.VISITATOR, rum.nord.kommune)
    felter = {"rolle": Rolle.DAS, "udvalg": rum.das, "organisation": medlem.organisation}
    tid = {"gaelder_fra": DAG - dt.timedelta(days=9), "registreret_by": rum.sekretaer}
    Rolletildeling.objects.create(bruger=vikar, stedfortraeder_for=medlem, **felter, **tid)
    return vikar


def mails(person) -> list[str]:
    return list(Udgaaende.objects.filter(modtager=person.email).order_by("pk").values_list("emne", flat=True))


def test_a_member_says_so_on_her_own_page_names_her_deputy_and_takes_it_back(rum, moede, medlem, vikar, client):
    adresse = f"/moeder/{moede.pk}/afbud/"
    assert f'href="{adresse}"' in seen(client, medlem, f"/moeder/{moede.pk}/")
    for hvem in (None, rum.sekretaer, rum.medlemmer["fu"], vikar):
        assert f'href="{adresse}"' not in seen(client, hvem, f"/moeder/{moede.pk}/")
    client.force_login(medlem)
    side = client.post(adresse, {"stedfortraeder": vikar.pk}, follow=True).text
    assert "Dit afbud er gemt" in side
    assert "Ret dit afbud" in side
    linje = f"{medlem.navn} (i stedet kommer {vikar.navn})"
    assert linje in seen(client, rum.sekretaer, f"/moeder/{moede.pk}/")
    for hvem in (None, rum.medlemmer["fu"]):
        assert linje not in seen(client, hvem, f"/moeder/{moede.pk}/")
    (plads,) = (en for en in seats(moede, MOEDEDAG) if en.person_id == medlem.pk)
    assert (plads.status, plads.stedfortraeder) == ("afbud", vikar.navn)
    client.force_login(medlem)
    igen = client.get(adresse).text
    assert "Du har meldt afbud" in igen and f'value="{vikar.pk}" selected' in igen
    assert "Du står igen som en, der kommer" in client.post(adresse, {"kommer": "ja"}, follow=True).text
    assert mails(vikar) == ["Mød i stedet: DAS Nordjylland", "Du skal ikke møde: DAS Nordjylland"]
    assert [en.status for en in seats(moede, MOEDEDAG)] == ["til_stede"]
    client.force_login(medlem)
    assert "Du har ikke meldt afbud." in client.post(adresse, {"kommer": "ja"}).text


def test_the_mail_of_the_release_has_a_link_that_needs_no_login_and_writes_nothing_when_opened(
    rum, moede, medlem, vikar, client
):
    release(moede=moede, site=SITE, by=rum.sekretaer)
    brev = Udgaaende.objects.get(modtager=medlem.email).tekst
    assert "meld afbud" not in Udgaaende.objects.get(modtager=vikar.email).tekst
    sti = re.search(r"https://eksempel.invalid(/moeder/afbud/\S+/)", brev)[1]
    assert medlem.navn in client.get(sti).text and not Afbud.objects.exists()
    side = client.post(sti, {"stedfortraeder": ""}).text
    assert "Dit afbud er gemt" in side and Afbud.objects.get().ved_link
    assert client.get(sti.replace("/afbud/", "/afbud/x")).status_code == 410
    Rolletildeling.objects.filter(bruger=medlem, udvalg=rum.das).update(gaelder_fra=MOEDEDAG + dt.timedelta(days=1))
    svar = client.post(sti, {})
    assert svar.status_code == 410 and "ikke længere en plads" in svar.text


def test_a_body_without_deputies_asks_for_none_and_takes_no_other(rum, moede, medlem, client):
    client.force_login(medlem)
    assert "I stedet kommer" not in client.get(f"/moeder/{moede.pk}/afbud/").text
    with pytest.raises(ValidationError, match="er ikke din stedfortræder"):
        afbud.say_absent(moede=moede, person=medlem, stedfortraeder=rum.sekretaer, site="", by=medlem)
    for hvem in (rum.sekretaer, rum.medlemmer["fu"]):
        client.force_login(hvem)
        assert client.get(f"/moeder/{moede.pk}/afbud/").status_code == 403
        with pytest.raises(PermissionDenied):
            afbud.say_absent(moede=moede, person=hvem, stedfortraeder=None, site="", by=hvem)


def test_it_is_of_one_day_so_a_meeting_that_is_moved_asks_anew(rum, moede, medlem, i_dag):
    afbud.say_absent(moede=moede, person=medlem, stedfortraeder=None, site="", by=medlem)
    ny = MOEDEDAG + dt.timedelta(days=1)
    i_dag.shift(1)
    flyttet = {"hvornaar": moeder.Tidspunkt(ny), "grund": "Ferie", "aflyst": False}
    moeder.move_meeting(moede=moede, by=rum.sekretaer, **flyttet)
    assert [en.status for en in seats(moede, ny)] == ["til_stede"]


def test_it_is_too_late_when_the_attendance_is_written_or_the_meeting_is_held_or_off(rum, moede, medlem, client, i_dag):
    def say():
        afbud.say_absent(moede=moede, person=medlem, stedfortraeder=None, site="", by=medlem)

    link = f"/moeder/afbud/{afbud.token_of(moede, medlem)}/"
    say()
    i_dag.move_to(dt.datetime.combine(MOEDEDAG, dt.time(9), dt.UTC))
    save_attendance(moede=moede, set_nr=0, fremmoede=Fremmoede(tuple(seats(moede, MOEDEDAG))), by=rum.sekretaer)
    with pytest.raises(ValidationError, match="Fremmødet er skrevet"):
        say()
    assert "Fremmødet er skrevet" in client.get(link).text
    i_dag.shift(dt.timedelta(days=1))
    with pytest.raises(ValidationError, match="Mødet er holdt"):
        say()
    aflyst = rum.meet(dato=DAG + dt.timedelta(days=30))
    i_dag.shift(1)
    moeder.move_meeting(
        moede=aflyst, hvornaar=moeder.Tidspunkt(DAG + dt.timedelta(days=30)), grund="x", aflyst=True, by=rum.sekretaer
    )
    with pytest.raises(ValidationError, match="aflyst"):
        afbud.say_absent(moede=aflyst, person=medlem, stedfortraeder=None, site="", by=medlem)
