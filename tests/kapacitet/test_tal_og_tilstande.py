"""With numbers and further states on: how many, and answers between yes and no; off, neither is asked or taken."""

import pytest
import time_machine
from django.urls import reverse

from socialaftale.kapacitet.brev.links import new_link
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.queries import ledighed_nu, offentlig_ledighed
from socialaftale.tilbud.registrering import NyPladsgruppe

from .conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nu():
    with time_machine.travel(NU, tick=False):
        yield


def text(svar) -> str:
    return " ".join(svar.content.decode().split())


def tap(client, afdeling, **felter) -> str:
    adresse = reverse("meld", args=[new_link(afdeling, "Tine Eksempel")])
    sidst = Ledigmelding.objects.filter(afdeling=afdeling).first()
    return text(client.post(adresse, {"set_id": sidst.klient_id if sidst else ""} | felter, follow=True))


def seen(client, afdeling) -> str:
    return text(client.get(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")])))


def test_switched_off_neither_is_asked_nor_taken(client, melder):
    afdeling = melder.afdeling()
    side = seen(client, afdeling)
    assert "Et andet antal" not in side and "Kræver en vurdering" not in side
    for felter in ({"svar": "antal", "tilbudt": "2"}, {"svar": "vurdering"}, {"svar": "lukket", "aarsag": "ombygning"}):
        assert "ikke antal" in tap(client, afdeling, **felter)
    assert not Ledigmelding.objects.exists()


@pytest.mark.parametrize(
    ("meldt", "siger"), [({"tilbudt": 3}, "ledig plads nu"), ({"svar": "vurdering", "tilbudt": 0}, "ingen ledig plads")]
)
def test_unchanged_can_still_be_said_of_what_has_been_switched_off_since(client, melder, meldt, siger):
    afdeling = melder.afdeling()
    melder.report(afdeling, dage_siden=3, **meldt)
    assert f"Uændret: {siger}" in seen(client, afdeling)
    assert "Tak for svaret" in tap(client, afdeling, svar="uaendret")
    melding = Ledigmelding.objects.first()
    assert (melding.svar, melding.tilbudt) in (("ledig", 1), ("ikke_ledig", 0)) and melding.observeret_at == NU


def test_a_number_is_two_actions_and_no_more_than_the_normed_places(client, melder):
    melder.switch_on("tal")
    afdeling = melder.afdeling()
    assert "Et andet antal" in seen(client, afdeling)
    for felter, besked in (
        ({"tilbudt": "11"}, "10 normerede pladser"), ({"tilbudt": "-1"}, "mindst 0"),
        ({"tilbudt": ""}, "Skriv, hvor mange"), ({"tilbudt": "to"}, "tal"),
    ):  # fmt: skip
        assert besked in tap(client, afdeling, svar="antal", **felter)
    assert not Ledigmelding.objects.exists()
    tap(client, afdeling, svar="antal", tilbudt="3")
    assert ledighed_nu([afdeling.pk])[afdeling.pk].ledig == 3 and check() == []


def test_none_by_number_is_a_no(client, melder):
    melder.switch_on("tal")
    afdeling = melder.afdeling()
    tap(client, afdeling, svar="antal", tilbudt="0")
    assert Ledigmelding.objects.get().svar == "ikke_ledig"


@pytest.mark.parametrize("svar", ["ubemandet", "reserveret", "vurdering"])
def test_a_further_state_offers_no_place_and_is_a_no_to_all(client, melder, svar):
    melder.switch_on("tilstande")
    afdeling = melder.afdeling()
    tap(client, afdeling, svar=svar)
    assert ledighed_nu([afdeling.pk])[afdeling.pk].svar == svar
    assert offentlig_ledighed([afdeling.pk])[afdeling.pk].svar is False and check() == []


def test_closed_says_why_and_unchanged_keeps_it(client, melder):
    melder.switch_on("tilstande")
    afdeling = melder.afdeling()
    assert "Vælg, hvorfor" in tap(client, afdeling, svar="lukket")
    tap(client, afdeling, svar="lukket", aarsag="ombygning")
    assert "Lukket for nye: ombygning" in seen(client, afdeling)
    tap(client, afdeling, svar="uaendret")
    assert list(Ledigmelding.objects.values_list("svar", "aarsag")) == [("lukket", "ombygning")] * 2


def test_where_people_come_by_themselves_it_is_yes_or_no_only(client, melder):
    melder.switch_on("tal", "tilstande")
    herberg = melder.afdeling("Herberget", pladser=(NyPladsgruppe("sel-110", "doegn", 9, 9),))
    side = seen(client, herberg)
    assert "Et andet antal" not in side and "Kræver en vurdering" not in side
    assert "ikke antal" in tap(client, herberg, svar="antal", tilbudt="2")
    tap(client, herberg, svar="ledig")
    assert ledighed_nu([herberg.pk])[herberg.pk].ledig == 1


def test_a_state_without_its_switch_is_found_by_the_checker(melder):
    melder.report(melder.afdeling(), ledig=False, svar="vurdering")
    assert [brud.invariant.id for brud in check()] == ["T1"]


@pytest.mark.parametrize(("antal", "besked"), [("1,5", "Skriv et helt tal."), ("to", "»to« er ikke et helt tal")])
def test_half_a_place_and_a_word_are_told_in_whole_numbers(client, melder, antal, besked):
    melder.switch_on("tal")
    assert besked in tap(client, melder.afdeling(), svar="antal", tilbudt=antal)
