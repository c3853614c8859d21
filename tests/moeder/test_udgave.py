"""The minutes for print and as PDF: for everyone without closed points, inside with them, archivable and tagged."""

import io
import re

import pikepdf
import pytest
from docx import Document

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
    if raw.startswith(b"PK"):
        return "\n".join(afsnit.text for afsnit in Document(io.BytesIO(raw)).paragraphs)
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
    docx = client.get(f"/moeder/{moede.pk}/referat.docx").content
    for tekst in (text(raw), text(docx), seen(client, None, f"/moeder/{moede.pk}/udskriv/")):
        for ord_ in (*ALLE_SER, "Offentlig udgave"):
            assert ord_ in tekst, ord_
        for ord_ in ("Lukket", "Hemmelius", "Sagens gang"):
            assert ord_ not in tekst, ord_
    client.force_login(rum.sekretaer)
    assert client.get(f"/moeder/{moede.pk}/referat.pdf").content == raw, "the same whoever asks, and when"


def test_inside_the_closed_points_are_with(rum, moede, client):
    adresse = f"/moeder/{moede.pk}/referat-internt.pdf"
    client.force_login(rum.medlemmer["das"])
    docx = client.get(adresse.replace("pdf", "docx")).content
    for tekst in (text(client.get(adresse).content), text(docx), client.get(f"/moeder/{moede.pk}/udskriv/").text):
        for ord_ in (*ALLE_SER, "Intern udgave", "Lukket beslutning", "Sagens gang"):
            assert ord_ in tekst, ord_
    client.force_login(rum.medlemmer["fu"])
    assert client.get(adresse).status_code == 403
    client.logout()
    assert client.get(adresse).status_code == 302


def test_nothing_is_given_out_before_the_meeting_is_closed(rum, client):
    moede = rum.meet()
    rum.decide(rum.point(moede, "Udkastet"))
    for sti in ("referat.pdf", "referat.docx", "udskriv/"):
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


def test_a_format_that_there_is_not_is_not_found(moede, client):
    assert client.get(f"/moeder/{moede.pk}/referat.exe").status_code == 404


def test_word_counts_each_points_items_from_one(rum, client):
    moede = rum.meet()
    for titel in ("Første", "Andet"):
        rum.decide(rum.point(moede, titel, indstillinger=(("godkender", f"{titel} a"), ("droefter", f"{titel} b"))))
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    client.force_login(rum.sekretaer)
    dokument = Document(io.BytesIO(client.get(f"/moeder/{moede.pk}/dagsorden-intern.docx").content))
    lister = [en._p.pPr.numPr.numId.val for en in dokument.paragraphs if en.style.name == "List Number"]
    foerste, anden = lister[0], lister[2]
    assert lister == [foerste, foerste, anden, anden] and foerste != anden
    assert dokument.core_properties.title.startswith("Dagsorden: DAS Nordjylland")
