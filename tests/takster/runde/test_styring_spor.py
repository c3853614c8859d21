"""Time in each stage, from what happened; and what happened, for those who must be able to follow it."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles.models import Haendelse
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.runde import actions
from socialaftale.takster.styring.haendelser import events_in, in_words
from socialaftale.takster.styring.tider import by_party, by_stage, days, measure
from tests.takster.runde.conftest import BUDGET, FU, GENNEMGANG
from tests.takster.runde.gennemgangshjaelp import submit_explained
from tests.takster.runde.test_styring_overblik import remark

SIDE = "/takster/runde/nordjylland/2027/"


def play(rum):
    """Begun on 11 September, submitted 10 days later, reviewed, recommended and approved."""
    rum.go_to(dt.date(2026, 9, 11), klokken=8)
    version = rum.save()
    rum.go_to(dt.date(2026, 9, 21), klokken=8)
    (indsendelse,) = rum.send([version])
    rum.go_to(GENNEMGANG, klokken=8)
    bemaerkning = remark(rum, indsendelse, frist=dt.date(2026, 10, 30))
    rum.go_to(dt.date(2026, 10, 28), klokken=20)
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Fordi.", by=rum.hus.indberetter)
    rum.go_to(dt.date(2026, 10, 30), klokken=8)
    by = rum.member(rum.hus.register.aalborg)
    gennemgang.settle(bemaerkning=bemaerkning, art=gennemgang.Art.AFKLARET, tekst="", by=by)
    rum.go_to(FU, klokken=8)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    rum.approve()
    return indsendelse


def medians(rum) -> dict[str, Decimal]:
    return {et.led: round(et.tal.median, 2) for et in by_stage(measure(rum.runde)) if et.tal}


def test_each_stage_is_measured_from_when_it_happened(rum):
    play(rum)
    maalt = medians(rum)
    assert maalt == {
        "gem": Decimal(10), "indsend": Decimal(10), "bemaerk": Decimal(36), "svar": Decimal("1.5"),
        "afklar": Decimal("1.5"), "indstil": Decimal(43), "afgoer": Decimal("14.08"),
    }  # fmt: skip


def test_what_has_not_happened_is_not_measured(rum):
    assert medians(rum) == {}
    rum.submit()
    assert set(medians(rum)) == {"gem", "indsend"}


def test_a_day_is_24_hours_also_when_the_clock_is_changed():
    foer, efter = dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC), dt.datetime(2026, 10, 25, 23, tzinfo=dt.UTC)
    assert days(foer, efter).quantize(Decimal("0.001")) == Decimal("1.042")


def test_the_page_shows_the_stages_to_all_who_follow_the_round_and_driftsherrer_to_the_secretariat(rum, client):
    play(rum)
    client.force_login(rum.sekretaer)
    side = client.get(f"{SIDE}tider/?led=svar").text
    assert "1,5 dage" in side and "Driftsherre for driftsherre" in side and "Hjørring" in side
    client.force_login(rum.member(rum.hus.register.aalborg))
    andet = client.get(f"{SIDE}tider/")
    assert "1,5 dage" in andet.text and "Driftsherre for driftsherre" not in andet.text
    [(part, tal)] = by_party(measure(rum.runde), "svar")
    assert (part, tal.antal) == (rum.hus.register.hjoerring, 1)


def test_measuring_costs_the_same_reads_however_many_were_submitted(rum):
    rum.submit()
    with CaptureQueriesContext(connection) as foer:
        measure(rum.runde)
    for nr in range(3):
        submit_explained(rum, rum.hus.register.tilbud(f"Hus {nr}"))
    with CaptureQueriesContext(connection) as efter:
        measure(rum.runde)
    assert len(foer) == len(efter)


def test_every_step_of_the_round_stands_in_the_list_with_who_and_what(rum, client):
    play(rum)
    ny = actions.Datovalg(BUDGET, dt.date(2026, 12, 1))
    actions.move_dates(runde=rum.runde, set_nr=1, datoer=ny, grund="Sen runde", by=rum.sekretaer)
    client.force_login(rum.sekretaer)
    side = client.get(f"{SIDE}haendelser/").text
    for skridt in (
        "Åbn takstrunde", "Gem takster", "Indsend takster", "Skriv bemærkning", "Bemærkning besvaret",
        "Bemærkning afklaret", "Beslut", "Flyt rundens datoer",
    ):  # fmt: skip
        assert skridt in side, skridt
    assert "Sen runde" in side and str(rum.hus.indberetter) in side
    assert "sha256" not in side and "Lærkehuset" in side
    sagt = " ".join(et.oplysninger for et in in_words(events_in(rum.runde)))
    assert not re.findall(r"\b\w*_\w*|\bTrue\b|\d{4}-\d\d-\d\d|udloeb|aaben|bemaerk", sagt), "no word of the program's"
    assert "01.12.2026" in sagt


def test_the_list_is_of_this_round_alone(rum):
    rum.submit()
    rum.hus.confirm(2025, belaegning={"procent": "97"})
    aarene = {et.objekt_type for et in events_in(rum.runde)}
    assert "parter.Bruger" not in aarene
    andre = Haendelse.objects.exclude(pk__in=events_in(rum.runde).values("pk"))
    assert andre.filter(verbum="bekræft takster").exists()


def test_the_file_has_every_event_the_oldest_first(rum, client):
    play(rum)
    client.force_login(rum.sekretaer)
    svar = client.get(f"{SIDE}haendelser.csv").content.decode("utf-8-sig")
    raekker = list(csv.DictReader(io.StringIO(svar), delimiter=";"))
    assert len(raekker) == events_in(rum.runde).count()
    assert raekker[0]["Hvad"] == "åbn takstrunde"


def test_a_closed_point_is_not_named(rum, client):
    punkt = rum.point(rum.moeder["das"])
    punkt.aaben, punkt.titel = False, "Fortrolig sag"
    punkt.save()
    rum.go_to(dt.date(2026, 11, 17))
    rum.decide(punkt, "udsat")
    client.force_login(rum.sekretaer)
    side = client.get(f"{SIDE}haendelser/").text
    assert "Fortrolig sag" not in side and "(lukket)" in side


def test_only_the_secretariat_reads_the_trail(rum, client):
    for bruger in (rum.hus.indberetter, rum.member(rum.hus.register.aalborg)):
        client.force_login(bruger)
        assert client.get(f"{SIDE}haendelser/").status_code == 403
        assert client.get(f"{SIDE}haendelser.csv").status_code == 403
