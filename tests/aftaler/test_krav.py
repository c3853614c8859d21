"""The list of requirements to an agreement, with what is seen and what is told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.aftaler.krav import actions
from socialaftale.aftaler.krav.queries import judged, read_facts
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.roller import Rolle
from socialaftale.regler.rammeaftalekrav import Svar, all_lists
from socialaftale.tilbud.reference import find_lovgrundlag
from tests.tilbud.conftest import make_register

from .conftest import Hus

STI = "/aftalen/nordjylland/2027-28/krav/"


def svar(hus: Hus) -> dict[str, Svar]:
    return {vist.krav.kode: vist.dom.svar for _, egne in judged(hus.aftale) for vist in egne}


def test_seen_of_the_text_and_the_answers(hus: Hus):
    hus.write(offentlig=False)
    assert svar(hus)["offentliggjort"] == Svar.MANGLER
    assert svar(hus)["indgaaet"] == Svar.UAFGJORT
    hus.write("# Ny\ntekst")
    for part in (hus.nord.kommune, hus.nord.nabo):
        hus.answer(part, nr=2)
    assert (svar(hus)["offentliggjort"], svar(hus)["indgaaet"], svar(hus)["i-tide"]) == (Svar.OPFYLDT,) * 3


def test_seen_of_the_register(hus: Hus):
    assert svar(hus)["konkrete-tilbud"] == Svar.MANGLER
    register = make_register("andet", "Andet")
    register.tilbud()
    Aftaleomraade.objects.filter(pk=hus.nord.omraade.pk).update(kode="tom")
    hus.aftale.omraade = register.omraade
    hus.aftale.save()
    fakta = read_facts(hus.aftale)
    assert fakta.tilbud == 1
    assert sum(fakta.pladser.values()) > 0
    assert svar(hus)["konkrete-tilbud"] == Svar.OPFYLDT


def test_every_legal_basis_of_the_list_is_one_the_register_knows():
    for krav in all_lists()[0].krav:
        for kode in krav.lovgrundlag:
            assert find_lovgrundlag(kode) is not None, kode


def test_what_is_told_stands_with_who_told_it(hus: Hus, client):
    hus.write()
    client.force_login(hus.mette)
    data = {"svar": "opfyldt", "tekst": "Sendt med brev", "link": "https://eksempel.dk/brev"}
    assert client.post(f"{STI}sendt/", data).status_code == 302
    side = client.get(STI).text
    assert "Sendt med brev" in side
    assert hus.mette.navn in side
    assert svar(hus)["sendt"] == Svar.OPFYLDT


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"link": "javascript:alert(1)"}, "skal begynde med https"),
        ({"link": "//ondt.dk"}, "skal begynde med https"),
        ({"tekst": ""}, "Hvor står det?"),
        ({"tekst": "0101201234"}, "CPR"),
    ],
)
def test_what_cannot_be_told_says_why(hus: Hus, client, felter, besked):
    client.force_login(hus.mette)
    data = {"svar": "opfyldt", "tekst": "Brev", "link": ""} | felter
    assert besked in client.post(f"{STI}sendt/", data).text
    assert not hus.aftale.kravevidens.exists()


def test_only_the_areas_people_see_it_and_only_the_secretariat_writes(hus: Hus, fiktivland, client):
    das = hus.nord.person(Rolle.DAS, hus.nord.udvalg)
    client.force_login(das)
    assert client.get(STI).status_code == 200
    assert client.get(f"{STI}sendt/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.tell(aftale=hus.aftale, krav="sendt", sagt=actions.Sagt("opfyldt", "Ja"), by=das)
    client.force_login(fiktivland.person(Rolle.SEKRETARIAT, fiktivland.sekretariat))
    assert client.get(STI).status_code == 403
    assert client.get(f"{STI}sendt/").status_code == 403


def test_a_requirement_that_does_not_exist(hus: Hus, client):
    client.force_login(hus.mette)
    assert client.get(f"{STI}findes-ikke/").status_code == 404
    with pytest.raises(ValidationError, match="findes ikke"):
        actions.tell(aftale=hus.aftale, krav="nej", sagt=actions.Sagt("opfyldt", "Ja"), by=hus.mette)
