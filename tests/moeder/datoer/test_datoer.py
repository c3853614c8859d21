"""Finding a day: who is asked, how answers come, which day is best, and one press that calls the meeting."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.datoer.actions import Spoergsmaal, answer, ask_members, call_on, token_of
from socialaftale.moeder.datoer.queries import asked, days_of
from socialaftale.moeder.models import Datofinding, Datosvar, Moede
from socialaftale.parter.models import Bruger, Rolletildeling
from socialaftale.parter.roller import Rolle
from tests.moeder.conftest import DAG

DAGE = tuple(DAG + dt.timedelta(days=antal) for antal in (24, 25, 31))  # Monday, Tuesday, Monday
SITE = "https://eksempel.invalid/"


def question(**felter) -> Spoergsmaal:
    felter = {"hvad": "Seminar", "datoer": DAGE, "svarfrist": DAG + dt.timedelta(days=7)} | felter
    return Spoergsmaal(fra_kl=dt.time(9), til_kl=dt.time(12), **felter)


def ask(rum, sammen_med=None, **felter) -> Datofinding:
    felter = {"spoergsmaal": question(**felter), "site": SITE, "by": rum.sekretaer}
    return ask_members(udvalg=rum.das, sammen_med=sammen_med, **felter)


@pytest.fixture
def kollega(rum) -> Bruger:
    felter = {"navn": "Karen Eksempel", "organisation": rum.medlemmer["das"].organisation}
    karen = Bruger.objects.create_user("karen@eksempel.dk", **felter)
    plads = {"gaelder_fra": DAG - dt.timedelta(days=400), "registreret_by": rum.sekretaer}
    Rolletildeling.objects.create(bruger=karen, rolle=Rolle.DAS, udvalg=rum.das, **plads)
    return karen


@pytest.fixture
def finding(rum, kollega) -> Datofinding:
    return ask(rum)


def say(finding: Datofinding, person: Bruger, *svar: str) -> None:
    forslag = finding.forslag.order_by("dato").values_list("pk", flat=True)
    answer(deltager=finding.deltagere.get(person=person), svar=dict(zip(forslag, svar, strict=True)), by=person)


def test_everyone_who_sits_in_the_body_gets_a_link_of_her_own(rum, kollega, finding):
    mails = Udgaaende.objects.filter(emne__startswith="Hvornår kan du")
    assert {mail.modtager for mail in mails} == {rum.medlemmer["das"].email, kollega.email}
    assert len({mail.tekst for mail in mails}) == 2
    assert all(f"{SITE}moeder/datosvar/" in mail.tekst for mail in mails)


def test_who_has_left_is_neither_asked_nor_counted_and_her_link_says_so(rum, kollega, finding, client, i_dag):
    link = f"/moeder/datosvar/{token_of(finding.deltagere.get(person=kollega))}/"
    say(finding, kollega, "nej", "nej", "nej")
    plads = Rolletildeling.objects.get(bruger=kollega)
    i_dag.shift(60)
    plads.ending(DAG, rum.sekretaer, dt.datetime.now(dt.UTC)).save()
    assert [en.person for en in asked(finding)] == [rum.medlemmer["das"]]
    assert not any(dag.svar for dag in days_of(finding))
    side = client.get(link)
    assert (side.status_code, "ikke længere medlem" in side.text) == (410, True)
    assert kollega not in {en.person for en in ask(rum, hvad="Igen").deltagere.all()}


def test_the_link_opens_without_writing_and_answers_without_an_account(rum, kollega, finding, client):
    link = f"/moeder/datosvar/{token_of(finding.deltagere.get(person=kollega))}/"
    assert "Seminar" in client.get(link).text
    assert not Datosvar.objects.exists()
    felter = {f"d{pk}": "ja" for pk in finding.forslag.values_list("pk", flat=True)}
    mangler = client.post(link, dict(list(felter.items())[:2])).text
    assert "Svar for 23.\xa0november 2026." in mangler
    assert not Datosvar.objects.exists()
    assert "Tak, dit svar er gemt" in client.post(link, felter).text
    assert "Tak, dit svar er gemt" in client.post(link, felter | {next(iter(felter)): "nej"}).text
    assert days_of(finding)[-1].who("nej") == [kollega.navn]
    assert "ikke helt" in client.get(f"{link[:-2]}x/").text


def test_the_best_day_has_the_fewest_who_cannot_and_says_why(rum, kollega, finding, client):
    rum.meet(rum.fu, DAGE[1])
    say(finding, rum.medlemmer["das"], "ja", "helst", "helst")
    say(finding, kollega, "nej", "ja", "ja")
    assert [dag.dato for dag in days_of(finding)] == [DAGE[2], DAGE[1], DAGE[0]]
    client.force_login(rum.sekretaer)
    side = client.get(f"/moeder/datoer/{finding.pk}/").text
    assert side.index("Passer bedst") < side.index("Fu, voksne mødes")
    assert f"Kan ikke: {kollega.navn}" in side
    assert "2 kan, ingen har sagt nej, 1 vil helst den dag." in side


def test_weekends_and_holidays_are_shown(rum, kollega):
    loerdag, juledag = dt.date(2026, 11, 28), dt.date(2026, 12, 25)
    noter = {dag.dato: dag.noter for dag in days_of(ask(rum, datoer=(loerdag, juledag)))}
    assert noter == {loerdag: ("lørdag",), juledag: ("juledag",)}


def test_one_press_calls_the_meeting_and_mails_the_calendar_file(rum, kollega, finding, client, mailoutbox):
    from socialaftale.faelles.udbakke import send_due

    Udgaaende.objects.all().delete()
    client.force_login(rum.sekretaer)
    forslag = finding.forslag.get(dato=DAGE[0])
    side = client.post(f"/moeder/datoer/{finding.pk}/indkald/{forslag.pk}/", follow=True).text
    assert "Mødet er indkaldt" in side
    assert Moede.objects.in_order().get().dato == DAGE[0]
    send_due()
    assert len(mailoutbox) == 2
    navn, fil, slags = mailoutbox[0].attachments[0]
    assert (navn, slags) == ("moede.ics", "text/calendar")
    assert "DTSTART:20261116T080000Z" in fil
    assert "allerede indkaldt" in client.post(f"/moeder/datoer/{finding.pk}/indkald/{forslag.pk}/", follow=True).text
    with pytest.raises(ValidationError, match="Dagen er valgt"):
        say(finding, kollega, "ja", "ja", "ja")
    link = f"/moeder/datosvar/{token_of(finding.deltagere.get(person=kollega))}/"
    assert "Dagen er valgt" in client.get(link).text


def test_two_bodies_are_asked_together_and_called_together_or_not_at_all(rum, kollega):
    finding = ask(rum, rum.fu)
    assert {en.person for en in finding.deltagere.all()} == {*rum.medlemmer.values(), kollega}
    rum.meet(rum.fu, DAGE[0])
    felter = {"site": SITE, "by": rum.sekretaer}
    with pytest.raises(ValidationError, match="allerede et møde"):
        call_on(finding=finding, forslag=finding.forslag.get(dato=DAGE[0]), **felter)
    assert Moede.objects.count() == 1
    call_on(finding=finding, forslag=finding.forslag.get(dato=DAGE[1]), **felter)
    assert {moede.udvalg for moede in Moede.objects.in_order().filter(dato=DAGE[1])} == {rum.das, rum.fu}


def test_a_member_answers_signed_in_and_others_see_nothing(rum, finding, client, fiktivland):
    client.force_login(rum.medlemmer["das"])
    adresse = f"/moeder/datoer/{finding.pk}/"
    felter = {f"d{pk}": "helst" for pk in finding.forslag.values_list("pk", flat=True)}
    assert "Dit svar er gemt" in client.post(adresse, felter, follow=True).text
    assert client.post(f"{adresse}indkald/{finding.forslag.first().pk}/").status_code == 403
    client.force_login(rum.medlemmer["fu"])
    assert client.get(adresse).status_code == 404
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    assert client.get(adresse).status_code == 404
    with pytest.raises(PermissionDenied):
        ask_members(udvalg=rum.das, sammen_med=None, spoergsmaal=question(), site=SITE, by=rum.medlemmer["das"])


@pytest.mark.parametrize(
    ("datoer", "frist", "besked"),
    [
        ("16.11.2026", "30.10.2026", "mindst 2 og højst 20"),
        ("16.11.2026\n16.11.2026", "30.10.2026", "forskellige dage"),
        ("16.11.2025\n17.11.2026", "30.10.2026", "ikke en dag, der kommer"),
        ("16.11.2026\n17.11.2026", "16.11.2026", "før den første dag"),
        ("16.11.2026\n31.02.2027", "30.10.2026", "»31.02.2027« er ikke en dag"),
        ("i morgen\n17.11.2026", "30.10.2026", "»i morgen« er ikke en dag"),
    ],
)
def test_bad_days_are_told_and_nothing_typed_is_lost(rum, client, datoer, frist, besked):
    client.force_login(rum.sekretaer)
    felter = {"udvalg": rum.das.pk, "hvad": "Seminar", "datoer": datoer, "svarfrist": frist}
    side = client.post("/moeder/datoer/nyt/", felter | {"fra_kl": "9", "til_kl": "12"}).text
    assert besked in side
    assert datoer in side.replace("\r", "")
    assert not Datofinding.objects.exists()
    assert not Udgaaende.objects.exists()


def test_the_secretary_asks_on_the_page(rum, client):
    client.force_login(rum.sekretaer)
    assert "Ingen er spurgt om dage" in client.get("/moeder/datoer/").text
    felter = {"udvalg": rum.das.pk, "hvad": "Seminar", "datoer": "16.11.2026\n17.11.2026", "svarfrist": "30.10.2026"}
    side = client.post("/moeder/datoer/nyt/", felter | {"fra_kl": "9", "til_kl": "12"}, follow=True).text
    assert "1 person har fået en mail" in side
    assert "Seminar" in client.get("/moeder/datoer/").text
