"""Reminders of a round: written once, to the right people, on the right day, naming the one thing to do."""

import datetime as dt

import pytest
from django.db import IntegrityError

from socialaftale.faelles import arbejde, udbakke
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.parter.actions import end_filling
from socialaftale.parter.models import Bruger, Funktion, Funktionspost, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.takster.models import Rundebesked
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.models import Erklaering
from socialaftale.takster.styring import paamindelser
from socialaftale.takster.styring.paamindelser import remind, write_reminders
from tests.takster.runde.conftest import BUDGET, FRIST, GENNEMGANG
from tests.takster.runde.gennemgangshjaelp import submit_explained
from tests.takster.runde.test_styring_overblik import fill, remark
from tests.tilbud.conftest import START

AABNET = dt.date(2026, 9, 1)
HVERDAG = [AABNET + dt.timedelta(days=n) for n in range(60)]


@pytest.fixture
def hold(rum, settings):
    """The people of Hjørring: who answers for takster, her deputy, and a leader. The secretariat is the round's."""
    settings.WEBADRESSE = "https://platform.eksempel.dk"
    hjoerring = rum.hus.register.hjoerring
    fill(rum, rum.hus.indberetter)
    rum.leder = rum.hus.person(Rolle.GODKENDER, hjoerring)
    rum.vikar = Bruger.objects.create_user("vikar@eksempel.dk", navn="Prøve Vikar", organisation=hjoerring)
    Rolletildeling.objects.create(
        bruger=rum.vikar, rolle=Rolle.TAKSTINDBERETTER, organisation=hjoerring, stedfortraeder_for=rum.hus.indberetter,
        gaelder_fra=START, registreret_by=rum.sekretaer,
    )  # fmt: skip
    return rum


def wrote(rum, dag: dt.date, klokken: int = 10) -> dict[str, Udgaaende]:
    """What the worker writes when it looks on a day, by receiver."""
    foer = set(Udgaaende.objects.values_list("pk", flat=True))
    rum.go_to(dag, klokken)
    remind(rum.runde)
    return {post.modtager: post for post in Udgaaende.objects.exclude(pk__in=foer)}


def calendar(rum, dage=HVERDAG) -> dict[str, list[dt.date]]:
    """The days on which each receiver is written to, when the worker looks once a day."""
    skrevet: dict[str, list[dt.date]] = {}
    for dag in dage:
        for modtager in wrote(rum, dag):
            skrevet.setdefault(modtager, []).append(dag)
    return skrevet


def test_whoever_does_nothing_is_reminded_step_by_step_and_it_rises_to_the_others(hold):
    skrevet = calendar(hold)
    oktober = [dt.date(2026, 10, dag) for dag in (6, 16, 20, 21, 23)]
    assert skrevet[hold.hus.indberetter.email] == [AABNET, *oktober]
    assert skrevet[hold.vikar.email] == [FRIST, dt.date(2026, 10, 21)]
    assert skrevet[hold.leder.email] == [dt.date(2026, 10, 21), dt.date(2026, 10, 23)]
    assert skrevet[hold.sekretaer.email] == [dt.date(2026, 10, 21), dt.date(2026, 10, 23)]


def test_the_mail_names_the_one_thing_to_do_by_when_and_where(hold):
    post = wrote(hold, dt.date(2026, 10, 16))[hold.hus.indberetter.email]
    assert post.emne == "Takster 2027: indsend 1 tilbud senest 20. oktober 2026 (om 4 dage)"
    assert "Det ene, der skal gøres nu:\n\nIndsend 1 tilbud senest 20. oktober 2026 (om 4 dage)." in post.tekst
    assert f"https://platform.eksempel.dk/takster/driftsherre/{hold.hus.register.hjoerring.kode}/2027/" in post.tekst
    assert "Derudover venter" not in post.tekst


def test_without_an_address_of_its_own_the_site_says_where_to_click(hold, settings):
    settings.WEBADRESSE = ""
    post = wrote(hold, dt.date(2026, 10, 16))[hold.hus.indberetter.email]
    assert "Log på, og vælg Takster: Hjørring står på listen." in post.tekst
    assert "http" not in post.tekst


def test_whoever_has_submitted_or_stated_that_there_is_nothing_is_left_in_peace(hold):
    hold.submit()
    assert calendar(hold) == {}


def test_a_nil_return_ends_the_reminders(hold):
    wrote(hold, AABNET)
    felter = {"driftsherre": hold.hus.register.hjoerring, "tekst": "", "by": hold.hus.indberetter}
    actions.state(runde=hold.runde, art=Erklaering.Art.NUL, **felter)
    assert calendar(hold) == {}


