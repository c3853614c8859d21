"""The pages of the agreement as the secretariat, the area's people and the public see them."""

import datetime as dt
import io

import pdfplumber
import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile

from socialaftale.aftaler import eksempeldata as aftaler
from socialaftale.aftaler.aftale import actions
from socialaftale.aftaler.aftale.queries import agreements
from socialaftale.parter import eksempeldata as parter
from socialaftale.parter.roller import Rolle

from .conftest import TEKST, Hus

STI = "/aftalen/nordjylland/2027-28/"


def seen(client, bruger, sti: str) -> tuple[int, str]:
    client.logout()
    if bruger:
        client.force_login(bruger)
    svar = client.get(sti)
    return svar.status_code, svar.text if "html" in svar.headers["Content-Type"] else ""


def test_a_draft_is_read_in_its_area_and_by_all_when_published(hus: Hus, fiktivland, client):
    tekst = hus.write(offentlig=False)
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    assert "Vi løfter sammen" in seen(client, das, STI)[1]
    for hvem in (None, fremmed):
        for sti in (STI, f"{STI}pdf/", f"{STI}forskel/", f"{STI}bilag/1/"):
            assert seen(client, hvem, sti)[0] == 404
        assert "Aftale 2027-2028" not in seen(client, hvem, "/aftalen/")[1]
    actions.publish_text(tekst=tekst, by=hus.mette)
    assert "Vi løfter sammen" in seen(client, None, STI)[1]


def test_the_public_reads_the_published_version_while_the_next_is_drafted(hus: Hus, client):
    hus.write()
    hus.write(TEKST.replace("løfter", "tænker"), offentlig=False, note="Hemmelig ændring")
    side = seen(client, None, f"{STI}?version=2")[1]
    assert "løfter" in side
    assert "tænker" not in side
    assert "Hemmelig" not in side
    assert "tænker" not in seen(client, None, f"{STI}forskel/?fra=1&til=2")[1]
    assert "tænker" in seen(client, hus.mette, f"{STI}?version=2")[1]


def test_a_closed_annex_has_no_address_for_the_public(hus: Hus, client):
    hus.write()
    for nummer, aaben in ((1, True), (2, False)):
        vedlagt = actions.Vedlagt(nummer, f"Bilag nr. {nummer} hedder", aaben, ("b.pdf", b"%PDF-"))
        actions.add_annex(aftale=hus.aftale, vedlagt=vedlagt, by=hus.mette)
    assert [seen(client, None, f"{STI}bilag/{nummer}/")[0] for nummer in (1, 2, 3)] == [200, 404, 404]
    assert "Bilag nr. 2 hedder" not in seen(client, None, STI)[1]
    assert seen(client, hus.mette, f"{STI}bilag/2/")[0] == 200


def test_the_page_says_who_has_approved_and_that_it_is_not_adopted(hus: Hus, client):
    hus.write()
    hus.answer(hus.nord.kommune)
    side = seen(client, None, STI)[1]
    assert "1 af 2 parter" in side
    assert "Til godkendelse" in side
    assert "Vedtaget" not in side


