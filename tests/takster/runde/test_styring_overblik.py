"""How far a round has come, and whom the secretariat calls."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles.udbakke import queue_mail
from socialaftale.parter.models import Funktion, Funktionspost
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.frys import Sted
from socialaftale.takster.runde.models import Erklaering
from socialaftale.takster.runde.stand import Trin
from socialaftale.takster.styring.overblik import Partstand, count_steps, read_overview
from socialaftale.takster.styring.ringeliste import as_csv, read_calls
from tests.takster.runde.conftest import FRIST, GENNEMGANG
from tests.takster.runde.gennemgangshjaelp import submit_explained
from tests.tilbud.conftest import START

SIDE = "/takster/runde/nordjylland/2027/"


def stand_of(rum) -> Partstand:
    return next(et for et in read_overview(rum.runde) if et.part == rum.hus.register.hjoerring)


def remark(rum, indsendelse, frist: dt.date | None = None):
    """Someone from Aalborg has a remark on the line; with a deadline it is sent."""
    linje = rum.line(indsendelse)
    sted = Sted(linje.beregning, linje.linje)
    by = rum.member(rum.hus.register.aalborg)
    bemaerkning = gennemgang.remark(indsendelse=indsendelse, sted=sted, tekst="Hvorfor?", by=by)
    if frist:
        gennemgang.send_remarks(runde=rum.runde, frist=frist, by=rum.sekretaer)
    return bemaerkning


def fill(rum, bruger, telefon: str = "", postkasse: str = "") -> Funktion:
    felter = {"organisation": rum.hus.register.hjoerring, "art": Funktion.Art.TAKSTANSVARLIG_VOKSNE}
    funktion = Funktion.objects.create(**felter, telefon=telefon, faelles_postkasse=postkasse)
    Funktionspost.objects.create(funktion=funktion, bruger=bruger, gaelder_fra=START, registreret_by=rum.sekretaer)
    return funktion


def test_every_driftsherre_is_there_with_what_it_runs_and_what_is_submitted(rum):
    rum.hus.register.tilbud("Bøgehuset")
    rum.submit()
    stande = {et.part: et for et in read_overview(rum.runde)}
    assert set(stande) == {rum.hus.register.hjoerring, rum.hus.register.aalborg, rum.hus.register.region}
    hjoerring = stande[rum.hus.register.hjoerring]
    assert (hjoerring.tilbud, hjoerring.indsendt, hjoerring.mangler) == (2, 1, 1)
    assert stande[rum.hus.register.aalborg].tilbud == 0
    assert count_steps(stande.values()) == [(Trin.IKKE_BEGYNDT, 1), (Trin.INDSENDT, 1)]


def test_late_provisional_and_stated_are_counted(rum):
    rum.go_to(FRIST + dt.timedelta(days=2))
    rum.send([rum.save()], foreloebig=True)
    hjoerring = stand_of(rum)
    assert (hjoerring.sene, hjoerring.foreloebige) == (1, 1)
    actions.confirm_all(runde=rum.runde, driftsherre=rum.hus.register.hjoerring, by=rum.hus.indberetter)
    assert stand_of(rum).foreloebige == 0


def test_who_states_that_nothing_more_comes_is_not_waited_for(rum):
    rum.hus.register.tilbud("Bøgehuset")
    rum.submit()
    felter = {"runde": rum.runde, "driftsherre": rum.hus.register.hjoerring, "by": rum.hus.indberetter, "tekst": ""}
    actions.state(**felter, art=Erklaering.Art.FAERDIG)
    assert stand_of(rum).mangler == 0
    actions.state(**felter, art=Erklaering.Art.FORTRUDT)
    assert stand_of(rum).mangler == 1


def test_remarks_wait_until_they_are_answered_and_then_for_the_review(rum):
    indsendelse = rum.submit()
    rum.go_to(GENNEMGANG)
    bemaerkning = remark(rum, indsendelse)
    assert (stand_of(rum).venter, stand_of(rum).besvaret) == (0, 0)
    gennemgang.send_remarks(runde=rum.runde, frist=dt.date(2026, 10, 30), by=rum.sekretaer)
    assert (stand_of(rum).venter, stand_of(rum).svarfrist) == (1, dt.date(2026, 10, 30))
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Fordi.", by=rum.hus.indberetter)
    assert (stand_of(rum).venter, stand_of(rum).besvaret) == (0, 1)


def test_the_call_list_names_whom_to_call_what_is_missing_and_the_last_mail(rum, client):
    fill(rum, rum.hus.indberetter, telefon="72 33 44 55")
    rum.submit(rum.hus.register.tilbud("Bøgehuset"))
    queue_mail(rum.hus.indberetter.email, "Takster 2027: indsend 1 tilbud", "")
    queue_mail(rum.hus.indberetter.email, "Noget andet", "")
    [opkald] = read_calls(rum.runde, read_overview(rum.runde))
    assert opkald.part == rum.hus.register.hjoerring
    assert [en.tekst for en in opkald.mangler] == ["1 tilbud er ikke indsendt"]
    assert opkald.sidste.emne == "Takster 2027: indsend 1 tilbud"
    client.force_login(rum.sekretaer)
    side = client.get(f"{SIDE}mangler/").text
    assert 'href="tel:72334455">72 33 44 55' in side
    assert "1 tilbud er ikke indsendt" in side and str(rum.hus.indberetter) in side


def test_answers_promises_and_budgets_are_missing_too_the_most_pressing_first(rum):
    rum.send([rum.save(rum.hus.register.tilbud("Bøgehuset"))], foreloebig=True)
    indsendelse = submit_explained(
        rum, svar={"eftersendes_senest": dt.date(2026, 10, 30)}, belaegning={"procent": "75"}, takst_loen="3720000"
    )
    rum.hus.register.tilbud("Granhuset")
    rum.go_to(GENNEMGANG)
    remark(rum, indsendelse, frist=dt.date(2026, 10, 29))
    [opkald] = read_calls(rum.runde, read_overview(rum.runde))
    assert [en.emne for en in opkald.mangler] == ["svar", "loefte", "indsend", "budget"]
    assert [en.frist for en in opkald.mangler] == [
        dt.date(2026, 10, 29), dt.date(2026, 10, 30), FRIST, dt.date(2026, 10, 15),
    ]  # fmt: skip


def test_a_driftsherre_without_contacts_is_still_on_the_list(rum, client):
    client.force_login(rum.sekretaer)
    side = client.get(f"{SIDE}mangler/").text
    assert "Ingen er oplyst" in side and "Bed deres lokaladministrator" in side


def test_when_nothing_is_missing_the_list_says_so(rum, client):
    rum.submit()
    client.force_login(rum.sekretaer)
    assert "Du mangler ingen" in client.get(f"{SIDE}mangler/").text


def test_the_list_as_a_file_opens_in_a_spreadsheet_and_runs_no_formula(rum, client):
    fill(rum, rum.hus.indberetter, telefon="+45 72 33 44 55")
    client.force_login(rum.sekretaer)
    svar = client.get(f"{SIDE}mangler.csv")
    assert svar["Content-Type"].startswith("text/csv")
    raekker = list(csv.DictReader(io.StringIO(svar.content.decode("utf-8-sig")), delimiter=";"))
    assert [(r["Driftsherre"], r["Hvad mangler"], r["Frist"], r["Telefon"]) for r in raekker] == [
        ("Hjørring", "1 tilbud er ikke indsendt", "20.10.2026", "'+45 72 33 44 55")
    ]
    assert as_csv([]).decode("utf-8-sig").startswith("Driftsherre;")


def test_a_page_costs_the_same_queries_for_two_tilbud_as_for_thirty(rum, client, django_assert_num_queries):
    client.force_login(rum.sekretaer)
    rum.submit()
    submit_explained(rum, rum.hus.register.tilbud("Bøgehuset"))
    skabelon = rum.hus.register.tilbud("Skabelon")
    antal = {}
    for side in ("", "mangler/"):
        with CaptureQueriesContext(connection) as maalt:
            client.get(SIDE + side)
        antal[side] = len(maalt)
    for nr in range(3):
        submit_explained(rum, rum.hus.register.tilbud(f"Hus {nr}"))
    rum.hus.register.copies(skabelon, 30)
    for side, hoejst in antal.items():
        with django_assert_num_queries(hoejst):
            assert client.get(SIDE + side).status_code == 200


@pytest.mark.parametrize("sti", ["/takster/runde/", SIDE])
def test_the_driftsherres_own_people_are_sent_to_their_own_page(rum, client, sti):
    client.force_login(rum.hus.indberetter)
    assert client.get(sti).status_code == 403
