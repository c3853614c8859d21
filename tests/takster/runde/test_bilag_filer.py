"""The files of an edition: made by the worker, alike in every format, and the same whoever makes them when."""

import csv
import datetime as dt
import io
import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from django.urls import reverse

from socialaftale.drift import arbejder
from socialaftale.drift.kommandolinje import main
from socialaftale.faelles import filer as fillager
from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.parter.roller import Rolle
from socialaftale.takster.bilag import arbejde, tabel
from socialaftale.takster.bilag.dokument import read_document
from socialaftale.takster.bilag.filer import KILDE, make, printed, printed_columns
from socialaftale.takster.bilag.models import FORMATER
from socialaftale.takster.bilag.queries import read_edition
from socialaftale.takster.models import Bilagsfil, Takstbilag
from socialaftale.tilbud.models import Afdelingsfakta
from tests.takster.test_views import text, visit

from .bilagshjaelp import line, lines, publish, submit
from .conftest import AAR

OMRAADE = "nordjylland"
SKEMA = Path(__file__).parents[3] / "docs/skema/takstbilag-1.json"
FARLIGT = '=HYPERLINK("http://ond.example")'
UGE = {"antal": "7.5", "pr": "uge", "art": "ATA"}


@pytest.fixture(autouse=True)
def fillageret(settings, tmp_path, monkeypatch):
    settings.FILER = tmp_path / "filer"
    monkeypatch.setattr(arbejder, "close_old_connections", lambda: None)
    monkeypatch.setattr(arbejder.signal, "pthread_sigmask", lambda *_: None)


@pytest.fixture
def bilag(rum) -> Takstbilag:
    """Edition 2 with one of everything: øre, half places, hours, a change within the year, an end, an open list."""
    tilbud, andet = rum.hus.tilbud, rum.hus.register.tilbud("Bøgehuset")
    rum.hus.confirm(2026, **lines(tilbud, line(tilbud, "Døgntakst", 1000, pladser="4.5")))
    rum.hus.publish(2026)
    alle = (line(tilbud, "Døgntakst", 1100, timer=UGE), line(tilbud, "Aflastning", 900), line(tilbud, "Nat", 700))
    submit(rum, *alle)
    submit(rum, line(andet, "Dagtakst", 612, enhed="kr_pr_dag"), tilbud=andet)
    rum.approve()
    publish(rum, "")
    doegn = line(tilbud, "Døgntakst", 1133, timer=UGE) | {"takst_kr": "1133.75"}
    submit(rum, doegn, line(tilbud, "Aflastning", 900) | {"navn": FARLIGT}, gaelder_fra=dt.date(AAR, 7, 1))
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    submit(rum, line(andet, "Dagtakst", 650, enhed="kr_pr_dag"), tilbud=andet)
    return publish(rum, "Ekstra nattevagt i Lærkehuset")


def document(bilag: Takstbilag):
    return read_document(read_edition(OMRAADE, bilag.aar, bilag.nr))


def table(bilag: Takstbilag) -> list[tabel.Linje]:
    return tabel.rows(bilag.indhold)


def test_the_table_holds_every_line_of_the_content(bilag):
    raekker = {raekke["linje"]: raekke for raekke in table(bilag)}
    assert set(raekker) == {"Døgntakst", FARLIGT, "Nat", "Dagtakst"}
    doegn = raekker["Døgntakst"]
    assert (doegn["takst_kr"], doegn["forrige_kr"], doegn["pladser_forrige"]) == (
        Decimal("1133.75"), Decimal(1000), Decimal("4.5"),
    )  # fmt: skip
    assert (doegn["timer"], doegn["aendring_procent"]) == (Decimal("7.5"), Decimal("13.4"))
    assert raekker["Nat"]["gaelder_til"] == dt.date(AAR, 6, 30)


def test_csv_read_back_is_the_table_and_names_the_edition(bilag):
    raw = make("csv", document(bilag)).decode("utf-8-sig")
    laest = list(csv.DictReader(io.StringIO(raw), delimiter=";"))
    for fundet, raekke in zip(laest, table(bilag), strict=True):
        for kolonne in tabel.columns(AAR):
            assert fundet[kolonne.etiket] == _csv(raekke[kolonne.noegle])
        assert bilag.sha256 in fundet[KILDE.etiket]
        assert not any(celle.startswith(("=", "+", "-", "@")) for celle in fundet.values())


def _csv(vaerdi) -> str:
    if isinstance(vaerdi, str):
        return csv_sikker(vaerdi)
    if isinstance(vaerdi, dt.date):
        return vaerdi.isoformat()
    return "" if vaerdi is None else str(vaerdi).replace(".", ",")


