"""What applies now: written between decisions, shown both ways, never inferred, never a circle."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import escape

from socialaftale.faelles import cpr
from socialaftale.moeder import actions, queries
from socialaftale.moeder.gaeldende.actions import Aendring, take_back_change, write_change
from socialaftale.moeder.gaeldende.queries import all_changes, known_to, standings
from socialaftale.moeder.models import Beslutning, Beslutningsaendring, Dagsordenspunkt
from socialaftale.moeder.soegning.find import Oenske, find_points
from socialaftale.parter.overstregning import hide_texts
from socialaftale.regler.kompetence import Afslag, Mandat, Sag
from tests.moeder.conftest import DAG, NU

FOER = dt.date(2024, 3, 4)
UGE = dt.timedelta(days=7)


@pytest.fixture
def gammel(rum) -> Dagsordenspunkt:
    return held(rum, "Venteliste til krisecentre", FOER)


@pytest.fixture
def ny(rum) -> Dagsordenspunkt:
    return held(rum, "Ventelisten nedlægges", DAG)


def held(rum, titel: str, dato: dt.date, resultat: str = "godkendt", **felter) -> Dagsordenspunkt:
    moede = rum.meet(dato=dato)
    punkt = rum.point(moede, titel, **felter)
    rum.decide(punkt, resultat)
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    return punkt


def write(rum, punkt, aendrer, art: str = "ophaever", **felter) -> Beslutningsaendring:
    return write_change(punkt=punkt, aendrer=aendrer, hvad=Aendring(art, **felter), by=rum.sekretaer)


def stands(punkt: Dagsordenspunkt, den: dt.date = DAG, laeser=()) -> str:
    nyeste = Beslutning.objects.newest().filter(punkt=punkt)
    return standings(nyeste, known_to(laeser), den)[punkt.pk].stand.value


def test_a_decision_holds_until_one_that_is_written_ends_it(rum, gammel, ny):
    assert stands(gammel) == "gaelder"
    write(rum, ny, gammel)
    assert [stands(gammel, den) for den in (DAG - UGE, DAG)] == ["gaelder", "ophaevet"]
    assert stands(ny) == "gaelder"


def test_a_connection_written_by_mistake_never_held_and_may_be_written_anew(rum, gammel, ny, i_dag):
    fejl = write(rum, ny, gammel)
    i_dag.shift(60)
    take_back_change(aendring=fejl, by=rum.sekretaer)
    take_back_change(aendring=fejl, by=rum.sekretaer)
    assert (stands(gammel), Beslutningsaendring.objects.count()) == ("gaelder", 2)
    assert len(all_changes(kendt_at=NU)) == 1
    i_dag.shift(60)
    write(rum, ny, gammel, "aendrer")
    assert stands(gammel) == "aendret"


def test_a_decision_that_is_corrected_to_put_off_changes_nothing_any_more(rum, gammel, ny):
    write(rum, ny, gammel)
    rum.decide(ny, "udsat", rettelse="Forkert referat")
    assert stands(gammel) == "gaelder"


def test_circles_wrong_days_and_undecided_points_are_refused(rum, gammel, ny):
    samme_dag = rum.point(rum.meet(rum.fu), "Venteliste i FU")
    rum.decide(samme_dag)
    write(rum, ny, samme_dag, "aendrer")
    nej = {
        "i ring": (samme_dag, ny, {}),
        "efter den nye": (gammel, ny, {}),
        "sig selv": (ny, ny, {}),
        "fra en dag før": (ny, gammel, {"fra": FOER}),
        "Kun en forlængelse": (ny, gammel, {"til": DAG + UGE}),
    }
    for besked, (punkt, aendrer, felter) in nej.items():
        with pytest.raises(ValidationError, match="ring" if besked == "sig selv" else besked):
            write(rum, punkt, aendrer, **felter)
    udsat = held(rum, "Udsat", DAG - UGE, "udsat")
    with pytest.raises(ValidationError, match="ikke godkendt"):
        write(rum, udsat, gammel)
    with pytest.raises(ValidationError, match="intet besluttet"):
        write(rum, ny, udsat)
    assert Beslutningsaendring.objects.count() == 1


def test_only_the_areas_own_secretariat_writes_and_never_across_areas(rum, gammel, ny, fiktivland):
    from socialaftale.parter.roller import Rolle

    for by in (rum.medlemmer["das"], fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)):
        with pytest.raises(PermissionDenied):
            write_change(punkt=ny, aendrer=gammel, hvad=Aendring("ophaever"), by=by)


@pytest.mark.parametrize(("andet_svar", "gaelder"), [("godkendt", True), ("droeftet", False)])
def test_a_point_answered_item_by_item_holds_and_changes_if_an_item_is_approved(rum, gammel, andet_svar, gaelder):
    moede = rum.meet(dato=DAG)
    punkt = rum.point(moede, "To svar", indstillinger=(("godkender", "planen"), ("droefter", "resten")))
    foerste, andet = punkt.indstillinger.all()
    rum.decide(punkt, "", indstillinger={foerste.pk: "udsat", andet.pk: andet_svar})
    actions.close_meeting(moede=moede, by=rum.sekretaer)
    assert (punkt.pk in find_points(Oenske(gaelder=True), None)) is gaelder
    assert (punkt.pk in standings(punkt.beslutninger.all(), known_to([]), DAG)) is gaelder
    if gaelder:
        write(rum, punkt, gammel, "ophaever")
        assert gammel.pk not in find_points(Oenske(gaelder=True), None)
    else:
        with pytest.raises(ValidationError, match="ændrer intet"):
            write(rum, punkt, gammel, "ophaever")


def test_the_search_may_be_kept_to_what_holds_now(rum, gammel, ny, i_dag):
    write(rum, ny, gammel, "erstatter", fra=DAG + UGE)
    assert set(find_points(Oenske(q="venteliste", gaelder=True), None)) == {ny.pk, gammel.pk}
    i_dag.shift(UGE)
    assert find_points(Oenske(q="venteliste", gaelder=True), None) == [ny.pk]
    assert set(find_points(Oenske(q="venteliste"), None)) == {ny.pk, gammel.pk}


def test_an_old_decision_of_minutes_takes_part(rum, ny, settings, tmp_path):
    from socialaftale.moeder.importering.actions import confirm_minutes
    from tests.moeder.gammelt_referat import receive_old

    settings.FILER = tmp_path
    moede = confirm_minutes(referatimport=receive_old(rum.das, FOER, rum.sekretaer), by=rum.sekretaer)
    punkt = moede.punkter.get()
    write(rum, ny, punkt, "erstatter")
    assert stands(punkt, laeser=[rum.das.pk]) == "erstattet"


def test_a_delegation_ends_with_the_decision_that_gave_it(rum, i_dag):
    delegation = rum.delegate(DAG + 10 * UGE)
    i_dag.shift(UGE)
    ophaever = rum.point(rum.meet(dato=DAG + UGE), "FU afgør ikke mere")
    rum.decide(ophaever)
    write(rum, ophaever, delegation.beslutning.punkt)
    svar = [queries.may_decide(rum.fu, Sag("takster", "2027"), DAG + n * UGE) for n in (0, 1)]
    assert [type(et) for et in svar] == [Mandat, Afslag]


# Pages


def test_both_pages_and_the_search_show_it_to_everyone(rum, gammel, ny, client):
    write(rum, ny, gammel, bemaerkning="Meldingen fortsætter.")
    side = client.get(f"/moeder/{gammel.moede_id}/").text
    assert "Gælder ikke længere" in side
    assert "Ophævet fra 23.\xa0oktober 2026 af" in side
    assert f'href="/moeder/punkt/{ny.pk}/forloeb/"' in side
    side = client.get(f"/moeder/{ny.moede_id}/").text
    assert "Ophæver" in side
    assert "Meldingen fortsætter." in side
    fundet = client.get("/moeder/beslutninger/", {"q": "krisecentre"}).text
    assert "Gælder ikke længere" in fundet
    assert "Ingen beslutninger passer" in client.get("/moeder/beslutninger/?q=krisecentre&gaelder=on").text


def test_the_matters_page_tells_what_held_on_a_day(rum, gammel, ny, client):
    write(rum, ny, gammel)
    adresse = f"/moeder/punkt/{gammel.pk}/forloeb/"
    i_dag, dengang = client.get(adresse).text, client.get(adresse, {"den": "05.03.2024"}).text
    assert "Ventelisten nedlægges" in i_dag
    assert "Ventelisten nedlægges" not in dengang
    assert dengang.count("Gælder ikke længere") == 0 < i_dag.count("Gælder ikke længere")
    assert "Sagen var ikke begyndt den dag" in client.get(adresse, {"den": "01.01.2020"}).text
    assert "Skriv en dag, der findes" in client.get(adresse, {"den": "31.02.2024"}).text


def test_the_matters_page_says_that_a_delegation_has_run_out(rum, client, i_dag):
    delegation = rum.delegate(DAG + UGE)
    punkt = delegation.beslutning.punkt
    actions.close_meeting(moede=punkt.moede, by=rum.sekretaer)
    adresse = f"/moeder/punkt/{punkt.pk}/forloeb/"
    assert "Udløbet" not in client.get(adresse).text
    i_dag.shift(2 * UGE)
    side = client.get(adresse).text
    assert "Udløbet" in side
    assert "FU, voksne" in side


def test_a_closed_point_ends_a_decision_without_being_named(rum, gammel, client):
    lukket = held(rum, "Fortroligt forlig", DAG, aaben=False)
    write(rum, lukket, gammel, "erstatter", bemaerkning="Et hemmeligt beløb")
    for adresse in (
        f"/moeder/{gammel.moede_id}/",
        f"/moeder/punkt/{gammel.pk}/forloeb/",
        "/moeder/beslutninger/?q=krise",
    ):
        side = client.get(adresse).text
        assert "et lukket punkt" in side
        assert "Fortroligt" not in side
        assert "hemmeligt" not in side
    assert client.get(f"/moeder/punkt/{lukket.pk}/forloeb/").status_code == 404
    client.force_login(rum.medlemmer["das"])
    assert "Fortroligt forlig" in client.get(f"/moeder/{gammel.moede_id}/").text


def test_what_is_written_before_the_meeting_is_over_is_not_public(rum, gammel, client):
    punkt = rum.point(rum.meet(), "Nedlæggelse")
    rum.decide(punkt)
    write(rum, punkt, gammel)
    assert "Gælder ikke længere" not in client.get(f"/moeder/{gammel.moede_id}/").text
    assert stands(gammel, laeser=[rum.das.pk]) == "ophaevet"


def test_the_secretary_finds_the_old_decision_and_writes_it(rum, gammel, ny, client, i_dag):
    client.force_login(rum.sekretaer)
    adresse = f"/moeder/punkt/{ny.pk}/aendrer/"
    side = client.get(adresse).text
    assert "Venteliste til krisecentre" in side
    mangler = client.post(adresse, {"aendrer": "", "art": ""}).text
    assert "Vælg den tidligere beslutning" in mangler
    assert "Vælg, hvad den nye beslutning gør" in mangler
    fejl = client.post(adresse, {"aendrer": gammel.pk, "art": "ophaever", "fra": "01.01.2020", "bemaerkning": "Hej"})
    assert "kan ikke virke fra en dag før" in fejl.text
    assert 'value="Hej"' in fejl.text
    cprs = client.post(adresse, {"aendrer": gammel.pk, "art": "ophaever", "bemaerkning": "Ring 010190-1234"}).text
    assert "CPR" in cprs
    side = client.post(adresse, {"aendrer": gammel.pk, "art": "erstatter"}, follow=True).text
    assert escape("Erstattet fra 23.") in side
    tag_tilbage = f"/moeder/aendringer/{Beslutningsaendring.objects.get().pk}/tag-tilbage/"
    i_dag.shift(60)
    assert "taget tilbage" in client.post(tag_tilbage, follow=True).text
    assert stands(gammel) == "gaelder"
    assert "Ingen tidligere beslutninger" in client.get(adresse, {"q": "findes-ikke"}).text


def test_a_released_number_in_a_remark_can_be_hidden(rum, gammel, ny):
    write(rum, ny, gammel, bemaerkning="Ring 010190-1234", frigivet=("bemaerkning",))
    assert hide_texts(ny)
    assert not cpr.find(Beslutningsaendring.objects.get().bemaerkning)
