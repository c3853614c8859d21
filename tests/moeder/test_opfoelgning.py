"""Follow-ups: who owns them, deadlines on days off, moved and done with a history, and the owner's own list."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.moeder import actions as moeder
from socialaftale.moeder import opgaver
from socialaftale.moeder.models import Opfoelgning
from socialaftale.moeder.opfoelgning import actions
from socialaftale.moeder.opfoelgning.ejer import code_of, owner_choices, owner_of
from socialaftale.parter.models import Bruger, Funktion, Funktionspost
from socialaftale.parter.overstregning import hide_texts

from .conftest import DAG, Rum
from .test_sider import typed

UGE = dt.timedelta(days=7)
SOENDAG = dt.date(2026, 11, 29)


def task(rum: Rum, hvem="Sekretariatet", frist: dt.date = DAG + UGE, aaben: bool = True) -> Opfoelgning:
    punkt = rum.point(rum.meet(), aaben=aaben)
    rum.decide(punkt, opgaver=(("Ringe rundt", hvem, frist),))
    return punkt.opfoelgninger.get()


@pytest.fixture
def koordinator(rum) -> tuple[Bruger, Funktion]:
    """A function of a party, and the person who fills it."""
    funktion = Funktion.objects.create(organisation=rum.nord.nabo, art=Funktion.Art.KAPACITETSKOORDINATOR)
    bruger = Bruger.objects.create_user("kaj@eksempel.dk", navn="Kaj Eksempel", organisation=rum.nord.nabo)
    Funktionspost.objects.create(
        funktion=funktion, bruger=bruger, gaelder_fra=dt.date(2020, 1, 1), registreret_by=rum.nord.by
    )
    return bruger, funktion


# Whose it is


def test_a_person_an_organisation_or_a_function_can_own_it_and_its_words_stay(rum, koordinator):
    bruger, funktion = koordinator
    for ejer in (bruger, rum.nord.nabo, funktion):
        assert owner_of(code_of(ejer)) == ejer
    en = task(rum, funktion)
    assert (en.funktion, en.person, en.hvem) == (funktion, None, "kapacitetskoordinator, Nordjylland kommune 2")
    koder = [kode for _, gruppe in owner_choices(rum.das, DAG) for kode, _ in gruppe]
    assert {code_of(rum.medlemmer["das"]), code_of(rum.nord.nabo), code_of(funktion)} <= set(koder)
    assert code_of(rum.medlemmer["fu"]) not in koder


def test_neither_area_offers_the_others_people(rum, fiktivland):
    koder = [kode for _, gruppe in owner_choices(rum.das, DAG) for kode, _ in gruppe]
    assert code_of(fiktivland.kommune) not in koder


@pytest.mark.parametrize("kode", ["", "person-", "person-99999", "udvalg-1", "person-1 or 1"])
def test_a_code_that_means_nobody_is_nobody(rum, kode):
    assert owner_of(kode) is None


def test_the_one_who_fills_the_function_has_it_on_her_first_page_until_it_is_done(rum, koordinator, client):
    bruger, funktion = koordinator
    en = task(rum, funktion)
    (opgave,) = opgaver.tasks_of(bruger)
    assert (opgave.tekst, opgave.frist) == ("Ringe rundt", en.frist)
    client.force_login(bruger)
    assert "Ringe rundt" in client.get("/").text
    svar = client.post(f"/moeder/opfoelgning/{en.pk}/", {"udfoert": "ja", "udfoert-note": "Ringet til alle."})
    assert svar.status_code == 302
    assert opgaver.tasks_of(bruger) == []
    assert "Ringet til alle." in client.get(f"/moeder/opfoelgning/{en.pk}/").text


def test_an_organisation_s_is_its_member_s_in_that_body_alone(rum):
    task(rum, rum.nord.kommune)
    assert opgaver.tasks_of(rum.medlemmer["das"])
    assert opgaver.tasks_of(rum.medlemmer["fu"]) == []


def test_the_secretariat_has_its_own(rum):
    task(rum, rum.nord.sekretariat)
    assert opgaver.tasks_of(rum.sekretaer)


def test_whose_it_is_not_finds_no_page_and_cannot_finish_it(rum, koordinator, client):
    bruger, _ = koordinator
    en = task(rum)
    client.force_login(bruger)
    assert client.get(f"/moeder/opfoelgning/{en.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        actions.finish_followup(opfoelgning=en, by=bruger)


def test_an_owner_sees_the_task_of_a_closed_point_and_not_the_point(rum, koordinator, client):
    bruger, funktion = koordinator
    en = task(rum, funktion, aaben=False)
    client.force_login(bruger)
    side = client.get(f"/moeder/opfoelgning/{en.pk}/").text
    assert "Ringe rundt" in side
    assert f"#punkt-{en.punkt_id}" not in side
    assert "Flyt fristen" not in side


# Its history


def test_a_deadline_is_moved_with_a_reason_and_comes_back_with_what_it_was(rum):
    en = task(rum)
    felter = {"opfoelgning": en, "by": rum.sekretaer}
    for frist, grund in ((DAG + 2 * UGE, " "), (en.frist, "Samme dag")):
        with pytest.raises(ValidationError, match="anden dag, og med en grund"):
            actions.move_deadline(frist=frist, grund=grund, **felter)
    with pytest.raises(ValidationError, match=r"Den 16\.10\.2026 er gået"):
        actions.move_deadline(frist=DAG - UGE, grund="Venter på svar", **felter)
    actions.move_deadline(frist=DAG + 2 * UGE, grund="Venter på svar", **felter)
    en.refresh_from_db()
    assert en.frist == DAG + 2 * UGE
    (punkt,) = moeder.draw_up(moede=rum.meet(dato=DAG + UGE), by=rum.sekretaer)
    assert "senest 06.11.2026 (flyttet fra 30.10.2026)" in punkt.sagsfremstilling


def test_what_is_done_is_not_moved_but_may_be_opened_again_with_a_reason(rum):
    en = task(rum)
    felter = {"opfoelgning": en, "by": rum.sekretaer}
    actions.finish_followup(note="Gjort", **felter)
    with pytest.raises(ValidationError, match="meldt udført"):
        actions.move_deadline(frist=DAG + 2 * UGE, grund="Nej", **felter)
    with pytest.raises(ValidationError, match="hvorfor"):
        actions.reopen_followup(grund="", **felter)
    actions.reopen_followup(grund="Der manglede en", **felter)
    with pytest.raises(ValidationError, match="ikke meldt udført"):
        actions.reopen_followup(grund="Igen", **felter)
    assert [trin.slags for trin in en.trin.all()] == ["udfoert", "genaabnet"]
    assert Opfoelgning.objects.open().get() == en


def test_a_cpr_number_in_the_history_can_be_hidden(rum):
    en = task(rum)
    actions.finish_followup(opfoelgning=en, note="Ringede til 010190-1234", by=rum.sekretaer)
    hide_texts(en)
    assert "1234" not in en.trin.get().tekst


# Days off


def test_a_sunday_is_said_and_the_next_working_day_offered_or_the_day_kept(rum, client):
    punkt = rum.point(rum.meet())
    client.force_login(rum.sekretaer)
    adresse = f"/moeder/{punkt.moede_id}/referat/"
    felter = {"resultat": "udsat", "opgave_hvad": "Ringe", "opgave_ejer": code_of(rum.nord.nabo)}
    data = typed(punkt.moede, [(punkt, 0, felter | {"opgave_frist": f"{SOENDAG:%d.%m.%Y}"})])
    svar = client.post(adresse, data).text
    assert "er en fridag (søndag). Næste arbejdsdag er 30.11.2026" in svar
    assert not punkt.beslutninger.exists()
    assert client.post(adresse, data | {f"p{punkt.pk}-opgave_behold": "on"}).status_code == 302
    en = punkt.opfoelgninger.get()
    assert (en.frist, en.organisation) == (SOENDAG, rum.nord.nabo)


def test_a_moved_deadline_is_asked_the_same(rum, client):
    en = task(rum)
    client.force_login(rum.sekretaer)
    data = {"flyt": "ja", "flyt-frist": "25.12.2026", "flyt-grund": "Venter"}
    assert "Næste arbejdsdag er 28.12.2026" in client.post(f"/moeder/opfoelgning/{en.pk}/", data).text
    client.post(f"/moeder/opfoelgning/{en.pk}/", data | {"flyt-frist": "28.12.2026"})
    assert en.trin.get().til_frist == dt.date(2026, 12, 28)


def test_an_owner_is_chosen_or_written_not_both(rum, client):
    punkt = rum.point(rum.meet())
    client.force_login(rum.sekretaer)
    felter = {"resultat": "udsat", "opgave_hvad": "Ringe", "opgave_frist": "01.12.2026", "opgave_hvem": "Ole"}
    felter |= {"opgave_ejer": code_of(rum.nord.nabo)}
    svar = client.post(f"/moeder/{punkt.moede_id}/referat/", typed(punkt.moede, [(punkt, 0, felter)]))
    assert "ikke begge dele" in svar.text
