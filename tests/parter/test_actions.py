import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.models import Udgaaende
from socialaftale.parter import actions, overdragelse, queries
from socialaftale.parter.models import Bruger, Funktion, Funktionspost, Organisation, Rolletildeling
from socialaftale.parter.permissions import Raekkevidde, Ret, Rolle, may

SITE = "http://testserver"
INDBERET = Ret("proeve.indberet", "indberette", "takster", {Rolle.TAKSTINDBERETTER: Raekkevidde.EGEN})


def today() -> dt.date:
    return tid.today()


@pytest.fixture
def admin(nord) -> Bruger:
    return nord.person(Rolle.LOKALADMINISTRATOR, nord.kommune)


@pytest.fixture
def sekretariat(nord) -> Bruger:
    return nord.person(Rolle.SEKRETARIAT, nord.sekretariat)


def new_user(admin: Bruger, navn: str = "Ny") -> Bruger:
    return actions.create_user(
        organisation=admin.organisation, navn=navn, email=f"{navn.lower()}@eksempel.dk", by=admin
    )


class TestCreatingUsers:
    def test_a_new_user_holds_nothing_and_cannot_sign_in(self, admin):
        bruger = new_user(admin)
        assert not bruger.has_usable_password()
        assert not may(bruger, INDBERET)
        assert bruger.subjekt not in bruger.email, "the identity outlives the address"

    def test_an_email_is_taken_whatever_its_case(self, admin):
        new_user(admin, "Ida")
        with pytest.raises(ValidationError, match="allerede en bruger med denne e-mail"):
            actions.create_user(organisation=admin.organisation, navn="Ida", email="IDA@eksempel.dk", by=admin)

    def test_another_party_is_out_of_reach(self, nord, admin):
        with pytest.raises(PermissionDenied):
            actions.create_user(organisation=nord.nabo, navn="X", email="x@eksempel.dk", by=admin)

    def test_the_secretariat_creates_a_partys_first_local_administrator(self, nord, sekretariat):
        ny = actions.create_user(organisation=nord.nabo, navn="Første", email="f@eksempel.dk", by=sekretariat)
        actions.give_role(bruger=ny, rolle=Rolle.LOKALADMINISTRATOR, gaelder_fra=today(), by=sekretariat)
        assert actions.reset_user(bruger=ny, site=SITE, by=sekretariat).startswith(f"{SITE}/konto/ny-adgangskode/")
        assert may(ny, actions.BRUGERE, nord.nabo)

    def test_the_secretariat_of_another_area_is_refused(self, nord, fiktivland):
        fremmed = fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat)
        with pytest.raises(PermissionDenied):
            actions.create_user(organisation=nord.kommune, navn="X", email="x@eksempel.dk", by=fremmed)


