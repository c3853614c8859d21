"""A tilbud's page in an open round: findings answered one by one, promises, and the remarks of the review."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from socialaftale.faelles import cpr
from socialaftale.faelles.models import Haendelse
from socialaftale.parter.overstregning import hide_texts
from socialaftale.parter.roller import Rolle
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.models import Erklaering, Forklaring
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.egne import read_own
from socialaftale.takster.runde.frys import Sted
from socialaftale.takster.runde.fundliste import list_findings
from tests.takster.test_views import text, visit

from .conftest import AAR, FRIST, FU

HOEJ = "4500000"
TEKST = "Fire nye årsværk om natten, fordi beboerne er blevet ældre."


def own(rum):
    return next(et for et in read_own(rum.runde, rum.hus.register.hjoerring) if et.kode == rum.hus.tilbud.kode)


def address(rum, navn="takst", *args):
    return reverse(navn, args=[rum.hus.tilbud.kode, AAR, *args])


def page(rum):
    return text(visit(rum.hus.indberetter).get(address(rum)))


def first(rum):
    return list_findings(own(rum)).kan_besvares[0]


def explain(rum, visning, client=None, **felter):
    data = {f"{visning.id}-{navn}": vaerdi for navn, vaerdi in ({"sha256": visning.sha256} | felter).items()}
    return (client or visit(rum.hus.indberetter)).post(address(rum, "takst_forklar", visning.id), data, follow=True)


def test_every_finding_that_asks_for_an_explanation_has_a_form_of_its_own(rum):
    rum.save(takst_loen=HOEJ, linje={"indhold": ""})
    fund = list_findings(own(rum))
    side = page(rum)
    assert len(fund.forklar) == 2
    for et in fund.forklar:
        assert f'id="{et.id}"' in side and f'name="{et.id}-tekst"' in side and et.fund.besked in side
    assert "Skal rettes eller forklares: 2" in side
    assert "Bekræft takster" not in side, "in an open round one submits"


def test_a_mistake_says_mend_and_has_no_form(rum):
    rum.save(overhead_procent="0.06")
    fund = list_findings(own(rum))
    assert fund.ret and f'id="{fund.ret[0].id}"' in page(rum)
    assert f'name="{fund.ret[0].id}-tekst"' not in page(rum)
    svar = explain(rum, fund.ret[0], tekst=TEKST)
    assert "ikke længere på siden" in text(svar) and TEKST in text(svar)
    assert not Forklaring.objects.exists()


def test_an_explanation_is_saved_shown_and_lets_the_tilbud_be_submitted(rum):
    rum.save(takst_loen=HOEJ)
    side = text(explain(rum, first(rum), tekst=TEKST))
    assert "Forklaringen er gemt." in side and "Forklaret: 1" in side and TEKST in side
    assert "Klar: indsend." in side
    assert rum.send([own(rum).version])


def test_what_only_draws_attention_never_blocks(rum):
    rum.save(takst_loen="3900000")
    fund = list_findings(own(rum))
    assert fund.se and own(rum).kan_indsendes
    assert "Det stopper ikke indsendelsen." in page(rum)


def test_a_promise_names_its_day_turns_red_when_due_and_is_kept_with_a_text(rum):
    rum.save(takst_loen=HOEJ)
    side = text(explain(rum, first(rum), eftersendes_senest="1.11.2026"))
    assert "I har lovet forklaringen senest 1. november 2026" in side and "Forfalden" not in side
    rum.send([own(rum).version])
    rum.go_to(dt.date(2026, 11, 1))
    assert "Forfalden" in page(rum) and "fundkort--roed" in page(rum)
    liste = text(visit(rum.hus.indberetter).get(reverse("takster_driftsherre", args=["860", AAR])))
    assert "Lovet forklaring mangler" in liste
    side = text(explain(rum, first(rum), tekst=TEKST))
    assert "Forfalden" not in side and not own(rum).indsendt.loefter


def test_a_promise_after_fu_meets_or_in_the_past_is_refused_in_words(rum):
    rum.save(takst_loen=HOEJ)
    for dag, besked in ((FU, "før Forretningsudvalget mødes"), (dt.date(2026, 8, 1), "Den dag er gået")):
        side = text(explain(rum, first(rum), eftersendes_senest=f"{dag:%d.%m.%Y}"))
        assert besked in side and f"{dag:%d.%m.%Y}" in side
    assert "Dagen er gemt." in text(explain(rum, first(rum), eftersendes_senest=f"{FRIST:%d.%m.%Y}"))


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({}, "Skriv forklaringen, eller vælg den dag"),
        ({"tekst": "   "}, "Skriv forklaringen, eller vælg den dag"),
        ({"tekst": TEKST, "eftersendes_senest": "20.10.2026"}, "dagen skal være tom"),
        ({"eftersendes_senest": "i morgen"}, "Skriv en dag, der findes"),
        ({"tekst": "Borger 010203-1234 er flyttet."}, "CPR-nummer"),
    ],
)
def test_an_answer_that_cannot_stand_is_given_back_with_what_was_typed(rum, felter, besked):
    rum.save(takst_loen=HOEJ)
    side = text(explain(rum, first(rum), **felter))
    assert besked in side
    for skrevet in felter.values():
        assert skrevet.strip() in side
    assert not Forklaring.objects.exists()


def test_a_released_cpr_alarm_is_saved_logged_and_can_be_redacted(rum):
    rum.save(takst_loen=HOEJ)
    explain(rum, first(rum), tekst="Ring på 010203-1234.", frigiv_cpr="on")
    forklaring = Forklaring.objects.get()
    assert Haendelse.objects.filter(verbum=cpr.FRIGIVET).count() == 1
    hide_texts(forklaring.indberetning)
    forklaring.refresh_from_db()
    assert "1234" not in forklaring.tekst


def test_a_released_alarm_in_a_statement_is_logged_and_can_be_redacted(rum):
    rum.submit()
    data = {"art": "faerdigmeldt", "tekst": "Ring på 010203-1234.", "frigiv_cpr": "on"}
    visit(rum.hus.indberetter).post(reverse("takstrunde_erklaer", args=["860", AAR]), data)
    assert Haendelse.objects.filter(verbum=cpr.FRIGIVET).count() == 1
    hide_texts(rum.runde)
    assert "1234" not in Erklaering.objects.get().tekst


def test_one_answer_may_count_for_all_that_is_missing_on_the_line(rum):
    pl = {"art": "pl", "procent": "3", "tekst": "Pris- og lønfremskrivning."}
    rum.save(takst_loen=HOEJ, linje={"aarsager": [pl]})
    visning = first(rum)
    assert visning.sammen > 1
    assert f"alle {visning.sammen} forhold på linjen" in page(rum)
    assert {et.fund.kontrol for et in list_findings(own(rum)).forklar} == {"V2", "A1"}
    assert re.search(rf'<input[^>]*name="{visning.id}-alle"[^>]* checked', page(rum)), "they ask the same"
    explain(rum, visning, tekst=TEKST, alle="on")
    assert Forklaring.objects.count() == visning.sammen and own(rum).kan_indsendes


def test_an_explanation_of_another_figure_is_offered_again_and_does_not_count(rum):
    rum.save(takst_loen=HOEJ)
    explain(rum, first(rum), tekst=TEKST)
    rum.save(takst_loen="4600000")
    side = page(rum)
    assert "Forklaringen er skrevet 1. september 2026 om et andet tal" in side and TEKST in side
    assert not own(rum).kan_indsendes
    explain(rum, first(rum), tekst=TEKST)
    assert own(rum).kan_indsendes


def test_a_figure_changed_while_one_writes_is_shown_before_the_text_is_saved(rum):
    rum.save(takst_loen=HOEJ)
    set_ = first(rum)
    rum.save(takst_loen="4600000")
    side = text(explain(rum, set_, tekst=TEKST))
    assert "Tallet er ændret imens" in side and TEKST in side and not Forklaring.objects.exists()
    nyt = re.search(rf'name="{set_.id}-sha256" value="(\w+)"', side) or re.search(r'value="(\w{64})"', side)
    assert nyt[1] == first(rum).sha256, "saving again now says that it has been read"


def test_a_finding_that_is_gone_gives_the_text_back(rum):
    rum.save(takst_loen=HOEJ)
    set_ = first(rum)
    rum.save()
    side = text(explain(rum, set_, tekst=TEKST))
    assert "ikke længere på siden" in side and TEKST in side


def test_a_session_that_ended_while_typing_gives_the_text_back(rum):
    rum.save(takst_loen=HOEJ)
    svar = explain(rum, first(rum), client=Client(), tekst=TEKST)
    assert "Du er logget af" in text(svar) and TEKST in text(svar)


def test_the_explanation_is_given_for_what_is_submitted_though_a_newer_draft_says_otherwise(rum):
    rum.save(takst_loen=HOEJ)
    explain(rum, first(rum), eftersendes_senest="1.11.2026")
    rum.send([own(rum).version])
    rum.save(takst_loen="4600000")
    (loefte,) = own(rum).indsendt.loefter
    assert "Lovede forklaringer om det, der er indsendt" in page(rum)
    data = {f"loefte-{loefte.pk}-tekst": TEKST}
    client = visit(rum.hus.indberetter)
    assert "Skriv svaret" in text(client.post(address(rum, "takst_indfri", loefte.pk), {}))
    client.post(address(rum, "takst_indfri", loefte.pk), data)
    assert not own(rum).indsendt.loefter


def test_only_the_driftsherres_own_people_explain_and_answer(rum):
    rum.save(takst_loen=HOEJ)
    visning = first(rum)
    for bruger in (rum.sekretaer, rum.member(rum.hus.register.aalborg)):
        assert explain(rum, visning, client=visit(bruger), tekst=TEKST).status_code == 403
    assert f'name="{visning.id}-tekst"' not in text(visit(rum.sekretaer).get(address(rum)))


def remark(rum, tekst="Hvad dækker taksten?"):
    linje = rum.line(own(rum).indsendt.indsendelse if own(rum).indsendt else rum.submit())
    return gennemgang.remark(
        indsendelse=linje.indsendelse,
        sted=Sted(linje.beregning, linje.linje),
        tekst=tekst,
        by=rum.member(rum.hus.register.aalborg),
    )


def reply(rum, bemaerkning, tekst, **felter):
    data = {f"svar-{bemaerkning.pk}-tekst": tekst} | {f"svar-{bemaerkning.pk}-{k}": v for k, v in felter.items()}
    return text(visit(rum.hus.indberetter).post(address(rum, "takst_svar", bemaerkning.pk), data, follow=True))


def test_a_remark_is_read_answered_and_followed_on_the_page_of_the_line(rum):
    bemaerkning = remark(rum)
    assert "Hvad dækker taksten?" not in page(rum), "it is not sent yet"
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    side = page(rum)
    assert "Hvad dækker taksten?" in side and "Svar på 1 bemærkning senest 3. november 2026." in side
    assert "Venter på jeres svar" in side and f'href="#linje-{bemaerkning.linje}"' in side
    side = reply(rum, bemaerkning, "Kost, bolig og nattevagt.")
    assert "Svaret er sendt" in side and "Kost, bolig og nattevagt." in side and "venter på gennemgangen" in side
    anden = rum.member(rum.hus.register.aalborg)
    gennemgang.settle(bemaerkning=bemaerkning, art="fastholdt", tekst="Og kørsel?", by=anden)
    side = page(rum)
    assert "Fastholdt: svar, eller ret taksten" in side and "Og kørsel?" in side
    gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="", by=anden)
    assert "Afklaret" in page(rum)


@pytest.mark.parametrize(("tekst", "besked"), [("", "Skriv svaret"), ("Se 010203-1234", "CPR-nummer")])
def test_an_answer_that_cannot_be_sent_stays_in_its_field(rum, tekst, besked):
    bemaerkning = remark(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    side = reply(rum, bemaerkning, tekst)
    assert besked in side and tekst in side
    assert bemaerkning.trin.count() == 1


def test_a_remark_that_is_withdrawn_while_one_answers_is_said_and_the_answer_is_kept(rum):
    bemaerkning = remark(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.withdraw(bemaerkning=bemaerkning, by=rum.member(rum.hus.register.aalborg))
    side = reply(rum, bemaerkning, "Kost og bolig.")
    assert "er trukket tilbage" in side and "Kost og bolig." in side


def test_a_remark_on_a_line_that_the_new_version_no_longer_has_says_so(rum):
    remark(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    kode = rum.hus.tilbud.kode
    ny = {"id": f"{kode}-ny", "navn": "Ny døgntakst", "begrundelse": "Ny linje: erstatter den gamle døgntakst."}
    version = rum.save(linje=ny, struktur={"kode": "A", "linje": f"{kode}-ny"})
    for et in list_findings(own(rum)).forklar:
        explain(rum, et, tekst=TEKST)
    rum.send([version])
    assert "Linjen er ikke længere i det, I har indsendt" in page(rum)


def test_nobody_answers_the_remark_of_another_tilbud(rum):
    bemaerkning = remark(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    fremmed = rum.hus.register.tilbud("Fremmedhuset")
    adresse = reverse("takst_svar", args=[fremmed.kode, AAR, bemaerkning.pk])
    assert visit(rum.hus.indberetter).post(adresse, {f"svar-{bemaerkning.pk}-tekst": "x"}).status_code == 404


def test_a_new_person_at_the_driftsherre_sees_what_was_said_and_promised_before(rum):
    rum.save(takst_loen=HOEJ)
    explain(rum, first(rum), tekst=TEKST)
    rum.send([own(rum).version])
    remark(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    ny = rum.hus.person(Rolle.GODKENDER, rum.hus.register.hjoerring)
    side = text(visit(ny).get(address(rum)))
    assert TEKST in side and "Hvad dækker taksten?" in side
    sidste = text(visit(ny).get(reverse("takst", args=[rum.hus.tilbud.kode, AAR - 1])))
    assert "1.119" in sidste


def test_the_drafted_explanation_is_kept_on_the_page(rum):
    rum.save(takst_loen=HOEJ)
    assert "Forslaget er skrevet ud fra tallene" in page(rum)
    data = {"tekst": "Lønnen er steget.", "version": own(rum).version.nr}
    svar = visit(rum.hus.indberetter).post(address(rum, "takst_forklaring"), data, follow=True)
    assert "Lønnen er steget." in text(svar)
    data = {"tekst": "Min tekst.", "version": 1}
    svar = visit(rum.hus.indberetter).post(address(rum, "takst_forklaring"), data)
    assert "nyere version" in text(svar) and "Min tekst." in text(svar) and "Det siger kontrollerne" in text(svar)


def test_the_same_answer_for_several_findings_is_all_or_none(rum):
    rum.save(takst_loen=HOEJ, linje={"indhold": ""})
    et = own(rum)
    with pytest.raises(ValidationError):
        actions.explain_all(
            version=et.version,
            fund=et.mangler,
            sha256=first(rum).sha256,
            svar=actions.Forklaringstekst(eftersendes_senest=FU),
            by=rum.hus.indberetter,
        )
    assert not Forklaring.objects.exists()