def test_never_two_mails_a_day_to_one_address_whoever_and_however_often_it_is_looked(hold):
    assert len(wrote(hold, FRIST)) == 2
    assert wrote(hold, FRIST, klokken=11) == {}
    assert wrote(hold, FRIST, klokken=20) == {}


def test_nothing_is_written_at_night_and_the_hour_is_the_danish_clocks(hold):
    assert wrote(hold, dt.date(2026, 10, 6), klokken=4) == {}  # 6 in the morning in summer time
    assert wrote(hold, dt.date(2026, 10, 6), klokken=5) != {}
    assert wrote(hold, dt.date(2026, 10, 27), klokken=5) == {}  # 6 in the morning again: the clock was put back
    assert wrote(hold, dt.date(2026, 10, 27), klokken=6) != {}


def test_a_worker_that_was_down_for_a_week_writes_one_mail_and_not_one_for_each_step(hold):
    wrote(hold, AABNET)
    skrevet = calendar(hold, [dt.date(2026, 10, 24), dt.date(2026, 10, 26), dt.date(2026, 10, 27)])
    assert skrevet[hold.hus.indberetter.email] == [dt.date(2026, 10, 24)]


def test_one_digest_holds_all_that_waits_the_most_pressing_in_the_subject(hold):
    indsendelse = submit_explained(
        hold, svar={"eftersendes_senest": dt.date(2026, 10, 30)}, belaegning={"procent": "75"}, takst_loen="3720000"
    )
    hold.hus.register.tilbud("Granhuset")
    hold.go_to(GENNEMGANG)
    remark(hold, indsendelse, frist=dt.date(2026, 10, 30))
    Udgaaende.objects.all().delete()
    post = wrote(hold, dt.date(2026, 10, 29))[hold.hus.indberetter.email]
    assert post.emne == "Takster 2027: svar på 1 bemærkning senest 30. oktober 2026 (i morgen)"
    derudover = post.tekst.split("Derudover venter:\n")[1].split("\n\n")[0].splitlines()
    assert derudover[0].startswith("- skriv ") and "I har lovet senest 30. oktober 2026" in derudover[0]
    assert derudover[1] == "- indsend 1 tilbud: fristen var 20. oktober 2026"


def test_a_day_on_which_the_review_has_written_no_reminder_is_written_too(hold):
    indsendelse = hold.submit()
    hold.hus.register.tilbud("Granhuset")
    hold.go_to(dt.date(2026, 10, 23), klokken=4)
    remark(hold, indsendelse, frist=dt.date(2026, 10, 30))
    assert hold.hus.indberetter.email not in wrote(hold, dt.date(2026, 10, 23))
    assert hold.hus.indberetter.email in wrote(hold, dt.date(2026, 10, 24))


def test_a_promise_and_an_answer_that_are_overdue_rise_to_the_leader_and_the_secretariat(hold):
    submit_explained(
        hold, svar={"eftersendes_senest": dt.date(2026, 10, 29)}, belaegning={"procent": "75"}, takst_loen="3720000"
    )
    skrevet = calendar(hold)
    assert skrevet[hold.hus.indberetter.email] == [dt.date(2026, 10, 28), dt.date(2026, 10, 30)]
    assert skrevet[hold.leder.email] == skrevet[hold.sekretaer.email] == [dt.date(2026, 10, 30)]


def test_provisional_figures_are_asked_about_when_the_budgets_are_adopted(hold):
    hold.send([hold.save()], foreloebig=True)
    skrevet = calendar(hold)
    assert skrevet[hold.hus.indberetter.email] == [BUDGET + dt.timedelta(days=1), dt.date(2026, 10, 22)]
    emne = Udgaaende.objects.filter(modtager=hold.hus.indberetter.email)[0].emne
    assert emne == "Takster 2027: bekræft 1 tilbud efter budgetvedtagelsen"


def test_a_deadline_that_is_moved_is_told_with_its_reason_and_the_steps_follow_it(hold):
    wrote(hold, AABNET)
    wrote(hold, dt.date(2026, 10, 16))
    hold.go_to(dt.date(2026, 10, 16), klokken=13)
    datoer = actions.Datovalg(BUDGET, dt.date(2026, 10, 23))
    actions.move_dates(runde=hold.runde, set_nr=1, datoer=datoer, grund="Efterårsferien", by=hold.sekretaer)
    assert wrote(hold, dt.date(2026, 10, 16), klokken=14) == {}, "one mail a day"
    [post] = wrote(hold, dt.date(2026, 10, 17)).values()
    assert "fristen er nu 23. oktober 2026. Grunden er: Efterårsferien" in post.tekst
    skrevet = calendar(hold, [dt.date(2026, 10, dag) for dag in range(18, 31)])
    assert skrevet[hold.hus.indberetter.email] == [dt.date(2026, 10, dag) for dag in (20, 23, 26)]