class TestGivingRoles:
    def test_a_role_holds_until_and_with_its_last_day(self, admin):
        bruger = new_user(admin)
        til = today() + dt.timedelta(days=10)
        actions.give_role(bruger=bruger, rolle=Rolle.TAKSTINDBERETTER, gaelder_fra=today(), gaelder_til=til, by=admin)
        assert may(bruger, INDBERET, den=til)
        assert not may(bruger, INDBERET, den=til + dt.timedelta(days=1))

    @pytest.mark.parametrize("rolle", [Rolle.SEKRETARIAT, Rolle.DAS, Rolle.FU, Rolle.KKR])
    def test_a_local_administrator_cannot_give_what_is_not_hers_to_give(self, admin, rolle):
        with pytest.raises((PermissionDenied, ValidationError)):
            actions.give_role(bruger=new_user(admin), rolle=rolle, gaelder_fra=today(), by=admin)
        assert not Rolletildeling.objects.filter(rolle=rolle).exists()

    def test_nor_a_seat_in_a_body(self, nord, admin):
        with pytest.raises(PermissionDenied):
            actions.give_seat(bruger=admin, udvalg=nord.udvalg, gaelder_fra=today(), by=admin)

    def test_nor_anything_to_the_users_of_another_party(self, nord, admin):
        fremmed = nord.person(Rolle.VISITATOR, nord.nabo)
        with pytest.raises(PermissionDenied):
            actions.give_role(bruger=fremmed, rolle=Rolle.GODKENDER, gaelder_fra=today(), by=admin)

    def test_a_reporter_cannot_give_herself_more(self, nord):
        bruger = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
        for rolle in (Rolle.GODKENDER, Rolle.LOKALADMINISTRATOR):
            with pytest.raises(PermissionDenied):
                actions.give_role(bruger=bruger, rolle=rolle, gaelder_fra=today(), by=bruger)

    def test_the_secretariat_gives_its_own_people_the_role_of_secretariat(self, nord, sekretariat):
        ny = actions.create_user(organisation=nord.sekretariat, navn="Ny", email="n@eksempel.dk", by=sekretariat)
        actions.give_role(bruger=ny, rolle=Rolle.SEKRETARIAT, gaelder_fra=today(), by=sekretariat)
        assert may(ny, actions.UDVALGSPOSTER, udvalg=nord.udvalg)

    def test_the_secretariat_cannot_give_a_partys_roles(self, nord, sekretariat):
        bruger = nord.person(Rolle.VISITATOR, nord.kommune)
        with pytest.raises(PermissionDenied):
            actions.give_role(bruger=bruger, rolle=Rolle.TAKSTINDBERETTER, gaelder_fra=today(), by=sekretariat)

    def test_a_role_is_not_given_back_in_time_nor_twice(self, admin):
        bruger = new_user(admin)
        with pytest.raises(ValidationError, match="tilbage i tid"):
            actions.give_role(
                bruger=bruger, rolle=Rolle.VISITATOR, gaelder_fra=today() - dt.timedelta(days=1), by=admin
            )
        actions.give_role(bruger=bruger, rolle=Rolle.VISITATOR, gaelder_fra=today(), by=admin)
        with pytest.raises(ValidationError, match="allerede rollen"):
            actions.give_role(bruger=bruger, rolle=Rolle.VISITATOR, gaelder_fra=today(), by=admin)

    def test_a_deputy_stands_in_for_one_who_has_the_role(self, nord, admin):
        fast = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
        felter = {"bruger": new_user(admin), "rolle": Rolle.TAKSTINDBERETTER, "gaelder_fra": today(), "by": admin}
        with pytest.raises(ValidationError, match="stedfortræder"):
            actions.give_role(**felter, stedfortraeder_for=admin)
        actions.give_role(**felter, stedfortraeder_for=fast)
        assert may(felter["bruger"], INDBERET, nord.kommune)

    def test_a_seat_is_given_to_someone_of_the_area_only(self, nord, fiktivland, sekretariat):
        hjemme, fremmed = (
            nord.person(Rolle.VISITATOR, nord.kommune),
            fiktivland.person(Rolle.GODKENDER, fiktivland.nabo),
        )
        actions.give_seat(bruger=hjemme, udvalg=nord.udvalg, gaelder_fra=today(), by=sekretariat)
        with pytest.raises(ValidationError, match="aftaleområde"):
            actions.give_seat(bruger=fremmed, udvalg=nord.udvalg, gaelder_fra=today(), by=sekretariat)
        assert [plads.bruger for plads in queries.members(nord.udvalg)] == [hjemme]
        assert queries.members(nord.udvalg)[0].organisation == nord.kommune


def test_a_role_ends_after_its_last_day(admin):
    bruger = new_user(admin)
    tildeling = actions.give_role(bruger=bruger, rolle=Rolle.TAKSTINDBERETTER, gaelder_fra=today(), by=admin)
    actions.end_role(tildeling=tildeling, sidste_dag=today(), by=admin)
    assert may(bruger, INDBERET)
    assert not may(bruger, INDBERET, den=today() + dt.timedelta(days=1))
    with pytest.raises(ValidationError):
        actions.end_role(tildeling=tildeling, sidste_dag=today() - dt.timedelta(days=5), by=admin)


