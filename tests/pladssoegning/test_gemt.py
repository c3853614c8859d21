"""What a search keeps is what would be derived: for every way to ask, after every change, and when a day comes."""

import datetime as dt
import uuid
from decimal import Decimal

import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.drift.kommandolinje import main
from socialaftale.faelles import tid
from socialaftale.kapacitet.actions import Aftale, Omstilling, Post, promise, report, switch, take_back
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.melding import Afsendelse, Nytsvar
from socialaftale.kapacitet.models import Ledigmelding
from socialaftale.kapacitet.reservation import actions as reservationer
from socialaftale.kapacitet.undergruppe.actions import keep_needs
from socialaftale.parter.models import Organisation
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning import udvalg
from socialaftale.pladssoegning.actions import search
from socialaftale.pladssoegning.gemt.models import Gemtplads, Soegenoegle
from socialaftale.pladssoegning.gemt.udled import difference, due, keep_all, keep_due, look_ahead
from socialaftale.pladssoegning.queries import find_places, read_again, show, show_list, sight_of
from socialaftale.pladssoegning.steder import Blik
from socialaftale.pladssoegning.views import _form_of, list_of
from socialaftale.regler.pladsmatch import rank
from socialaftale.takster.actions import confirm_version, save_version
from socialaftale.tilbud.actions.tilbud import take_step
from socialaftale.tilbud.models import Afdelingsfakta, Soegeord
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse
from tests.takster.conftest import make_report, publish

from .conftest import Marked

BEHOV = {"lov": "sel-107", "maalgrupper": ["autisme"]}
SPURGT = (
    {}, BEHOV, {"tekst": "huset hjørring"}, {"lov": "sel-66-1-6"}, {"maalgrupper": ["alkohol"], "loft": "900"},
    BEHOV | {"fra": "851", "minutter": "30", "alder": "25-39", "behov": ["skaermning"], "start": "2026-12-20"},
)  # fmt: skip


def sights(marked: Marked) -> list[Blik]:
    return [Blik(tid.now(), frozenset([marked.register.omraade.pk]), "851"), Blik(tid.now())]


def answers(marked: Marked, *spurgt: dict) -> list:
    """Everything that is judged and listed, for each way to ask, by each who looks."""
    alle = []
    for blik in sights(marked):
        for kriterier in spurgt:
            svar = find_places(kriterier, blik)
            raekker = [(fund.kode, fund.sted) for fund in show_list(svar.vurderinger, svar, blik)]
            alle.append((svar.vurderinger, svar.private, raekker))
    return alle


def fill(marked: Marked) -> None:
    marked.plads("Ledighuset")
    marked.plads("Senerehuset", fra=dt.date(2026, 12, 6))
    marked.plads("Optaget", ledig=False)
    marked.plads("Tavshuset", ledig=None)
    marked.plads("Gammel", dage_siden=90)
    marked.plads("Skjult", aftale={"vises": False})
    marked.plads("Lille", pladser=(NyPladsgruppe("sel-107", "doegn", 2, 2),))
    marked.plads("Egne", salg="egne")
    marked.plads("Egehuset", lov="bl-43-3", maalgrupper=("alkohol",))
    marked.plads("Skærmet", ydelser=(NyYdelse("Skærmet enhed", "ophold", "efter_aftale"),))
    marked.plads("Rosenhuset", afdeling={"beskyttet": True, "navn": "Hemmelighuset"})
    privat = marked.register.region
    privat.art = "privat"
    privat.save()
    marked.plads("Privathuset", driftsherre=privat)


def test_what_is_kept_gives_the_same_answers_as_what_is_read(marked):
    fill(marked)
    assert due(tid.now()).count() == 12
    laest = answers(marked, *SPURGT)
    keep_all()
    assert not due(tid.now()).exists()
    assert answers(marked, *SPURGT) == laest
    Gemtplads.objects.filter(pk__in=list(Gemtplads.objects.values_list("pk", flat=True)[:5])).update(
        gyldig_til=tid.now()
    )
    assert answers(marked, *SPURGT) == laest
    assert check() == []