def test_the_shared_mailbox_gets_it_instead_of_the_people(hold):
    Funktion.objects.update(faelles_postkasse="takst@hjoerring.eksempel.dk")
    assert set(wrote(hold, dt.date(2026, 10, 6))) == {"takst@hjoerring.eksempel.dk"}


def test_where_nobody_fills_the_function_the_role_gets_it_and_else_the_leader(hold):
    end_filling(
        post=Funktionspost.objects.get(), by=hold.hus.person(Rolle.LOKALADMINISTRATOR, hold.hus.register.hjoerring)
    )
    assert hold.hus.indberetter.email in wrote(hold, dt.date(2026, 10, 6))
    Bruger.objects.filter(pk=hold.hus.indberetter.pk).update(aktiv=False)
    assert hold.leder.email in wrote(hold, dt.date(2026, 10, 16))


def test_whoever_has_left_gets_no_mail(hold):
    Bruger.objects.filter(pk=hold.hus.indberetter.pk).update(aktiv=False)
    assert hold.hus.indberetter.email not in wrote(hold, dt.date(2026, 10, 6))


def test_the_secretariat_gets_one_list_of_whom_to_call(hold):
    hold.hus.register.tilbud("Aalborghuset", driftsherre=hold.hus.register.aalborg)
    post = wrote(hold, dt.date(2026, 10, 21))[hold.sekretaer.email]
    assert post.emne == "Takster 2027: ring til 2 driftsherrer"
    assert "- Hjørring: 1 tilbud er ikke indsendt (20. oktober 2026, i går)" in post.tekst
    assert "https://platform.eksempel.dk/takster/runde/nordjylland/2027/mangler/" in post.tekst


def test_two_workers_at_once_write_each_mail_once(hold, monkeypatch):
    hold.go_to(FRIST)
    laest = paamindelser._written_today

    def meanwhile(runde):
        monkeypatch.setattr(paamindelser, "_written_today", laest)
        i_dag = laest(runde)
        assert remind(runde) == 2
        return i_dag

    monkeypatch.setattr(paamindelser, "_written_today", meanwhile)
    assert remind(hold.runde) == 0
    assert Udgaaende.objects.count() == Rundebesked.objects.count() == 2


def test_a_crash_between_the_mail_and_its_key_leaves_neither(hold, monkeypatch):
    hold.go_to(FRIST)
    opret = Rundebesked.objects.create

    def crash(**felter):
        raise RuntimeError("strømmen gik")

    monkeypatch.setattr(Rundebesked.objects, "create", crash)
    with pytest.raises(RuntimeError):
        remind(hold.runde)
    assert Udgaaende.objects.count() == 0
    monkeypatch.setattr(Rundebesked.objects, "create", opret)
    assert remind(hold.runde) == 2


def test_the_key_itself_keeps_a_second_mail_out(hold):
    hold.go_to(FRIST)
    remind(hold.runde)
    foerste = Rundebesked.objects.order_by("pk")[0]
    with pytest.raises(IntegrityError):
        Rundebesked.objects.create(
            runde=hold.runde, noegle=foerste.noegle, besked=udbakke.queue_mail("x@eksempel.dk", "x", "x")
        )


def test_the_worker_has_it_on_its_list_and_looks_for_it_every_ten_minutes(hold):
    (goer,) = [et for et in arbejde.registered() if et.__module__ == write_reminders.__module__]
    hold.go_to(dt.date(2026, 10, 21))
    goer()
    Rundebesked.objects.all().delete()
    Udgaaende.objects.all().delete()
    hold.go_to(FRIST)
    assert goer() == 2, "the clock was set back"
    Rundebesked.objects.all().delete()
    Udgaaende.objects.all().delete()
    assert goer() == 0
    hold.ur.shift(dt.timedelta(minutes=11))
    assert goer() == 2


def test_an_old_round_is_left_alone(hold):
    hold.go_to(dt.date(2028, 3, 1))
    assert write_reminders() == 0


def test_a_server_that_is_down_on_the_day_of_the_deadline_loses_no_reminder_and_sends_none_twice(hold, smtp):
    smtp.stop()
    wrote(hold, FRIST)
    udbakke.send_due()
    assert smtp.postkasse.breve == []
    smtp.start()
    hold.go_to(dt.date(2026, 10, 21), klokken=4)
    while udbakke.send_due():
        pass
    assert sorted(brev["To"] for brev in smtp.postkasse.breve) == sorted([hold.hus.indberetter.email, hold.vikar.email])
    [brev] = [en for en in smtp.postkasse.breve if en["To"] == hold.hus.indberetter.email]
    assert "Det ene, der skal gøres nu:" in brev.get_content()
    assert brev["Message-ID"] == Udgaaende.objects.get(modtager=hold.hus.indberetter.email).message_id
    assert len(wrote(hold, dt.date(2026, 10, 21))) == 4


