"""Old minutes as files, and at the command line, which needs no database."""

import json
from random import Random

import pytest

from socialaftale.drift.kommandolinje import main
from socialaftale.moeder.importering import fil
from socialaftale.moeder.importering.fil import read_text
from socialaftale.regler.referat.laes import UlaeseligtReferat, read_minutes
from tests.regler.referater import Tryk, make_points, print_minutes
from tests.regler.test_referat import assert_as_meant

SMAL = Tryk(72, 30, "", "{}", "Resumé", "{}. ", "- ", False)


@pytest.fixture
def i_dag():
    """The command asks no clock."""


def minutes() -> tuple[list, str]:
    punkter = make_points(Random(7))
    return punkter, print_minutes(punkter, SMAL)


def as_pdf(tekst: str) -> bytes:
    """Print the text as a PDF, line by line, with a space where a line is blank."""
    import typst

    linjer = "".join(
        f"#text({json.dumps(linje, ensure_ascii=False)}) #linebreak()\n" if linje.strip() else "#v(8pt)\n"
        for linje in tekst.splitlines()
    )
    return typst.compile(f"#set page(margin: 1.5cm)\n#set text(size: 9pt)\n{linjer}".encode())


def refused(raw: bytes) -> str:
    with pytest.raises(UlaeseligtReferat) as afvist:
        read_text(raw)
    return str(afvist.value)


def test_a_pdf_is_read_like_the_text_it_was_printed_from():
    punkter, tekst = minutes()
    assert_as_meant(punkter, read_minutes(read_text(as_pdf(tekst))))


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_ways_a_text_is_encoded(kodning):
    assert read_text("Punkt 1. Pårørende\n".encode(kodning)) == "Punkt 1. Pårørende\n"


@pytest.mark.parametrize(
    ("raw", "besked"),
    [
        (b" \n", "tom"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "hverken tekst eller PDF"),
        (b"PK\x03\x04word/document.xml", "Gem referatet som PDF"),
        (b"%PDF-1.7\nfoerste halvdel", "ikke hel"),
        (b"%PDF-1.7\nvroevl\n%%EOF", "beskadiget"),
        (b"\xff\xfea", "UTF-8"),
    ],
)
def test_what_is_no_minutes_is_refused_with_what_to_do(raw, besked):
    assert besked in refused(raw)


def test_a_scan_says_that_it_is_one():
    import typst

    assert "skanning" in refused(typst.compile(b"#rect(width: 5cm, height: 5cm)"))


def test_files_that_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(fil, "HOEJST_TEGN", 10)
    assert "uden bilag" in refused(b"Punkt 1. Takster")
    monkeypatch.setattr(fil, "HOEJST_BYTES", 10)
    assert "over 50 MB" in refused(b"Punkt 1. Takster")


def run(*argumenter: str) -> int:
    return main(["moede", "importer", *argumenter])


def test_the_command_shows_the_points_and_what_is_to_be_cleared(tmp_path, capsys):
    sti = tmp_path / "referat.txt"
    sti.write_text(
        "Møde i DAS den 17.3.2025\nTid: 9\n\nLukket\n\nPunkt 2. Takster\n\nIndstilling\n1. godkender taksterne\n"
        "2. afgiver kompetence\n\nBilag\n- Takstbilag\n\nBeslutning\nTaksterne blev godkendt.\n"
    )
    assert run(str(sti)) == 0
    ud = capsys.readouterr().out
    assert "DAS, 2025-03-17: 1 punkt\n" in ud
    assert "    2  lukket      2     1     1  Takster" in ud
    assert "Skal afklares (2):\n  Punkt 1 mangler.\n  Punkt 2, indstilling 2: ikke udtrykkeligt besluttet" in ud
    assert "Ikke placeret (1 linje):\n  Tid: 9" in ud


def test_the_command_gives_everything_as_json(tmp_path, capsys):
    punkter, tekst = minutes()
    sti = tmp_path / "referat.txt"
    sti.write_text(tekst)
    assert run(str(sti), "--json", "--prøv") == 0
    svar = json.loads(capsys.readouterr().out)
    assert [et["nummer"] for et in svar["punkter"]] == [et.nummer for et in punkter]


def test_input_that_cannot_be_used_gives_status_2(tmp_path, capsys):
    sti = tmp_path / "brev.txt"
    sti.write_text("Kære alle")
    assert run(str(sti)) == run(str(tmp_path / "findes-ikke.txt")) == 2
    assert "ingen punkter" in capsys.readouterr().err