def test_the_pdf_is_tagged_and_says_what_the_page_says(hus: Hus, client):
    hus.write()
    svar = client.get(f"{STI}pdf/")
    with pikepdf.open(io.BytesIO(svar.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "da"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdfplumber.open(io.BytesIO(svar.content)) as pdf:
        tekst = " ".join((side.extract_text() or "") for side in pdf.pages)
    assert "Vi løfter sammen." in tekst
    assert "Ikke vedtaget af alle parter" in tekst


def test_the_difference_is_told_in_words_too(hus: Hus, client):
    hus.write()
    hus.write(TEKST.replace("sammen", "i flok"), note="Sprog")
    side = seen(client, None, f"{STI}forskel/")[1]
    assert "tilføjet: " in side
    assert "<del>" in side
    assert "Der er ingen forskel" in seen(client, None, f"{STI}forskel/?fra=2&til=2")[1]


@pytest.mark.parametrize("valg", ["fra=x&til=9", "fra=%00", "version=-1", ""])
def test_nonsense_in_the_address_is_met_with_a_page(hus: Hus, client, valg):
    hus.write()
    for sti in (STI, f"{STI}forskel/"):
        assert seen(client, None, f"{sti}?{valg}")[0] == 200


def typed(**felter) -> dict[str, str]:
    return {"tekst": TEKST, "note": "Udkast", "nr": "0"} | felter


def test_the_secretariat_writes_publishes_and_records(hus: Hus, client):
    client.force_login(hus.mette)
    assert client.post(f"{STI}tekst/", typed()).status_code == 302
    assert client.post(f"{STI}tekst/1/offentliggoer/").status_code == 302
    data = {"svar": "godkendt", "version": "1", "dato": "01.10.2026", "beslutning": "Godkendt uden bemærkninger"}
    assert client.post(f"{STI}godkendelse/{hus.nord.kommune.kode}/", data).status_code == 302
    assert "Godkendt uden bemærkninger" in seen(client, None, STI)[1]


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"tekst": "uden overskrift"}, "før den første overskrift"),
        ({"note": ""}, "Hvad er ændret?"),
        ({"tekst": "# A\n0101201234"}, "CPR"),
    ],
)
def test_a_text_that_cannot_be_saved_says_why_and_stays(hus: Hus, client, felter, besked):
    client.force_login(hus.mette)
    svar = client.post(f"{STI}tekst/", typed(**felter))
    assert besked in svar.text
    assert typed(**felter)["tekst"].splitlines()[-1] in svar.text
    assert not hus.aftale.tekster.exists()


def test_two_who_write_at_once_see_both(hus: Hus, client):
    hus.write("# Formål\nDen andens ord.")
    client.force_login(hus.mette)
    svar = client.post(f"{STI}tekst/", typed())
    assert "har gemt version 1 imens" in svar.text
    assert "Den andens ord" in svar.text
    assert "Vi løfter sammen" in svar.text
    assert client.post(f"{STI}tekst/", typed(nr="1")).status_code == 302


@pytest.mark.parametrize(("navn", "status"), [("b.pdf", 302), ("b.exe", 200)])
def test_an_annex_is_sent(hus: Hus, client, navn, status):
    client.force_login(hus.mette)
    data = {"nummer": "1", "titel": "Kort", "aaben": "on", "fil": SimpleUploadedFile(navn, b"%PDF-1")}
    svar = client.post(f"{STI}nyt-bilag/", data)
    assert svar.status_code == status
    assert status == 302 or "Gem »b.exe« som PDF" in svar.text.replace("&#187;", "»")


def test_an_agreement_begins_with_its_years(hus: Hus, client):
    client.force_login(hus.mette)
    data = {"fra_aar": "2029", "til_aar": "2028", "titel": "Ny"}
    assert "Sidste år ligger før første år" in client.post("/aftalen/nordjylland/ny/", data).text
    assert (
        client.post("/aftalen/nordjylland/ny/", data | {"til_aar": "2030"})
        .headers["Location"]
        .endswith("/aftalen/nordjylland/2029-30/tekst/")
    )


def test_neither_area_writes_in_the_others(hus: Hus, fiktivland, client):
    hus.write()
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    for sti in (f"{STI}tekst/", f"{STI}nyt-bilag/", "/aftalen/nordjylland/ny/"):
        assert client.get(sti).status_code == 403
    assert client.get(f"{STI}godkendelse/{hus.nord.kommune.kode}/").status_code == 403


def test_the_example_has_four_agreements_and_none_adopted_by_guess(db, settings, tmp_path, i_dag):
    i_dag.move_to(dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC))
    settings.FILER = tmp_path
    for load in (parter.load, aftaler.load, aftaler.load):
        load()

    standene = {vist.aftale.kode: vist.stand.value for vist in agreements(AnonymousUser())}
    assert standene == {"2021-22": "uvis", "2023-24": "uvis", "2025-26": "gaeldende", "2027-28": "behandles"}