def test_looking_costs_the_same_queries_however_many_there_are_to_write_to(hold, django_assert_max_num_queries):
    hold.go_to(dt.date(2026, 10, 8))
    remind(hold.runde)
    with django_assert_max_num_queries(40):
        assert remind(hold.runde) == 0
    skabelon = hold.hus.register.tilbud("Skabelon")
    hold.hus.register.copies(skabelon, 30)
    with django_assert_max_num_queries(40):
        remind(hold.runde)


SIDE = "/takster/runde/nordjylland/2027/"


def test_the_secretariat_may_write_to_a_driftsherre_at_once_but_only_once_a_day(hold, client):
    hold.go_to(dt.date(2026, 9, 22))
    client.force_login(hold.sekretaer)
    skriv = f"{SIDE}mangler/{hold.hus.register.hjoerring.kode}/skriv/"
    svar = client.post(skriv, follow=True)
    assert "Der er skrevet til Hjørring (1 mail)" in svar.text
    assert "de har fået en i dag" in client.post(skriv, follow=True).text
    post = Udgaaende.objects.get()
    assert post.modtager == hold.hus.indberetter.email and "indsend 1 tilbud" in post.emne
    [haendelse] = Haendelse.objects.filter(verbum="skriv påmindelse")
    assert haendelse.by == hold.sekretaer and haendelse.efter["til"] == post.modtager


def test_one_who_has_done_its_part_is_not_written_to(hold, client):
    client.force_login(hold.sekretaer)
    hold.submit()
    svar = client.post(f"{SIDE}mangler/{hold.hus.register.hjoerring.kode}/skriv/", follow=True)
    assert "Ingen mail til Hjørring" in svar.text and Udgaaende.objects.count() == 0


def test_the_page_shows_what_comes_what_was_written_and_why(hold, client):
    client.force_login(hold.sekretaer)
    wrote(hold, AABNET)
    side = client.get(f"{SIDE}paamindelser/").text.replace("\u00a0", " ")
    assert "6. oktober 2026" in side and "14 dage før fristen" in side
    assert "indsend 1 tilbud senest 20. oktober 2026" in side
    assert "En frist, der flyttes, gælder først, når den er kendt" in side and "antaget" in side


def test_a_mail_to_an_address_that_bounces_is_shown_on_the_pages_and_may_be_sent_again(hold, client, smtp):
    client.force_login(hold.sekretaer)
    smtp.postkasse.svar[hold.hus.indberetter.email] = "550 5.1.1 No such user"
    wrote(hold, AABNET)
    udbakke.send_due()
    side = client.get(f"{SIDE}paamindelser/").text
    assert "ikke er kommet frem" in side and "550 5.1.1 No such user" in side
    assert "Kom ikke frem" in client.get(f"{SIDE}mangler/").text
    assert "1 mail er ikke kommet frem" in client.get("/").text
    smtp.postkasse.svar.clear()
    post = Udgaaende.objects.get()
    igen = f"{SIDE}paamindelser/{post.pk}/send-igen/"
    assert "bliver sendt igen nu" in client.post(igen, follow=True).text
    assert udbakke.send_due() == 1
    assert "Mailen er sendt eller hører ikke til runden" in client.post(igen, follow=True).text


def test_another_rounds_mail_cannot_be_sent_again_from_here(hold, client):
    client.force_login(hold.sekretaer)
    fremmed = udbakke.queue_mail("a@eksempel.dk", "Noget andet", "")
    assert "hører ikke til runden" in client.post(f"{SIDE}paamindelser/{fremmed.pk}/send-igen/", follow=True).text


def test_only_the_secretariat_sees_and_writes_mail(hold, client):
    post = udbakke.queue_mail("a@eksempel.dk", "Noget andet", "")
    for bruger in (hold.hus.indberetter, hold.member(hold.hus.register.hjoerring)):
        client.force_login(bruger)
        assert client.get(f"{SIDE}paamindelser/").status_code == 403
        assert client.post(f"{SIDE}paamindelser/{post.pk}/send-igen/").status_code == 403
        assert client.post(f"{SIDE}mangler/{hold.hus.register.hjoerring.kode}/skriv/").status_code == 403
    assert Udgaaende.objects.count() == 1
