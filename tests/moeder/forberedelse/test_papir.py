"""The agenda as one page and as tagged PDF: what each may see, and nothing closed in what everybody gets."""

import datetime as dt
import io
import subprocess

import pikepdf
import pytest

from socialaftale.moeder.forberedelse.frigivelse import release
from tests.moeder.bilag.filer import annex
from tests.moeder.conftest import DAG


@pytest.fixture
def moede(rum):
    moede = rum.meet(dato=DAG + dt.timedelta(days=7))
    for titel, aaben in (("Vejrhanen", True), ("Kaminen", False)):
        felter = {"resume": f"{titel} i resumeet", "indstillinger": (("godkender", f"{titel} som foreslået"),)}
        punkt = rum.point(moede, titel, aaben=aaben, sagsnr=f"SAG-{titel}", **felter)
        annex(punkt, rum.sekretaer, f"{titel} for alle")
        annex(punkt, rum.sekretaer, f"{titel} for nogle", aaben=False)
    return moede


def words(raw: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=raw, capture_output=True, check=True).stdout.decode()


def test_nothing_of_a_draft_is_in_any_form(rum, moede, client):
    for hvem in (None, rum.medlemmer["das"], rum.medlemmer["fu"]):
        if hvem:
            client.force_login(hvem)
        assert client.get(f"/moeder/{moede.pk}/dagsorden/").status_code == 404
        for endelse in ("pdf", "docx"):
            assert client.get(f"/moeder/{moede.pk}/dagsorden.{endelse}").status_code == 404
        assert client.get(f"/moeder/{moede.pk}/dagsorden-intern.pdf").status_code in (302, 403, 404)
    client.force_login(rum.sekretaer)
    assert "Udkast. Dagsordenen er ikke frigivet" in client.get(f"/moeder/{moede.pk}/dagsorden/").text


def test_the_page_reads_from_beginning_to_end_and_leaves_out_what_is_closed(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    side = client.get(f"/moeder/{moede.pk}/dagsorden/").text
    assert (
        "Vejrhanen i resumeet" in side and "godkender Vejrhanen som foreslået" in side and "Vejrhanen for alle" in side
    )
    assert "Kaminen" not in side and "for nogle" not in side
    client.force_login(rum.medlemmer["das"])
    side = client.get(f"/moeder/{moede.pk}/dagsorden/").text
    assert "2. Kaminen (lukket)" in side and "Vejrhanen for nogle (lukket)" in side


def test_the_file_for_everyone_is_tagged_and_the_same_whoever_asks(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    offentlig = client.get(f"/moeder/{moede.pk}/dagsorden.pdf").content
    client.force_login(rum.sekretaer)
    assert client.get(f"/moeder/{moede.pk}/dagsorden.pdf").content == offentlig
    tekst = words(offentlig)
    assert "Vejrhanen i resumeet" in tekst and "Kaminen" not in tekst and "for nogle" not in tekst
    with pikepdf.open(io.BytesIO(offentlig)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "da-DK" or str(pdf.Root.Lang).startswith("da")
        with pdf.open_metadata() as meta:
            assert meta["dc:identifier"] == "SAG-Vejrhanen"


def test_the_internal_file_is_for_those_who_read_all(rum, moede, client):
    release(moede=moede, site="", by=rum.sekretaer)
    client.force_login(rum.medlemmer["das"])
    tekst = words(client.get(f"/moeder/{moede.pk}/dagsorden-intern.pdf").content)
    assert "Kaminen i resumeet" in tekst and "Må ikke gives videre" in tekst
    client.force_login(rum.medlemmer["fu"])
    assert client.get(f"/moeder/{moede.pk}/dagsorden-intern.pdf").status_code in (403, 404)
