"""The minutes for print and as PDF: for everyone without closed points, inside with them, archivable and tagged."""

import io
import re

import pikepdf
import pytest

from socialaftale.faelles.pdffil import opened_pdf
from socialaftale.moeder import actions
from socialaftale.moeder.fremmoede.actions import Fremmoede, save_attendance
from socialaftale.moeder.fremmoede.models import Moededeltager
from socialaftale.moeder.rettelser.actions import redact

from .conftest import Rum
from .test_sider import seen


@pytest.fixture
def moede(rum: Rum):
    """A closed meeting with an open and a closed point, who was there, and one word taken out."""
    moede = rum.meet()
    bedt = (("godkender", "budgettet"), ("droefter", "planen"))
    punkt = rum.point(moede, "Åbent punkt", sagsnr="S-17", sagsfremstilling="Sagens gang", indstillinger=bedt)
    led = punkt.indstillinger.first()
    svar = actions.Svar("", tekst="Første afsnit.\n\nAndet afsnit om Hemmelius.", indstillinger={led.pk: "godkendt"})
    actions.record_decision(punkt=punkt, set_nr=0, svar=svar, by=rum.sekretaer)
    rum.decide(rum.point(moede, "Lukket punkt", aaben=False, sagsnr="S-18"), "udsat", tekst="Lukket beslutning")
    gaest = Moededeltager(slags="gaest", navn="Gerda Gæst", hvorfra="UCN")
    save_attendance(moede=moede, set_nr=0, fremmoede=Fremmoede((gaest,)), by=rum.sekretaer)
    redact(moede=moede, ord_="Hemmelius", grund="Personoplysning", by=rum.sekretaer)
    actions.close_meeting(moede=moede, set_ubesvarede=True, by=rum.sekretaer)
    return moede


def text(raw: bytes) -> str:
    with opened_pdf(raw) as pdf:
        return re.sub(r"\s+", " ", "\n".join(side.extract_text() for side in pdf.pages)).replace("- ", "")


ALLE_SER = (
    "Åbent punkt",
    "godkender budgettet",
    "ikke udtrykkeligt",
    "Andet afsnit om ●●●",
    "Gerda Gæst",
    "Personoplysning",
)


def test_everyone_gets_the_open_points_alone_by_page_and_file(rum, moede, client):
    raw = client.get(f"/moeder/{moede.pk}/referat.pdf").content
    for tekst in (text(raw), seen(client, None, f"/moeder/{moede.pk}/udskriv/")):
        for ord_ in (*ALLE_SER, "Offentlig udgave"):
            assert ord_ in tekst, ord_
        for ord_ in ("Lukket", "Hemmelius", "Sagens gang"):
            assert ord_ not in tekst, ord_
    client.force_login(rum.sekretaer)
    assert client.get(f"/moeder/{moede.pk}/referat.pdf").content == raw, "the same whoever asks, and when"


def test_inside_the_closed_points_are_with(rum, moede, client):
    adresse = f"/moeder/{moede.pk}/referat-internt.pdf"
    client.force_login(rum.medlemmer["das"])
    for tekst in (text(client.get(adresse).content), client.get(f"/moeder/{moede.pk}/udskriv/").text):
        for ord_ in (*ALLE_SER, "Intern udgave", "Lukket beslutning", "Sagens gang"):
            assert ord_ in tekst, ord_
    client.force_login(rum.medlemmer["fu"])
    assert client.get(adresse).status_code == 403
    client.logout()
    assert client.get(adresse).status_code == 302


def test_nothing_is_given_out_before_the_meeting_is_closed(rum, client):
    moede = rum.meet()
    rum.decide(rum.point(moede, "Udkastet"))
    for sti in ("referat.pdf", "udskriv/"):
        assert client.get(f"/moeder/{moede.pk}/{sti}").status_code == 404
    client.force_login(rum.sekretaer)
    assert "Udkast: mødet er ikke afsluttet" in client.get(f"/moeder/{moede.pk}/udskriv/").text


@pytest.mark.parametrize(("sti", "numre"), [("referat.pdf", "S-17"), ("referat-internt.pdf", "S-17; S-18")])
def test_the_file_is_archivable_tagged_and_carries_its_case_numbers(rum, moede, client, sti, numre):
    client.force_login(rum.sekretaer)
    raw = client.get(f"/moeder/{moede.pk}/{sti}").content
    with pikepdf.open(io.BytesIO(raw)) as pdf, pdf.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("2", "A", "1")
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == ("da", True)
        assert meta["dc:identifier"] == numre
        assert meta["dc:title"].startswith("Referat: DAS Nordjylland, 23.")
