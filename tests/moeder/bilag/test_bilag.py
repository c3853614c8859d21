"""The annexes of a point: sent, seen by those who may, and by nobody else."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import MAX_BYTES, Fil
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.bilag import actions
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.models import Punktbilag
from socialaftale.parter.roller import Rolle
from tests.moeder.conftest import DAG
from tests.parter.conftest import fiktivland  # noqa: F401 - a fixture

from .filer import EXE, PDF, annex, packed, upload


def send(client, punkt, *filer, aaben=True):
    data = {"filer": list(filer)} | ({"aaben": "on"} if aaben else {})
    return client.post(f"/moeder/punkt/{punkt.pk}/bilag/", data)


def status(client, bruger, bilag) -> int:
    if bruger:
        client.force_login(bruger)
    svar = client.get(f"/moeder/bilag/{bilag.pk}/")
    client.logout()
    return svar.status_code


def end(rum, moede) -> None:
    release(moede=moede, site="", by=rum.sekretaer)
    for punkt in moede.punkter.filter(beslutninger=None):
        rum.decide(punkt)
    moeder.close_meeting(moede=moede, by=rum.sekretaer)


@pytest.fixture
def punkt(rum):
    return rum.point(rum.meet())


@pytest.fixture
def mette(client, rum):
    client.force_login(rum.sekretaer)
    return client


def test_several_files_are_sent_at_once_and_come_back_as_they_were(mette, punkt):
    docx = packed("word/document.xml")
    assert send(mette, punkt, upload(), upload("Notat.docx", docx)).status_code == 302
    side = mette.get(f"/moeder/{punkt.moede_id}/").text
    assert "Bilag 1: Budget 2027" in side and "Bilag 2: Notat" in side
    hentet = mette.get(f"/moeder/bilag/{punkt.filer.get(nr=2).pk}/")
    assert b"".join(hentet.streaming_content) == docx
    assert 'filename="Notat.docx"' in hentet["Content-Disposition"]
    assert "no-store" in hentet["Cache-Control"]


@pytest.mark.parametrize(
    ("navn", "indhold", "besked"),
    [
        ("virus.exe", EXE, "modtages ikke"),
        ("faktura.pdf", EXE, "ikke PDF, selv om navnet siger det"),
        ("tom.pdf", b"", "er tom"),
        ("makro.xlsx", packed("xl/workbook.xml", "xl/vbaProject.bin"), "makroer"),
        ("brudt.docx", b"PK\x03\x04 og intet mere", "ikke DOCX"),
        ("0101201234.pdf", PDF, "ligner et CPR-nummer"),
    ],
)
def test_what_cannot_be_an_annex_is_refused_in_one_message_and_the_others_stand(mette, punkt, navn, indhold, besked):
    svar = send(mette, punkt, upload(), upload(navn, indhold))
    assert svar.status_code == 200
    assert besked in svar.text
    assert "Budget 2027" in svar.text, "the good one was attached"
    assert [bilag.titel for bilag in punkt.filer.all()] == ["Budget 2027"]
    assert Fil.objects.count() == 1


def test_a_name_that_turns_itself_is_cleaned_and_said(rum, punkt):
    svar = actions.attach(punkt=punkt, sendt=[upload("rap\u202eport\u200b.pdf")], aaben=True, by=rum.sekretaer)
    assert svar.renset == ["rapport.pdf"]
    assert svar.nye[0].titel == "rapport"
    svar = actions.attach(punkt=punkt, sendt=[upload("faktura\u202efdp.exe", EXE)], aaben=True, by=rum.sekretaer)
    assert "»fakturafdp.exe«" in svar.afvist[0]


def test_a_file_that_is_too_large_is_refused(rum, punkt, mette, monkeypatch):
    monkeypatch.setattr("socialaftale.moeder.bilag.fil.MAX_BYTES", 10)
    assert "er over 50 MB" in send(mette, punkt, upload()).text
    svar = mette.post(f"/moeder/punkt/{punkt.pk}/bilag/", headers={"content-length": str(MAX_BYTES * 2)})
    assert svar.status_code == 413
    assert not punkt.filer.exists()


def test_nothing_chosen_and_the_same_file_twice_are_said(mette, punkt):
    assert "Vælg mindst én fil" in send(mette, punkt).text
    send(mette, punkt, upload())
    assert "er allerede bilag 1" in send(mette, punkt, upload("Andet navn.pdf")).text
    assert Fil.objects.count() == 1


def test_only_the_secretariat_attaches_and_not_after_the_end(rum, punkt):
    with pytest.raises(PermissionDenied):
        actions.attach(punkt=punkt, sendt=[upload()], aaben=True, by=rum.medlemmer["das"])
    end(rum, punkt.moede)
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.attach(punkt=punkt, sendt=[upload()], aaben=True, by=rum.sekretaer)


@pytest.mark.parametrize(
    ("punkt_aabent", "bilag_aabent", "offentligt"),
    [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
)
def test_a_closed_annex_is_at_no_address_for_those_who_may_not(
    rum,
    client,
    fiktivland,  # noqa: F811 - the fixture
    punkt_aabent,
    bilag_aabent,
    offentligt,
):
    """By role: the public, another body's member and another area's secretariat see it only where all may."""
    punkt = rum.point(rum.meet(), "Sagen", aaben=punkt_aabent)
    bilag = annex(punkt, rum.sekretaer, aaben=bilag_aabent)
    fremmede = [None, rum.medlemmer["fu"], fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)]
    assert [status(client, hvem, bilag) for hvem in fremmede] == [404, 404, 404], "before the release nobody else does"
    end(rum, punkt.moede)
    assert [status(client, hvem, bilag) for hvem in fremmede] == [200 if offentligt else 404] * 3
    assert [status(client, hvem, bilag) for hvem in (rum.sekretaer, rum.medlemmer["das"])] == [200, 200]
    assert (bilag.titel in client.get(f"/moeder/{punkt.moede_id}/").text) == offentligt


def test_closing_an_annex_closes_its_address(rum, mette, punkt, client):
    bilag = annex(punkt, rum.sekretaer)
    assert mette.post(f"/moeder/bilag/{bilag.pk}/ret/", {"titel": "Nyt navn", "set_version": "1"}).status_code == 302
    bilag.refresh_from_db()
    assert (bilag.titel, bilag.aaben) == ("Nyt navn", False)
    svar = mette.post(f"/moeder/bilag/{bilag.pk}/ret/", {"titel": "Mit", "aaben": "on", "set_version": "1"})
    assert "Nyt navn«, lukket imens" in svar.text and 'value="Mit"' in svar.text
    end(rum, punkt.moede)
    client.logout()
    assert status(client, None, bilag) == 404


def test_a_removed_annex_says_why_and_its_content_is_gone(rum, mette, punkt, arkiv, client):
    bilag = annex(punkt, rum.sekretaer)
    assert "Skriv, hvorfor" in mette.post(f"/moeder/bilag/{bilag.pk}/fjern/", {"grund": " "}).text
    end(rum, punkt.moede)
    mette.force_login(rum.sekretaer)
    assert mette.post(f"/moeder/bilag/{bilag.pk}/fjern/", {"grund": "Navn på en borger"}).status_code == 302
    client.logout()
    svar = client.get(f"/moeder/bilag/{bilag.pk}/")
    assert svar.status_code == 410
    assert "Navn på en borger" in svar.text
    assert "Navn på en borger" in client.get(f"/moeder/{punkt.moede_id}/").text
    assert events_of(bilag)[0].foer == {"sha256": bilag.sha256}
    with pytest.raises(ValidationError, match="er fjernet"):
        actions.remove_annex(bilag=bilag, grund="Igen", by=rum.sekretaer)


@pytest.mark.django_db(transaction=True)
def test_the_content_of_a_removed_annex_leaves_the_disk_where_nothing_else_has_it(rum, arkiv):
    punkt = rum.point(rum.meet())
    et, to = annex(punkt, rum.sekretaer, "Et"), annex(punkt, rum.sekretaer, "To")
    actions.remove_annex(bilag=et, grund="Forkert", by=rum.sekretaer)
    assert {sti.name for sti in arkiv.rglob("*") if sti.is_file()} == {to.sha256}


def test_the_annexes_of_a_point_follow_it_to_the_meeting_that_takes_it_up_again(rum, punkt, client):
    for titel, aaben in (("Budget", True), ("Klage", False), ("Forkert", True)):
        annex(punkt, rum.sekretaer, titel, aaben)
    actions.remove_annex(bilag=punkt.filer.get(titel="Forkert"), grund="Forkert fil", by=rum.sekretaer)
    rum.decide(punkt, "udsat")
    moeder.close_meeting(moede=punkt.moede, by=rum.sekretaer)
    naeste = rum.meet(dato=DAG + dt.timedelta(days=7))
    (igen,) = moeder.draw_up(moede=naeste, by=rum.sekretaer)
    release(moede=naeste, site="", by=rum.sekretaer)
    assert [(et.nr, et.titel, et.aaben) for et in igen.filer.order_by("nr")] == [
        (1, "Budget", True),
        (2, "Klage", False),
    ]
    budget, klage = igen.filer.order_by("nr")
    assert (status(client, None, budget), status(client, None, klage)) == (200, 404)
    assert "Bilag 1: Budget" in client.get(f"/moeder/{naeste.pk}/").text
    actions.remove_annex(bilag=punkt.filer.get(titel="Budget"), grund="Forældet", by=rum.sekretaer)
    assert status(client, None, budget) == 200, "each is removed by itself"


def test_an_archive_without_the_file_answers_with_a_page(rum, mette, punkt, arkiv):
    bilag = annex(punkt, rum.sekretaer)
    for sti in arkiv.rglob("*"):
        if sti.is_file():
            sti.unlink()
    assert mette.get(f"/moeder/bilag/{bilag.pk}/").status_code == 404


def test_the_page_asks_as_often_for_two_hundred_annexes_as_for_two(rum, mette):
    def count(antal: int, dag: int) -> int:
        punkt = rum.point(rum.meet(dato=moede_dag(dag)))
        fil = annex(punkt, rum.sekretaer).fil
        alle = [Punktbilag(punkt=punkt, nr=nr, titel=f"Nr. {nr}", fil=fil, sha256=fil.sha256) for nr in range(2, antal)]
        for bilag in alle:
            bilag.registreret_by = rum.sekretaer
        Punktbilag.objects.bulk_create(alle)
        mette.get(f"/moeder/{punkt.moede_id}/")
        with CaptureQueriesContext(
            connection,
        ) as sql:
            assert f"Nr. {antal - 1}" in mette.get(f"/moeder/{punkt.moede_id}/").text
        return len(sql)

    assert count(200, 1) == count(3, 2)


def moede_dag(dage: int) -> dt.date:
    return DAG + dt.timedelta(days=dage)
