"""Private suppliers: the secretariat enters them, and they are parties like the others."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import events_of
from socialaftale.parter import actions
from socialaftale.parter.models import Organisation
from socialaftale.parter.roller import Rolle

CVR = "12345678"


@pytest.fixture
def sekretariat(nord):
    return nord.person(Rolle.SEKRETARIAT, nord.sekretariat)


def register(nord, by, **felter) -> Organisation:
    standard = {"navn": "Opfundne Bosteder ApS", "cvr": CVR, "gaelder_fra": tid.today()}
    return actions.register_supplier(omraade=nord.omraade, by=by, **standard | felter)


def test_a_supplier_is_a_member_of_the_area_from_its_day(nord, sekretariat):
    ny = register(nord, sekretariat, gaelder_fra=tid.today() + dt.timedelta(days=10))
    assert (ny.art, str(ny), ny.cvr) == ("privat", "Opfundne Bosteder ApS", CVR)
    assert ny not in Organisation.objects.i_omraade(nord.omraade)
    assert ny in Organisation.objects.i_omraade(nord.omraade, tid.today() + dt.timedelta(days=10))
    assert ny not in Organisation.objects.parter(), "it is no part in the agreement"
    assert events_of(ny).get().rolle == "sekretariat"


def test_the_same_cvr_number_is_refused_in_words(nord, sekretariat):
    register(nord, sekretariat)
    with pytest.raises(ValidationError, match="allerede en leverandør"):
        register(nord, sekretariat, navn="En anden")


@pytest.mark.parametrize("rolle", [Rolle.LOKALADMINISTRATOR, Rolle.TAKSTINDBERETTER])
def test_a_party_cannot_let_a_supplier_in(nord, rolle):
    with pytest.raises(PermissionDenied):
        register(nord, nord.person(rolle, nord.kommune))


def test_a_secretariat_reaches_its_own_area_only(nord, fiktivland, sekretariat, client):
    with pytest.raises(PermissionDenied):
        register(fiktivland, sekretariat)
    client.force_login(sekretariat)
    assert client.get(reverse("ny_leverandoer", args=["fiktivland"])).status_code == 404


def test_from_the_contacts_to_the_suppliers_own_page(nord, sekretariat, client):
    client.force_login(sekretariat)
    adresse = reverse("ny_leverandoer", args=["nord"])
    assert adresse in client.get(reverse("kontakter")).text
    data = {"navn": "Opfundne Bosteder ApS", "cvr": "1234", "gaelder_fra": f"{tid.today():%d.%m.%Y}"}
    side = client.post(adresse, data).text
    assert "Skriv CVR-nummeret med otte cifre." in side and "Opfundne Bosteder ApS" in side
    side = client.post(adresse, data | {"cvr": CVR}, follow=True).text
    assert "Opfundne Bosteder ApS er registreret." in side and "Privat leverandør" in side and CVR in side
    igen = client.post(adresse, data | {"cvr": CVR}).text
    assert "allerede en leverandør med dette CVR-nummer" in igen
    client.force_login(nord.person(Rolle.VISITATOR, nord.kommune))
    assert adresse not in client.get(reverse("kontakter")).text
    assert client.get(adresse).status_code == 403
