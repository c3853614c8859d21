"""Who is written to about free places: one mail for all of a leader's, deputies by themselves, lists for the rest."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from socialaftale.faelles import udbakke
from socialaftale.faelles.models import Udgaaende
from socialaftale.kapacitet import opgaver
from socialaftale.kapacitet.brev.rykker import ask_for_answers
from socialaftale.kapacitet.brev.vagt import read_units, silent
from socialaftale.kapacitet.fravaer.actions import tell_absence
from socialaftale.kapacitet.models import Meldebrev, Meldelink
from socialaftale.parter.models import Bruger, Overdragelse, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling, Statusfakta

from .conftest import START

pytestmark = pytest.mark.django_db
ONSDAG = dt.datetime(2026, 11, 4, 12, tzinfo=dt.UTC)  # the day of the last answer


@pytest.fixture(autouse=True)
def den_dag():
    with time_machine.travel(ONSDAG, tick=False):
        yield


@pytest.fixture
def tine(melder) -> Bruger:
    return melder.register.person(Rolle.TILBUDSLEDER, melder.register.hjoerring)


@pytest.fixture
def karl(melder) -> Bruger:
    return melder.register.person(Rolle.KAPACITETSKOORDINATOR, melder.register.hjoerring)


@pytest.fixture
def mette(melder) -> Bruger:
    return melder.register.person(Rolle.SEKRETARIAT, melder.register.sekretariat)


@pytest.fixture
def afdeling(melder, tine):
    afdeling = melder.afdeling(aftale={"leder": tine})
    melder.report(afdeling)
    return afdeling


def deputy(melder, tine) -> Bruger:
    steen = Bruger.objects.create_user("steen@eksempel.dk", navn="Steen Eksempel")
    felter = {"rolle": Rolle.TILBUDSLEDER, "organisation": melder.register.hjoerring, "stedfortraeder_for": tine}
    Rolletildeling.objects.create(bruger=steen, gaelder_fra=START, registreret_by=melder.register.by, **felter)
    return steen


def work(dage: int, fra: dt.datetime = ONSDAG) -> list[tuple[int, str]]:
    """Let the worker look three times a day; return (days since the answer, to whom) of each mail."""
    for nr in range(dage):
        for timer in (-7, 0):
            with time_machine.travel(fra + dt.timedelta(days=nr, hours=timer), tick=False):
                ask_for_answers()
    breve = Udgaaende.objects.order_by("oprettet_at", "pk").values_list("oprettet_at", "modtager")
    return [((at.date() - ONSDAG.date()).days, til.split("@")[0].split(".")[0]) for at, til in breve]


def test_nobody_is_written_to_who_answered_lately(afdeling):
    assert work(14) == []


def test_the_leader_is_asked_in_good_time_and_again_until_the_coordinator_and_the_secretariat_hear(
    melder, tine, afdeling, karl, mette
):
    deputy(melder, tine)
    skrevet = work(48)
    assert [dag for dag, til in skrevet if til == "tilbudsleder"] == [21, 23, 27, 29, 33, 35, 40, 47]
    assert [dag for dag, til in skrevet if til == "steen"] == [23, 27, 29, 33, 35, 40, 47]
    assert [dag for dag, til in skrevet if til == "kapacitetskoordinator"] == [30, 33, 35, 37, 40, 47]
    assert [dag for dag, til in skrevet if til == "sekretariat"] == [47]


def test_a_weekly_promise_that_is_silent_is_no_daily_mail(melder, tine, karl):
    melder.report(melder.afdeling("Ugen", aftale={"leder": tine, "rytme_dage": 7}), at=ONSDAG)
    dage = [dag for dag, til in work(34) if til == "tilbudsleder"]
    assert dage == [2, 5, 7, 9, 12, 19, 26, 33]


def test_an_answer_stops_it(melder, afdeling):
    work(27)
    antal = Udgaaende.objects.count()
    melder.report(afdeling, at=ONSDAG + dt.timedelta(days=27))
    work(10, ONSDAG + dt.timedelta(days=27))
    assert Udgaaende.objects.count() == antal


def test_a_source_system_that_reports_is_left_in_peace(melder, afdeling):
    for nr in range(40):
        melder.report(afdeling, at=ONSDAG + dt.timedelta(days=nr), kilde="api")
    assert work(40) == []


def test_one_mail_covers_all_that_a_leader_answers_for(melder, tine, afdeling):
    for navn, siden in (("Solsikken", 6), ("Bakken", 4)):
        melder.report(melder.afdeling(navn, aftale={"leder": tine}), dage_siden=-siden, at=ONSDAG)
    skrevet = work(22)
    assert skrevet == [(21, "tilbudsleder")]
    brev = Udgaaende.objects.get()
    assert "Hvilke af 3 afdelinger" in brev.tekst and len(re.findall("/ledig/", brev.tekst)) == 3


def test_at_most_one_mail_a_day_and_two_workers_write_it_once(afdeling):
    with time_machine.travel(ONSDAG + dt.timedelta(days=23), tick=False):
        assert ask_for_answers() == 1
        assert ask_for_answers() == 0
    assert Meldebrev.objects.count() == Meldelink.objects.count() == 1


def test_a_first_mail_does_not_say_that_an_answer_is_still_missing(melder, tine):
    melder.afdeling("Ny", aftale={"leder": tine})
    assert work(1) == [(0, "tilbudsleder")]
    assert Udgaaende.objects.get().emne == "Er der en ledig plads? Ny, Hovedhuset"


def test_a_shared_mailbox_is_not_greeted_as_a_person(melder):
    melder.afdeling("Ny", aftale={"postkasse": "ny@eksempel.invalid"})
    assert work(1)
    tekst = Udgaaende.objects.get().tekst
    assert tekst.startswith("Hej\n") and "kan svare for afdelingen." in tekst


def test_nothing_is_written_before_seven(afdeling):
    with time_machine.travel(dt.datetime(2026, 11, 27, 5, 55, tzinfo=dt.UTC), tick=False):
        assert ask_for_answers() == 0
    with time_machine.travel(dt.datetime(2026, 11, 27, 6, 1, tzinfo=dt.UTC), tick=False):
        assert ask_for_answers() == 1


def test_in_the_holidays_the_deputy_is_asked_with_the_first_mail(melder, tine, afdeling):
    deputy(melder, tine)
    juli = dt.datetime(2027, 7, 5, 12, tzinfo=dt.UTC)
    with time_machine.travel(juli, tick=False):
        melder.report(afdeling)
    skrevet = work(24, juli)
    assert {til for _, til in skrevet} == {"tilbudsleder", "steen"}


def test_a_leader_who_says_that_she_is_away_sends_the_mail_to_whom_she_named(melder, tine, karl, afdeling, client):
    client.force_login(tine)
    side = reverse("leder_fravaer")
    felter = {"fra": "20.11.2026", "til": "26.11.2026", "stedfortraeder": karl.pk}
    forkerte = [
        ("til", "19.11.2026", "før den første"),
        ("stedfortraeder", tine.pk, "står ikke på listen"),
        ("fra", "31.02.2026", "der findes"),
    ]
    for felt, vaerdi, besked in forkerte:
        assert besked in client.post(side, felter | {felt: vaerdi}).text
    assert "Imens kommer mailen" in client.post(side, felter, follow=True).text
    assert "allerede sagt" in client.post(side, felter).text
    assert work(22) == [(21, "kapacitetskoordinator")]
    assert work(1, ONSDAG + dt.timedelta(days=23))[-1] == (23, "tilbudsleder")


def test_it_is_taken_back_by_herself_alone(melder, tine, karl, afdeling, client):
    fravaer = tell_absence(fra=ONSDAG.date(), til=dt.date(2026, 12, 31), stedfortraeder=karl, by=tine)
    client.force_login(karl)
    assert client.post(reverse("leder_fravaer"), {"tag_tilbage": fravaer.pk}).status_code == 404
    client.force_login(tine)
    client.post(reverse("leder_fravaer"), {"tag_tilbage": fravaer.pk})
    assert work(22) == [(21, "tilbudsleder")]


def test_a_leader_who_left_is_followed_to_the_one_who_took_over(melder, tine, afdeling):
    ny = Bruger.objects.create_user("ny@eksempel.dk", navn="Ny Leder")
    Overdragelse.objects.create(fra=tine, til=ny, overdraget_by=melder.register.by)
    tine.aktiv = False
    tine.save()
    assert work(22) == [(21, "ny")]


def test_a_mail_that_is_refused_makes_the_coordinator_hear_and_say_why(melder, tine, afdeling, karl, smtp, client):
    smtp.postkasse.svar[tine.email] = "550 No such user"
    work(24)
    with time_machine.travel(ONSDAG + dt.timedelta(days=23, hours=1), tick=False):
        udbakke.send_due()
        ask_for_answers()
    brev = Udgaaende.objects.get(modtager=karl.email)
    assert "mailen kunne ikke afleveres" in brev.tekst
    with time_machine.travel(ONSDAG + dt.timedelta(days=24), tick=False):
        client.force_login(karl)
        side = client.get(reverse("ledige_mangler")).content.decode()
    assert "Mailen kunne ikke afleveres" in side and "Lærkehuset" in side
    assert f'href="{reverse("ledige_aftale", args=[afdeling.kode])}"' in side, "she can put right who answers"


def test_who_has_nobody_to_answer_stands_on_a_list_from_the_first_day(melder, mette, client):
    melder.afdeling("Ensom")
    assert work(1) == [(0, "sekretariat")]
    client.force_login(mette)
    side = client.get(reverse("ledige_mangler")).content.decode()
    assert "Ingen er sat til at svare" in side and "Ret, hvem der svarer" not in side
    assert "driftsherrens koordinator" in opgaver.tasks_of(mette)[0].hvorfor, "she cannot set it herself"
    assert opgaver.tasks_of(mette)[0].tekst == "1 afdeling har ikke bekræftet sine ledige pladser"


def test_a_closed_tilbud_is_not_asked(melder, afdeling):
    Statusfakta.objects.create(
        tilbud=afdeling.tilbud, status="lukket", gaelder_fra=ONSDAG.date(), registreret_by=melder.register.by
    )
    assert work(20) == []


def test_within_two_rhythms_every_silent_afdeling_is_on_somebodys_list(melder, karl, mette, afdeling):
    melder.afdeling("Ensom")
    dag = ONSDAG.date() + dt.timedelta(days=60)
    assert {tavs.liste for tavs in silent(read_units(melder.register.omraade.pk, dag), dag)} == {"sekretariat"}


def test_the_number_of_queries_does_not_grow(melder, tine, afdeling, django_assert_max_num_queries):
    melder.register.copies(afdeling.tilbud, 40)
    for anden in Afdeling.objects.exclude(pk=afdeling.pk):
        melder.promise(anden, leder=tine)
    with django_assert_max_num_queries(13):
        assert len(read_units(melder.register.omraade.pk, ONSDAG.date())) == 41
    with time_machine.travel(ONSDAG + dt.timedelta(days=1), tick=False), django_assert_max_num_queries(120):
        assert ask_for_answers() == 1


def test_nobody_else_sees_the_list(client, melder, tine):
    client.force_login(tine)
    assert client.get(reverse("ledige_mangler")).status_code == 403
