"""The pages: hold a place in two actions, answer in one or two, and be told why where it cannot be done."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from socialaftale.faelles.indsigt import seen_by
from socialaftale.kapacitet.brev.links import new_link
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.reservation.models import Afslagstal, Reservation
from socialaftale.kapacitet.undergruppe.actions import Kriterier, keep_group
from socialaftale.kapacitet.undergruppe.models import Undergruppetal
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.registrering import NyPladsgruppe
from tests.kapacitet.conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uret():
    with time_machine.travel(NU, tick=False) as uret:
        yield uret


def text(svar) -> str:
    return " ".join(svar.content.decode().split())


def open_form(client, sted, afdeling=None):
    return client.get(reverse("reserver", args=[(afdeling or sted.afdeling).kode]))


def send(client, sted, **felter):
    faste = {"klient_id": uuid.uuid4(), "myndighed": sted.aalborg.organisation.pk, "reference": "A-2026-7"}
    return client.post(reverse("reserver", args=[sted.afdeling.kode]), faste | felter, follow=True)


def test_a_visitator_holds_a_place_and_sees_how_long(client, sted):
    client.force_login(sted.aalborg)
    side = text(open_form(client, sted)).replace("\xa0", " ")
    assert "til og med <strong>1. december 2026" in side
    krumme = side.split('class="breadcrumbs"')[1].split("</nav>")[0]
    assert reverse("tilbud", args=[sted.afdeling.tilbud.kode]) in krumme, "back to the tilbud she came from"
    side = text(send(client, sted))
    assert "A-2026-7" in side and "Holdes" in side and "01.12.2026" in side and "Giv pladsen fri" in side
    assert "Pladsen holdes for jer til og med 1. december 2026." in side.replace("\xa0", " ")
    assert "I står i kø." in text(send(client, sted, reference="A-2026-8")), "said at once, not to be looked for"


def test_a_hold_says_whose_place_it_is_and_takes_no_more_of_a_subgroups_than_were_reported(client, sted):
    unge = Kriterier("Unge kvinder", ("autisme",), 18, 25, "kvinder", (), ())
    gruppe = keep_group(pladsgruppe=sted.afdeling.pladsgrupper.get(), kriterier=unge, by=sted.leder)
    Undergruppetal.objects.create(
        melding=sted.melder.report(sted.afdeling, tilbudt=2), undergruppe=gruppe, antal=1, af=2
    )
    client.force_login(sted.aalborg)
    assert "Unge kvinder (1 af 1 ledige)" in text(open_form(client, sted))
    assert "plads til »Unge kvinder«" in text(send(client, sted, undergruppe=gruppe.kode))
    igen = text(send(client, sted, reference="A-2026-8", undergruppe=gruppe.kode))
    assert "Vælg hele målgruppen, eller ring" in igen and f'"{gruppe.kode}" selected' in igen
    assert "står ikke på listen" in text(send(client, sted, undergruppe="FINDESIKKE"))
    assert text(send(client, sted, reference="A-2026-8")).count("plads til »Unge kvinder«") == 1
    client.force_login(sted.leder)
    assert text(client.get(reverse("reservationer"))).count("plads til »Unge kvinder«") == 1
    assert check() == []


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"reference": ""}, "Jeres sagsnummer"),
        ({"reference": "010190-1234"}, "CPR-nummer"),
        ({"bemaerkning": "Ring på 0101901234"}, "CPR-nummer"),
        ({"bemaerkning": "x" * 201}, "200"),
        ({"klient_id": "noget"}, "UUID"),
        ({"myndighed": "999999"}, "står ikke på listen"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(client, sted, felter, besked):
    client.force_login(sted.aalborg)
    side = text(send(client, sted, **{"bemaerkning": "Kan begynde straks"} | felter))
    assert besked in side and not Reservation.objects.exists()
    assert (felter.get("bemaerkning") or "Kan begynde straks") in side


def test_a_place_that_cannot_be_held_says_what_to_do_instead(client, sted):
    herberg = sted.melder.afdeling("Herberget", pladser=(NyPladsgruppe("sel-110", "doegn", 9, 9),))
    sted.melder.report(herberg, dage_siden=1)
    client.force_login(sted.aalborg)
    side = text(open_form(client, sted, herberg))
    assert "Borgeren henvender sig selv her" in side and "Hold pladsen" not in side


def test_the_leader_answers_in_one_tap_or_with_a_reason_in_two(client, sted):
    foerste, anden = sted.hold(reference="A-1"), sted.hold(sted.hjoerring, reference="B-2")
    client.force_login(sted.leder)
    side = text(client.get(reverse("reservationer")))
    assert "A-1" in side and "nr. 1 i køen" in side and "Pladsen er besat" in side
    client.post(reverse("reservation_svar", args=[anden.pk, "refuse"]), {"aarsag": "alder"})
    side = text(client.post(reverse("reservation_svar", args=[foerste.pk, "take"]), follow=True))
    assert "Afslået af tilbuddet: uden for aldersgruppen" in side and "November 2026" in side
    foerste.refresh_from_db()
    assert foerste.slut == "taget"


def test_an_answer_too_late_is_told_and_changes_nothing(client, sted):
    reservation = sted.hold()
    client.force_login(sted.aalborg)
    adresse = reverse("reservation_svar", args=[reservation.pk, "withdraw"])
    client.post(adresse)
    assert "afsluttet, og det kan ikke gøres" in text(client.post(adresse, follow=True))
    assert client.get(adresse).status_code == 405
    assert client.post(reverse("reservation_svar", args=[reservation.pk, "slet"])).status_code == 404


def test_another_municipality_neither_sees_nor_ends_it(client, sted):
    reservation = sted.hold(sted.aalborg, reference="A-HEMMELIG")
    client.force_login(sted.hjoerring)
    assert "A-HEMMELIG" not in text(client.get(reverse("reservationer")))
    for verbum in ("withdraw", "take", "refuse"):
        svar = client.post(reverse("reservation_svar", args=[reservation.pk, verbum]), {"aarsag": "alder"})
        assert svar.status_code == 403
    reservation.refresh_from_db()
    assert reservation.slut == ""


def test_who_has_seen_a_case_is_written_down(client, sted):
    reservation = sted.hold()
    client.force_login(sted.leder)
    client.get(reverse("reservationer"))
    assert [(et.by, et.side) for et in seen_by(reservation)] == [(sted.leder, "reservationer hos os")]


def test_the_list_does_not_ask_more_the_longer_it_is(client, sted, django_assert_max_num_queries):
    sted.melder.report(sted.afdeling, tilbudt=9)
    for _ in range(8):
        sted.hold()
    client.force_login(sted.leder)
    with django_assert_max_num_queries(38):
        client.get(reverse("reservationer"))


def test_the_leader_tells_the_months_refusals(client, sted):
    client.force_login(sted.leder)
    adresse = reverse("maanedens_afslag", args=[sted.afdeling.kode])
    assert client.get(adresse).status_code == 200
    client.post(adresse, {"maaned": "2026-10", "antal_maalgruppe": "3", "antal_alder": ""})
    client.post(adresse, {"maaned": "2026-10", "antal_maalgruppe": "4"})
    assert [(et.aarsag, et.antal) for et in Afslagstal.objects.all()] == [("maalgruppe", 4)]
    foldet = text(client.get(reverse("reservationer"))).split("<details")[1].split("</details>")[0]
    assert "Oktober 2026" in foldet, "the months grow long, and are folded"
    for felter, besked in (
        ({"maaned": "2027-01", "antal_alder": "1"}, "ikke begyndt"),
        ({"maaned": "2026-10", "antal_alder": "-1"}, "mindst 0"),
        ({"maaned": "oktober"}, "Skriv måneden som 2026-10."),
    ):
        assert besked in text(client.post(adresse, felter))
    client.force_login(sted.aalborg)
    assert client.get(adresse).status_code == 403


def test_a_leader_finds_where_the_months_refusals_are_told(client, sted):
    client.force_login(sted.leder)
    assert "Månedens afslag" not in text(client.get(reverse("reservationer")))
    herberg = sted.melder.afdeling("Herberget", pladser=(NyPladsgruppe("sel-110", "doegn", 9, 9),))
    side = text(client.get(reverse("reservationer")))
    assert reverse("maanedens_afslag", args=[herberg.kode]) in side
    assert reverse("maanedens_afslag", args=[sted.afdeling.kode]) not in side


def test_the_way_to_a_hold_is_shown_to_those_who_may_where_it_is_switched_on(client, sted, fiktivland):
    tilbud = reverse("tilbud", args=[sted.afdeling.tilbud.kode])
    knap, menu = reverse("reserver", args=[sted.afdeling.kode]), f'href="{reverse("reservationer")}"'
    for bruger, ser_knap, ser_menu in ((sted.aalborg, True, True), (sted.leder, False, True)):
        client.force_login(bruger)
        side = text(client.get(tilbud))
        assert (knap in side, menu in side) == (ser_knap, ser_menu)
    client.force_login(fiktivland.person(Rolle.VISITATOR, fiktivland.aalborg))
    side = text(client.get(tilbud))
    assert knap not in side and menu not in side, "there it is not switched on"


def test_no_button_leads_to_a_no(client, sted):
    client.force_login(sted.aalborg)
    knap, side = reverse("reserver", args=[sted.afdeling.kode]), reverse("tilbud", args=[sted.afdeling.tilbud.kode])
    assert knap in text(client.get(side))
    sted.melder.report(sted.afdeling, ledig=False)
    side = text(open_form(client, sted))
    assert "Her kan I ikke holde en plads" in side and 'href="tel:12345678"' in side, "it says ring, so it says where"
    sted.melder.promise(sted.afdeling, vises=False, gaelder_fra=NU.date())
    assert "Afdelingen viser ikke sit nummer. Spørg Hjørring" in text(open_form(client, sted))
    assert knap not in text(client.get(side))


def test_the_leader_is_told_why_others_see_no_where_she_said_yes(client, sted):
    """On the receipt of the link, and on the page of all that she answers for."""
    sted.melder.report(sted.afdeling, tilbudt=2)
    sted.hold()
    adresse = reverse("meld", args=[new_link(sted.afdeling, "Tine Eksempel")])
    sidst = sted.afdeling.ledigmeldinger.first()
    client.force_login(sted.leder)
    mine = text(client.get(reverse("ledige_mine")))
    assert "1 holdes for en kommune, så <strong>1</strong> er ledig for andre" in mine
    sted.hold()
    tak = text(client.post(adresse, {"svar": "uaendret", "set_id": sidst.klient_id}, follow=True))
    assert (
        "2 ledige pladser nu" in tak and "Begge meldte pladser er holdt lige nu. Derfor ser andre den ikke som" in tak
    )
    assert "så <strong>ingen</strong> er ledig for andre" in text(client.get(reverse("ledige_mine")))


def test_before_she_presses_she_is_told_whether_she_gets_the_place_or_stands_in_the_queue(client, sted):
    client.force_login(sted.aalborg)
    assert "1 plads er fri. Holder I den nu" in text(open_form(client, sted))
    sted.hold(sted.hjoerring)
    side = text(open_form(client, sted))
    assert "I kommer i kø som nr. 1" in side and "Stil jer i kø" in side and "Hold pladsen<" not in side
    sted.hold(sted.hjoerring)
    assert "I kommer i kø som nr. 2" in text(open_form(client, sted))