def test_a_list_of_what_is_kept_takes_few_queries(marked, client):
    fill(marked)
    keep_all()
    with CaptureQueriesContext(connection) as spurgt:
        side = client.get(reverse("find_plads"), {"lov": "sel-107", "fra": "851"})
    assert "Ledighuset" in side.text and "Hemmelighuset" not in side.text
    assert len(spurgt) <= 9


def changes(marked: Marked, afdeling) -> list:
    """Every way to change what a search reads of a unit, and whether it is seen by somebody."""
    register = marked.register
    leder = register.person(Rolle.TILBUDSLEDER, register.hjoerring)
    koordinator = register.person(Rolle.KAPACITETSKOORDINATOR, register.hjoerring)
    sekretariat = register.person(Rolle.SEKRETARIAT, register.sekretariat)
    post = Post(afdeling, Nytsvar("ikke_ledig"), Afsendelse("side", "Tine"))
    skjult = Aftale(30, "12 34 56 78", False, None, None, "")
    til = Omstilling("reservationer", True, tid.today())
    sag = {"afdeling": afdeling, "myndighed": register.aalborg, "klient_id": uuid.uuid4(), "reference": "S-1"}
    luk = {"tilbud": afdeling.tilbud, "verbum": "close", "gaelder_fra": tid.today(), "aarsag": "Lukket"}
    gruppe = afdeling.pladsgrupper.get()
    return [
        (True, lambda: report(poster=[post], by=leder)),
        (True, lambda: take_back(meldinger=Ledigmelding.objects.filter(svar="ikke_ledig"), by=leder)),
        (False, lambda: switch(omraade=register.omraade, valgt=til, by=sekretariat)),
        (True, lambda: reservationer.hold_place(**sag, by=marked.vibe)),
        (True, lambda: promise(afdelinger=[afdeling], aftale=skjult, by=koordinator)),
        (True, lambda: keep_needs(pladsgruppe=gruppe, kan=["nattevagt"], kan_ikke=[], by=leder)),
        (False, lambda: publish(register, tid.today().year)),
        (True, lambda: take_step(**luk, by=sekretariat)),
    ]


def test_every_change_is_seen_at_once(marked):
    afdeling, _ = marked.plads("Ledighuset", dage_siden=1), marked.plads("Nabohuset")
    for ses, change in changes(marked, afdeling):
        keep_all()
        foer = answers(marked, BEHOV)
        change()
        assert afdeling.pk in due(tid.now()).values_list("pk", flat=True)
        efter = answers(marked, BEHOV)
        keep_due()
        assert answers(marked, BEHOV) == efter
        assert (efter != foer) == ses


def test_a_list_that_is_remembered_is_never_older_than_what_is_known(marked, client):
    afdeling, _ = marked.plads("Ledighuset", dage_siden=1), marked.plads("Nabohuset")

    def page() -> str:
        return client.get(reverse("find_plads"), {"lov": "sel-107"}).text

    for _, change in changes(marked, afdeling):
        keep_all()
        huskede = list_of.cache_info().hits
        assert page() == page() and list_of.cache_info().hits > huskede
        change()
        efter = page()
        list_of.cache_clear()
        rank.cache_clear()
        assert efter == page()


def test_the_form_stands_as_it_was_filled_and_what_is_typed_in_words_is_not_remembered(marked, client):
    def page(**valgt: str) -> str:
        return client.get(reverse("find_plads"), valgt).text

    valgt = {"lov": "sel-107", "fra": "851", "behov": "skaermning", "side": "2"}
    assert page(**valgt) == page(**valgt)
    assert '<option value="sel-107" selected>' in page(**valgt) and '<option value="sel-107">' in page()
    assert "form-error" in page(lov="sel-999") and "form-error" not in page(lov="sel-107")
    Organisation.objects.filter(kode="851").update(navn="Nyby Kommune")
    assert '<option value="851" selected>Nyby</option>' in page(**valgt)
    husket = _form_of.cache_info().currsize
    assert 'value="Mettes dreng"' in page(tekst="Mettes dreng")
    assert _form_of.cache_info().currsize == husket
    marked.plads("Mettehuset")
    huskede = list_of.cache_info().currsize
    assert "»hjemløs«" in page(tekst="mettehuset hjemløs") and list_of.cache_info().currsize == huskede


