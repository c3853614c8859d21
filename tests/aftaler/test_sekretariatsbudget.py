"""The secretariat's budget: figures with explanations, DAS before KKR, and what the pages refuse."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.sekretariatsbudget import actions
from socialaftale.aftaler.sekretariatsbudget.models import Budgetaar
from socialaftale.aftaler.sekretariatsbudget.punkt import budget_points
from socialaftale.aftaler.sekretariatsbudget.queries import shown_budget
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.forberedelse.actions import build_agenda
from socialaftale.parter.models import HOEJESTE_ALDER, Befolkning, Udvalg
from socialaftale.parter.roller import Rolle

from .conftest import Hus, item_by_item

STI = "/sekretariatets-budget/nordjylland/2027/"


@pytest.fixture
def aaret(hus: Hus) -> Budgetaar:
    for kommune, antal in ((hus.nord.kommune, 30_000), (hus.nord.nabo, 10_000)):
        felter = {"aar": 2026, "alder_til": HOEJESTE_ALDER, "antal": antal, "kilde": "Prøve"}
        Befolkning.objects.create(organisation=kommune, **felter)
    aaret = actions.begin_year(omraade=hus.nord.omraade, aar=2027, by=hus.mette)
    write(hus, aaret, "Løn", "udgift", "1000000")
    write(hus, aaret, "Overført", "overfoert", "386000")
    return aaret


def write(hus: Hus, aaret: Budgetaar, navn: str, slags: str, beloeb: str, by=None):
    tal = actions.Tal(navn, slags, "budget", Decimal(beloeb), f"Forklaring på {beloeb}")
    return actions.write_figure(budgetaar=aaret, tal=tal, by=by or hus.mette)


def meet(hus: Hus, udvalg: Udvalg, dato: dt.date):
    hvornaar = moeder.Tidspunkt(dato, dt.time(9), dt.time(13))
    return moeder.call_meeting(udvalg=udvalg, form="ordinaert", hvornaar=hvornaar, by=hus.mette)


def test_each_municipality_pays_by_its_inhabitants(aaret: Budgetaar):
    vist = shown_budget(aaret)
    assert [andel.kroner for andel in vist.andele] == [460_500, 153_500]
    assert vist.noegleaar == 2026


def test_a_correction_keeps_the_figure_before_it(hus: Hus, aaret: Budgetaar):
    nyt = write(hus, aaret, "Løn", "udgift", "1100000")
    assert (nyt.nr, nyt.post.tal.count()) == (2, 2)
    assert shown_budget(aaret).opgoerelse.udgifter == Decimal(1_100_000)
    with pytest.raises(ValidationError, match="de samme som før"):
        write(hus, aaret, "Løn", "udgift", "1100000")
    with pytest.raises(ValidationError, match="Vælg det"):
        write(hus, aaret, "Løn", "indtaegt", "1")


def test_a_budget_without_expenses_is_not_ready(hus: Hus):
    tomt = actions.begin_year(omraade=hus.nord.omraade, aar=2028, by=hus.mette)
    with pytest.raises(ValidationError, match="mangler budget"):
        actions.make_ready(budgetaar=tomt, by=hus.mette)


def test_the_budget_goes_to_das_and_then_to_kkr(hus: Hus, aaret: Budgetaar):
    kkr = Udvalg.objects.create(omraade=hus.nord.omraade, kort="kkr", navn="KKR", rolle=Rolle.KKR)
    das_moede = meet(hus, hus.nord.udvalg, dt.date(2026, 10, 23))
    kkr_moede = meet(hus, kkr, dt.date(2026, 11, 20))
    assert budget_points(das_moede) == []
    actions.make_ready(budgetaar=aaret, by=hus.mette)
    (forslag,) = budget_points(das_moede)
    assert "614.000,00" in forslag.resume
    assert "Forklaring på 1000000" in forslag.sagsfremstilling
    assert "460.500" in forslag.sagsfremstilling
    assert budget_points(kkr_moede) == []
    build_agenda(moede=das_moede, by=hus.mette)
    punkt = das_moede.punkter.get(noegle=forslag.noegle)
    svar = moeder.Svar("", tekst="Ja.", indstillinger=item_by_item(punkt, "til_efterretning", "udsat"))
    moeder.record_decision(punkt=punkt, set_nr=0, svar=svar, by=hus.mette)
    assert [forslag.noegle for forslag in budget_points(kkr_moede)] == ["sekretariatsbudget-2027"]
    assert shown_budget(aaret).beslutninger["das"].says(["til_efterretning"])


def test_only_the_areas_secretariat_writes_and_its_people_read(hus: Hus, aaret: Budgetaar, fiktivland, client):
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    for hvem in (das, fremmed):
        with pytest.raises(PermissionDenied):
            write(hus, aaret, "Løn", "udgift", "1", by=hvem)
    client.force_login(das)
    assert "1.000.000,00" in client.get(STI).text
    assert client.get(f"{STI}tal/").status_code == 403
    client.force_login(fremmed)
    assert client.get(STI).status_code == 404
    client.logout()
    assert client.get(STI).status_code == 302


@pytest.mark.parametrize(
    ("felter", "besked"),
    [({"beloeb_kr": "12.5"}, "12,5"), ({"forklaring": ""}, "Forklaring"), ({"forklaring": "0101201234"}, "CPR")],
)
def test_a_figure_that_cannot_be_says_why_and_stays(hus: Hus, aaret: Budgetaar, client, felter, besked):
    client.force_login(hus.mette)
    data = {"navn": "Møder", "slags": "udgift", "art": "budget", "beloeb_kr": "50.000", "forklaring": "Fra sidste år"}
    svar = client.post(f"{STI}tal/", data | felter)
    assert besked in svar.text
    assert "Møder" in svar.text
    assert aaret.poster.count() == 2
    assert client.post(f"{STI}tal/", data).status_code == 302
    assert "50.000,00" in client.get(STI).text
    assert client.post("/sekretariatets-budget/nordjylland/nyt/", {"aar": "2027"}).status_code == 200
