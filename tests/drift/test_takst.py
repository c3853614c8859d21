"""`socialaftale takst beregn` and `takst kontroller` as an economist runs them. Figures are `konstrueret`."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import socialaftale
from socialaftale.drift.kommandolinje import main
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.takstskema import write_takstskema


def report(**felter: Any) -> dict[str, Any]:
    linje = {"id": "L", "navn": "Botilbud", "type": "gennemsnit", "enhed": "kr_pr_doegn", "indhold": "Ophold og støtte"}
    beregning = {
        "id": "B1",
        "navn": "Hus A",
        "art": "doegn",
        "pladser": "10",
        "belaegning": {"regnskab": [{"aar": 2023, "procent": "98"}, {"aar": 2024, "procent": "96"}]},
        "struktur": {"kode": "A", "linje": "L"},
        "grundlag": {
            "omkostninger": [{"kategori": "loen", "tekst": "Løn", "beloeb_kr": "5000000"}],
            "overhead": {"metode": "procent", "procent": "6"},
        },
        "linjer": [linje],
    }
    tilbud = [{"id": "T1", "navn": "Egely", "lovgrundlag": ["sel-108"], "beregninger": [beregning | felter]}]
    return {
        "skema": "indberetning/1",
        "aar": 2026,
        "driftsherre": "860",
        "driftsherre_navn": "Hjørring Kommune",
        "tilbud": tilbud,
    }


def written(tmp_path: Path, *rapporter: dict[str, Any]) -> str:
    fil = tmp_path / "indberetning.json"
    fil.write_text("\n".join(json.dumps(rapport) for rapport in rapporter), encoding="utf-8")
    return str(fil)


def test_takst_and_its_explanation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fil = written(tmp_path, report())
    assert main(["takst", "beregn", fil]) == 0
    assert "Egely" in (tabel := capsys.readouterr().out) and "1.497" in tabel  # 5.300.000 ÷ (3.650 × 0,97)
    assert main(["takst", "beregn", fil, "--json"]) == 0
    svar = json.loads(capsys.readouterr().out)
    (linje,) = svar["beregninger"][0]["linjer"]
    assert linje["takst_kr"] == "1497"
    assert linje["forklaring"]["dele"][0]["formel"] == "Takstgrundlag ÷ Budgetdage"
    assert svar["regelsaet"]["id"] == "nordjylland-takst-2025-26-2"


def test_an_error_among_the_findings_gives_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fil = written(tmp_path, report(pladser="0"))
    assert main(["takst", "kontroller", fil]) == 1
    assert "T1 / B1" in (ud := capsys.readouterr().out) and "fejl" in ud
    assert main(["takst", "beregn", fil]) == 1


def test_the_table_names_house_and_line_and_says_what_the_checks_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rapport = report(belaegning={"procent": "75"})
    (tilbud,) = rapport["tilbud"]
    (hus,) = tilbud["beregninger"]
    tilbud["beregninger"].append(hus | {"id": "B2", "navn": "Hus B", "pladser": "0"})
    fil = written(tmp_path, rapport)
    assert main(["takst", "beregn", fil]) == 1
    ud = capsys.readouterr().out
    assert "Hus A: Botilbud" in ud
    assert "budgetdage er 0, fordi pladser er 0" in ud
    assert f"socialaftale takst kontroller {fil}" in ud.splitlines()[-1]
    assert "kræver forklaring" in ud.splitlines()[-1]


def test_findings_are_gathered_by_tilbud_the_gravest_first_in_danish_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rapport = report(belaegning={"procent": "75"}, overhead_procent="0.06")
    rapport["tilbud"].append(rapport["tilbud"][0] | {"id": "T2", "navn": "Bakkely"})
    assert main(["takst", "kontroller", written(tmp_path, rapport)]) == 1
    ud = capsys.readouterr().out
    assert ud.index("Egely") < ud.index("Bakkely")
    assert ud.index("fejl ") < ud.index("kræver forklaring")
    assert "kraever" not in ud and "opmaerksom" not in ud
    assert re.match(r"\d+ fejl, \d+ kræver forklaring, ", ud.splitlines()[-1])


def test_a_workbook_s_findings_name_the_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rapport = report(overhead_procent="0.06")
    fil = tmp_path / "skema.xlsx"
    fil.write_bytes(write_takstskema(Indberetning.model_validate(rapport), None, regelsaet_for(2026).regelsaet))
    assert main(["takst", "kontroller", str(fil)]) == 1
    assert "Afdelinger S5" in capsys.readouterr().out


def test_last_year_s_report_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "i-fjor").mkdir()
    forrige = written(tmp_path / "i-fjor", report(belaegning={"procent": "97"}) | {"aar": 2025})
    ny = report()
    ny["tilbud"][0]["beregninger"][0]["grundlag"]["omkostninger"][0]["beloeb_kr"] = "7000000"
    main(["takst", "kontroller", written(tmp_path, ny), "--forrige", forrige, "--json"])
    fund = json.loads(capsys.readouterr().out)["fund"]
    aabne = [et for et in fund if et["alvor"] == "kraever_forklaring" and et["linje"] == "L"]
    assert any("40" in et["besked"] for et in aabne), fund  # 7.000.000 mod 5.000.000 kr.


def test_standard_input_and_one_report_a_line(capsys: pytest.CaptureFixture[str], monkeypatch: Any) -> None:
    linjer = "\n".join(json.dumps(report()) for _ in range(3))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(linjer.encode())))
    assert main(["takst", "beregn", "-", "--linjevis", "--json"]) == 0
    svar = [json.loads(linje) for linje in capsys.readouterr().out.splitlines()]
    assert [et["beregninger"][0]["linjer"][0]["takst_kr"] for et in svar] == ["1497"] * 3


@pytest.mark.parametrize(
    ("indhold", "besked"),
    [
        (b"", "Filen er tom"),
        (b'{"skema": "indberetning/1", ', "linje 1, tegn"),
        (b"kode;navn;antal\n851;Aalborg;1\n", "hverken et takstskema (.xlsx) eller JSON"),
        (b"\xff\xfe\x00\x01", "hverken et takstskema (.xlsx) eller JSON"),
        (b"[" * 10_000, "ikke gyldig JSON"),
    ],
)
def test_what_is_no_report_is_told_in_danish(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], indhold: bytes, besked: str
) -> None:
    fil = tmp_path / "fil"
    fil.write_bytes(indhold)
    assert main(["takst", "beregn", str(fil)]) == 2
    fejl = capsys.readouterr().err
    assert besked in fejl
    assert not re.search("EOF|expected|column|parsing|limit", fejl)


@pytest.mark.parametrize(
    ("aendring", "besked"),
    [
        ({"aar": 2019}, "intet regelsæt for takstår 2019"),
        ({"regelsaet": "findes-ikke"}, "Regelsættet findes-ikke findes ikke"),
        ({"tilbud": [{"id": "T1"}]}, "tilbud[0].navn: Feltet mangler"),
        ({"ukendt": 1}, "ukendt: Feltet er ukendt"),
    ],
)
def test_useless_input_gives_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], aendring: dict[str, Any], besked: str
) -> None:
    assert main(["takst", "beregn", written(tmp_path, report() | aendring)]) == 2
    assert besked in capsys.readouterr().err


def test_a_bad_line_in_a_long_file_is_named_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fil = written(tmp_path, report(), report() | {"aar": "x"})
    assert main(["takst", "beregn", fil, "--linjevis"]) == 2
    assert "linje 2: aar: Her skal stå et helt tal" in capsys.readouterr().err


def test_commands_on_rules_alone_start_without_django(tmp_path: Path) -> None:
    program = (
        "import sys; from socialaftale.drift.kommandolinje import main; "
        f"status = main(['takst', 'beregn', {written(tmp_path, report())!r}]); "
        "sys.exit(status or 'django' in sys.modules)"
    )
    miljoe = os.environ | {"PYTHONPATH": str(Path(socialaftale.__file__).parents[1])}
    koersel = subprocess.run([sys.executable, "-c", program], env=miljoe, capture_output=True, check=False)
    assert koersel.returncode == 0, koersel.stderr