def test_a_day_that_comes_and_a_hold_that_ends_are_not_missed(marked, time_machine):
    senere, holdt = marked.plads("Senere", fra=dt.date(2026, 11, 27)), marked.plads("Holdt")
    marked.melder.switch_on("reservationer")
    reservationer.hold_place(
        afdeling=holdt, myndighed=marked.register.aalborg, klient_id=uuid.uuid4(), reference="S-1", by=marked.vibe
    )
    keep_all()
    for nu in (tid.end_of_day(tid.today()), holdt.reservationer.get().udloeber_at):
        assert {senere.pk, holdt.pk} >= set(Gemtplads.objects.filter(gyldig_til__lte=nu).values_list("pk", flat=True))
        time_machine.move_to(nu)
        laest = answers(marked, BEHOV)
        keep_due()
        assert answers(marked, BEHOV) == laest
    assert [et.dom for et in find_places(BEHOV, Blik(tid.now())).vurderinger] == ["passer", "passer"]


def test_when_a_day_has_ended_only_what_changes_with_it_is_read_anew(marked, time_machine):
    fill(marked)
    i_morgen = dt.date(2026, 11, 27)
    marked.plads("Forfalder", dage_siden=30)
    aabnes = marked.plads("Åbnes", afdeling={"beskyttet": True})
    felter = {felt.attname: getattr(aabnes.fakta.get(), felt.attname) for felt in Afdelingsfakta._meta.concrete_fields}
    Afdelingsfakta.objects.create(**felter | {"id": None, "gaelder_fra": i_morgen, "beskyttet": False})
    keep_all()
    assert (look_ahead(10), look_ahead(), look_ahead()) == (10, 4, 0)
    time_machine.move_to(tid.end_of_day(tid.today()))
    aendrede = due(tid.now()).values_list("afdeling__tilbud__stamfakta__navn", flat=True)
    assert sorted(aendrede) == ["Forfalder", "Åbnes"]
    laest = answers(marked, *SPURGT)
    keep_due()
    assert answers(marked, *SPURGT) == laest and check() == []


def test_a_partys_new_name_is_seen_and_found_at_once(marked):
    Organisation.objects.filter(pk=marked.register.hjoerring.pk).update(navn="Gammelby Kommune")
    marked.plads("Ledighuset", driftsherre=Organisation.objects.get(navn="Gammelby Kommune"))
    keep_all()
    main(["omraade", "nordjylland"])
    blik = Blik(tid.now())
    svar = find_places({"tekst": "hjørring kommune"}, blik)
    assert [et.sted.driftsherrenavn for et in show_list(svar.vurderinger, svar, blik)] == ["Hjørring Kommune"]


def test_what_is_kept_wrong_is_found_and_made_anew(marked, capsys):
    afdeling, anden = marked.plads("Ledighuset"), marked.plads("Nabohuset")
    keep_all()
    Gemtplads.objects.filter(pk=afdeling.pk).update(indhold=anden.gemt.indhold)
    Soegenoegle.objects.filter(afdeling=anden, lov="").delete()
    assert difference([afdeling.pk, anden.pk]) == sorted([afdeling.pk, anden.pk])
    Gemtplads.objects.filter(pk=anden.pk).delete()
    assert [brud.invariant.id for brud in check()] == ["S1", "S2"]
    Soegeord.objects.all().delete()
    assert main(["soegning", "genskab"]) == 0
    assert "2 tilbud og 2 afdelinger" in capsys.readouterr().out
    assert Soegeord.objects.exists() and check() == []


def seen_again(soegning) -> tuple[list, list]:
    svar, blik = read_again(soegning), sight_of(soegning)
    return list(svar.vurderinger), [fund.sted for fund in show(svar.vurderinger, blik, svar.gemte)]


