"""The public browses and stores nothing; a visitator searches, and one search without a person is kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.models import Haendelse
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning import udvalg
from socialaftale.pladssoegning.actions import search
from socialaftale.pladssoegning.gemt.udled import keep_all
from socialaftale.pladssoegning.models import Soegning
from socialaftale.pladssoegning.queries import find_places, read_again, show, sight_of
from socialaftale.pladssoegning.steder import FRISK, Blik
from socialaftale.regler.pladskrav import Dom
from socialaftale.regler.saerbehov import all_needs
from socialaftale.tilbud.reference import all_maalgrupper
from socialaftale.tilbud.registrering import NyPladsgruppe, NyYdelse
from socialaftale.tilbud.status import Status

from .conftest import Marked

BEHOV = {"lov": "sel-107", "maalgrupper": ["autisme"], "fra": "851", "minutter": "60"}


def found(kriterier, alt: bool = True) -> list[tuple[str, str]]:
    hjemme = (
        frozenset(Aftaleomraade.objects.filter(kode="nordjylland").values_list("pk", flat=True)) if alt else frozenset()
    )
    svar = find_places(kriterier, Blik(tid.now(), hjemme, kriterier.get("fra", "")))
    return [(et.plads.navn, et.dom.value) for et in svar.vurderinger]


def test_what_fits_comes_first_then_what_almost_does_then_what_does_not(marked):
    marked.plads("Optaget", ledig=False)
    marked.plads("Tavs", ledig=None)
    marked.plads("Ledig")
    marked.plads("Senere", fra=dt.date(2026, 12, 6))
    marked.plads("Anden paragraf", lov="sel-108")
    assert found(BEHOV) == [("Ledig", "passer"), ("Senere", "naesten"), ("Tavs", "naesten"), ("Optaget", "ikke")]


def test_a_wished_start_is_waited_for(marked):
    marked.plads("Senere", fra=dt.date(2026, 12, 6))
    assert found(BEHOV | {"start": "2026-12-06"}) == [("Senere", "passer")]


def test_an_old_paragraph_finds_the_new_one(marked):
    marked.plads("Egehøj", lov="bl-43-3")
    assert found({"lov": "sel-66-1-6"}) == [("Egehøj", "passer")]


@pytest.mark.parametrize("gemt", [True, False])
def test_a_place_for_the_driftsherres_own_is_shown_to_its_own_visitator_marked_and_to_no_other(marked, client, gemt):
    marked.plads("Til alle")
    marked.plads("Kun egne", salg="egne")
    if gemt:
        keep_all()
    egen = marked.register.person(Rolle.VISITATOR, marked.register.hjoerring)
    sider = {}
    for by in (egen, marked.vibe):
        for kriterier in (BEHOV, {"tekst": "egne"}):
            soegning = search(kriterier=kriterier, by=by)
            client.force_login(by)
            sider[by, *kriterier] = client.get(reverse("find_plads_svar", args=[soegning.kode])).text
            assert (">Kun egne<" in sider[by, *kriterier]) == (by == egen)
    assert sider[egen, *BEHOV].count("Kun egne borgere</span>") == 1
    assert "Kun til driftsherrens egne borgere\n" in sider[egen, *BEHOV], "the list to call from says so too"
    assert "Pladser kun til andre driftsherrers egne borgere er ikke med her." in sider[egen, *BEHOV]


def test_what_is_only_for_the_driftsherres_own_is_left_out_and_private_is_counted(marked):
    marked.plads("Egne", salg="egne")
    privat = marked.register.region
    privat.art = "privat"
    privat.save()
    marked.plads("Privat", driftsherre=privat)
    assert found(BEHOV) == []
    assert find_places(BEHOV, Blik(tid.now())).private == 1


def test_the_page_says_how_many_that_say_yes_are_left_out_and_links_to_the_list(marked, client):
    marked.plads("Til alle")
    marked.plads("Gammelt ja", dage_siden=90)
    marked.plads("Kun egne", salg="egne")
    marked.plads("Kun egne, optaget", salg="egne", ledig=False)
    marked.plads("Kun egne, anden paragraf", salg="egne", lov="sel-108")
    side = client.get(reverse("find_plads") + "?lov=sel-107&tekst=").text
    assert "1 afdeling melder ledigt, men tager kun driftsherrens egne borgere og er ikke med her." in side
    assert "<strong>1</strong> passer" in side and "Af de 2 her, der melder ledigt, skal 1 bekræfte det" in side
    assert f'<a href="{reverse("ledige_pladser")}?ledig=ja">' in side
    assert "2 afdelinger melder ledigt, men" in client.get(reverse("find_plads")).text


@pytest.mark.parametrize("status", [Status.KLADDE, Status.PLANLAGT, Status.LUKKET])
def test_what_is_not_in_operation_is_not_found(marked, status):
    marked.plads("Lærkehuset", status=status)
    assert found({}) == []


def test_special_needs_are_found_in_what_is_delivered(marked):
    marked.plads("Skærmet", ydelser=(NyYdelse("Skærmet enhed", "ophold", "ja"),))
    marked.plads("Åbent")
    assert found(BEHOV | {"behov": ["skaermning"]}) == [("Skærmet", "passer"), ("Åbent", "naesten")]
    assert {kode for et in all_needs().values() for kode in et.maalgrupper} <= set(all_maalgrupper())


def test_words_alone_give_the_best_match_and_not_only_what_is_free(marked):
    marked.plads("Sommerfuglen", ledig=False)
    marked.plads("Sommerhuset")
    assert found({"tekst": "sommerfuglen"}) == [("Sommerfuglen", "ikke")]


def test_who_typed_more_than_any_place_answers_is_told_so(marked, client):
    """The rarest of what was typed goes first, so a place where nobody has such a home shows the home elsewhere."""
    marked.plads("Sommerfuglen", ydelser=(NyYdelse("Hjælp til hjemløse", "ophold", "ja"),))
    for navn in ("Lærkehuset", "Uglehuset"):
        marked.plads(navn, afdeling={"postdistrikt": "Sindal"})
    assert found({"tekst": "hjemløs sindal"})[0] == ("Sommerfuglen", "naesten")
    sagt = "Ingen plads svarer på alle de ord, du skrev. Her er dem, der svarer på flest."
    assert sagt in client.get(reverse("find_plads"), {"tekst": "hjemløs sindal"}).text
    for tekst in ("hjemløs", "sindal", "", "fandtesikke"):
        assert sagt not in client.get(reverse("find_plads"), {"tekst": tekst}).text, tekst
    client.force_login(marked.vibe)
    for tekst, fejler in (("hjemløs sindal", True), ("hjemløs", False)):
        ringeliste = client.post(reverse("find_plads_behov"), {"tekst": tekst}, follow=True).text
        assert (sagt in ringeliste) == fejler
        assert ("Ingen af dem svarer på alle de ord, der blev søgt på." in ringeliste) == fejler
        assert ("Svarer ikke på »sindal«: spørg" in ringeliste) == fejler


def test_the_public_is_told_only_what_the_driftsherre_shows(marked):
    skjult = marked.plads("Skjult", aftale={"vises": False})
    marked.plads("Vist")
    assert found(BEHOV, alt=False) == [("Vist", "passer"), ("Skjult", "naesten")]
    viste = show(find_places(BEHOV, Blik(tid.now())).vurderinger, Blik(tid.now()))
    assert all(fund.sted.oplyst.bekraeftet_af == "" for fund in viste)
    skjult_nu = next(fund for fund in viste if fund.kode == skjult.kode)
    assert skjult_nu.sted.oplyst.telefon == ""


def test_the_other_areas_places_are_found_with_what_is_shown_and_no_more(marked, fiktivland):
    der = Marked(fiktivland, marked.vibe)
    der.plads("Fjernt", driftsherre=fiktivland.hjoerring)
    der.plads("Fjernt og skjult", aftale={"vises": False}, driftsherre=fiktivland.hjoerring)
    soegning = search(kriterier={"lov": "sel-107"}, by=marked.vibe)
    viste = show(read_again(soegning).vurderinger, sight_of(soegning))
    fund = {et.sted.tilbud.navn: et.sted.oplyst for et in viste}
    assert (fund["Fjernt"].svar, fund["Fjernt"].bekraeftet_af) == (True, "")
    assert fund["Fjernt og skjult"].svar is None


@pytest.mark.parametrize("hjemme", [True, False])
def test_what_the_rules_judge_by_is_what_the_page_shows(marked, hjemme):
    """The outline and the whole are read apart: they must never tell two stories of one unit."""
    marked.plads("Ledig")
    marked.plads("Senere", fra=dt.date(2026, 12, 6))
    marked.plads("Optaget", ledig=False)
    marked.plads("Tavs", ledig=None)
    marked.plads("Gammel", dage_siden=90)
    marked.plads("Skjult", aftale={"vises": False})
    marked.plads("Lille", pladser=(NyPladsgruppe("sel-107", "doegn", 2, 2),))
    blik = Blik(tid.now(), frozenset([marked.register.omraade.pk]) if hjemme else frozenset(), "851")
    viste = show(find_places({"fra": "851"}, blik).vurderinger, blik)
    assert len(viste) == 7
    for fund in viste:
        plads, oplyst = fund.vurdering.plads, fund.sted.oplyst
        sagt = (plads.meldt.ledig, plads.meldt.fra, plads.meldt.frisk) if plads.meldt else (None, None, False)
        vist = (oplyst.svar, oplyst.fra, oplyst.svar is not None and oplyst.friskhed in FRISK)
        assert sagt == vist, fund.sted.navn
        assert (plads.takst_kr, plads.rejse, plads.til_salg) == (
            fund.sted.takst_kr,
            fund.sted.rejse,
            fund.sted.til_salg,
        )


def test_a_protected_address_is_not_shown(marked, client):
    marked.plads("Rosenhuset", afdeling={"beskyttet": True, "navn": "Hemmelighuset", "vej": "Skjulvej 7"})
    for sti in (reverse("find_plads"), reverse("find_plads") + "?tekst=rosenhuset"):
        side = client.get(sti).text
        assert "Rosenhuset" in side
        assert "Hemmelighuset" not in side and "Skjulvej" not in side
    assert found({"tekst": "skjulvej"}) == []


def test_browsing_stores_nothing(marked, client):
    marked.plads("Ledig")
    foer = Haendelse.objects.count()
    svar = client.get(reverse("find_plads") + "?lov=sel-107&maalgruppe=autisme&alder=25-39&tekst=autisme")
    assert svar.status_code == 200 and "Ledig nu" in svar.text
    assert (Soegning.objects.count(), Haendelse.objects.count()) == (0, foer)
    assert client.post(reverse("find_plads")).status_code in (200, 403, 405)
    assert Soegning.objects.count() == 0


def test_a_search_is_kept_without_a_person_and_reads_the_same_afterwards(marked):
    ledig = marked.plads("Ledig")
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    assert soegning.kriterier == BEHOV
    assert soegning.resultat == [[ledig.kode, "passer"]]
    assert soegning.organisation == marked.register.aalborg
    marked.melder.report(ledig, False, at=tid.now() + dt.timedelta(0))
    igen = read_again(Soegning.objects.get())
    assert [et.plads.id for et in igen.vurderinger] == [ledig.kode]


def test_what_is_reported_after_a_search_does_not_change_what_it_found(marked, time_machine):
    ledig = marked.plads("Ledig")
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    time_machine.move_to(tid.now() + dt.timedelta(hours=1))
    marked.melder.report(ledig, False)
    assert [et.dom for et in read_again(soegning).vurderinger] == [Dom.PASSER]
    assert found(BEHOV) == [("Ledig", "ikke")]


def test_only_a_visitator_searches_and_only_she_sees_it(marked, client):
    marked.plads("Ledig")
    for rolle in (Rolle.SEKRETARIAT, Rolle.TILBUDSLEDER):
        with pytest.raises(PermissionDenied):
            search(kriterier=BEHOV, by=marked.register.person(rolle, marked.register.hjoerring))
    soegning = search(kriterier=BEHOV, by=marked.vibe)
    client.force_login(marked.register.person(Rolle.VISITATOR, marked.register.hjoerring))
    assert client.get(reverse("find_plads_svar", args=[soegning.kode])).status_code == 404
    client.force_login(marked.vibe)
    assert client.get(reverse("find_plads_svar", args=[soegning.kode])).status_code == 200


def test_the_search_of_a_visitator_is_one_row_and_leads_to_the_call_list(marked, client):
    marked.plads("Ledig")
    client.force_login(marked.vibe)
    svar = client.post(reverse("find_plads_behov"), {"lov": "sel-107", "maalgruppe": "autisme"}, follow=True)
    assert Soegning.objects.count() == 1
    side = svar.text
    for tekst in ("Ledig nu", "12 34 56 78", "Tine Eksempel", "26. november 2026", "Er for Autismespektrum"):
        assert tekst in side
    assert "1. Ledig, Hovedhuset (Hjørring)" in side
    assert "Søgt efter: paragraf: SEL § 107 Midlertidigt botilbud; målgruppe: Autismespektrum." in side


def test_an_empty_answer_shows_the_nearest(marked, client):
    marked.plads("Optaget", ledig=False)
    client.force_login(marked.vibe)
    side = client.post(reverse("find_plads_behov"), {"lov": "sel-107"}, follow=True).text
    assert "Ingen af de offentlige pladser passer lige nu" in side
    assert "Ikke ledig lige nu" in side


@pytest.mark.parametrize("tekst", [
    "", " ", "%", "_", "'; drop table tilbud", "\x00", "<script>alert(1)</script>", "§", "🙂", "OR 1=1 --", "a" * 200,
    "e\u0301" * 50, "x" * 100_000,
])  # fmt: skip
def test_odd_words_are_no_error_and_nothing_is_run(marked, client, tekst):
    marked.plads("Ledig")
    svar = client.get(reverse("find_plads"), {"tekst": tekst})
    assert svar.status_code == 200
    assert "<script>alert" not in svar.text


@pytest.mark.parametrize("nummer", ["010120-1234", "0101201234", "i dag 290200 1234 her"])
def test_ten_digits_that_could_be_a_person_are_turned_away(marked, client, nummer):
    svar = client.get(reverse("find_plads"), {"tekst": nummer})
    assert "kan være et CPR-nummer" in svar.text
    client.force_login(marked.vibe)
    svar = client.post(reverse("find_plads_behov"), {"tekst": nummer})
    assert "kan være et CPR-nummer" in svar.text
    assert not Soegning.objects.exists()


@pytest.mark.parametrize("felter", [
    {"lov": "findes-ikke"}, {"minutter": "-1"}, {"minutter": "1e9"}, {"alder": "0-999"}, {"start": "31.02.2027"},
    {"start": "01.01.2020"}, {"start": "01.01.9999"}, {"loft": "-5"}, {"loft": "NaN"}, {"behov": ["x"]}, {"fra": "999"},
])  # fmt: skip
def test_what_cannot_be_meant_is_said_and_not_searched(marked, client, felter):
    client.force_login(marked.vibe)
    svar = client.post(reverse("find_plads_behov"), felter)
    assert svar.status_code == 200 and "Der er noget, der skal rettes" in svar.text
    assert not Soegning.objects.exists()
    client.logout()
    assert client.get(reverse("find_plads"), felter).status_code == 200


def test_ten_megabytes_are_refused_and_do_no_harm(marked, client):
    client.force_login(marked.vibe)
    svar = client.post(reverse("find_plads_behov"), {"tekst": "x" * 10_000_000})
    assert svar.status_code in (200, 400, 413)
    assert not Soegning.objects.exists()


def test_up_to_four_are_set_side_by_side(marked, client):
    koder = [marked.plads(f"Hus {nr}").kode for nr in range(5)]
    side = client.get(reverse("find_plads_sammenlign"), {"plads": [*koder, koder[0], "findes-ikke"]}).text
    assert "Hus 3" in side and "Hus 4" not in side
    assert "fire ad gangen" in side
    assert "Vælg op til fire pladser" in client.get(reverse("find_plads_sammenlign"), {"plads": "x'--"}).text


def test_a_private_price_is_set_beside_without_its_vat_and_is_not_kept(marked, client):
    koder = [marked.plads("Hus").kode]
    for felter in ({"privat": "3.180"}, {"privat": "96.725", "enhed": "kr_pr_maaned"}):
        side = client.get(reverse("find_plads_sammenlign"), {"plads": koder, **felter}).text.replace("\xa0", " ")
        assert "Den private pris, uden moms" in side and "<td" in side and "3.000 kr." in side
        assert "3.180 kr. pr. dag af året; ÷ 1,06 for momsen, som kommunen får refunderet" in side
        assert "ntaget" in side
    assert not Soegning.objects.exists() and not Haendelse.objects.filter(verbum__contains="pris").exists()


@pytest.mark.parametrize("felter", [{"privat": "-1"}, {"privat": "mange"}, {"privat": "9" * 40}, {"enhed": "x"}])
def test_a_private_price_that_cannot_be_read_is_said_and_breaks_nothing(marked, client, felter):
    svar = client.get(reverse("find_plads_sammenlign"), {"plads": [marked.plads("Hus").kode], **felter})
    assert svar.status_code == 200 and "Der er noget, der skal rettes" in svar.text


def test_a_search_takes_the_same_queries_for_few_as_for_many(marked, client):
    antal = []
    for flere in (2, 20):
        for nr in range(flere):
            marked.plads(f"Hus {flere} {nr}")
        with CaptureQueriesContext(connection) as spurgt:
            client.get(reverse("find_plads") + "?lov=sel-107&tekst=hus")
        antal.append(len(spurgt))
    assert antal[0] == antal[1] <= 50


def test_where_there_are_very_many_those_that_say_yes_are_looked_at_first(marked, monkeypatch):
    monkeypatch.setattr(udvalg, "FLEST_SETE", 3)
    for nr in range(5):
        marked.plads(f"Optaget {nr}", ledig=False)
    marked.plads("Anden gruppe", maalgrupper=("alkohol",))
    marked.plads("Ledig")
    keep_all()
    assert [navn for navn, _ in found(BEHOV)] == ["Ledig", "Optaget 0", "Optaget 1"]
    assert len(found({"tekst": "optaget"})) == 3


def test_how_far_away_a_place_lies_is_told_where_it_is_reckoned_from_a_town_and_no_limit_is_set(client, marked):
    marked.plads("Lærkehuset")
    assert "Ligger i Hjørring, ca. " in client.get(reverse("find_plads"), {"fra": "851"}).text
    assert "Ligger i Hjørring" not in client.get(reverse("find_plads")).text
