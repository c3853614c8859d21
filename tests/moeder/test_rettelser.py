"""Corrections with what differs, the minutes' approval, the public's view before closing, and words taken out."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import Haendelse
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.forberedelse.actions import build_agenda
from socialaftale.moeder.fremmoede.actions import Fremmoede, save_attendance
from socialaftale.moeder.fremmoede.models import Moededeltager
from socialaftale.moeder.importering.actions import confirm_minutes
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.rettelser import actions, queries

from .conftest import DAG, Rum
from .gammelt_referat import receive_text
from .test_sider import seen

UGE = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def filmappe(settings, tmp_path):
    settings.FILER = tmp_path / "filer"


@pytest.fixture
def moede(rum):
    """A meeting with an open and a closed point, decided; Søren Hansen is named in both, and as a guest."""
    moede = rum.meet()
    aabent = rum.point(moede, "Åben sag", sagsfremstilling="Sagen om Søren  Hansen fra nord.")
    rum.decide(aabent, tekst="Søren\nHansen får svar.", opgaver=(("Ringe til Søren Hansen", "Sekretariatet", DAG),))
    rum.decide(rum.point(moede, "Lukket sag", aaben=False), "udsat", tekst="Om søren hansen")
    gaest = Moededeltager(slags="gaest", navn="Søren Hansen")
    save_attendance(moede=moede, set_nr=0, fremmoede=Fremmoede((gaest,)), by=rum.sekretaer)
    return moede


def redact(rum: Rum, moede, ord_="Søren Hansen", grund="Personoplysning"):
    return actions.redact(moede=moede, ord_=ord_, grund=grund, by=rum.sekretaer)


# Corrections


def test_a_correction_shows_what_stood_what_stands_who_and_why_to_those_who_read_it_all(rum, moede, client):
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    punkt = moede.punkter.get(nummer=1)
    rum.decide(punkt, tekst="Søren Hansen får afslag.", rettelse="Forkert referat")
    (rettelse,) = queries.corrections(moede)
    stykker = {(et.art.value, et.tekst.strip()) for del_ in rettelse.forskelle for et in del_.stykker}
    assert {("vaek", "svar."), ("ny", "afslag.")} <= stykker
    side = seen(client, rum.medlemmer["das"], f"/moeder/{moede.pk}/rettelser/")
    assert "Forkert referat" in side
    assert str(rum.sekretaer) in side
    client.force_login(rum.medlemmer["fu"])
    assert client.get(f"/moeder/{moede.pk}/rettelser/").status_code == 403


def test_a_changed_attendance_and_changed_answers_are_corrections_too(rum):
    moede = rum.meet()
    punkt = rum.point(moede, indstillinger=(("godkender", "planen"), ("droefter", "resten")))
    ledene = list(punkt.indstillinger.all())
    for nr, svar in enumerate(("godkendt", "udsat")):
        svaret = moeder.Svar("", indstillinger={ledene[0].pk: svar, ledene[1].pk: "droeftet"})
        moeder.record_decision(punkt=punkt, set_nr=nr, svar=svaret, by=rum.sekretaer)
        gaest = Moededeltager(slags="gaest", navn="Gerda", hvorfra=svar)
        save_attendance(moede=moede, set_nr=nr, fremmoede=Fremmoede((gaest,)), by=rum.sekretaer)
    fremmoede, beslutning = queries.corrections(moede)
    assert fremmoede.om == "Fremmøde"
    assert [del_.skaebne for del_ in beslutning.forskelle if del_.overskrift == "Svar på indstillingerne"] == [
        "aendret"
    ]


# Approval


def approve(rum: Rum, dato: dt.date, resultat: str = "godkendt"):
    naeste = rum.meet(dato=dato)
    punkter = {punkt.noegle: punkt for punkt in build_agenda(moede=naeste, by=rum.sekretaer)}
    for punkt in naeste.punkter.all():
        rum.decide(punkt, resultat if punkt == punkter["fast-referat"] else "udsat")
    moeder.close_meeting(moede=naeste, by=rum.sekretaer)
    return naeste


@pytest.mark.parametrize(("resultat", "godkendt"), [("godkendt", True), ("udsat", False)])
def test_the_minutes_are_approved_when_the_next_meeting_approves_them(rum, moede, i_dag, resultat, godkendt, client):
    moeder.close_meeting(moede=moede, by=rum.sekretaer)
    assert queries.approval(moede, DAG) is None
    assert "endnu ikke godkendt" in seen(client, None, f"/moeder/{moede.pk}/")
    i_dag.shift(7 * 24 * 3600)
    naeste = approve(rum, DAG + UGE, resultat)
    fundet = queries.approval(moede, DAG)
    assert (fundet.moede if fundet else None) == (naeste if godkendt else None)
    if fundet:
        assert not fundet.rettet
        i_dag.shift(60)
        rum.decide(moede.punkter.get(nummer=1), rettelse="Slåfejl")
        assert queries.approval(moede, DAG).rettet


# What the public will see


def test_the_secretariat_sees_the_page_as_everyone_will_before_it_is_public(rum, moede, client):
    adresse = f"/moeder/{moede.pk}/offentligt/"
    side = seen(client, rum.sekretaer, adresse)
    assert "vil alle andre se" in side
    assert "Hansen får svar." in side
    assert "Lukket sag" not in side
    moede.refresh_from_db()
    assert moede.afsluttet_at is None, "a look changes nothing"
    assert "Hansen" not in seen(client, None, f"/moeder/{moede.pk}/")
    client.force_login(rum.medlemmer["das"])
    assert client.get(adresse).status_code == 403


# Words taken out


def everything(client, rum, moede) -> str:
    adresser = [f"/moeder/{moede.pk}/", "/moeder/beslutninger/?q=sag", "/moeder/beslutninger/?q=hansen"]
    adresser += [f"/moeder/{moede.pk}/rettelser/", "/moeder/opfoelgning/", f"/moeder/{moede.pk}/fremmoede/"]
    sider = [seen(client, rum.sekretaer, adresse) for adresse in adresser]
    return "".join(side.partition("<h1")[2] for side in sider).replace('value="hansen"', "")


@pytest.mark.parametrize("foerst_lukket", [False, True])
def test_words_are_gone_from_every_text_page_and_version_and_leave_a_mark(rum, moede, client, foerst_lukket):
    if foerst_lukket:
        moeder.close_meeting(moede=moede, by=rum.sekretaer)
    rettelse = {"rettelse": "Søren Hansen ringede"} if foerst_lukket else {}
    rum.decide(moede.punkter.get(nummer=1), tekst="Borgeren får svar.", **rettelse)
    assert "Hansen" in everything(client, rum, moede)
    maerker = redact(rum, moede)
    assert {(et.punkt.nummer if et.punkt else None, et.offentliggjort) for et in maerker} == {
        (1, foerst_lukket),
        (2, foerst_lukket),
        (None, foerst_lukket),
    }
    side = everything(client, rum, moede)
    assert "hansen" not in side.casefold()
    assert "●●●" in side
    assert not Haendelse.objects.filter(efter__icontains="Hansen").exists()
    if not foerst_lukket:
        moeder.close_meeting(moede=moede, by=rum.sekretaer)
    offentlig = seen(client, None, f"/moeder/{moede.pk}/")
    assert "punkt 1" in offentlig.partition("Overstreget")[2]
    assert "punkt 2" not in offentlig, "nothing of a closed point"
    assert [h.efter["grund"] for h in events_of(moede) if h.verbum == "overstreg ord"] == ["Personoplysning"]


@pytest.mark.parametrize(
    ("ord_", "grund", "besked"),
    [
        ("Sø", "Kort", "mindst 3 tegn"),
        ("Findes Ikke", "Væk", "findes ikke"),
        ("Søren Hansen", "Det var Søren  Hansen", "uden de ord"),
        ("Søren Hansen", " ", "hvorfor"),
    ],
)
def test_what_cannot_be_taken_out_is_said_and_nothing_is_changed(rum, moede, ord_, grund, besked):
    with pytest.raises(ValidationError, match=besked):
        redact(rum, moede, ord_, grund)
    assert Beslutning.objects.filter(tekst__contains="Hansen").exists()
    assert not moede.overstregninger.exists()


def test_a_word_inside_another_stays(rum):
    moede = rum.meet()
    rum.decide(rum.point(moede), tekst="Ida kommer idag, og Idas bil.")
    redact(rum, moede, "Ida")
    assert Beslutning.objects.get().tekst == "●●● kommer idag, og Idas bil."


def test_the_page_asks_twice_and_says_what_was_done(rum, moede, client):
    client.force_login(rum.sekretaer)
    adresse = f"/moeder/{moede.pk}/offentligt/"
    data = {"ord_": "Søren Hansen", "grund": "Personoplysning"}
    assert "kan ikke fortrydes" in client.post(adresse, data).text
    assert not moede.overstregninger.exists()
    svar = client.post(adresse, data | {"sikker": "on"}, follow=True)
    assert "er overstreget i alle" in svar.text


def test_the_file_of_old_minutes_goes_with_the_words(rum):
    tekst = "Åben\n\nPunkt 1. En sag\n\nBeslutning\nSøren Hansen får svar.\n"
    ny = receive_text(tekst, rum.das, dt.date(2025, 3, 17), rum.sekretaer)
    moede = confirm_minutes(referatimport=ny, by=rum.sekretaer)
    redact(rum, moede)
    ny.refresh_from_db()
    assert "Hansen" not in ny.tekst
    from socialaftale.faelles.filer import path

    assert not path(ny.sha256).exists()