def test_a_search_is_read_again_as_it_was_with_few_queries_while_what_is_kept_held_then(marked, time_machine):
    fill(marked)
    afdeling = marked.plads("Naboen", dage_siden=1)
    keep_all()
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    with CaptureQueriesContext(connection) as spurgt:
        svar = read_again(soegning)
    assert len(spurgt) <= 4 and [et.dom for et in svar.vurderinger] == [dom for _, dom in soegning.resultat]
    time_machine.move_to(tid.now() + dt.timedelta(minutes=5))
    leder = marked.register.person(Rolle.TILBUDSLEDER, marked.register.hjoerring)
    report(poster=[Post(afdeling, Nytsvar("ikke_ledig"), Afsendelse("side", "Tine"))], by=leder)
    shown = seen_again(soegning)
    assert shown[0] == list(svar.vurderinger)
    time_machine.move_to(tid.now() + dt.timedelta(minutes=5))
    keep_due()
    assert not read_again(soegning).gemte.keys() & {afdeling.kode}
    assert seen_again(soegning) == shown, "from the facts as they were known then"


def test_a_price_of_a_month_is_kept_by_the_day_and_found_up_to_its_ceiling(marked):
    """A day has parts of an øre then; what the database asks by never rules out what the rules would find."""
    afdeling = marked.plads("Månedshuset")
    rapport = make_report(afdeling.tilbud, linje={"enhed": "kr_pr_maaned"})
    person = marked.register.person(Rolle.TAKSTINDBERETTER, marked.register.hjoerring)
    version = save_version(tilbud=afdeling.tilbud, aar=tid.today().year, indhold=rapport, kilde="skema", by=person)
    confirm_version(version=version, by=person)
    publish(marked.register, tid.today().year)
    keep_all()
    plads = find_places(BEHOV, Blik(tid.now())).vurderinger[0].plads
    assert plads.takst_kr != plads.takst_kr.quantize(Decimal("0.01"))
    noegle = Soegenoegle.objects.get(afdeling=afdeling, lov="")
    assert 0 <= plads.takst_kr - noegle.takst_kr < Decimal("0.01")
    assert check() == []


def test_of_very_many_those_that_meet_what_is_asked_for_are_looked_at_first(marked, monkeypatch):
    for nr in range(3):
        marked.plads(f"Andet {nr}", maalgrupper=("alkohol",))
    marked.plads("Rette")
    monkeypatch.setattr(udvalg, "FLEST_SETE", 2)
    keep_all()
    svar = find_places(BEHOV, Blik(tid.now()))
    assert [et.plads.navn for et in svar.vurderinger] == ["Rette", "Andet 0"] and svar.flere


def test_that_a_word_finds_more_than_it_is_followed_for_is_said(marked, monkeypatch):
    for nr in range(3):
        marked.plads(f"Lærkehuset {nr}")
    keep_all()
    assert not find_places({"tekst": "lærkehuset"}, Blik(tid.now())).flere
    monkeypatch.setattr(udvalg, "FLEST_FULGT", 3)
    assert find_places({"tekst": "lærkehuset"}, Blik(tid.now())).flere


def test_where_nearly_all_have_changed_at_once_those_that_may_fit_are_still_looked_at_first(marked, monkeypatch):
    """The secretariat switches something, and the worker has not been there yet."""
    monkeypatch.setattr(udvalg, "FLEST_SETE", 2)
    for nr in range(3):
        marked.plads(f"Fuldhuset {nr}", ledig=False)
    sidst, nu_fuld = marked.plads("Ledighuset"), marked.plads("Nylig fuldt")
    keep_all()
    marked.melder.report(nu_fuld, ledig=False, dage_siden=-1 / 1440)
    monkeypatch.setattr(udvalg, "FLEST_AENDREDE", 0)
    Gemtplads.objects.update(gyldig_til=tid.now())
    with time_machine.travel(tid.now() + dt.timedelta(minutes=2), tick=False):
        svar = find_places({"lov": "sel-107"}, sights(marked)[0])
    assert [(et.plads.id, et.dom.value) for et in svar.vurderinger] == [(sidst.kode, "passer"), (nu_fuld.kode, "ikke")]
    assert svar.flere
    monkeypatch.setattr(udvalg, "FLEST_SETE", 5)
    Soegenoegle.objects.filter(afdeling=sidst).delete()  # as a new one, of which nothing is kept yet
    assert sidst.kode in [et.plads.id for et in find_places({"lov": "sel-107"}, sights(marked)[0]).passer]
