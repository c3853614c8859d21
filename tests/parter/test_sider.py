"""The pages: what a local administrator, the secretariat and a reader do there, and what is refused."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.faelles import tid
from socialaftale.parter import actions, overdragelse, queries
from socialaftale.parter.models import (
    Befolkning,
    Bruger,
    Funktion,
    Funktionspost,
    Medlemskab,
    Organisation,
    Rolletildeling,
    Udvalg,
)
from socialaftale.parter.permissions import Rolle, access


def i_dag() -> str:
    return f"{tid.today():%d.%m.%Y}"


@pytest.fixture
def admin(nord, client) -> Bruger:
    bruger = nord.person(Rolle.LOKALADMINISTRATOR, nord.kommune)
    client.force_login(bruger)
    return bruger


@pytest.fixture
def sekretariat(nord, client) -> Bruger:
    bruger = nord.person(Rolle.SEKRETARIAT, nord.sekretariat)
    client.force_login(bruger)
    return bruger


class TestUsersOfOnesOwnParty:
    def test_from_a_name_to_a_user_with_a_role(self, nord, admin, client):
        liste = f"/organisation/{nord.kommune.kode}/brugere/"
        svar = client.post(liste, {"navn": "Ida Ny", "email": "Ida@Eksempel.dk"}, follow=True)
        assert "Ida Ny er oprettet" in svar.text
        ida = Bruger.objects.get(email="ida@eksempel.dk")
        client.post(f"/organisation/bruger/{ida.pk}/", {"giv": "", "rolle": "visitator", "gaelder_fra": i_dag()})
        assert access(ida).has(Rolle.VISITATOR)
        assert "Visitator" in client.get(liste).text

    def test_what_was_typed_stays_when_it_is_refused(self, nord, admin, client):
        svar = client.post(f"/organisation/{nord.kommune.kode}/brugere/", {"navn": "Ida", "email": admin.email})
        assert "allerede en bruger med denne e-mail" in svar.text
        assert 'value="Ida"' in svar.text and f'value="{admin.email}"' in svar.text

    def test_a_role_that_is_not_hers_to_give_is_neither_offered_nor_taken(self, nord, admin, client):
        person = nord.person(Rolle.VISITATOR, nord.kommune)
        side = f"/organisation/bruger/{person.pk}/"
        assert 'value="godkender"' in client.get(side).text
        for rolle in ("sekretariat", "das", "fu", "laeser"):
            assert f'value="{rolle}"' not in client.get(side).text
            client.post(side, {"giv": "", "rolle": rolle, "gaelder_fra": i_dag()})
        assert {tildeling.rolle for tildeling in access(person).tildelinger} == {"visitator"}

    def test_an_end_is_offered_of_those_roles_alone_that_are_hers_to_end(self, nord, admin, client):
        person = nord.person(Rolle.VISITATOR, nord.kommune)
        hendes = Rolletildeling.objects.get(bruger=person)
        felter = {"rolle": Rolle.SEKRETARIAT, "organisation": nord.kommune, "gaelder_fra": hendes.gaelder_fra}
        ikke = Rolletildeling.objects.create(bruger=person, registreret_by=admin, **felter)
        side = client.get(f"/organisation/bruger/{person.pk}/").text
        for tildeling, status in ((hendes, 200), (ikke, 403)):
            adresse = f"/organisation/rolle/{tildeling.pk}/afslut/"
            assert client.get(adresse).status_code == status
            assert (adresse in side) is (status == 200)

    def test_no_page_of_another_partys_user_opens(self, nord, admin, client):
        fremmed = nord.person(Rolle.VISITATOR, nord.nabo)
        tildeling = Rolletildeling.objects.get(bruger=fremmed)
        for sti in ("", "nulstil/", "luk/"):
            assert client.post(f"/organisation/bruger/{fremmed.pk}/{sti}", {"navn": "X"}).status_code == 403
        assert client.get(f"/organisation/rolle/{tildeling.pk}/afslut/").status_code == 403
        assert client.get(f"/organisation/{nord.nabo.kode}/brugere/").status_code == 403
        assert Bruger.objects.get(pk=fremmed.pk).aktiv and access(fremmed).has(Rolle.VISITATOR)

    def test_a_role_ends_with_the_day_that_is_typed(self, nord, admin, client):
        person = nord.person(Rolle.VISITATOR, nord.kommune)
        adresse = f"/organisation/rolle/{Rolletildeling.objects.get(bruger=person).pk}/afslut/"
        for_sent = f"{tid.today() - dt.timedelta(days=9):%d.%m.%Y}"
        assert "længere tilbage end i går" in client.post(adresse, {"sidste_dag": for_sent}).text
        client.post(adresse, {"sidste_dag": i_dag()})
        assert access(person).has(Rolle.VISITATOR)
        assert not access(person, tid.today() + dt.timedelta(days=1)).has(Rolle.VISITATOR)

    def test_a_user_leaves_and_the_successor_is_told_what_she_took_over(self, nord, admin, client, monkeypatch):
        def notes(fra: Bruger, til: Bruger) -> list[overdragelse.Overtaget]:
            return [overdragelse.Overtaget("Bøgevej 2026", "/takster/1/", "dit notat")]

        monkeypatch.setattr(overdragelse, "_PUNKTER", [overdragelse.Overdragelsespunkt("Noter", notes)])
        gammel, ny = (nord.person(rolle, nord.kommune) for rolle in (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER))
        felter = {"organisation": nord.kommune, "art": Funktion.Art.TAKSTANSVARLIG_BOERN, "gaelder_fra": tid.today()}
        actions.fill_function(**felter, bruger=gammel, by=admin)
        adresse = f"/organisation/bruger/{gammel.pk}/luk/"
        assert "Takstansvarlig, børn og unge".lower() in client.get(adresse).text
        assert "er lukket" in client.post(adresse, {"efterfoelger": ny.pk}, follow=True).text
        client.force_login(ny)
        side = client.get("/konto/overtaget/").text
        assert f"Fra {gammel}" in side and "takstansvarlig, børn og unge" in side
        assert '<a href="/takster/1/">Bøgevej 2026</a>: dit notat' in side

    def test_an_administrator_cannot_close_herself(self, admin, client):
        assert client.post(f"/organisation/bruger/{admin.pk}/luk/").status_code == 403
        assert Bruger.objects.get(pk=admin.pk).aktiv


class TestContacts:
    def test_one_tap_confirms_and_the_question_goes_away(self, nord, admin, client):
        felter = {
            "organisation": nord.kommune,
            "art": Funktion.Art.FAKTURA,
            "faelles_postkasse": "f@eksempel.dk",
            "telefon": "",
        }
        funktion = actions.set_function(**felter, by=admin)
        assert "Det er rigtigt" in client.get("/kontakter/").text
        svar = client.post(f"/kontakter/{funktion.pk}/bekraeft/", follow=True)
        assert "er bekræftet" in svar.text and "Det er rigtigt" not in svar.text

    def test_another_partys_contact_is_seen_but_not_confirmed(self, nord, admin, client):
        client.force_login(nord.person(Rolle.VISITATOR, nord.nabo))
        felter = {
            "organisation": nord.kommune,
            "art": Funktion.Art.FAKTURA,
            "faelles_postkasse": "f@eksempel.dk",
            "telefon": "",
        }
        funktion = actions.set_function(**felter, by=admin)
        side = client.get("/kontakter/").text
        assert "f@eksempel.dk" in side and "Det er rigtigt" not in side
        assert client.post(f"/kontakter/{funktion.pk}/bekraeft/").status_code == 403

    def test_another_areas_contacts_are_not_seen(self, nord, fiktivland, admin, client):
        client.force_login(fiktivland.person(Rolle.VISITATOR, fiktivland.kommune))
        assert str(nord.kommune) not in client.get("/kontakter/").text
        assert client.get(f"/organisation/{nord.kommune.kode}/").status_code == 403

    def test_mailbox_and_people_of_a_function(self, nord, admin, client):
        adresse = f"/organisation/{nord.kommune.kode}/funktion/faktura/"
        client.post(adresse, {"postkasse": "", "faelles_postkasse": "post@eksempel.dk", "telefon": "72 33"})
        assert not Funktion.objects.exists()
        client.post(adresse, {"postkasse": "", "faelles_postkasse": "post@eksempel.dk", "telefon": "72 33 44 55"})
        assert "72 33 44 55" in client.get("/kontakter/").text
        client.post(adresse, {"varetag": "", "bruger": admin.pk, "gaelder_fra": i_dag()})
        assert queries.mail_addresses(nord.kommune, Funktion.Art.FAKTURA) == ["post@eksempel.dk"]
        assert "allerede" in client.post(adresse, {"varetag": "", "bruger": admin.pk, "gaelder_fra": i_dag()}).text
        [post] = queries.fillings(Funktion.objects.get())
        svar = client.post(f"/organisation/funktionspost/{post.pk}/afslut/", follow=True)
        assert "varetager ikke længere" in svar.text
        assert queries.fillings(Funktion.objects.get()) == []

    def test_a_function_that_does_not_exist_is_not_found(self, nord, admin, client):
        assert client.get(f"/organisation/{nord.kommune.kode}/funktion/direktoer/").status_code == 404


class TestBodies:
    def test_the_secretariat_gives_a_seat_and_takes_it_back(self, nord, sekretariat, client):
        direktoer = nord.person(Rolle.GODKENDER, nord.kommune)
        adresse = f"/udvalg/{nord.udvalg.pk}/"
        assert "ingen medlemmer endnu" in client.get(adresse).text
        svar = client.post(adresse, {"bruger": direktoer.pk, "gaelder_fra": i_dag()}, follow=True)
        assert "Pladsen er givet" in svar.text and access(direktoer).has(Rolle.DAS)
        [plads] = queries.members(nord.udvalg)
        i_gaar = f"{tid.today() - dt.timedelta(days=1):%d.%m.%Y}"
        client.post(f"/organisation/rolle/{plads.pk}/afslut/", {"sidste_dag": i_gaar})
        assert not access(direktoer).has(Rolle.DAS)

    def test_others_see_the_members_but_no_form(self, nord, admin, client):
        nord.person(Rolle.DAS, nord.udvalg)
        side = client.get(f"/udvalg/{nord.udvalg.pk}/").text
        assert "Medlem" in side and "Giv pladsen" not in side
        client.post(f"/udvalg/{nord.udvalg.pk}/", {"bruger": admin.pk, "gaelder_fra": i_dag()})
        assert not access(admin).has(Rolle.DAS)

    def test_another_areas_body_is_not_found(self, fiktivland, admin, client):
        assert client.get(f"/udvalg/{fiktivland.udvalg.pk}/").status_code == 404
        assert str(fiktivland.udvalg) not in client.get("/udvalg/").text


def test_the_account_page_shows_roles_and_says_what_to_do_without(nord, admin, client):
    assert "Lokaladministrator" in client.get("/konto/").text
    client.force_login(Bruger.objects.create_user("uden@eksempel.dk", navn="Uden"))
    assert "Du har ingen roller endnu" in client.get("/konto/").text


def test_an_organisations_page_marks_invented_figures(nord, admin, client):
    felter = {"organisation": nord.kommune, "aar": 2020, "kilde": "Opfundet andel"}
    Befolkning.objects.create(**felter, alder_til=17, antal=12_250, opfundet=True)
    side = client.get(f"/organisation/{nord.kommune.kode}/").text
    assert "12.250" in side and "Opfundet tal" in side and "Ikke oplyst" in side


@pytest.mark.parametrize("side", ["/kontakter/", "/udvalg/", "/organisation/nord-1/brugere/"])
def test_a_list_costs_as_many_reads_with_ten_rows_as_with_hundreds(side, nord, admin, client):
    def reads() -> int:
        with CaptureQueriesContext(connection) as laeste:
            assert client.get(side).status_code == 200
        return len(laeste)

    fill(nord, 10)
    faa = reads()
    fill(nord, 200)
    assert reads() == faa


def fill(nord, antal: int) -> None:
    """Add parties with a contact each, bodies with a member each, and users with a role that is still to come."""
    fra = Bruger.objects.count()
    for nr in range(fra, fra + antal):
        felter = {"navn": f"P{nr}", "sortering": f"p{nr}", "art": "kommune"}
        part = Organisation.objects.create(kode=f"p{nr}", **felter)
        tidligt = {"gaelder_fra": dt.date(2020, 1, 1), "registreret_by": nord.by}
        Medlemskab.objects.create(omraade=nord.omraade, organisation=part, **tidligt)
        bruger = Bruger.objects.create_user(f"b{nr}@eksempel.dk", navn=f"B{nr}", organisation=nord.kommune)
        funktion = Funktion.objects.create(organisation=part, art=Funktion.Art.FAKTURA)
        Funktionspost.objects.create(funktion=funktion, bruger=bruger, **tidligt)
        udvalg = Udvalg.objects.create(omraade=nord.omraade, kort=f"u{nr}", navn=f"U{nr}", rolle=Rolle.DAS)
        Rolletildeling.objects.create(bruger=bruger, rolle=Rolle.DAS, udvalg=udvalg, organisation=part, **tidligt)
        senere = {"gaelder_fra": tid.today() + dt.timedelta(days=nr), "registreret_by": nord.by}
        Rolletildeling.objects.create(bruger=bruger, rolle=Rolle.VISITATOR, organisation=nord.kommune, **senere)


def test_contacts_take_the_same_queries_for_10_as_for_1000(nord, client):
    client.force_login(nord.person(Rolle.SEKRETARIAT, nord.sekretariat))
    antal = []
    for fra, til in ((0, 7), (7, 997)):
        nye = [
            Organisation(kode=f"p{nr}", navn=f"Part {nr}", sortering=f"part {nr:04}", art="privat")
            for nr in range(fra, til)
        ]
        parter = Organisation.objects.bulk_create(nye)
        medlem = {"omraade": nord.omraade, "gaelder_fra": dt.date(2020, 1, 1), "registreret_by": nord.by}
        Medlemskab.objects.bulk_create([Medlemskab(organisation=part, **medlem) for part in parter])
        Funktion.objects.bulk_create([Funktion(organisation=part, art=Funktion.Art.FAKTURA) for part in parter])
        with CaptureQueriesContext(connection) as spurgt:
            side = client.get("/kontakter/").text
        antal.append(len(spurgt))
    assert antal[0] == antal[1] <= 30
    assert side.count("/organisation/") == 50
    assert "Part 996" in client.get("/kontakter/?side=20").text