def test_xlsx_read_back_is_the_table_and_holds_no_formula(bilag):
    from openpyxl import load_workbook

    bog = load_workbook(io.BytesIO(make("xlsx", document(bilag))))
    assert bog.sheetnames == ["Takster", "Ikke med endnu", "Rettelser", "Om udgaven"]
    linjer = list(bog["Takster"].iter_rows(min_row=2))
    for celler, raekke in zip(linjer, table(bilag), strict=True):
        for celle, kolonne in zip(celler, tabel.columns(AAR), strict=True):
            assert celle.data_type != "f", celle.coordinate
            assert _plain(celle.value) == _cell(raekke[kolonne.noegle]), kolonne.noegle
    rettet = [[celle.value for celle in raekke] for raekke in bog["Rettelser"].iter_rows(min_row=2)]
    assert any("1.133,75\xa0kr. pr. døgn" in raekke and "1.100\xa0kr. pr. døgn" in raekke for raekke in rettet)
    om = {raekke[0].value: raekke[1].value for raekke in bog["Om udgaven"].iter_rows(min_row=2)}
    assert om["SHA-256 af indholdet"] == bilag.sha256 and om["Grund"] == "Ekstra nattevagt i Lærkehuset"
    assert bog["Ikke med endnu"]["A2"].value == "Bøgehuset"


def _plain(vaerdi):
    return vaerdi.date() if isinstance(vaerdi, dt.datetime) else vaerdi or None


def _cell(vaerdi):
    return float(vaerdi) if isinstance(vaerdi, Decimal) else vaerdi or None


def test_json_read_back_is_the_content_with_its_hash_and_follows_its_schema(bilag):
    dokument = json.loads(make("json", document(bilag)))
    jsonschema.validate(dokument, json.loads(SKEMA.read_text()))
    assert dokument["indhold"] == bilag.indhold
    assert (dokument["udgave"], dokument["sha256"]) == (2, bilag.sha256)
    assert dokument["kreditering"] == "Kilde: Takstbilag 2027, Nordjylland, udgave 2, 17.11.2026"
    assert {et["felt"] for et in dokument["rettelser"]} >= {"Takst", "Gælder fra", "Ikke med i listen endnu"}


def test_pdf_read_back_holds_every_figure_of_every_row_and_is_tagged(bilag):
    import pdfplumber
    import pikepdf

    pdf = make("pdf", document(bilag))
    with pdfplumber.open(io.BytesIO(pdf)) as dokument:
        tabeller = [tabel_ for side in dokument.pages for tabel_ in side.extract_tables()]
        samlet = "".join(side.extract_text() for side in dokument.pages)
    overskrift = _squeezed(printed_columns(AAR))
    laest = [_squeezed(raekke) for et in tabeller if _squeezed(et[0]) == overskrift for raekke in et if raekke != et[0]]
    assert laest == [_squeezed(printed(raekke)) for raekke in table(bilag)]
    assert bilag.sha256 in samlet and "Bøgehuset" in samlet
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        assert dokument.Root.MarkInfo.Marked and str(dokument.Root.Lang) == "da"
        assert "/StructTreeRoot" in dokument.Root and "pdfuaid" in str(dokument.Root.Metadata.read_bytes())
        assert "Takstbilag 2027" in str(dokument.docinfo.Title)


def _squeezed(celler) -> list[str]:
    """As the eye takes it: line breaks and the hyphens they bring do not count."""
    return ["".join((celle or "").replace("\u00ad", "").split()).replace("-", "") for celle in celler]


def test_every_figure_on_paper_is_a_figure_of_the_table(bilag):
    for raekke in table(bilag):
        vist = " ".join(printed(raekke)).replace("\xa0", " ")
        for noegle in ("takst_kr", "forrige_kr", "pladser", "pladser_forrige", "timer", "aendring_procent"):
            if raekke[noegle] is not None:
                tal = f"{raekke[noegle]:,f}".translate(str.maketrans(",.", ".,"))
                assert tal.rstrip("0").rstrip(",") in vist or tal in vist, (noegle, vist)


@pytest.mark.parametrize("format_", FORMATER)
def test_the_same_edition_gives_the_same_bytes_whenever_it_is_made(bilag, rum, format_):
    foerste = make(format_, document(bilag))
    rum.go_to(dt.date(AAR, 3, 1))
    assert make(format_, document(bilag)) == foerste


