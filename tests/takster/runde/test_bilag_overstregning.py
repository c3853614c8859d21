"""A CPR number that got into a takstbilag is taken out of every edition, page and file; the hash is what it was."""

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse

from socialaftale.faelles import cpr, filer
from socialaftale.faelles.haendelser import events_of, record
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.faelles.models import Fil, Udgaaende
from socialaftale.parter.actions import redact
from socialaftale.parter.overstregning import OVERSTREGET
from socialaftale.parter.roller import Rolle
from socialaftale.takster.bilag import arbejde
from socialaftale.takster.bilag.actions import Udgivelsesvalg, publish_edition
from socialaftale.takster.bilag.kontrol import check_editions
from socialaftale.takster.bilag.models import FORMATER
from socialaftale.takster.models import Takstbilag

from .afgoerelseshjaelp import give_mailbox, page
from .bilagshjaelp import line, submit
from .conftest import AAR, DAS

NUMMER, ANDET = "0101201234", "0202201234"
GRUND = f"A er rettet. Ring på {NUMMER}."
BILAG = f"/takstbilag/nordjylland/{AAR}/"


@pytest.fixture
def udgivet(rum, settings, tmp_path):
    """Two editions: a number stands in what line A covers, and in why the second was published; another's in line B."""
    settings.FILER = tmp_path / "filer"
    give_mailbox(rum)
    for takst, grund in ((1100, ""), (1111, GRUND)):
        a = line(rum.hus.tilbud, "A", takst, indhold=f"Bolig. Spørg {NUMMER}.")
        submit(rum, a, line(rum.hus.tilbud, "B", 900, indhold=f"Vagttelefon {ANDET}."))
        rum.go_to(DAS)
        rum.decide(rum.point(rum.moeder["das"]), "godkendt")
        valg = Udgivelsesvalg(frigivet=["grund"] if grund else [])
        publish_edition(omraade=rum.runde.omraade, aar=AAR, grund=grund, by=rum.sekretaer, valg=valg)
    while arbejde.make_files():
        pass
    return rum


def editions() -> list[Takstbilag]:
    return list(Takstbilag.objects.filter(aar=AAR).order_by("nr"))


def read_file(bilag: Takstbilag, format_: str) -> str:
    """All text of a file, as a reader of it sees it."""
    raw = filer.open_file(bilag.filer.get(format=format_).fil).read()
    if format_ == "xlsx":
        bog = openpyxl.load_workbook(io.BytesIO(raw))
        return " ".join(str(vaerdi) for ark in bog for raekke in ark.iter_rows(values_only=True) for vaerdi in raekke)
    if format_ == "pdf":
        return subprocess.run(["pdftotext", "-", "-"], input=raw, capture_output=True, check=True).stdout.decode()
    return raw.decode()


def test_a_reason_is_redacted_in_every_format_and_the_edition_is_verified_as_before(
    udgivet, django_capture_on_commit_callbacks
):
    foer = [bilag.sha256 for bilag in editions()]
    gamle = [Path(filer.path(fil.sha256)) for fil in Fil.objects.all()]
    foerste, anden = editions()
    assert NUMMER in read_file(anden, "pdf") and NUMMER in read_file(anden, "json")
    frigivelse = events_of(anden).get(verbum=cpr.FRIGIVET)
    with django_capture_on_commit_callbacks(execute=True):
        redact(frigivelse=frigivelse, begrundelse="Det var en borgers", by=udgivet.sekretaer)
    while arbejde.make_files():
        pass
    foerste, anden = editions()
    assert anden.grund == f"A er rettet. Ring på {cpr.SKJULT}."
    for bilag in (foerste, anden):
        assert all(NUMMER not in read_file(bilag, format_) for format_ in FORMATER)
        assert cpr.SKJULT in read_file(bilag, "json") and ANDET in read_file(bilag, "json")
    assert [bilag.sha256 for bilag in (foerste, anden)] == foer
    assert all(redactable_sha256(bilag.indhold) == bilag.sha256 for bilag in (foerste, anden))
    assert [dom.fejl for dom in check_editions(udgivet.runde.omraade)] == [(), ()]
    assert not any(NUMMER.encode() in sti.read_bytes() for sti in gamle if sti.exists()), "the old files are gone"
    assert NUMMER not in Udgaaende.objects.get(emne__endswith="udgave 2").tekst
    assert events_of(anden).get(verbum=OVERSTREGET).efter["begrundelse"] == "Det var en borgers"
    assert NUMMER not in page(None, BILAG) and NUMMER not in page(None, f"{BILAG}udgave/1/")


def test_a_number_in_a_report_is_taken_out_of_the_editions_too_and_no_other_number(udgivet):
    indberetning = udgivet.hus.tilbud.indberetninger.get(aar=AAR)
    for version in indberetning.versioner.all():
        linjer = version.indhold["beregninger"][0]["linjer"]
        linjer[1]["indhold"] = "Vagttelefon."
        type(version)._base_manager.filter(pk=version.pk).update(indhold=version.indhold)
    for indsendelse in indberetning.indsendelser.all():
        indsendelse.kort["beregninger"][0]["linjer"][1]["indhold"] = "Vagttelefon."
        type(indsendelse)._base_manager.filter(pk=indsendelse.pk).update(kort=indsendelse.kort)
    frigivelse = record(cpr.FRIGIVET, indberetning, by=udgivet.hus.indberetter, efter={"felter": ["indhold"]})
    redact(frigivelse=frigivelse, begrundelse="En borgers", by=udgivet.sekretaer)
    for bilag in editions():
        a, b = (linje["indhold"] for linje in bilag.indhold["tilbud"][0]["beregninger"][0]["linjer"])
        assert (a, b) == (f"Bolig. Spørg {cpr.SKJULT}.", f"Vagttelefon {ANDET}.")
        assert redactable_sha256(bilag.indhold) == bilag.sha256
        assert not bilag.filer.exclude(fil=None).exists(), "its files are made anew"


def test_a_file_that_was_being_made_when_the_text_was_redacted_does_not_stand(udgivet, monkeypatch):
    bilag = editions()[1]
    frigivelse = events_of(bilag).get(verbum=cpr.FRIGIVET)
    bilag.filer.filter(format="csv").update(fil=None)
    make = arbejde.make

    def slow(*args):
        indhold = make(*args)
        redact(frigivelse=frigivelse, begrundelse="En borgers", by=udgivet.sekretaer)
        return indhold

    monkeypatch.setattr(arbejde, "make", slow)
    arbejde.make_files()
    assert bilag.filer.get(format="csv").fil is None
    monkeypatch.undo()
    while arbejde.make_files():
        pass
    assert NUMMER not in read_file(bilag, "csv")


def test_the_secretariat_finds_the_release_of_an_edition_and_redacts_it(udgivet, client):
    client.force_login(udgivet.sekretaer)
    frigivelse = events_of(editions()[1]).get(verbum=cpr.FRIGIVET)
    adresse = reverse("overstreg", args=[frigivelse.pk])
    side = client.get(reverse("frigivne")).text
    assert adresse in side and f"Takstbilag {AAR}, udgave 2" in side
    client.post(adresse, {"begrundelse": "Det var en borgers"})
    assert NUMMER not in editions()[1].grund
    fremmed = udgivet.hus.person(Rolle.LOKALADMINISTRATOR, udgivet.hus.register.region)
    client.force_login(fremmed)
    assert client.get(adresse).status_code == 404
