"""A yes to a request holds the place at once where holds are switched on, and the request ends as its hold does."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from socialaftale.faelles.models import Udgaaende
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import ledighed_nu
from socialaftale.kapacitet.reservation import actions as hold
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.pladssoegning.anmodning import actions, queries
from socialaftale.pladssoegning.anmodning.models import Anmodning
from socialaftale.tilbud.registrering import NyPladsgruppe
from tests.kapacitet.conftest import NU
from tests.kapacitet.reservation.conftest import fiktivland, make_register, melder, register, sted
from tests.pladssoegning.anmodning.test_anmodning import ask, mails, text

__all__ = ["fiktivland", "make_register", "melder", "register", "sted"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uret(melder):
    with time_machine.travel(NU, tick=False) as uret:
        melder.switch_on("anmodninger")
        yield uret


def answer(client, anmodning: Anmodning, verbum: str) -> str:
    return text(client.post(reverse("anmodning_svar", args=[anmodning.pk, verbum]), follow=True))


def test_a_yes_holds_the_place_in_the_askers_name_for_the_standard_time(sted):
    anmodning = actions.offer(anmodning=ask(sted), by=sted.leder)
    reservation = Reservation.objects.get()
    assert anmodning.reservation == reservation and reservation.myndighed == sted.aalborg.organisation
    assert (reservation.reference, reservation.oprettet_by) == ("A-1", sted.aalborg)
    assert reservation.udloeber_at == hold.tid.end_of_day(dt.date(2026, 12, 1))
    assert ledighed_nu([sted.afdeling.pk])[sted.afdeling.pk].ledig == 0
    assert (
        "holdes for jer til og med 1. december 2026"
        in Udgaaende.objects.filter(modtager=sted.aalborg.email).last().tekst
    )
    assert len(mails(sted.aalborg.email)) == 2 and mails(sted.leder.email) == [] and check() == []


def test_with_every_place_held_the_leader_is_told_and_may_let_the_case_wait(client, sted):
    sted.hold(sted.hjoerring)
    anmodning = ask(sted)
    with pytest.raises(ValidationError, match="Sig ja i kø"):
        actions.offer(anmodning=anmodning, by=sted.leder)
    anmodning.refresh_from_db()
    assert anmodning.svar == "" and Reservation.objects.count() == 1
    client.force_login(sted.leder)
    side = text(client.get(reverse("anmodninger")))
    assert "Ja, i kø" in side and "Alt, I har meldt, er holdt" in side and "Ja, vi kan" not in side
    assert "Ja, og sagen står i kø" in answer(client, anmodning, "queue")
    hold.withdraw(reservation=Reservation.objects.earliest("pk"), by=sted.hjoerring)
    assert "Ja, og pladsen holdes" in text(client.get(reverse("anmodninger")))
    assert mails(sted.aalborg.email)[-1].startswith("I holder nu en plads") and check() == []


def test_a_yes_in_the_queue_holds_at_once_where_a_place_has_come_free(sted):
    assert actions.queue(anmodning=ask(sted), by=sted.leder).reservation.aktiv_at == NU


def test_a_full_queue_and_a_place_never_reported_are_told_to_the_leader(sted):
    sted.hold(sted.hjoerring)
    for _ in range(10):
        sted.hold(sted.hjoerring)
    with pytest.raises(ValidationError, match="Køen til afdelingen er fuld"):
        actions.queue(anmodning=ask(sted), by=sted.leder)
    tavs = sted.melder.afdeling("Bakken")
    for svar in (actions.offer, actions.queue):
        with pytest.raises(ValidationError, match="Meld den ledig"):
            svar(anmodning=Anmodning.objects.filter(afdeling=tavs).first() or ask(sted, afdeling=tavs), by=sted.leder)


@pytest.mark.parametrize(
    ("verbum", "felter", "ord_"),
    [("take", {}, "pladsen er besat"), ("refuse", {"aarsag": "alder"}, "siden afslået"), (None, {}, "ikke længere")],
)
def test_the_request_ends_as_its_hold_does(sted, uret, verbum, felter, ord_):
    reservation = actions.offer(anmodning=ask(sted), by=sted.leder).reservation
    assert queries.requests_to(sted.leder)[0].hvordan == "ja, og pladsen holdes"
    if verbum:
        getattr(hold, verbum)(reservation=reservation, by=sted.leder, **felter)
    else:
        uret.shift(dt.timedelta(days=6))
    (raekke,) = queries.own_requests(sted.aalborg)
    assert ord_ in raekke.hvordan and raekke.sidste_dag is None


def test_a_yes_that_holds_is_shown_until_a_while_after_the_hold(sted, uret):
    reservation = actions.offer(anmodning=ask(sted), by=sted.leder).reservation
    uret.shift(dt.timedelta(days=20))
    hold.move_queue(afdeling=sted.afdeling, by=reservation.oprettet_by)
    uret.shift(dt.timedelta(days=20))
    assert len(queries.own_requests(sted.aalborg)) == 1
    uret.shift(dt.timedelta(days=11))
    assert queries.own_requests(sted.aalborg) == []


def test_a_case_that_holds_already_keeps_its_one_place(sted):
    foer = sted.hold(sted.aalborg, "A-1")
    assert actions.offer(anmodning=ask(sted), by=sted.leder).reservation == foer
    assert Reservation.objects.count() == 1 and check() == []


def test_without_the_switch_or_where_the_way_knows_no_hold_a_yes_is_a_yes(sted):
    sikret = sted.melder.afdeling("Sikret", pladser=(NyPladsgruppe("bl-43-3-sikret", "doegn", 9, 9),))
    assert actions.offer(anmodning=ask(sted, afdeling=sikret), by=sted.leder).reservation is None
    Kapacitetsvalg.objects.filter(valg="reservationer").delete()
    anmodning = actions.offer(anmodning=ask(sted), by=sted.leder)
    assert anmodning.svar == "tilbudt" and anmodning.reservation is None and not Reservation.objects.exists()
    assert queries.requests_to(sted.leder)[0].hvordan == "ja, tilbuddet kan tage imod"


def test_a_request_that_is_over_holds_nothing(sted):
    anmodning = ask(sted)
    actions.withdraw(anmodning=anmodning, by=sted.aalborg)
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.offer(anmodning=anmodning, by=sted.leder)
    assert not Reservation.objects.exists()


def test_a_hold_for_another_case_is_found_by_the_checker(sted):
    anmodning = actions.offer(anmodning=ask(sted), by=sted.leder)
    Anmodning.objects.filter(pk=anmodning.pk).update(reference="A-9")
    assert [brud.invariant.id for brud in check()] == ["A4"]
