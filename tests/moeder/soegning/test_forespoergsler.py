"""What people type finds the decision: measured on a query set that was written before the search."""

from pathlib import Path

import pytest

from socialaftale.moeder.actions import Punkttekst, Svar, Tidspunkt, add_point, call_meeting, close_meeting
from socialaftale.moeder.actions import record_decision as decide
from socialaftale.moeder.importering.actions import Sendt, confirm_minutes, receive_minutes
from socialaftale.moeder.importering.laesning import Laest
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.moeder.soegning.find import Oenske, find_points
from socialaftale.moeder.soegning.indeks import reindex
from socialaftale.parter.models import Udvalg
from socialaftale.parter.roller import Rolle

from .saet import of_the_real_minutes, points, queries, recall

MINDST = 0.9
ROD = Path(__file__).resolve().parents[3]
AEGTE = [fil for mappe in ROD.parents[:2] if (fil := mappe / "shared/documents/das-referat-2025-11-17.txt").exists()]


@pytest.fixture
def koder(rum) -> dict[int, str]:
    """The made-up points, recorded as the secretariat records them: primary key -> code."""
    sag = Udvalg.objects.create(omraade=rum.nord.omraade, kort="sag", navn="SAG", rolle=Rolle.STYRINGSAFTALEGRUPPE)
    udvalg, moeder, koder = {"das": rum.das, "fu": rum.fu, "sag": sag}, {}, {}
    for et in points():
        hvor = (et["udvalg"], et["dato"])
        if hvor not in moeder:
            felter = {"udvalg": udvalg[et["udvalg"]], "form": Moede.Form.ORDINAERT, "by": rum.sekretaer}
            moeder[hvor] = call_meeting(hvornaar=Tidspunkt(et["dato"]), **felter)
        tekst = Punkttekst(et["titel"], et.get("aaben", True), et.get("sagsnr", ""), sagsfremstilling=et["sag"])
        punkt = add_point(moede=moeder[hvor], tekst=tekst, by=rum.sekretaer)
        Dagsordenspunkt.objects.filter(pk=punkt.pk).update(bilag=et.get("bilag", ""))
        svar = Svar(et.get("resultat", "godkendt"), tekst=et["beslutning"])
        decide(punkt=punkt, set_nr=0, svar=svar, by=rum.sekretaer)
        koder[punkt.pk] = et["kode"]
    reindex(koder)
    for moede in moeder.values():
        close_meeting(moede=moede, by=rum.sekretaer)
    return koder


def test_the_query_set_is_found(rum, koder):
    """Recall among the first ten, over every query; those without a login search only what everyone reads."""
    fundet = {}
    for et in queries():
        laeser = rum.sekretaer if et["hvem"] == "medlem" else None
        raekke = [koder[pk] for pk in find_points(Oenske(q=et["tekst"]), laeser)]
        fundet[et["tekst"]] = recall(raekke, et["foerst"])
    samlet = sum(fundet.values()) / len(fundet)
    daarlige = sorted((round(andel, 2), tekst) for tekst, andel in fundet.items() if andel < 1)
    print(f"recall@10 = {samlet:.3f}: {daarlige}")
    assert samlet >= MINDST, f"recall@10 = {samlet:.3f}: {daarlige}"


@pytest.mark.parametrize("fil", AEGTE[:1], ids=["17.11.2025"] if AEGTE else [])
def test_an_outsider_finds_the_decisions_of_the_real_minutes_and_sees_whether_they_are_done(
    rum, client, fil, settings, tmp_path
):
    settings.FILER = tmp_path
    raw = fil.read_bytes()
    sendt = Sendt(raw, fil.name, Laest.of_file(raw), frigivet=True)
    import_ = receive_minutes(sendt=sendt, udvalg=rum.das, dato=sendt.laest.referat.dato, by=rum.sekretaer)
    confirm_minutes(referatimport=import_, by=rum.sekretaer)
    fundet = {}
    for et in of_the_real_minutes():
        numre = [Dagsordenspunkt.objects.get(pk=pk).nummer for pk in find_points(Oenske(q=et["tekst"]), None)]
        fundet[et["tekst"]] = recall([str(nummer) for nummer in numre], [str(et["punkt"])])
    samlet = sum(fundet.values()) / len(fundet)
    print(f"recall@10 = {samlet:.3f}: {[tekst for tekst, andel in fundet.items() if andel < 1]}")
    assert samlet >= MINDST, [tekst for tekst, andel in fundet.items() if andel < 1]
    side = client.get("/moeder/beslutninger/", {"q": "budget Børnehus Nord"}).text
    assert "<mark>Børnehus</mark>" in side
    assert "Der er ikke aftalt nogen opfølgning" in side
