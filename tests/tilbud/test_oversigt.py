"""The tilbudsoversigt: one table, and every format says exactly the same."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles import tid
from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.faelles.tabelfiler import Kolonne, Slags
from socialaftale.tilbud import oekonomi
from socialaftale.tilbud.models import Afdelingsfakta
from socialaftale.tilbud.oekonomi import added_columns, register_kolonner
from socialaftale.tilbud.oversigt import lines_of, read_oversigt
from socialaftale.tilbud.oversigtsfiler import PDF_KOLONNER, as_csv, as_json, as_pdf, as_xlsx
from socialaftale.tilbud.registrering import NyPladsgruppe, append
from socialaftale.tilbud.status import Status

from .conftest import REGISTRERET

SKEMA = Path(__file__).parents[2] / "docs/skema/tilbudsoversigt-1.json"
FARLIGT = '=HYPERLINK("http://ond.example")'


@pytest.fixture
def oversigt(register, monkeypatch):
    """Three in operation and one closed; a takst from above, absent for one."""
    monkeypatch.setattr(oekonomi, "_LEVERANDOERER", [])
    register_kolonner(
        [Kolonne("takst_kr", "Takst pr. døgn", Slags.KRONER, 2), Kolonne("belaegning", "Belægning", Slags.PROCENT, 1)],
        lambda omraade, aar, koder: {
            kode: {"takst_kr": Decimal("1234.50") + nr, "belaegning": Decimal("97.5")}
            for nr, kode in enumerate(koder[:-1])
        },
    )
    register.tilbud("Lærkehuset")
    register.tilbud(FARLIGT, pladser=(NyPladsgruppe("sel-107", "doegn", 9, 7), NyPladsgruppe("sel-104", "dag", 12, 11)))
    register.tilbud(
        "Ørnehuset", driftsherre=register.region, pladser=(NyPladsgruppe("fsl-20", "undervisning", 130, 125),)
    )
    register.tilbud("Lukket", status=Status.LUKKET)
    return read_oversigt(register.omraade, tid.today())


def test_only_what_is_in_operation_in_the_order_of_driftsherre_and_name(oversigt):
    assert [raekke["navn"] for raekke in oversigt.raekker] == [FARLIGT, "Lærkehuset", "Ørnehuset"]
    assert oversigt.summer["normerede"] == 10 + 18 + 125
    assert (oversigt.summer["doegn"], oversigt.summer["dag"], oversigt.summer["undervisning"]) == (17, 11, 125)


def test_csv_read_back_is_the_table(oversigt):
    raekker = list(csv.DictReader(io.StringIO(as_csv(oversigt).decode("utf-8-sig")), delimiter=";"))
    for laest, raekke in zip(raekker, oversigt.raekker, strict=True):
        for kolonne in oversigt.kolonner:
            vaerdi = raekke[kolonne.noegle]
            tekst = laest[kolonne.etiket]
            if isinstance(vaerdi, str):
                assert tekst == csv_sikker(vaerdi)
                assert not tekst.startswith(("=", "+", "-", "@"))
            else:
                assert (Decimal(tekst.replace(",", ".")) if tekst else None) == vaerdi


def test_xlsx_read_back_is_the_table_and_holds_no_formula(oversigt):
    from openpyxl import load_workbook

    ark = load_workbook(io.BytesIO(as_xlsx(oversigt))).active
    linjer = list(ark.iter_rows())
    for celler, raekke in zip(linjer[1:-1], oversigt.raekker, strict=True):
        for celle, kolonne in zip(celler, oversigt.kolonner, strict=True):
            assert celle.data_type != "f", celle.coordinate
            vaerdi = raekke[kolonne.noegle]
            assert (celle.value or None) == (float(vaerdi) if isinstance(vaerdi, Decimal) else vaerdi or None)
    i_alt = {kolonne.noegle: celle.value for celle, kolonne in zip(linjer[-1], oversigt.kolonner, strict=True)}
    assert {noegle: i_alt[noegle] for noegle in oversigt.summer} == oversigt.summer


def test_json_read_back_is_the_table_and_follows_its_schema(oversigt):
    dokument = json.loads(as_json(oversigt))
    jsonschema.validate(dokument, json.loads(SKEMA.read_text()))
    for laest, raekke in zip(dokument["tilbud"], oversigt.raekker, strict=True):
        assert laest == {n: str(v) if isinstance(v, Decimal) else v for n, v in raekke.items()}
    assert dokument["i_alt"] == oversigt.summer


def test_pdf_read_back_holds_every_figure_and_is_tagged(oversigt):
    import pdfplumber
    import pikepdf

    pdf = as_pdf(oversigt)
    with pdfplumber.open(io.BytesIO(pdf)) as dokument:
        laest = [raekke for side in dokument.pages for tabel in side.extract_tables() for raekke in tabel]
    vist = [k for k in oversigt.kolonner if k.noegle in PDF_KOLONNER or k in added_columns()]
    ventet = [[_plain("".join(lines_of(k, raekke[k.noegle]))) for k in vist] for raekke in oversigt.raekker]
    assert [
        [_plain(celle or "") for celle in raekke] for raekke in laest if _plain(laest[0][0]) != _plain(raekke[0] or "")
    ] == ventet
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        assert dokument.Root.MarkInfo.Marked and str(dokument.Root.Lang) == "da"
        assert "/StructTreeRoot" in dokument.Root
        assert "pdfuaid" in str(dokument.Root.Metadata.read_bytes())
    assert as_pdf(oversigt) == pdf


def _plain(tekst: str) -> str:
    return "".join(tekst.replace("\u00ad", "").replace("-\n", "").split()).replace("-", "")


def test_the_page_shows_the_same_figures_and_links_every_format(client, oversigt):
    siden = client.get("/tilbudsoversigt/").text
    for raekke in oversigt.raekker:
        assert f">{raekke['normerede']}</td>" in siden
    assert "1.234,50\u00a0kr." in siden and "97,5\u00a0%" in siden
    for format_ in ("csv", "xlsx", "json", "pdf"):
        svar = client.get(f"/tilbudsoversigt/fil.{format_}")
        assert svar.status_code == 200
        assert f'.{format_}"' in svar["Content-Disposition"]
        assert f"/tilbudsoversigt/fil.{format_}" in siden


def test_a_protected_address_is_in_no_format(register, client):
    tilbud = register.tilbud(
        "Krisecentret", afdeling={"vej": "Hemmelig Allé 7", "postdistrikt": "Vrå", "navn": "Alléhuset"}
    )
    told = register.told(dt.date(2025, 6, 1), REGISTRERET + dt.timedelta(days=170))
    append(Afdelingsfakta, tilbud.afdelinger.get(), told, beskyttet=True)
    for den in (tid.today(), dt.date(2025, 2, 1)):
        oversigt = read_oversigt(register.omraade, den)
        assert oversigt.raekker[0]["adresse"] == "Hjørring (adressen er beskyttet)"
        for skriv in (as_csv, as_json, as_xlsx):
            assert "Hemmelig" not in str(oversigt) and b"Hemmelig" not in skriv(oversigt)


def test_one_area_does_not_see_the_other(register, fiktivland, client):
    register.tilbud("Lærkehuset")
    fiktivland.tilbud("Fremmedhuset")
    assert "Fremmedhuset" not in client.get("/tilbudsoversigt/?omraade=nordjylland").text
    assert "Fremmedhuset" in client.get("/tilbudsoversigt/?omraade=fiktivland").text


def test_as_it_was_on_another_day(register, client):
    register.tilbud("Lærkehuset")
    assert "Ingen tilbud i drift den dag" in client.get("/tilbudsoversigt/?den=01.01.2020").text


@pytest.mark.parametrize("den", ["31.02.2026", "x", "9999-12-31"])
def test_a_day_that_cannot_be_read_is_explained(register, client, den):
    svar = client.get("/tilbudsoversigt/", {"den": den, "omraade": "findes ikke"})
    assert svar.status_code == 200 and "Der er noget, der skal rettes" in svar.text
    assert client.get("/tilbudsoversigt/fil.csv", {"den": den}).status_code == 200


def test_an_unknown_format_is_not_found(register, client):
    assert client.get("/tilbudsoversigt/fil.docx").status_code == 404


def test_the_oversigt_takes_the_same_queries_however_many(register):
    antal = []
    for flere in (1, 60):
        register.copies(register.tilbud(f"Hus {flere}"), flere)
        with CaptureQueriesContext(connection) as spurgt:
            read_oversigt(register.omraade, tid.today())
        antal.append(len(spurgt))
    assert antal[0] == antal[1]


def test_an_invented_tilbud_is_marked_in_every_row_of_the_files(register):
    register.tilbud("Opfundet", eksempeldata=True)
    register.tilbud("Ægte")
    oversigt = read_oversigt(register.omraade, tid.today())
    raekker = list(csv.DictReader(io.StringIO(as_csv(oversigt).decode("utf-8-sig")), delimiter=";"))
    assert {raekke["Tilbud"]: raekke["Eksempeldata"] for raekke in raekker} == {"Opfundet": "ja", "Ægte": "nej"}


def test_an_age_without_an_upper_end_says_so(register):
    register.tilbud("Voksne", alder_fra=18)
    register.tilbud("Unge", alder_fra=15, alder_til=23)
    raekker = read_oversigt(register.omraade, tid.today()).raekker
    assert {raekke["navn"]: raekke["alder"] for raekke in raekker} == {"Voksne": "fra 18 år", "Unge": "15-23 år"}


def test_the_workbook_prints_on_wide_paper_with_its_heading_on_every_page(oversigt):
    from openpyxl import load_workbook

    ark = load_workbook(io.BytesIO(as_xlsx(oversigt))).active
    assert (ark.page_setup.orientation, ark.page_setup.fitToHeight, ark.print_title_rows) == ("landscape", 0, "$1:$1")


def test_the_kinds_of_places_on_the_page_add_up(client, oversigt):
    html = client.get("/tilbudsoversigt/").text
    assert "Heraf undervisning og ambulant" in html
    assert "<strong>125</strong>" in html
