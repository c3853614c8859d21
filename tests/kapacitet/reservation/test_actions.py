"""A place held, the queue behind it, and every way in which it ends."""

import datetime as dt
import uuid

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.kapacitet.brev.links import new_link
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.melding import Afsendelse, unchanged, write_report
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import ledighed_nu
from socialaftale.kapacitet.reservation import actions, arbejde
from socialaftale.kapacitet.reservation.models import Afslagstal, Reservation, Reservationsvalg
from socialaftale.kapacitet.reservation.stand import stand_of
from socialaftale.kapacitet.reservation.status import Slut, Stand
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse
from tests.kapacitet.conftest import NU
from tests.tilbud.conftest import START

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uret():
    with time_machine.travel(NU, tick=False) as uret:
        yield uret


def stand(reservation: Reservation) -> Stand:
    reservation.refresh_from_db()
    return stand_of(reservation, tid.now())


def ledig(sted) -> int:
    return ledighed_nu([sted.afdeling.pk])[sted.afdeling.pk].ledig


def test_a_held_place_is_not_free_and_lasts_three_working_days(sted, client):
    reservation = sted.hold()
    assert stand(reservation) == Stand.HOLDES and ledig(sted) == 0
    side = client.get(f"/ledig/{new_link(sted.afdeling, 'Tine')}/").text
    assert "I meldte 1: 1 holdes for en kommune, så <strong>ingen</strong> er ledig for andre nu." in side
    assert "I »Uændret« er den, der holdes, talt med." in side
    assert reservation.udloeber_at == tid.end_of_day(dt.date(2026, 12, 1)), "Thursday, Friday, Monday, Tuesday"
    assert check() == []


def test_the_second_stands_in_the_queue_and_gets_it_when_the_first_lets_go(sted):
    foerste, anden = sted.hold(sted.hjoerring), sted.hold(sted.aalborg)
    assert (stand(foerste), stand(anden)) == (Stand.HOLDES, Stand.VENTER)
    actions.withdraw(reservation=foerste, by=sted.hjoerring)
    assert (stand(foerste), stand(anden)) == (Stand.SLUT, Stand.HOLDES)
    assert Udgaaende.objects.filter(modtager=sted.aalborg.email, emne__startswith="I holder nu en plads").count() == 1
    assert check() == []


def test_time_ends_a_hold_whether_or_not_the_worker_has_been_there(sted, uret):
    foerste, anden = sted.hold(sted.hjoerring), sted.hold(sted.aalborg)
    uret.move_to(foerste.udloeber_at)
    assert stand(foerste) == Stand.SLUT and ledig(sted) == 1
    tredje = sted.hold(sted.hjoerring)
    assert (stand(anden), stand(tredje)) == (Stand.HOLDES, Stand.VENTER), "a newcomer does not pass the queue"
    foerste.refresh_from_db()
    assert foerste.slut == Slut.UDLOEBET
    assert arbejde.move_queues() == 0 and check() == []


def test_the_worker_ends_what_is_past_its_time_and_moves_the_queue(sted, uret):
    foerste, anden = sted.hold(sted.hjoerring), sted.hold(sted.aalborg)
    uret.move_to(foerste.udloeber_at + dt.timedelta(minutes=1))
    assert arbejde.move_queues() == 2
    assert (stand(foerste), stand(anden)) == (Stand.SLUT, Stand.HOLDES)
    uret.move_to(anden.udloeber_at)
    assert arbejde.move_queues() == 1 and arbejde.move_queues() == 0


def test_nobody_waits_in_a_queue_for_ever(sted, uret):
    sted.hold(sted.hjoerring)
    Reservationsvalg.objects.create(
        tilbud=sted.afdeling.tilbud, arbejdsdage=20, gaelder_fra=START, registreret_by=sted.melder.register.by
    )
    anden = sted.hold(sted.aalborg)
    uret.move_to(anden.venter_til_at)
    assert stand(anden) == Stand.SLUT
    arbejde.move_queues()
    anden.refresh_from_db()
    assert anden.slut == Slut.UDLOEBET and anden.aktiv_at is None


def test_a_place_that_is_taken_stays_taken_until_the_next_report(sted, uret):
    reservation = sted.hold()
    actions.take(reservation=reservation, by=sted.leder)
    assert Udgaaende.objects.filter(emne__startswith="Pladsen er besat af jeres borger: ").count() == 1
    assert ledig(sted) == 0
    with pytest.raises(ValidationError, match="ikke meldt en ledig plads"):
        sted.hold()
    uret.shift(60)
    sted.melder.report(sted.afdeling)
    assert ledig(sted) == 1
    assert check() == []


