import datetime as dt
import re

import pytest
from tests.takster.conftest import efteraar_2026, hus, register

from socialaftale.faelles.opgaver import Opgave, Slags
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Funktion
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.actions import aendring as aendringer
from socialaftale.tilbud.actions import indskrivning as indskrivninger
from socialaftale.tilbud.actions.faelles import version_of
from socialaftale.tilbud.eksempel.indlaes import load_example

TORSDAG, FREDAG = dt.date(2026, 11, 26), dt.date(2026, 11, 27)
__all__ = ["efteraar_2026", "hus", "register"]


@pytest.fixture
def region(db):
    omraade = load_file("nordjylland")
    load_example(omraade, 2026)
    return omraade


def test_the_front_page_is_danish_and_leads_to_the_search(client, db):
    html = client.get("/").text
    assert '<html lang="da">' in html
    assert 'action="/tilbud/"' in html
    assert 'name="q"' in html


def test_the_public_sees_how_much_there_is_and_that_it_is_invented(client, region):
    html = client.get("/").text
    assert "<strong>1.785</strong>" in html
    assert "<strong>636</strong>" in html
    assert "Eksempeldata" in html
    assert "Det skal du gøre nu" not in html


def test_a_person_with_nothing_to_do_is_told_so(client, mette):
    client.force_login(mette)
    assert "Der venter ikke noget på dig" in client.get("/").text


def tasks(client, bruger) -> str:
    client.force_login(bruger)
    html = client.get("/").text.replace("\xa0", " ")
    return html[html.index("Det skal du gøre nu") : html.index("Lige nu")]


@pytest.mark.usefixtures("efteraar_2026")
def test_a_reporter_sees_what_waits_with_her_takster(client, hus):
    assert "Takster 2027: 1 tilbud mangler at blive indberettet" in tasks(client, hus.indberetter)
    hus.confirm(2026)
    hus.save(2027, linje={"indhold": ""})
    html = tasks(client, hus.indberetter)
    assert "bemærkninger skal rettes eller forklares" in html
    assert 'href="/takster/driftsherre/860/2027/"' in html
    assert "klar til" not in html, "what is to be mended is not ready"


@pytest.mark.usefixtures("efteraar_2026")
def test_a_report_without_findings_waits_for_confirmation_and_then_for_nothing(client, hus):
    regnskab = [{"aar": 2024, "procent": "96"}, {"aar": 2025, "procent": "98"}]
    felter = {"belaegning": {"procent": "97", "regnskab": regnskab}}
    hus.save(2027, **felter)
    assert "Takster 2027: 1 tilbud er klar til at blive bekræftet" in tasks(client, hus.indberetter)
    hus.confirm(2027, **felter)
    assert "Takster 2027" not in tasks(client, hus.indberetter)


def test_others_have_no_task_with_the_takster(client, hus):
    hus.save(2027)
    for rolle, hos in ((Rolle.SEKRETARIAT, hus.register.sekretariat), (Rolle.TILBUDSLEDER, hus.register.hjoerring)):
        assert "Takster" not in tasks(client, hus.person(rolle, hos))


@pytest.mark.usefixtures("efteraar_2026")
def test_an_open_inscription_waits_for_the_driftsherre_with_its_deadline(client, hus):
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    felter = {"omraade": hus.register.omraade, "aar": 2027, "frist": dt.date(2026, 12, 1)}
    indskrivninger.open_round(**felter, by=sekretaer)
    html = tasks(client, hus.indberetter)
    assert "Bekræft registeret for 2027: 1 tilbud mangler svar" in html
    assert "Senest 1. december 2026" in html
    assert "mangler svar" not in tasks(client, sekretaer), "it opened the round; the parties answer"


@pytest.mark.usefixtures("efteraar_2026")
def test_a_proposed_change_waits_for_the_secretariat(client, hus):
    sekretaer = hus.person(Rolle.SEKRETARIAT, hus.register.sekretariat)
    leder = hus.person(Rolle.TILBUDSLEDER, hus.register.hjoerring)
    forslag = aendringer.Forslag("lukning", dt.date(2027, 1, 1), "Huset sælges.", {})
    aendringer.propose(tilbud=hus.tilbud, forslag=forslag, version=version_of(hus.tilbud), by=leder)
    assert "1 foreslået ændring venter på afgørelse" in tasks(client, sekretaer)
    assert "afgørelse" not in tasks(client, leder)


def test_the_front_page_counts_the_tilbud_whose_places_it_counts(client, region):
    assert f"<strong>{len(client.get('/tilbudsoversigt/fil.json').json()['tilbud'])}</strong>" in client.get("/").text


def test_a_visitators_page_begins_with_the_search_and_ends_with_upkeep(client, register):
    vibe = register.person(Rolle.VISITATOR, register.aalborg)
    Funktion.objects.create(organisation=register.aalborg, art="visitation")
    assert re.findall(r"<strong>(.*?)</strong>", tasks(client, vibe)) == [
        "Find en plads",
        "Bekræft kontakten for visitation",
    ]


def test_the_contacts_of_a_party_are_one_task(client, register):
    for art in ("visitation", "faktura"):
        Funktion.objects.create(organisation=register.aalborg, art=art)
    html = tasks(client, register.person(Rolle.VISITATOR, register.aalborg))
    assert "Bekræft 2 kontakter" in html and f"{register.aalborg}: faktura; visitation." in html


def test_work_goes_by_its_deadline_and_upkeep_comes_last():
    uden, fredag, torsdag = (Opgave(n, "", "/", frist=d) for n, d in (("a", None), ("b", FREDAG), ("c", TORSDAG)))
    vedligehold = Opgave("d", "", "/", frist=TORSDAG, slags=Slags.VEDLIGEHOLD)
    orden = sorted([vedligehold, uden, fredag, torsdag], key=lambda opgave: opgave.orden)
    assert orden == [torsdag, fredag, uden, vedligehold]


@pytest.mark.parametrize("sti", ["/ledige-pladser/", "/ledige-pladser/?ledig=ja", "/find-plads/", "/find-plads/behov/"])
def test_the_menu_says_where_one_is_for_a_visitator_and_for_all(client, register, sti):
    def active() -> set[str]:
        return set(re.findall(r'<li class="active.*?<span>(.*?)</span>', client.get(sti).text))

    if "behov" not in sti:
        assert active() == {"Ledige pladser"}
    client.force_login(register.person(Rolle.VISITATOR, register.aalborg))
    assert active() == {"Find en plads"}
