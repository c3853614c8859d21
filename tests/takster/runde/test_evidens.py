"""The evidence pack: whole for the driftsherre, without cost lines for the others, and computed again elsewhere."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from socialaftale.parter.roller import Rolle
from socialaftale.regler.evidens import Dom, UbrugeligPakke, check_pack
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.runde.frys import Sted
from tests.takster.conftest import KANARIE

from .conftest import AAR, FU


def fetch(rum, person) -> bytes:
    client = Client()
    client.force_login(person)
    svar = client.get(reverse("takst_evidens", args=[rum.hus.tilbud.kode, AAR]))
    assert svar.status_code == 200
    return svar.content


def changed(raw: bytes, navn: str, fra: str, til: str) -> bytes:
    """The pack with a text changed in one file, the manifest left alone."""
    ud = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as gammel, zipfile.ZipFile(ud, "w") as ny:
        for fil in gammel.namelist():
            indhold = gammel.read(fil)
            ny.writestr(fil, indhold.replace(fra.encode(), til.encode()) if fil == navn else indhold)
    return ud.getvalue()


def read(raw: bytes, navn: str):
    with zipfile.ZipFile(io.BytesIO(raw)) as pakke:
        return json.loads(pakke.read(navn))


def test_the_driftsherre_gets_it_all_and_every_takst_comes_out_again(rum):
    rum.submit()
    raw = fetch(rum, rum.hus.indberetter)
    proever = check_pack(raw)
    assert {et.dom for et in proever} == {Dom.STEMMER}
    assert any(et.forklaring.endswith("kr.") for et in proever), "a takst was computed"
    assert KANARIE in json.dumps(read(raw, "indberetning.json"), ensure_ascii=False)
    assert fetch(rum, rum.hus.indberetter) == raw, "the same evidence gives the same bytes"


def test_others_get_the_short_report_without_a_cost_line_and_the_pack_says_what_it_cannot_show(rum):
    rum.submit()
    for person in (rum.sekretaer, rum.member(rum.hus.register.aalborg)):
        raw = fetch(rum, person)
        with zipfile.ZipFile(io.BytesIO(raw)) as pakke:
            assert not any(KANARIE.encode() in pakke.read(fil) for fil in pakke.namelist())
        assert [et.dom for et in check_pack(raw) if et.navn.startswith("Lærkehuset")] == [Dom.KAN_IKKE]


def test_a_pack_holds_what_was_said_and_decided(rum):
    indsendelse = rum.submit()
    linje = rum.line(indsendelse)
    bemaerkning = gennemgang.remark(
        indsendelse=indsendelse, sted=Sted(linje.beregning, linje.linje), tekst="Hvad dækker taksten?", by=rum.sekretaer
    )
    assert read(fetch(rum, rum.hus.indberetter), "bemaerkninger.json") == [], "not sent to the driftsherre yet"
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Bolig og kost.", by=rum.hus.indberetter)
    rum.approve()
    raw = fetch(rum, rum.sekretaer)
    (sagt,) = read(raw, "bemaerkninger.json")
    assert sagt["tekst"] == "Hvad dækker taksten?" and sagt["trin"][1]["tekst"] == "Bolig og kost."
    (afgjort,) = read(raw, "afgoerelser.json")
    assert (afgjort["udfald"], afgjort["mandat"]) == ("godkendt", "egen kompetence")
    assert read(raw, "indsendelser.json")[0]["kvittering"] == indsendelse.kvittering


@pytest.mark.parametrize(
    ("fil", "fra", "til"),
    [
        ("indberetning.json", '"3720000"', '"3720001"'),
        ("takster.json", "1140", "1141"),
        ("regelsaet.toml", "kilde", "Kilde"),
        ("LAES-MIG.txt", "Evidenspakke", "Evidens"),
    ],
)
def test_a_change_in_any_file_is_found(rum, fil, fra, til):
    rum.submit()
    raw = fetch(rum, rum.hus.indberetter)
    andet = changed(raw, fil, fra, til)
    assert andet != changed(raw, fil, fra, fra), "the text was there to change"
    try:
        assert Dom.AFVIGER in {et.dom for et in check_pack(andet)}
    except UbrugeligPakke:
        assert fil == "regelsaet.toml"


@pytest.mark.parametrize("raw", [b"", b"ikke en zip", b"PK\x03\x04halv"])
def test_what_is_no_pack_is_said_to_be_none(raw):
    with pytest.raises(UbrugeligPakke, match="ZIP"):
        check_pack(raw)


def test_another_machine_computes_the_pack_again_with_one_command_and_no_database(rum, tmp_path):
    rum.submit()
    fil = tmp_path / "pakke.zip"
    fil.write_bytes(fetch(rum, rum.hus.indberetter))
    miljoe = {navn: vaerdi for navn, vaerdi in os.environ.items() if "DJANGO" not in navn and "DATABASE" not in navn}
    program = Path(sys.executable).with_name("socialaftale")
    svar = subprocess.run(
        [program, "evidens", "kontroller", str(fil)],
        cwd=tmp_path,
        env=miljoe,
        capture_output=True,
        text=True,
        check=False,
    )
    assert svar.returncode == 0 and " 0 afviger" in svar.stdout, svar.stdout + svar.stderr
    fil.write_bytes(changed(fil.read_bytes(), "takster.json", "1140", "1141"))
    svar = subprocess.run([program, "evidens", "kontroller", fil], cwd=tmp_path, capture_output=True, check=False)
    assert svar.returncode == 1


def test_nobody_else_gets_a_pack_and_there_is_none_before_something_is_submitted(rum):
    client = Client()
    adresse = reverse("takst_evidens", args=[rum.hus.tilbud.kode, AAR])
    assert client.get(adresse).status_code == 302, "sign-in is asked for"
    client.force_login(rum.hus.person(Rolle.TAKSTINDBERETTER, rum.hus.register.aalborg))
    assert client.get(adresse).status_code == 403
    client.force_login(rum.hus.indberetter)
    assert client.get(adresse).status_code == 404