def test_a_new_report_of_more_places_lets_the_queue_in(sted, uret):
    sted.hold(sted.hjoerring)
    anden = sted.hold()
    uret.shift(60)
    sted.melder.report(sted.afdeling, tilbudt=2)
    assert arbejde.move_queues() == 1
    assert stand(anden) == Stand.HOLDES and ledig(sted) == 0 and check() == []


def test_a_report_of_fewer_takes_no_place_from_anybody_and_is_never_below_none(sted, uret):
    sted.melder.report(sted.afdeling, tilbudt=2)
    uret.shift(1)
    holdte = [sted.hold(), sted.hold()]
    uret.shift(60)
    sted.melder.report(sted.afdeling, ledig=False)
    assert ledig(sted) == 0 and [stand(et) for et in holdte] == [Stand.HOLDES, Stand.HOLDES]
    assert check() == []


def test_a_refusal_has_a_reason_and_leaves_a_number(sted):
    reservation = sted.hold()
    with pytest.raises(ValidationError, match="Vælg en årsag"):
        actions.refuse(reservation=reservation, aarsag="noget", by=sted.leder)
    actions.refuse(reservation=reservation, aarsag="maalgruppe", by=sted.leder)
    assert [(et.maaned, et.aarsag, et.antal) for et in Afslagstal.objects.all()] == [
        (dt.date(2026, 11, 1), "maalgruppe", 1)
    ]
    mail = Udgaaende.objects.filter(modtager=sted.aalborg.email).latest("pk")
    assert "uden for målgruppen" in mail.tekst and reservation.reference not in mail.tekst


def test_the_same_press_twice_is_one_hold_and_a_case_has_one_place(sted):
    klient_id = uuid.uuid4()
    foerste = sted.hold(reference="A-1", klient_id=klient_id)
    assert sted.hold(reference="A-1", klient_id=klient_id) == foerste
    with pytest.raises(ValidationError, match="allerede"):
        sted.hold(reference="A-1")
    assert Reservation.objects.count() == 1


def test_an_id_that_another_municipality_used_is_not_answered_with_its_hold(sted):
    klient_id = uuid.uuid4()
    sted.hold(sted.hjoerring, klient_id=klient_id)
    with pytest.raises(ValidationError, match="Åbn siden igen"):
        sted.hold(sted.aalborg, klient_id=klient_id)


def test_what_is_over_cannot_be_ended_again(sted):
    reservation = sted.hold()
    actions.withdraw(reservation=reservation, by=sted.aalborg)
    for handling, felter in (
        (actions.withdraw, {"by": sted.aalborg}), (actions.take, {"by": sted.leder}),
        (actions.refuse, {"by": sted.leder, "aarsag": "alder"}),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match="afsluttet"):
            handling(reservation=reservation, **felter)
    assert not Afslagstal.objects.exists(), "what is refused in vain is not counted"


def test_who_waits_cannot_be_given_the_place(sted):
    sted.hold(sted.hjoerring)
    with pytest.raises(ValidationError, match="i kø"):
        actions.take(reservation=sted.hold(), by=sted.leder)


def test_nobody_acts_beyond_her_mandate(sted, fiktivland):
    reservation = sted.hold(sted.aalborg)
    fremmed = fiktivland.person(Rolle.VISITATOR, fiktivland.aalborg)
    for by, myndighed in ((sted.leder, sted.leder.organisation), (sted.hjoerring, sted.aalborg.organisation),
                          (fremmed, fremmed.organisation)):  # fmt: skip
        with pytest.raises(PermissionDenied):
            sted.hold(by, myndighed=myndighed)
    for handling, by in (
        (actions.withdraw, sted.hjoerring),
        (actions.withdraw, sted.leder),
        (actions.take, sted.aalborg),
    ):
        with pytest.raises(PermissionDenied):
            handling(reservation=reservation, by=by)
    with pytest.raises(PermissionDenied):
        actions.refuse(reservation=reservation, aarsag="alder", by=sted.aalborg)


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"ydelser": (NyYdelse("Ophold", "ophold", "egne"),)}, "sælger ikke"),
        ({"pladser": (NyPladsgruppe("sel-110", "doegn", 9, 9),)}, "henvender sig selv"),
        ({"pladser": (NyPladsgruppe("bl-43-3-sikret", "doegn", 9, 9),)}, "afgørelse om anbringelse"),
        ({"pladser": (NyPladsgruppe("sel-107", "doegn", 9, 9), NyPladsgruppe("sel-109", "doegn", 9, 9))}, "henvender"),
    ],
)
def test_a_place_that_is_not_for_holding_says_why(sted, felter, besked):
    afdeling = sted.melder.afdeling("Bakken", **felter)
    sted.melder.report(afdeling, dage_siden=1)
    with pytest.raises(ValidationError, match=besked):
        sted.hold(sted.aalborg, afdeling=afdeling)