class TestResetting:
    def test_a_link_is_spent_by_use(self, admin, client):
        bruger = new_user(admin)
        link = actions.reset_user(bruger=bruger, site=SITE, by=admin)
        token = link.rstrip("/").rsplit("/", 1)[1]
        actions.choose_password(bruger=bruger, token=token, password="en lang dansk sætning")
        assert bruger.check_password("en lang dansk sætning")
        with pytest.raises(PermissionDenied, match="brugt eller udløbet"):
            actions.choose_password(bruger=bruger, token=token, password="en anden lang sætning")
        assert client.get(link).status_code == 410

    def test_a_newer_link_kills_the_older(self, admin, client):
        bruger = new_user(admin)
        gammelt, nyt = (actions.reset_user(bruger=bruger, site=SITE, by=admin) for _ in range(2))
        assert [client.get(link).status_code for link in (gammelt, nyt)] == [410, 200]

    def test_the_person_is_told_by_mail_and_the_audit_trail_by_whom(self, admin):
        bruger = new_user(admin)
        link = actions.reset_user(bruger=bruger, site=SITE, by=admin)
        [brev] = Udgaaende.objects.all()
        assert brev.modtager == bruger.email
        assert link in brev.tekst
        haendelse = events_of(bruger).first()
        assert (haendelse.verbum, haendelse.by, haendelse.rolle) == ("nulstil", admin, "lokaladministrator")
        assert link not in str(haendelse.efter)

    def test_neither_the_secretariat_nor_another_party_can_take_over_a_user(self, nord, admin, sekretariat):
        bruger = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
        nabo = nord.person(Rolle.LOKALADMINISTRATOR, nord.nabo)
        for fremmed in (sekretariat, nabo, bruger):
            with pytest.raises(PermissionDenied):
                actions.reset_user(bruger=bruger, site=SITE, by=fremmed)


class TestEndingAUser:
    @pytest.fixture
    def afgaaende(self, nord, admin) -> Bruger:
        bruger = nord.person(Rolle.TAKSTINDBERETTER, nord.kommune)
        senere = {"gaelder_fra": today() + dt.timedelta(days=30), "by": admin}
        actions.give_role(bruger=bruger, rolle=Rolle.GODKENDER, **senere)
        felter = {"organisation": nord.kommune, "art": Funktion.Art.TAKSTANSVARLIG_VOKSNE}
        actions.fill_function(**felter, bruger=bruger, gaelder_fra=today() - dt.timedelta(days=100), by=admin)
        return bruger

    def test_roles_end_also_those_to_come_and_the_history_stays(self, admin, afgaaende):
        actions.end_user(bruger=afgaaende, efterfoelger=None, by=admin)
        for dage in (0, 30, 1000):
            i_kraft = Rolletildeling.objects.filter(bruger=afgaaende).i_kraft(today() + dt.timedelta(days=dage))
            assert not i_kraft.exists()
        foer = Rolletildeling.objects.filter(bruger=afgaaende).i_kraft(today() - dt.timedelta(days=1))
        assert [tildeling.rolle for tildeling in foer] == [Rolle.TAKSTINDBERETTER]
        assert not Bruger.objects.get(pk=afgaaende.pk).aktiv

    def test_the_successor_takes_over_functions_and_what_the_floors_above_hand_her(
        self, nord, admin, afgaaende, monkeypatch
    ):
        flyttet = []
        punkt = overdragelse.Overdragelsespunkt(
            "Sidste års indberetning",
            show=lambda fra, til: [overdragelse.Overtaget("Bøgevej 2026", "/takster/1/")],
            move=lambda fra, til, by: flyttet.append((fra, til, by)),
        )
        monkeypatch.setattr(overdragelse, "_PUNKTER", [punkt])
        ny = new_user(admin, "Eva")
        actions.end_user(bruger=afgaaende, efterfoelger=ny, by=admin)
        assert flyttet == [(afgaaende, ny, admin)]
        [overtagelse] = queries.taken_over(ny)
        assert [funktion.art for funktion in overtagelse.funktioner] == ["takstansvarlig_voksne"]
        assert overtagelse.afsnit == [
            ("Sidste års indberetning", [overdragelse.Overtaget("Bøgevej 2026", "/takster/1/")])
        ]
        assert queries.functions_of(ny) == overtagelse.funktioner
        assert queries.functions_of(afgaaende) == []

    def test_the_successor_is_of_the_same_party(self, nord, admin, afgaaende):
        fremmed = nord.person(Rolle.VISITATOR, nord.nabo)
        with pytest.raises(ValidationError, match="samme part"):
            actions.end_user(bruger=afgaaende, efterfoelger=fremmed, by=admin)
        assert Bruger.objects.get(pk=afgaaende.pk).aktiv

    def test_nobody_ends_herself(self, admin):
        with pytest.raises(PermissionDenied, match="dig selv"):
            actions.end_user(bruger=admin, efterfoelger=None, by=admin)


