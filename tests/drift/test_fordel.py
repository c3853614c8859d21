"""`socialaftale fordel` as an economist runs it."""

import json
from pathlib import Path

import pytest

from socialaftale.drift.kommandolinje import main


def key_file(tmp_path: Path, indhold: str, encoding: str = "utf-8") -> str:
    fil = tmp_path / "noegle.csv"
    fil.write_text(indhold, encoding=encoding)
    return str(fil)


def test_json_is_a_list_of_kode_navn_kroner(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noegle = key_file(tmp_path, "kode,navn,antal\n851,Aalborg,40160\n825,Læsø,210\n")
    assert main(["fordel", "1000", "--noegle", noegle, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"kode": "851", "navn": "Aalborg", "kroner": 995},
        {"kode": "825", "navn": "Læsø", "kroner": 5},
    ]


def test_excel_s_semicolon_and_codepage_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noegle = key_file(tmp_path, "kode;navn;antal\n825;Læsø;1.786\n860;Hjørring;64.483\n", "cp1252")
    assert main(["fordel", "5.654.100", "--noegle", noegle]) == 0
    ud = capsys.readouterr().out
    assert "Læsø" in ud and "5.654.100" in ud.splitlines()[-1]


@pytest.mark.parametrize(
    ("beloeb", "indhold", "besked"),
    [
        ("abc", "kode,navn,antal\n1,A,1\n", "er ikke et tal"),
        ("10,50", "kode,navn,antal\n1,A,1\n", "skal være hele kroner"),
        ("10", "kode,navn\n1,A\n", "mangler kolonnen antal"),
        ("10", "kode,navn,antal\n1,A\n", "linje 2: linjen har kun 2 felter"),
        ("10", "kode,navn,antal\n1,A,mange\n", "linje 2, antal"),
        ("10", "kode,navn,antal\n1,A,0\n", "ingen antal"),
        ("10", "", "mangler kolonnen kode"),
    ],
)
def test_useless_input_gives_status_2_and_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], beloeb: str, indhold: str, besked: str
) -> None:
    assert main(["fordel", beloeb, "--noegle", key_file(tmp_path, indhold)]) == 2
    assert besked in capsys.readouterr().err


@pytest.mark.parametrize(
    "indhold",
    [b"PK\x03\x04\x00\r\x00\n", b"kode,navn,antal\r851,Aalborg,1\x00\n", b'kode,navn,antal\n"' + b"x" * 200_000],
)
def test_a_file_that_is_no_csv_is_told_of_and_never_falls_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], indhold: bytes
) -> None:
    fil = tmp_path / "noegle.xlsx"
    fil.write_bytes(indhold)
    assert main(["fordel", "10", "--noegle", str(fil)]) == 2
    assert "noegle.xlsx" in (besked := capsys.readouterr().err) and "CSV" in besked


def test_missing_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fordel", "10", "--noegle", "findes-ikke.csv"]) == 2
    assert "Filen findes-ikke.csv findes ikke" in capsys.readouterr().err


def test_a_command_that_is_not_understood_says_so_in_danish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as slut:
        main(["fordel", "10"])
    assert slut.value.code == 2
    assert "der mangler --noegle" in capsys.readouterr().err