def test_a_municipality_may_hold_a_place_of_its_own_that_is_not_for_sale(sted):
    afdeling = sted.melder.afdeling("Bakken", ydelser=(NyYdelse("Ophold", "ophold", "egne"),))
    sted.melder.report(afdeling, dage_siden=1)
    assert stand(sted.hold(sted.hjoerring, afdeling=afdeling)) == Stand.HOLDES


def test_a_unit_that_never_reported_said_no_or_is_closed_holds_nothing(sted):
    tavs, nej = sted.melder.afdeling("Tavs"), sted.melder.afdeling("Nej")
    lukket = sted.melder.afdeling("Lukket", status="lukket")
    sted.melder.report(nej, ledig=False, dage_siden=1)
    sted.melder.report(lukket, dage_siden=1)
    for afdeling, besked in ((tavs, "ikke meldt"), (nej, "ikke meldt"), (lukket, "ikke i drift")):
        with pytest.raises(ValidationError, match=besked):
            sted.hold(afdeling=afdeling)


def test_switched_off_nothing_is_held_and_nothing_is_subtracted(sted, uret, client):
    sted.hold()
    client.force_login(sted.aalborg)
    assert "tæller ikke mere" not in client.get("/reservationer/").text
    uret.shift(1)
    Kapacitetsvalg.objects.create(
        omraade=sted.melder.register.omraade, valg="reservationer", gaelder_fra=tid.today(), ophoert=True,
        registreret_by=sted.melder.register.by,
    )  # fmt: skip
    assert ledig(sted) == 1
    assert "Det, der står som holdt eller i kø, tæller ikke mere" in client.get("/reservationer/").text
    with pytest.raises(ValidationError, match="ikke slået til"):
        sted.hold(sted.hjoerring)


def test_the_queue_has_an_end(sted):
    for _ in range(11):
        sted.hold()
    with pytest.raises(ValidationError, match="så mange i kø"):
        sted.hold()


def test_a_tilbud_chooses_how_long_it_holds(sted):
    Reservationsvalg.objects.create(
        tilbud=sted.afdeling.tilbud, arbejdsdage=1, gaelder_fra=START, registreret_by=sted.melder.register.by
    )
    assert sted.hold().udloeber_at == tid.end_of_day(dt.date(2026, 11, 27))


def test_what_points_to_a_citizen_is_gone_after_ninety_days_and_the_number_stays(sted, uret):
    afvist = sted.hold(reference="HEMMELIG-7")
    actions.refuse(reservation=afvist, aarsag="alder", by=sted.leder)
    tagen = sted.hold(reference="HEMMELIG-8")
    actions.take(reservation=tagen, by=sted.leder)
    uret.shift(dt.timedelta(days=91))
    arbejde.erase_old()
    assert list(Reservation.objects.all()) == [tagen], "a place taken is subtracted until the next report"
    sted.melder.report(sted.afdeling)
    assert arbejde.erase_old() == 1 and not Reservation.objects.exists()
    assert Afslagstal.objects.get().antal == 1
    spor = str(list(Haendelse.objects.values_list("foer", "efter"))) + str(list(Udgaaende.objects.values_list("tekst")))
    assert "HEMMELIG" not in spor


def test_unchanged_does_not_give_a_place_back_that_was_taken_while_the_page_was_read(sted, uret):
    sted.melder.report(sted.afdeling, tilbudt=2)
    uret.shift(1)
    reservation, laest = sted.hold(), unchanged(sted.afdeling)
    actions.take(reservation=reservation, by=sted.leder)
    uret.shift(1)
    with transaction.atomic():
        write_report(sted.afdeling, laest, Afsendelse("side", "Tine Eksempel"), sted.leder, "")
    assert laest.tilbudt == 2 and ledig(sted) == 1
