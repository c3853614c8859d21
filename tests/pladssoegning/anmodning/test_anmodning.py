"""A request has a receipt at once, an answer or an end, and leaves nothing but a number."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.indsigt import seen_by
from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.reservation import opgaver as reservationsopgaver
from socialaftale.kapacitet.reservation.models import Afslagstal
from socialaftale.kapacitet.undergruppe.actions import Kriterier, keep_group
from socialaftale.kapacitet.undergruppe.models import Undergruppetal
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning.actions import search
from socialaftale.pladssoegning.anmodning import actions, arbejde, opgaver
from socialaftale.pladssoegning.anmodning.models import Anmodning
from socialaftale.pladssoegning.models import Behovstal
from socialaftale.regler import anmodning as regel
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse
from tests.kapacitet.conftest import NU
from tests.kapacitet.reservation.conftest import fiktivland, make_register, melder, register, sted

__all__ = ["fiktivland", "make_register", "melder", "register", "sted"]
pytestmark = pytest.mark.django_db
BEHOV = actions.Behov("autisme", "18-29", dt.date(2026, 12, 15), "Skærmning om aftenen")


@pytest.fixture(autouse=True)
def uret(melder):
    with time_machine.travel(NU, tick=False) as uret:
        melder.switch_on("anmodninger")
        yield uret


def ask(sted, by=None, reference="A-1", behov=BEHOV, **felter) -> Anmodning:
    by = by or sted.aalborg
    faste = {"afdeling": sted.afdeling, "myndighed": by.organisation, "klient_id": uuid.uuid4()}
    return actions.ask(**faste | felter, reference=reference, behov=behov, by=by)


def mails(adresse: str) -> list[str]:
    return [post.emne for post in Udgaaende.objects.filter(modtager=adresse).order_by("pk")]


def text(svar) -> str:
    return " ".join(svar.content.decode().split())


def test_the_receipt_comes_at_once_and_the_same_press_twice_is_one_request(sted):
    klient_id = uuid.uuid4()
    foerste = ask(sted, klient_id=klient_id)
    assert ask(sted, klient_id=klient_id) == foerste
    assert mails(sted.aalborg.email) == ["Jeres anmodning er modtaget: Lærkehuset, Hovedhuset"]
    with pytest.raises(ValidationError, match="allerede spurgt"):
        ask(sted)


def test_the_front_page_tells_the_leader_to_answer_in_time_and_the_visitator_what_waits(sted):
    anmodning = ask(sted)
    (svar,) = opgaver.tasks_of(sted.leder)
    assert (svar.tekst, svar.frist) == ("Svar på 1 anmodning om en plads", dt.date(2026, 12, 10))
    assert [et.tekst for et in opgaver.tasks_of(sted.aalborg)] == ["1 anmodning om en plads venter på svar"]
    assert opgaver.tasks_of(sted.hjoerring) == []
    actions.offer(anmodning=anmodning, by=sted.leder)
    assert opgaver.tasks_of(sted.leder) == opgaver.tasks_of(sted.aalborg) == []
    (holdes,) = reservationsopgaver.tasks_of(sted.aalborg)
    assert (holdes.tekst, holdes.frist) == ("1 plads holdes for jer", dt.date(2026, 12, 1))
    assert reservationsopgaver.tasks_of(sted.leder) == []


def test_switched_off_what_waits_is_closed_with_the_reason_and_is_nobodys_task(sted, client, uret):
    anmodning, holdt = ask(sted), ask(sted, sted.hjoerring)
    actions.offer(anmodning=holdt, by=sted.leder)
    uret.shift(1)
    for valg in ("anmodninger", "reservationer"):
        Kapacitetsvalg.objects.create(
            omraade=sted.melder.register.omraade, valg=valg, gaelder_fra=tid.today(), ophoert=True,
            registreret_by=sted.melder.register.by,
        )  # fmt: skip
    for by in (sted.leder, sted.aalborg, sted.hjoerring):
        assert opgaver.tasks_of(by) == reservationsopgaver.tasks_of(by) == []
    with pytest.raises(ValidationError, match="slået anmodninger fra"):
        actions.offer(anmodning=anmodning, by=sted.leder)
    assert arbejde.follow_up_requests() == 1 and arbejde.follow_up_requests() == 0
    client.force_login(sted.aalborg)
    assert "Lukket: aftaleområdet har slået anmodninger fra" in text(client.get(reverse("anmodninger")))
    assert mails(sted.aalborg.email)[-1].startswith("Svar på jeres anmodning: lukket")
    holdt.refresh_from_db()
    assert holdt.svar == "tilbudt" and check() == []


def test_a_yes_and_a_no_with_a_reason_reach_the_municipality(sted):
    ja, nej = ask(sted), ask(sted, reference="A-2")
    actions.offer(anmodning=ja, by=sted.leder)
    with pytest.raises(ValidationError, match="Vælg en årsag"):
        actions.refuse(anmodning=nej, aarsag="", by=sted.leder)
    actions.refuse(anmodning=nej, aarsag="kompetence", by=sted.leder)
    assert [emne.split(":")[0] for emne in mails(sted.aalborg.email)].count("Svar på jeres anmodning") == 2
    assert Afslagstal.objects.get().aarsag == "kompetence"
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.withdraw(anmodning=nej, by=sted.aalborg)


def test_a_yes_is_a_need_that_was_met_and_counts_once_with_the_search_that_led_to_it(sted, uret):
    kriterier = {"lov": "sel-108", "maalgrupper": ["autisme"], "alder": "18-24"}
    soegning = search(kriterier=kriterier, by=sted.aalborg)
    uret.shift(dt.timedelta(days=1))
    for reference in ("A-1", "A-2"):
        actions.offer(anmodning=ask(sted, reference=reference), by=sted.leder)
        sted.melder.report(sted.afdeling, tilbudt=3)
    soegning.refresh_from_db()
    assert soegning.lukket_at
    (optalt,) = Behovstal.objects.values_list("lovgrundlag", "bred_gruppe", "aldersbaand", "aarsag", "antal")
    assert optalt == ("sel-108", "Psykisk funktionsnedsættelse", "18-24", "", 1), "the second goes back to one counted"
    actions.offer(anmodning=ask(sted, sted.hjoerring), by=sted.leder)
    assert Behovstal.objects.get(aldersbaand="").antal == 1, "without a search by its own group, no age"
    actions.refuse(anmodning=ask(sted, sted.hjoerring, reference="B-2"), aarsag="kompetence", by=sted.leder)
    assert sum(et.antal for et in Behovstal.objects.all()) == 2


def test_the_leader_is_reminded_on_the_days_that_were_frozen_and_then_it_ends(sted, uret, monkeypatch):
    sted.melder.promise(sted.afdeling, leder=sted.leder, gaelder_fra=dt.date(2026, 1, 1))
    anmodning = ask(sted)
    ny = regel.rule_for(dt.date(2026, 1, 1)).model_copy(update={"paamindelser": (1,), "udloeber": 2})
    monkeypatch.setattr(regel, "all_rules", lambda: (ny,))
    for dage, antal in ((1, 1), (4, 2), (5, 2), (6, 3), (13, 3)):
        uret.move_to(NU + dt.timedelta(days=dage))
        arbejde.follow_up_requests()
        assert len(mails(sted.leder.email)) == antal, f"{dage} dage efter"
    uret.move_to(anmodning.udloeber_at)
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.offer(anmodning=anmodning, by=sted.leder)
    assert arbejde.follow_up_requests() == 1
    anmodning.refresh_from_db()
    assert anmodning.svar == "udloebet" and check() == []


def test_a_week_of_silence_of_the_worker_gives_one_reminder(sted, uret):
    sted.melder.promise(sted.afdeling, leder=sted.leder, gaelder_fra=dt.date(2026, 1, 1))
    ask(sted)
    uret.move_to(NU + dt.timedelta(days=8))
    assert arbejde.follow_up_requests() == 1 and arbejde.follow_up_requests() == 0


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"ydelser": (NyYdelse("Ophold", "ophold", "egne"),)}, "sælger ikke"),
        ({"pladser": (NyPladsgruppe("sel-109", "doegn", 9, 9),)}, "henvender sig selv"),
        ({"status": "lukket"}, "ikke i drift"),
    ],
)
def test_who_cannot_be_asked_says_why(sted, felter, besked):
    with pytest.raises(ValidationError, match=besked):
        ask(sted, afdeling=sted.melder.afdeling("Bakken", **felter))


def test_a_secure_unit_can_be_asked_but_holds_nothing(sted):
    sikret = sted.melder.afdeling("Sikret", pladser=(NyPladsgruppe("bl-43-3-sikret", "doegn", 9, 9),))
    assert ask(sted, afdeling=sikret).svar == ""


@pytest.mark.parametrize("start", [dt.date(2026, 11, 25), dt.date(2029, 1, 1)])
def test_a_start_in_the_past_or_far_ahead_is_refused(sted, start):
    with pytest.raises(ValidationError, match="i dag og to år frem"):
        ask(sted, behov=replace(BEHOV, oensket_start=start))


def test_nobody_acts_beyond_her_mandate(sted, fiktivland):
    anmodning = ask(sted)
    fremmed = fiktivland.person(Rolle.VISITATOR, fiktivland.aalborg)
    for by, myndighed in ((sted.hjoerring, sted.aalborg.organisation), (fremmed, fremmed.organisation)):
        with pytest.raises(PermissionDenied):
            ask(sted, by, myndighed=myndighed)
    for handling, by, mere in ((actions.withdraw, sted.hjoerring, {}), (actions.offer, sted.aalborg, {}),
                               (actions.refuse, sted.aalborg, {"aarsag": "alder"})):  # fmt: skip
        with pytest.raises(PermissionDenied):
            handling(anmodning=anmodning, by=by, **mere)


def test_after_ninety_days_only_the_number_is_left(sted, uret):
    actions.refuse(anmodning=ask(sted, reference="HEMMELIG"), aarsag="alder", by=sted.leder)
    uret.shift(dt.timedelta(days=91))
    assert arbejde.erase_requests() == 1 and not Anmodning.objects.exists() and Afslagstal.objects.get().antal == 1
    spor = str(list(Haendelse.objects.values_list("foer", "efter"))) + str(list(Udgaaende.objects.values_list("tekst")))
    assert "HEMMELIG" not in spor and "Skærmning" not in spor


# The pages


def send(client, sted, **felter):
    faste = {
        "klient_id": uuid.uuid4(), "myndighed": sted.aalborg.organisation.pk, "reference": "A-2026-7",
        "maalgruppe": "autisme", "alder": "18-29", "oensket_start": "15.12.2026", "bemaerkning": "Skærmning",
    }  # fmt: skip
    return client.post(reverse("anmod", args=[sted.afdeling.kode]), faste | felter, follow=True)


def test_a_visitator_asks_and_the_leader_answers_from_the_list(client, sted):
    client.force_login(sted.aalborg)
    side = text(send(client, sted))
    assert "A-2026-7" in side and "Venter på svar" in side and "senest 10.12.2026" in side
    anmodning = Anmodning.objects.get()
    client.force_login(sted.leder)
    side = text(client.get(reverse("anmodninger")))
    assert "Autismespektrum, 18-29 år" in side and "Skærmning" in side and "Ja, vi kan" in side
    assert next((et.by, et.side) for et in seen_by(anmodning)) == (sted.leder, "anmodninger til os")
    svar = reverse("anmodning_svar", args=[anmodning.pk, "refuse"])
    assert "Nej fra tilbuddet: uden for målgruppen" in text(client.post(svar, {"aarsag": "maalgruppe"}, follow=True))
    assert "afsluttet" in text(client.post(svar, {"aarsag": "maalgruppe"}, follow=True))


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"reference": "0101901234"}, "CPR-nummer"),
        ({"bemaerkning": "010190-1234 bor her"}, "CPR-nummer"),
        ({"bemaerkning": "x" * 201}, "200"),
        ({"oensket_start": "31.02.2027"}, "Skriv en dag, der findes"),
        ({"oensket_start": "25.11.2026"}, "i dag og to år frem"),
        ({"maalgruppe": "ukendt"}, "står ikke på listen"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(client, sted, felter, besked):
    client.force_login(sted.aalborg)
    side = text(send(client, sted, **felter))
    assert besked in side and not Anmodning.objects.exists()
    assert "A-2026-7" in side or "reference" in felter


def test_another_municipality_neither_sees_nor_ends_it(client, sted):
    anmodning = ask(sted, reference="A-HEMMELIG")
    client.force_login(sted.hjoerring)
    assert "A-HEMMELIG" not in text(client.get(reverse("anmodninger")))
    assert client.post(reverse("anmodning_svar", args=[anmodning.pk, "withdraw"])).status_code == 403


def test_the_way_to_ask_is_on_the_page_of_the_tilbud(client, sted):
    client.force_login(sted.aalborg)
    side = text(client.get(reverse("tilbud", args=[sted.afdeling.tilbud.kode])))
    assert reverse("anmod", args=[sted.afdeling.kode]) in side and f'href="{reverse("anmodninger")}"' in side
    assert tid.today() == NU.date()


def test_a_unit_that_has_reported_itself_closed_cannot_be_asked_and_the_page_says_why(client, sted):
    sted.melder.report(sted.afdeling, ledig=False, svar="lukket", aarsag="ombygning")
    assert ask(sted), "where further states are off, nobody can have closed it"
    sted.melder.switch_on("tilstande")
    client.force_login(sted.aalborg)
    side = text(client.get(reverse("anmod", args=[sted.afdeling.kode])))
    assert "meldt lukket for nye: ombygning. Ring, og hør, hvornår den åbner igen." in side
    assert "12 34 56 78" in side and "Send anmodningen" not in side
    with pytest.raises(ValidationError, match="lukket for nye"):
        ask(sted, reference="A-2")


def test_a_wished_start_that_cannot_be_is_told_at_its_field(client, sted):
    client.force_login(sted.aalborg)
    felter = {
        "klient_id": uuid.uuid4(), "myndighed": sted.aalborg.organisation.pk, "reference": "A-3",
        "maalgruppe": "autisme", "alder": "18-29", "oensket_start": "01.01.2020",
    }  # fmt: skip
    side = text(client.post(reverse("anmod", args=[sted.afdeling.kode]), felter))
    assert 'href="#id_oensket_start">Ønsket start: Den ønskede start skal ligge mellem i dag og to år frem' in side


def test_the_leader_sees_what_waits_for_her_answer_first(client, sted):
    foerste, anden = ask(sted, reference="A-1"), ask(sted, reference="A-2")
    actions.refuse(anmodning=foerste, aarsag="alder", by=sted.leder)
    client.force_login(sted.leder)
    side = text(client.get(reverse("anmodninger")))
    assert side.index("sag A-2") < side.index("sag A-1") and anden.svar == ""


def make_group(sted, navn: str = "Unge kvinder"):
    unge = Kriterier(navn, ("autisme",), 18, 25, "kvinder", (), ())
    return keep_group(pladsgruppe=sted.afdeling.pladsgrupper.get(), kriterier=unge, by=sted.leder)


def test_a_request_may_say_whose_place_it_is_and_a_yes_holds_that_one(client, sted):
    gruppe = make_group(sted)
    melding = sted.melder.report(sted.afdeling, tilbudt=3)
    Undergruppetal.objects.create(melding=melding, undergruppe=gruppe, antal=1, af=3)
    client.force_login(sted.aalborg)
    adresse = reverse("anmod", args=[sted.afdeling.kode])
    assert "Unge kvinder" in text(client.get(adresse))
    felter = {
        "klient_id": uuid.uuid4(), "myndighed": sted.aalborg.organisation.pk, "reference": "A-3",
        "maalgruppe": "autisme", "alder": "18-29", "oensket_start": "15.12.2026", "undergruppe": gruppe.kode,
    }  # fmt: skip
    assert "plads til »Unge kvinder«" in text(client.post(adresse, felter, follow=True))
    client.force_login(sted.leder)
    assert "plads til »Unge kvinder«" in text(client.get(reverse("anmodninger")))
    ja = actions.offer(anmodning=Anmodning.objects.get(), by=sted.leder)
    assert ja.reservation.undergruppe == gruppe
    naeste = actions.offer(anmodning=ask(sted, behov=replace(BEHOV, undergruppe=gruppe.kode)), by=sted.leder)
    assert naeste.reservation.undergruppe is None, "the one place of the subgroup is held, and the leader said yes"
    assert check() == []


def test_a_subgroup_that_is_gone_or_anothers_is_refused_and_without_any_nothing_is_asked(client, sted):
    client.force_login(sted.aalborg)
    adresse = reverse("anmod", args=[sted.afdeling.kode])
    assert "Pladsen er til" not in text(client.get(adresse))
    make_group(sted)
    assert "Pladsen er til" in text(client.get(adresse))
    with pytest.raises(ValidationError, match="Den undergruppe har afdelingen ikke mere"):
        ask(sted, behov=replace(BEHOV, undergruppe="FINDESIKKE"))


def test_each_button_says_whose_case_it_is_about_to_who_does_not_see_the_row(client, sted):
    ask(sted, reference="A-1")
    client.force_login(sted.aalborg)
    assert 'aria-label="Træk tilbage, sag A-1"' in text(client.get(reverse("anmodninger")))
    sted.hold(reference="A-2")
    assert 'aria-label="Giv pladsen fri, sag A-2"' in text(client.get(reverse("reservationer")))
