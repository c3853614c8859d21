"""Themes handed in to other forums: what came back, silence, and whose task it is to ask."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.aftaler.aarshjul.queries import wheel
from socialaftale.aftaler.indspil import actions
from socialaftale.aftaler.indspil.models import Indspil
from socialaftale.aftaler.indspil.opgaver import tasks_of
from socialaftale.aftaler.indspil.queries import people, themes
from socialaftale.moeder import actions as moeder
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle

from .conftest import DAG, Hus

AFLEVERET, FRIST = dt.date(2026, 9, 1), dt.date(2026, 10, 22)


@pytest.fixture
def lone(hus: Hus) -> Bruger:
    return hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune)


def hand_over(hus: Hus, ejer: Bruger, by: Bruger | None = None, **felter) -> Indspil:
    data = {"tema": "Overgange", "forum": "KKR", "om": "En fast frist", "afleveret": AFLEVERET, "frist": FRIST}
    oplysninger = actions.Oplysninger(**(data | {"ejer": ejer} | felter))
    return actions.hand_over(omraade=hus.nord.omraade, oplysninger=oplysninger, by=by or hus.mette)


def tell(indspil: Indspil, by: Bruger, slags: str = "svar", dato: dt.date = DAG) -> None:
    actions.tell(indspil=indspil, slags=slags, dato=dato, tekst="KKR tager det op", by=by)


def test_silence_shows_the_day_after_and_is_its_owners_task_until_an_answer_comes(hus: Hus, lone: Bruger, client):
    indspil = hand_over(hus, lone)
    (opgave,) = tasks_of(lone)
    assert (opgave.tekst, opgave.frist) == ("Spørg KKR efter svar", FRIST)
    assert tasks_of(hus.mette) == []
    side = client.get("/indspil/").text
    assert "Intet svar til tiden" in side
    assert "1 dag over" in side
    tell(indspil, lone, "foreloebigt")
    assert len(tasks_of(lone)) == 1
    actions.move_deadline(indspil=indspil, frist=dt.date(2026, 12, 1), grund="Udskudt", by=lone)
    assert tasks_of(lone) == []
    assert "Foreløbigt svar" in client.get("/indspil/").text
    tell(indspil, lone)
    (vist,) = themes(AnonymousUser())
    assert vist.ord[0] == "Besvaret"
    enkelt = client.get(f"/indspil/{indspil.pk}/").text
    assert "KKR tager det op" in enkelt
    assert "Udskudt" in enkelt
    with pytest.raises(ValidationError, match="afsluttet"):
        tell(indspil, lone)


def test_when_the_owner_has_left_it_is_the_secretariats_task_until_it_is_given_to_another(
    hus: Hus, lone: Bruger, client
):
    indspil = hand_over(hus, lone)
    Bruger.objects.filter(pk=lone.pk).update(aktiv=False)
    assert [opgave.tekst for opgave in tasks_of(hus.mette)] == ["Spørg KKR efter svar"]
    client.force_login(hus.mette)
    assert "Er ikke længere i aftaleområdet" in client.get(f"/indspil/{indspil.pk}/").text
    assert lone not in people(hus.nord.omraade)
    with pytest.raises(ValidationError, match="ingen rolle i aftaleområdet"):
        actions.give_to(indspil=indspil, ejer=Bruger.objects.get(pk=lone.pk), by=hus.mette)
    nabo = hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.nabo)
    assert client.post(f"/indspil/{indspil.pk}/ejer/", {"ejer": nabo.pk}).status_code == 302
    assert tasks_of(hus.mette) == []
    assert len(tasks_of(nabo)) == 1


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"afleveret": dt.date(2026, 10, 24)}, "ude i fremtiden"),
        ({"frist": dt.date(2026, 8, 31)}, "før temaet er afleveret"),
        ({"om": ""}, "kan ikke være tomt"),
    ],
)
def test_a_theme_that_cannot_be(hus: Hus, lone: Bruger, felter, besked):
    with pytest.raises(ValidationError, match=besked):
        hand_over(hus, lone, **felter)


def test_the_same_twice_and_an_answer_before_it_was_asked_are_refused(hus: Hus, lone: Bruger):
    indspil = hand_over(hus, lone)
    with pytest.raises(ValidationError, match="allerede skrevet ind"):
        hand_over(hus, lone)
    tell(indspil, lone, "foreloebigt")
    for dato, besked in (
        (DAG, "allerede skrevet ind"),
        (dt.date(2026, 10, 24), "fremtiden"),
        (dt.date(2026, 8, 1), "før"),
    ):
        with pytest.raises(ValidationError, match=besked):
            tell(indspil, lone, "foreloebigt", dato)


def test_the_decision_is_shown_to_who_may_see_it_and_must_be_of_the_area(hus: Hus, lone: Bruger, fiktivland, client):
    moede = moeder.call_meeting(udvalg=hus.nord.udvalg, form="skriftlig", hvornaar=moeder.Tidspunkt(DAG), by=hus.mette)
    punkt = moeder.add_point(moede=moede, tekst=moeder.Punkttekst("Overgange"), by=hus.mette)
    ja = moeder.record_decision(punkt=punkt, set_nr=0, svar=moeder.Svar("til_efterretning", tekst="Ja."), by=hus.mette)
    indspil = hand_over(hus, lone, beslutning=ja)
    assert f"#punkt-{punkt.pk}" not in client.get(f"/indspil/{indspil.pk}/").text  # the meeting is not over
    client.force_login(hus.mette)
    assert f"#punkt-{punkt.pk}" in client.get(f"/indspil/{indspil.pk}/").text
    ja.punkt.moede.udvalg.omraade = fiktivland.omraade
    with pytest.raises(ValidationError, match="andet aftaleområde"):
        hand_over(hus, lone, tema="Andet", beslutning=ja)


def test_names_and_closed_themes_are_the_areas_own(hus: Hus, lone: Bruger, fiktivland, client):
    aabent, lukket = hand_over(hus, lone), hand_over(hus, lone, tema="Fortroligt", aaben=False)
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    for hvem in (None, fremmed):
        client.logout()
        if hvem:
            client.force_login(hvem)
        assert "Fortroligt" not in client.get("/indspil/").text
        assert client.get(f"/indspil/{lukket.pk}/").status_code == 404
        assert str(lone) not in client.get(f"/indspil/{aabent.pk}/").text
    assert client.get(f"/indspil/{aabent.pk}/svar/").status_code == 403
    dage = [dag.navn for dag in wheel(hus.nord.omraade, 2026, "", None) if dag.kode.startswith("indspil")]
    assert dage == ["Svar ventes fra KKR: Overgange"]


def test_only_the_owner_and_the_secretariat_tell(hus: Hus, lone: Bruger):
    indspil = hand_over(hus, lone)
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    for forsoeg in (
        lambda: tell(indspil, das),
        lambda: actions.move_deadline(indspil=indspil, frist=DAG, grund="Nej", by=das),
        lambda: actions.give_to(indspil=indspil, ejer=das, by=lone),
        lambda: hand_over(hus, lone, tema="Mit", by=lone),
    ):
        with pytest.raises(PermissionDenied):
            forsoeg()
    tell(indspil, hus.mette)


def test_the_pages_keep_what_was_typed_and_ask_about_a_sunday(hus: Hus, lone: Bruger, client):
    client.force_login(hus.mette)
    data = {
        "tema": "Boliger", "forum": "Styrelsen", "om": "En fælles liste", "afleveret": "01.10.2026",
        "frist": "29.11.2026", "ejer": lone.pk, "aaben": "on",
    }  # fmt: skip
    for felter, besked in (
        ({}, "er en fridag (søndag)"), ({"afleveret": "29.02.2026"}, "29.02.2026"), ({"om": "010120-1234"}, "CPR"),
    ):  # fmt: skip
        svar = client.post("/indspil/nordjylland/nyt/", data | felter).text
        assert besked in svar
        assert "Boliger" in svar
    assert client.post("/indspil/nordjylland/nyt/", data | {"frist": "30.11.2026"}).status_code == 302
    indspil = Indspil.objects.get()
    client.force_login(lone)
    tomt = client.post(f"/indspil/{indspil.pk}/svar/", {"slags": "", "dato": "20.10.2026", "tekst": "De svarer nej"})
    assert "De svarer nej" in tomt.text
    svar = {"slags": "svar", "dato": "20.10.2026", "tekst": "De svarer nej"}
    assert "Besvaret" in client.post(f"/indspil/{indspil.pk}/svar/", svar, follow=True).text


def test_the_list_costs_no_more_queries_for_twelve_themes_than_for_two(hus: Hus, lone: Bruger, client):
    client.force_login(hus.mette)
    spurgt = []
    for fra, til in ((0, 2), (2, 12)):
        for nr in range(fra, til):
            tell(hand_over(hus, lone, tema=f"Tema {nr}"), lone, "foreloebigt")
        with CaptureQueriesContext(connection) as alle:
            assert client.get("/indspil/").text.count("Intet svar til tiden") == til
        spurgt.append(len(alle))
    assert spurgt[0] == spurgt[1]