def test_the_worker_makes_what_was_ordered_and_the_page_shows_how_far_it_is(bilag):
    adresse = reverse("takstbilag_fil", args=[OMRAADE, AAR, 2, "xlsx"])
    svar = visit().get(adresse)
    assert svar.status_code == 404 and "bliver lavet lige nu" in text(svar)
    side = text(visit().get(reverse("takstbilag", args=[OMRAADE, AAR])))
    assert 'hx-trigger="every 2s"' in side and '<progress max="100" value="0"' in side
    assert arbejder.run(once=True) == 0
    assert not Bilagsfil.objects.filter(fil=None).exists()
    for format_ in FORMATER:
        svar = visit().get(reverse("takstbilag_fil", args=[OMRAADE, AAR, 2, format_]))
        assert b"".join(svar.streaming_content) == make(format_, document(bilag))
        assert svar["Content-Disposition"].endswith(f'takstbilag-nordjylland-2027-udgave-2.{format_}"')
    side = text(visit().get(reverse("takstbilag_filer", args=[OMRAADE, AAR, 2]), headers={"HX-Request": "true"}))
    assert "<html" not in side and "hx-trigger" not in side
    for fil in Bilagsfil.objects.filter(takstbilag=bilag):
        assert fil.fil.sha256 in side


def test_progress_is_seen_while_a_file_is_made(bilag, monkeypatch):
    set_ = []
    skriv = arbejde._write

    def spy(raekke, **felter):
        skriv(raekke, **felter)
        set_.append(Bilagsfil.objects.get(pk=raekke.pk).fremdrift)

    monkeypatch.setattr(arbejde, "_write", spy)
    trin = {}
    while fil := Bilagsfil.objects.filter(fil=None).order_by("bestilt_at", "pk").first():
        set_.clear()
        arbejde.make_files()
        trin[fil.format] = list(set_)
    assert trin == {
        "xlsx": [0, 20, 40, 60, 80, 100],
        "csv": [0, 50, 100],
        "json": [0, 50, 100],
        "pdf": [0, 20, 90, 100],
    }


def test_a_worker_that_dies_leaves_the_file_to_be_taken_again(bilag, monkeypatch):
    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as afbrudt:
        afbrudt.setattr(arbejde, "make", killed)
        with pytest.raises(KeyboardInterrupt):
            arbejde.make_files()
    assert Bilagsfil.objects.filter(forsoeg=1, fil=None).count() == 1
    assert arbejder.run(once=True) == 0
    assert not Bilagsfil.objects.filter(fil=None).exists()


def test_a_file_that_cannot_be_made_is_said_and_can_be_ordered_again_by_the_secretariat(bilag, rum, monkeypatch):
    with monkeypatch.context() as oedelagt:
        oedelagt.setattr(arbejde, "make", lambda *_: 1 / 0)
        while Bilagsfil.objects.filter(forsoeg__lt=arbejde.FORSOEG).exists():
            arbejder._round()
    side = reverse("takstbilag", args=[OMRAADE, AAR])
    assert "Kunne ikke laves" in text(visit().get(side)) and "Prøv igen" not in text(visit().get(side))
    assert "Prøv igen" in text(visit(rum.sekretaer).get(side))
    fil = Bilagsfil.objects.filter(takstbilag=bilag, format="pdf").get()
    igen = reverse("takstbilag_fil_igen", args=[fil.pk])
    assert visit(rum.hus.indberetter).post(igen).status_code == 403
    fremmed = rum.hus.person(Rolle.GODKENDER, rum.hus.register.aalborg)
    assert visit(fremmed).post(igen).status_code == 403
    assert "bliver lavet som PDF igen" in text(visit(rum.sekretaer).post(igen, follow=True))
    assert events_of(bilag).filter(verbum="bestil fil igen").exists()
    assert arbejde.make_files() == 1 and Bilagsfil.objects.get(pk=fil.pk).fil


@pytest.mark.parametrize(("nr", "format_"), [(2, "docx"), (3, "pdf"), (0, "xlsx")])
def test_a_file_of_no_edition_or_no_format_is_a_page_that_says_so(bilag, nr, format_):
    svar = visit().get(reverse("takstbilag_fil", args=[OMRAADE, AAR, nr, format_]))
    assert svar.status_code == 404 and "Se de takstbilag, der findes" in text(svar)


