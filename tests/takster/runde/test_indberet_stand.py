"""Where a tilbud stands in the round, as every page says it."""

import pytest

from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.runde import actions
from socialaftale.takster.runde.egne import read_own
from socialaftale.takster.runde.frys import Sted
from socialaftale.takster.runde.stand import Trin, decided_step
from socialaftale.takster.rundestand import read_submitted

from .afgoerelseshjaelp import page
from .conftest import AAR, BUDGET, DAS, FRIST, FU, GENNEMGANG

HOEJ = "4500000"


def own(rum):
    (et,) = read_own(rum.runde, rum.hus.register.hjoerring)
    return et


def explain_all(rum, **svar):
    """Answer every finding that keeps the only tilbud back."""
    et = own(rum)
    for fund in et.mangler:
        actions.explain(
            version=et.version,
            fund=fund,
            sha256=et.hashes[Sted(fund.beregning, fund.linje)],
            svar=actions.Forklaringstekst(**(svar or {"tekst": "Fire nye årsværk om natten."})),
            by=rum.hus.indberetter,
        )


def test_a_tilbud_goes_from_not_begun_to_approved(rum):
    assert own(rum).trin == Trin.IKKE_BEGYNDT
    rum.save(overhead_procent="0.06")
    assert own(rum).trin == Trin.KLADDE, "a mistake must be mended"
    rum.save(takst_loen=HOEJ)
    assert own(rum).trin == Trin.SKAL_FORKLARES
    explain_all(rum)
    assert own(rum).trin == Trin.KLAR and own(rum).kan_indsendes
    rum.send([own(rum).version])
    assert own(rum).trin == Trin.INDSENDT and own(rum).kladde is None
    rum.go_to(FU)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    assert own(rum).trin == Trin.INDSTILLET
    rum.approve()
    assert own(rum).trin == Trin.GODKENDT


def test_what_is_submitted_goes_before_a_newer_draft_which_is_named_beside_it(rum):
    rum.submit()
    rum.save(linje={"indhold": ""})
    assert (own(rum).trin, own(rum).kladde) == (Trin.INDSENDT, Trin.SKAL_FORKLARES)


def remarked(rum):
    linje = rum.line(rum.submit())
    return gennemgang.remark(
        indsendelse=linje.indsendelse,
        sted=Sted(linje.beregning, linje.linje),
        tekst="Hvad dækker taksten?",
        by=rum.member(rum.hus.register.aalborg),
    )


def test_a_remark_waits_for_an_answer_once_it_is_sent(rum):
    bemaerkning = remarked(rum)
    assert own(rum).trin == Trin.INDSENDT, "nobody has told the driftsherre"
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    assert own(rum).trin == Trin.BEMAERKNING and own(rum).indsendt.svarfrist == FU
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Kost og bolig.", by=rum.hus.indberetter)
    assert own(rum).trin == Trin.INDSENDT


def test_mending_the_line_and_submitting_again_answers_a_remark_too(rum):
    remarked(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    rum.submit(linje={"indhold": "Bolig, kost og kørsel."})
    assert own(rum).trin == Trin.INDSENDT and len(own(rum).indsendt.bemaerkninger) == 1


def test_an_upheld_remark_waits_again(rum):
    bemaerkning = remarked(rum)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Kost og bolig.", by=rum.hus.indberetter)
    anden = rum.member(rum.hus.register.aalborg)
    gennemgang.settle(bemaerkning=bemaerkning, art="fastholdt", tekst="Og kørsel?", by=anden)
    assert own(rum).trin == Trin.BEMAERKNING


@pytest.mark.parametrize(
    ("udfald", "trin"), [("udsat", Trin.UDSAT), ("afvist", Trin.AFVIST), ("betinget", Trin.BETINGET)]
)
def test_what_das_says_about_a_line_is_where_the_tilbud_stands(rum, udfald, trin):
    linje = rum.line(rum.submit())
    rum.go_to(DAS)
    rum.decide(rum.point(rum.moeder["das"]), "godkendt", {linje.pk: (udfald, "Vend tilbage i december.")})
    assert own(rum).trin == trin
    side = page(rum.hus.indberetter, f"/takster/tilbud/{rum.hus.tilbud.kode}/{AAR}/")
    assert 'id="afgoerelser"' in side and "Vend tilbage i december." in side


def test_a_line_that_stands_as_approved_is_approved_in_the_new_version_too(rum):
    rum.submit()
    rum.approve()
    rum.submit(linje={"begrundelse": "Samme takst som før."})
    rum.decide(rum.point(rum.moeder["das"]), "udsat")
    assert own(rum).trin == Trin.GODKENDT


def test_lines_together_are_only_as_far_as_the_one_behind():
    assert decided_step(["godkendt", None]) is None
    assert decided_step(["godkendt", "indstillet"]) == Trin.INDSTILLET
    assert decided_step(["godkendt", "udsat", "afvist"]) == Trin.AFVIST
    assert decided_step([]) is None


def test_a_promise_is_listed_until_the_text_is_there_and_is_due_on_its_day(rum):
    rum.save(takst_loen=HOEJ)
    explain_all(rum, eftersendes_senest=FRIST)
    rum.send([own(rum).version])
    assert len(own(rum).indsendt.loefter) > 0 and not own(rum).indsendt.forfaldne
    rum.go_to(FRIST)
    indsendt = own(rum).indsendt
    assert indsendt.forfaldne == indsendt.loefter, "the day itself is the last one"
    for loefte in indsendt.loefter:
        actions.explain(
            version=own(rum).version,
            fund=next(et for et in own(rum).raekke.blad.alle_fund if et.kontrol == loefte.kontrol),
            sha256=loefte.indhold_sha256,
            svar=actions.Forklaringstekst("Fire nye årsværk om natten."),
            by=rum.hus.indberetter,
        )
    assert not own(rum).indsendt.loefter


def test_late_and_provisional_are_marks(rum):
    rum.go_to(GENNEMGANG)
    indsendelse = rum.send([rum.save()], foreloebig=True)[0]
    stand = read_submitted(rum.runde)[rum.hus.tilbud.pk]
    assert (stand.stop.led, stand.stop.dage_for_sent) == ("indstilling", (GENNEMGANG - FRIST).days)
    assert stand.er_foreloebig
    assert BUDGET < GENNEMGANG
    actions.confirm_budget(indsendelse=indsendelse, by=rum.hus.indberetter)
    assert not read_submitted(rum.runde)[rum.hus.tilbud.pk].er_foreloebig


def test_the_states_of_many_tilbud_take_as_many_queries_as_of_one(rum, django_assert_max_num_queries):
    rum.submit()
    with django_assert_max_num_queries(40) as foerst:
        read_own(rum.runde, rum.hus.register.hjoerring)
    for nr in range(4):
        rum.save(rum.hus.register.tilbud(f"Hus {nr}"))
    with django_assert_max_num_queries(len(foerst)):
        assert len(read_own(rum.runde, rum.hus.register.hjoerring)) == 5