class TestFunctions:
    def test_mail_goes_to_the_mailbox_and_without_one_to_the_people(self, nord, admin):
        art = Funktion.Art.VISITATION
        bruger = new_user(admin)
        actions.fill_function(organisation=nord.kommune, art=art, bruger=bruger, gaelder_fra=today(), by=admin)
        assert queries.mail_addresses(nord.kommune, art) == [bruger.email]
        actions.set_function(
            organisation=nord.kommune, art=art, faelles_postkasse="vis@eksempel.dk", telefon="", by=admin
        )
        assert queries.mail_addresses(nord.kommune, art) == ["vis@eksempel.dk"]
        assert queries.mail_addresses(nord.kommune, Funktion.Art.FAKTURA) == []

    def test_a_person_fills_a_function_at_her_own_party_only_and_once(self, nord, admin):
        felter = {"organisation": nord.kommune, "art": Funktion.Art.FAKTURA, "gaelder_fra": today(), "by": admin}
        with pytest.raises(ValidationError, match="samme part"):
            actions.fill_function(**felter, bruger=nord.person(Rolle.VISITATOR, nord.nabo))
        post = actions.fill_function(**felter, bruger=admin)
        with pytest.raises(ValidationError, match="allerede"):
            actions.fill_function(**felter, bruger=admin)
        actions.end_filling(post=post, by=admin)
        assert not Funktionspost.objects.i_kraft(today()).exists()

    def test_a_contact_is_confirmed_for_half_a_year(self, nord, admin):
        funktion = actions.set_function(
            organisation=nord.kommune, art=Funktion.Art.FAKTURA, faelles_postkasse="f@eksempel.dk", telefon="", by=admin
        )
        assert [kontakt.funktion for kontakt in queries.contacts_due(admin)] == [funktion]
        actions.confirm_contact(funktion=funktion, by=admin)
        assert queries.contacts_due(admin, den=today() + dt.timedelta(days=182)) == []
        assert queries.contacts_due(admin, den=today() + dt.timedelta(days=183))

    def test_only_the_party_itself_confirms(self, nord, admin, sekretariat):
        funktion = actions.set_function(
            organisation=nord.kommune, art=Funktion.Art.FAKTURA, faelles_postkasse="", telefon="", by=admin
        )
        with pytest.raises(PermissionDenied):
            actions.confirm_contact(funktion=funktion, by=sekretariat)
        actions.confirm_contact(funktion=funktion, by=nord.person(Rolle.VISITATOR, nord.kommune))
        assert not queries.contacts([nord.kommune])[nord.kommune.pk][0].boer_bekraeftes


def test_contacts_take_the_same_number_of_reads_for_one_party_and_for_many(nord, admin, django_assert_num_queries):
    for i in range(20):
        part = Organisation.objects.create(kode=f"x{i}", navn=f"X{i}", sortering=f"x{i}", art="kommune")
        Funktion.objects.create(organisation=part, art=Funktion.Art.FAKTURA)
    en, alle = list(Organisation.objects.filter(kode="x1")), list(Organisation.objects.all())
    with django_assert_num_queries(3):
        assert len(queries.contacts(en)) == 1
    with django_assert_num_queries(3):
        assert len(queries.contacts(alle)) == len(alle)
