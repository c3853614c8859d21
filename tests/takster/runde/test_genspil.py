"""The round of 2026, played again on the platform: what went wrong then is seen in time now."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError

from socialaftale.takster.afgoerelse.queries import approved
from socialaftale.takster.bilag.actions import publish_edition
from socialaftale.takster.gennemgang.queries import read_remarks
from socialaftale.takster.models import Indsendelse, Indsendtlinje
from socialaftale.takster.runde.queries import read_dates, statements, stop_of

from . import genspil


@pytest.mark.timeout(600)
def test_the_round_of_2026_ends_with_every_objection_seen_in_time_and_nothing_to_correct(db):
    with time_machine.travel(dt.datetime(2025, 9, 1, tzinfo=dt.UTC)) as ur:
        spil = genspil.set_up(ur)
        spil.play()
        every_objection_was_seen_by_the_reporter_and_by_the_review(spil)
        the_odd_ones_out_are_where_they_belong(spil)
        most_lines_needed_nobody(spil)
        nothing_is_left_to_correct(spil)


def every_objection_was_seen_by_the_reporter_and_by_the_review(spil):
    assert len(spil.indsigelser) == 9
    for indsigelse in spil.indsigelser:
        vist = {(et.kontrol, et.tilbud, et.linje, et.felt) for et in indsigelse.vist_indberetter}
        assert indsigelse.expected() <= vist, indsigelse.sag.navn
        if "fejl" not in {et["alvor"] for et in indsigelse.sag.forventet}:  # a `fejl` never reaches the review
            vist = {(et.kontrol, et.tilbud, et.linje, et.felt) for et in indsigelse.vist_gennemgang}
            assert indsigelse.expected() <= vist, indsigelse.sag.navn


def the_odd_ones_out_are_where_they_belong(spil):
    datoer = read_dates(spil.runde)
    stop = {et.driftsherre.kode: stop_of(et, datoer) for et in Indsendelse.objects.of_round(spil.runde).filter(nr=1)}
    assert len(stop) == 11, "eleven reported"
    assert {kode for kode, et in stop.items() if et.dage_for_sent} == {genspil.SENT_UDE}
    assert [et.driftsherre.kode for et in statements(spil.runde).values()] == [genspil.LAESOE]
    anden_gang = Indsendelse.objects.filter(runde=spil.runde, nr=2)
    rettede = {
        tilbud.kode
        for et in spil.indsigelser
        if et.sag.navn.startswith(genspil.RETTES_BAGEFTER)
        for tilbud in et.tilbud.values()
    }
    assert set(anden_gang.values_list("indberetning__tilbud__kode", flat=True)) == rettede


def most_lines_needed_nobody(spil):
    foerste = spil.lines().filter(indsendelse__nr=1)
    i_alt, uden = foerste.count(), foerste.filter(uden_spoergsmaal=True).count()
    assert i_alt > 200 and uden / i_alt >= 0.8, f"{uden} af {i_alt}"


def nothing_is_left_to_correct(spil):
    assert not [et for et in read_remarks(spil.runde) if et.stand.er_aaben]
    godkendt = {(et.tilbud, et.linje, et.sha256) for et in approved(spil.runde)}
    paa_bordet = Indsendtlinje.objects.on_the_table(spil.runde).select_related("indsendelse__indberetning")
    for linje in paa_bordet:
        assert (linje.indsendelse.indberetning.tilbud_id, linje.linje, linje.indhold_sha256) in godkendt
    indhold = spil.bilag.indhold
    assert indhold["aabne"] == [], "nobody waits for a later meeting"
    koder = [tilbud["id"] for tilbud in indhold["tilbud"]]
    assert len(koder) == len(set(koder)) == len({linje.indsendelse.indberetning.tilbud_id for linje in paa_bordet})
    viste = [linje["takst_kr"] for t in indhold["tilbud"] for b in t["beregninger"] for linje in b["linjer"]]
    offentlige = [linje for linje in paa_bordet if linje.type != "forhandlet" and not is_one_buyers(linje)]
    assert sum(map(Decimal, viste)) == sum(linje.takst_kr for linje in offentlige)
    with pytest.raises(ValidationError):  # nothing to correct: a second edition would say the same
        publish_edition(omraade=spil.runde.omraade, aar=genspil.AAR, grund="Rettelse", by=spil.sekretaer)


def is_one_buyers(linje) -> bool:
    return linje.pladser is not None and linje.pladser <= 1