def test_what_has_become_protected_is_left_out_of_every_file(bilag):
    arbejder.run(once=True)
    Afdelingsfakta.objects.update(beskyttet=True)
    for format_ in ("csv", "json"):
        svar = visit().get(reverse("takstbilag_fil", args=[OMRAADE, AAR, 2, format_]))
        assert "Hovedhuset" not in svar.content.decode()
    dokument = json.loads(svar.content)
    assert dokument["overstreget"] is True and dokument["sha256"] == bilag.sha256
    jsonschema.validate(dokument, json.loads(SKEMA.read_text()))


def test_a_file_that_a_backup_came_back_without_is_made_again(bilag):
    arbejder.run(once=True)
    fil = Bilagsfil.objects.get(takstbilag=bilag, format="csv").fil
    fillager.path(fil.sha256).unlink()
    svar = visit().get(reverse("takstbilag_fil", args=[OMRAADE, AAR, 2, "csv"]))
    assert svar.content == make("csv", document(bilag))


def test_open_data_has_addresses_that_stay_and_is_not_sent_twice(bilag, rum):
    for adresse in (reverse("takstbilag_nyeste", args=[OMRAADE, "json"]),
                    reverse("takstbilag_data", args=[OMRAADE, AAR, "json"])):  # fmt: skip
        svar = visit().get(adresse)
        assert json.loads(svar.content)["udgave"] == 2
        assert svar["Access-Control-Allow-Origin"] == "*"
        igen = visit().get(adresse, headers={"If-None-Match": svar["ETag"]})
        assert igen.status_code == 304 and not igen.content
    assert visit().get(reverse("takstbilag_data", args=[OMRAADE, 2026, "csv"])).content.decode("utf-8-sig")
    foer = svar["ETag"]
    submit(rum, line(rum.hus.tilbud, "Døgntakst", 1200))
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    publish(rum, "Igen")
    assert visit().get(adresse, headers={"If-None-Match": foer}).status_code == 200


@pytest.mark.parametrize("sti", ["nordjylland/nyeste.pdf", "nej/nyeste.json", "nordjylland/1999/nyeste.json"])
def test_open_data_that_is_not_there_is_a_page_that_says_so(bilag, sti):
    assert visit().get(f"/takstbilag/{sti}").status_code == 404


# Is it what it was?


def control(*args: str) -> int:
    return main(["takstbilag", "kontroller", *args])


def tamper(bilag: Takstbilag, **felter) -> None:
    """Past every guard, as somebody with the database in hand would."""
    from django.db import models

    models.QuerySet(Takstbilag).filter(pk=bilag.pk).update(**felter)


def test_untouched_editions_are_said_to_be_that(bilag, capsys):
    arbejder.run(once=True)
    assert control() == 0
    assert capsys.readouterr().out.splitlines() == [
        "Takstbilag 2026, udgave 1: uændret",
        "Takstbilag 2027, udgave 1: uændret",
        "Takstbilag 2027, udgave 2: uændret",
    ]


def test_a_tampered_takst_hash_number_or_file_is_detected(bilag, capsys):
    arbejder.run(once=True)
    indhold = json.loads(json.dumps(bilag.indhold).replace("1133.75", "1033.75"))
    tamper(bilag, indhold=indhold)
    assert control() == 1 and "indholdet er ændret" in capsys.readouterr().out
    from socialaftale.faelles.kanonisk import redactable_sha256

    tamper(bilag, sha256=redactable_sha256(indhold))
    assert control() == 1 and "i sporet ved udgivelsen" in capsys.readouterr().out
    tamper(bilag, indhold=bilag.indhold, sha256=bilag.sha256, nr=3)
    assert control() == 1 and "udgaven før mangler" in capsys.readouterr().out
    tamper(bilag, nr=2)
    fil = Bilagsfil.objects.get(takstbilag=bilag, format="pdf").fil
    fillager.path(fil.sha256).write_bytes(b"en anden fil")
    assert control() == 1 and "er ændret" in capsys.readouterr().out
    fillager.path(fil.sha256).unlink()
    assert control() == 1 and "mangler" in capsys.readouterr().out


def test_a_file_somebody_has_is_checked_by_the_hash_it_names(bilag, tmp_path, capsys):
    fil = tmp_path / "bilag.json"
    fil.write_bytes(make("json", document(bilag)))
    assert control(str(fil)) == 0 and "udgave 2: uændret" in capsys.readouterr().out
    fil.write_text(fil.read_text().replace("1133.75", "1033.75"))
    assert control(str(fil)) == 1 and "indholdet er ændret" in capsys.readouterr().out
    for forkert in ("{}", "[1]", "ikke json"):
        fil.write_text(forkert)
        assert control(str(fil)) == 2 and "er ikke et takstbilag som JSON" in capsys.readouterr().err
