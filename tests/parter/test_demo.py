"""The picker of example people, and everything it refuses."""

import pytest
from django.core.exceptions import ValidationError

from socialaftale.parter import eksempeldata
from socialaftale.parter.eksempeldata import EKSEMPEL, example_people, load_example_people
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import BRUGERE, UDVALGSPOSTER, Rolle, access, may
from socialaftale.parter.roller import PARTSROLLER, UDVALGSROLLER


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    return eksempeldata.load()


def pick(client, bruger: Bruger, **extra):
    return client.post("/demo/", {"bruger": bruger.subjekt}, **extra)


def test_there_is_a_person_for_every_role_and_each_name_shows_that_it_is_invented(demo):
    personer = example_people()
    assert {tildeling.rolle for person in personer for tildeling in access(person).tildelinger} == set(
        PARTSROLLER + UDVALGSROLLER
    )
    assert all(person.navn.endswith(" Eksempel") and person.email.endswith(".invalid") for person in personer)
    assert demo == "16 organisationer og 21 eksempelpersoner"


def test_one_tap_signs_in(demo, client):
    mette = Bruger.objects.get(navn="Mette Eksempel")
    assert "Medarbejder i sekretariatet" in client.get("/demo/").text
    assert pick(client, mette).status_code == 302
    assert "Mette Eksempel" in client.get("/konto/").text
    assert may(mette, UDVALGSPOSTER) and not may(Bruger.objects.get(navn="Rikke Eksempel"), BRUGERE)


def test_the_deputy_stands_in_for_the_reporter(demo):
    [tildeling] = access(Bruger.objects.get(navn="Steen Eksempel")).tildelinger
    assert (tildeling.rolle, tildeling.stedfortraeder_for.navn) == (Rolle.TAKSTINDBERETTER, "Rikke Eksempel")


def test_it_is_not_found_outside_a_demo(demo, client, settings):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert pick(client, example_people()[0]).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=192.0.2.7"},
    ],
)
def test_it_answers_its_own_machine_only(demo, client, extra):
    assert client.get("/demo/", **extra).status_code == 404
    assert pick(client, example_people()[0], **extra).status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_answers_on_the_other_loopback_address_too(demo, client):
    assert client.get("/demo/", REMOTE_ADDR="::1").status_code == 200


def test_a_real_person_cannot_be_picked(demo, client):
    rigtig = Bruger.objects.create_user("rigtig@eksempel.dk", navn="Rigtig")
    lukket = example_people()[0]
    Bruger.objects.filter(pk=lukket.pk).update(aktiv=False)
    for bruger in (rigtig, Bruger.objects.system(), lukket):
        assert pick(client, bruger).status_code == 404
    assert client.post("/demo/", {"bruger": "1 or 1"}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "Rigtig" not in client.get("/demo/").text


def test_example_people_do_not_come_into_a_database_with_real_users(db):
    Bruger.objects.create_user("rigtig@eksempel.dk", navn="Rigtig")
    with pytest.raises(ValidationError, match="rigtige brugere"):
        load_example_people(load_file("nordjylland"))
    assert not Bruger.objects.filter(udsteder=EKSEMPEL).exists()


def test_loading_twice_adds_nobody(demo):
    foer = Bruger.objects.count()
    eksempeldata.load()
    assert Bruger.objects.count() == foer
