"""Projects that add places: who writes, who sees, and what comes for whom."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.pladsprojekt import actions
from socialaftale.aftaler.pladsprojekt.models import Pladsprojekt, Pulje, Samarbejdsaftale
from socialaftale.aftaler.pladsprojekt.queries import areas
from socialaftale.parter.roller import Rolle

from .conftest import Hus

FOER, NU = dt.date(2026, 5, 1), dt.date(2026, 10, 1)


def step(stand: str = "besluttet", fra: dt.date = FOER, **felter) -> actions.Trin:
    return actions.Trin(**{"gaelder_fra": fra, "stand": stand, "pladser": 8, "aar": 2028} | felter)


def begin(hus: Hus, stand: str = "besluttet", titel: str = "Nye boliger", by=None, **felter) -> Pladsprojekt:
    hvad = (titel, felter.pop("maalgruppe", "autisme"))
    felter = {"ejer": hus.nord.kommune, "trin": step(stand), "by": by or hus.mette} | felter
    return actions.begin_project(omraade=hus.nord.omraade, hvad=hvad, **felter)


def test_a_step_is_appended_and_the_one_before_it_stays(hus: Hus):
    projekt = begin(hus)
    actions.move_project(projekt=projekt, trin=step("bygges", NU, pladser=10), by=hus.mette)
    nu = actions.current_step(projekt)
    assert (nu.stand, nu.pladser) == ("bygges", 10)
    assert sorted(projekt.trin.values_list("stand", flat=True)) == ["besluttet", "bygges"]


def test_what_comes_stands_by_target_group_and_year(hus: Hus):
    begin(hus)
    begin(hus, "ide", "Tanke")
    vist = areas(hus.mette)[0]
    (linje,) = vist.linjer
    assert (vist.aar, linje.udsigt.efter_aar, linje.udsigt.ideer) == ([2028], {2028: 8}, 8)


def test_an_idea_is_seen_in_the_area_and_by_all_when_it_is_decided(hus: Hus, fiktivland):
    projekt = begin(hus, "ide")
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
    synligt = [Pladsprojekt.objects.visible_to(hvem).exists() for hvem in (das, fremmed, AnonymousUser())]
    assert synligt == [True, False, False]
    actions.move_project(projekt=projekt, trin=step("besluttet", NU), by=hus.mette)
    assert Pladsprojekt.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize(
    ("trin", "besked"),
    [
        (step(fra=dt.date(2026, 10, 24)), "ude i fremtiden"),
        (step(fra=NU), "Intet er ændret"),
        (step("bygges", NU, aar=1999), "mellem 2000 og 2100"),
        (step("måske", NU), "måske"),
    ],
)
def test_a_step_that_cannot_be(hus: Hus, trin, besked):
    projekt = begin(hus)
    with pytest.raises(ValidationError, match=besked):
        actions.move_project(projekt=projekt, trin=trin, by=hus.mette)


def test_an_owner_of_another_area_and_an_unknown_target_group_are_refused(hus: Hus, fiktivland):
    with pytest.raises((ValidationError, PermissionDenied)):
        begin(hus, ejer=fiktivland.kommune)
    with pytest.raises(ValidationError, match="Målgruppen findes ikke"):
        begin(hus, maalgruppe="findes-ikke")
    assert not Pladsprojekt.objects.exists()


def test_a_party_writes_about_its_own_alone(hus: Hus):
    lone = hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.kommune)
    projekt = begin(hus, by=lone)
    nabo = hus.nord.person(Rolle.LOKALADMINISTRATOR, hus.nord.nabo)
    with pytest.raises(PermissionDenied):
        actions.move_project(projekt=projekt, trin=step("bygges", NU), by=nabo)
    with pytest.raises(PermissionDenied):
        actions.add_fund(omraade=hus.nord.omraade, felter={}, by=lone)


def test_the_pages_write_a_project_a_fund_and_an_agreement_in(hus: Hus, client):
    client.force_login(hus.mette)
    pulje = {"navn": "Lånepuljen", "giver": "Staten", "beloeb_kr": "1.500.000", "fra_aar": "2024", "til_aar": "2026"}
    assert client.post("/flere-pladser/nordjylland/ny-pulje/", pulje).status_code == 302
    aftale = {"med": "Midtjylland", "om": "Hjerneskade", "gaelder_fra": "01.01.2025"}
    assert client.post("/flere-pladser/nordjylland/ny-samarbejdsaftale/", aftale).status_code == 302
    projekt = {
        "titel": "Nye boliger", "ejer": hus.nord.kommune.pk, "maalgruppe": "autisme", "stand": "besluttet",
        "pladser": "8", "aar": "2028", "finansiering": "Lån", "pulje": Pulje.objects.get().pk,
        "gaelder_fra": "01.05.2026",
    }  # fmt: skip
    assert client.post("/flere-pladser/nordjylland/nyt/", projekt).status_code == 302
    client.logout()
    side = client.get("/flere-pladser/").text
    for ord_ in ("Nye boliger", "Nye i 2028", "Lånepuljen", "1.500.000", "Midtjylland", "Ikke bindende"):
        assert ord_ in side


@pytest.mark.parametrize(
    ("felter", "besked"),
    [({"pladser": "0"}, "1"), ({"aar": "3000"}, "2100"), ({"note": "0101201234"}, "CPR"), ({"stand": ""}, "Status")],
)
def test_a_step_that_cannot_be_saved_says_why_and_stays(hus: Hus, client, felter, besked):
    projekt = begin(hus)
    client.force_login(hus.mette)
    data = {"stand": "bygges", "pladser": "8", "aar": "2028", "gaelder_fra": "01.10.2026", "note": "Kranen er her"}
    svar = client.post(f"/flere-pladser/{projekt.pk}/", data | felter)
    assert svar.status_code == 200
    assert besked in svar.text
    assert (data | felter)["note"] in svar.text
    assert projekt.trin.count() == 1


@pytest.mark.parametrize(
    ("sti", "data", "besked"),
    [
        ("ny-pulje", {"navn": "P", "giver": "S", "fra_aar": "2026", "til_aar": "2024"}, "før dens første"),
        ("ny-samarbejdsaftale", {"med": "M", "om": "O", "gaelder_fra": "01.01.2025", "gaelder_til": "01.01.2024"},
         "før den begynder"),
    ],
)  # fmt: skip
def test_what_ends_before_it_begins_is_refused(hus: Hus, client, sti, data, besked):
    client.force_login(hus.mette)
    assert besked in client.post(f"/flere-pladser/nordjylland/{sti}/", data).text
    assert not Pulje.objects.exists()
    assert not Samarbejdsaftale.objects.exists()


def test_another_areas_secretariat_writes_nothing_here(hus: Hus, fiktivland, client):
    projekt = begin(hus)
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    for sti in ("nordjylland/nyt/", "nordjylland/ny-pulje/", f"{projekt.pk}/"):
        assert client.get(f"/flere-pladser/{sti}").status_code == 403
