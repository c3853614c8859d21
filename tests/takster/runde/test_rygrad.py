"""The spine of a round: a report goes from draft to an approved line, and what was said follows the content."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from socialaftale.moeder.actions import Svar, record_decision
from socialaftale.parter.roller import Rolle
from socialaftale.takster.afgoerelse.queries import approved, put_before_a_body
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.queries import read_remarks
from socialaftale.takster.gennemgang.stilling import Stilling
from socialaftale.takster.models import Indberetningsversion, Indsendelse, Indsendtlinje
from socialaftale.takster.permissions import Indblik
from socialaftale.takster.runde import actions, queries
from socialaftale.takster.runde.frys import Sted, place_hashes
from socialaftale.takster.runde.mangler import read_sheets
from socialaftale.takster.status import UlovligtSkridt

from .conftest import DAS, FRIST, FU, GENNEMGANG

HOEJ = "4500000"


def test_a_report_without_findings_is_submitted_with_a_receipt_and_frozen(rum):
    indsendelse = rum.submit()
    assert indsendelse.version.status == "indsendt" and len(indsendelse.kvittering) == 12
    linje = rum.line(indsendelse)
    assert linje.takst_kr == indsendelse_takst(indsendelse) and linje.forrige_kr < linje.takst_kr
    assert "grundlag" not in str(indsendelse.kort), "the basis stays with the driftsherre"


def indsendelse_takst(indsendelse):
    from decimal import Decimal

    return Decimal(indsendelse.kort["beregninger"][0]["linjer"][0]["takst_kr"])


def test_submitting_twice_gives_the_same_receipt(rum):
    version = rum.save()
    foerste = rum.send([version])
    assert rum.send([version]) == foerste == rum.send([foerste[0].version])
    assert Indsendelse.objects.count() == 1


def test_a_jump_must_be_explained_before_it_is_submitted_and_nothing_is_lost(rum):
    version = rum.save(takst_loen=HOEJ)
    with pytest.raises(actions.KanIkkeIndsendes) as fejl:
        rum.send([version])
    (fund,) = {tuple(et) for et in fejl.value.mangler[rum.hus.tilbud.kode] if et.kontrol == "V2"}
    assert Indberetningsversion.objects.filter(indberetning__aar=2027).newest().get() == version, "still a draft"
    explain_all(rum, version, fejl.value.mangler[rum.hus.tilbud.kode])
    assert rum.send([version])[0].linjer.get().alvor < 4, "the finding is still shown to those who review"
    assert fund


def explain_all(rum, version, fund, **svar):
    blad = read_sheets(rum.runde, rum.hus.register.hjoerring)[Indblik.FULDT][rum.hus.tilbud.pk].blad
    hashes = place_hashes(blad)
    for et in fund:
        svar_ = actions.Forklaringstekst(**(svar or {"tekst": "Fire nye årsværk om natten."}))
        actions.explain(
            version=version, fund=et, sha256=hashes[Sted(et.beregning, et.linje)], svar=svar_, by=rum.hus.indberetter
        )


def test_a_promise_to_explain_later_must_be_kept_before_fu_meets(rum):
    version = rum.save(takst_loen=HOEJ)
    with pytest.raises(actions.KanIkkeIndsendes) as fejl:
        rum.send([version])
    mangler = fejl.value.mangler[rum.hus.tilbud.kode]
    with pytest.raises(ValidationError, match="før Forretningsudvalget"):
        explain_all(rum, version, mangler, eftersendes_senest=FU)
    explain_all(rum, version, mangler, eftersendes_senest=FRIST)
    assert rum.send([version])


def test_late_is_a_mark_and_goes_to_the_next_body_that_can_take_it(rum):
    datoer = queries.read_dates(rum.runde)
    for dag, led in ((FRIST, "gennemgang"), (GENNEMGANG, "indstilling"), (FU, "senere")):
        rum.go_to(dag)
        indsendelse = rum.submit(linje={"indhold": f"Bolig og kost {dag}"})
        assert queries.stop_of(indsendelse, datoer).led == led
        assert queries.stop_of(indsendelse, datoer).dage_for_sent == (dag - FRIST).days


def test_in_an_open_round_a_report_is_submitted_and_not_confirmed(rum):
    from socialaftale.takster.actions import confirm_version

    with pytest.raises(UlovligtSkridt, match="indsend"):
        confirm_version(version=rum.save(), by=rum.hus.indberetter)


def test_only_the_driftsherres_own_people_submit_and_state(rum):
    version = rum.save()
    for fremmed in (rum.sekretaer, rum.member(rum.hus.register.aalborg)):
        with pytest.raises(PermissionDenied):
            actions.submit(
                runde=rum.runde,
                driftsherre=rum.hus.register.hjoerring,
                versioner=[version],
                valg=actions.Indsendelsesvalg(),
                by=fremmed,
            )


def test_a_remark_is_answered_by_the_driftsherre_and_settled_by_another_authority(rum):
    indsendelse = rum.submit()
    linje = rum.line(indsendelse)
    egen, anden = rum.member(rum.hus.register.hjoerring), rum.member(rum.hus.register.aalborg)
    bemaerkning = gennemgang.remark(
        indsendelse=indsendelse, sted=Sted(linje.beregning, linje.linje), tekst="Hvad dækker taksten?", by=anden
    )
    with pytest.raises(ValidationError, match="ikke sendt"):
        gennemgang.answer(bemaerkning=bemaerkning, tekst="Kost og bolig.", by=rum.hus.indberetter)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Kost og bolig.", by=rum.hus.indberetter)
    with pytest.raises(ValidationError, match="anden myndighed"):
        gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="", by=egen)
    gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="", by=anden)
    assert read_remarks(rum.runde)[0].stand.stilling is Stilling.AFKLARET
    rum.submit(linje={"indhold": "Bolig, kost og kørsel."})
    assert read_remarks(rum.runde)[0].stand.stilling is Stilling.GENAABNET


def test_an_approval_follows_the_content_into_a_later_version(rum):
    foerste = rum.submit()
    rum.approve()
    assert len(approved(rum.runde)) == 1 and put_before_a_body([foerste]) == {foerste.pk}
    ens = rum.submit(linje={"begrundelse": "Samme takst som før."})
    assert ens.nr == 2
    linje = rum.line(ens)
    assert linje.indhold_sha256 == rum.line(foerste).indhold_sha256, "an explanation changes no content"
    andet = rum.submit(linje={"indhold": "Nu også kørsel."})
    assert rum.line(andet).indhold_sha256 not in {indhold.sha256 for indhold in approved(rum.runde)}


def test_fu_recommends_but_does_not_approve_without_a_delegation(rum):
    linje = rum.line(rum.submit())
    rum.go_to(FU)
    punkt = rum.point(rum.moeder["fu"])
    with pytest.raises(ValidationError, match="uden mandat"):
        rum.decide(punkt, "indstillet", {linje.pk: ("godkendt", "")})
    rum.decide(punkt, "indstillet")
    assert approved(rum.runde) == {}
    rum.go_to(DAS)
    rum.decide(rum.point(rum.moeder["das"]), "godkendt", {linje.pk: ("udsat", "Afventer svar")})
    assert approved(rum.runde) == {}


def test_the_lines_on_the_table_are_those_of_the_newest_submissions(rum):
    rum.submit()
    ny = rum.submit(linje={"indhold": "Nu også kørsel."})
    assert list(Indsendtlinje.objects.on_the_table(rum.runde)) == [rum.line(ny)]


def test_the_round_is_opened_once_and_only_by_the_secretariat(rum):
    datoer = actions.Datovalg(FRIST, FRIST)
    with pytest.raises(PermissionDenied):
        actions.open_round(omraade=rum.runde.omraade, aar=2027, datoer=datoer, by=rum.hus.indberetter)
    assert actions.open_round(omraade=rum.runde.omraade, aar=2027, datoer=datoer, by=rum.sekretaer) == rum.runde
    with pytest.raises(ValidationError, match="hvorfor"):
        actions.move_dates(runde=rum.runde, set_nr=1, datoer=datoer, grund="", by=rum.sekretaer)


def test_a_moved_meeting_moves_the_round(rum):
    from socialaftale.moeder.actions import Tidspunkt, move_meeting

    ny = DAS.replace(day=24)
    move_meeting(moede=rum.moeder["das"], hvornaar=Tidspunkt(ny), grund="Ferie", aflyst=False, by=rum.sekretaer)
    assert queries.read_dates(rum.runde).dage.afgoerelse == ny


def test_a_driftsherre_with_nothing_says_so_unless_it_has_submitted(rum):
    hjoerring = rum.hus.register.hjoerring
    felter = {"runde": rum.runde, "driftsherre": hjoerring, "tekst": "", "by": rum.hus.indberetter}
    actions.state(art="nul", **felter)
    assert queries.stands(rum.runde, hjoerring).art == "nul"
    actions.state(art="fortrudt", **felter)
    rum.submit()
    with pytest.raises(ValidationError, match="har indsendt"):
        actions.state(art="nul", **felter)
    assert rum.hus.person(Rolle.GODKENDER, hjoerring)


def test_a_remark_on_a_line_that_is_gone_can_still_be_settled_for_good(rum):
    foerste = rum.submit()
    linje = rum.line(foerste)
    anden = rum.member(rum.hus.register.aalborg)
    sted = Sted(linje.beregning, linje.linje)
    bemaerkning = gennemgang.remark(indsendelse=foerste, sted=sted, tekst="Hvad dækker taksten?", by=anden)
    version = rum.save(
        linje={"id": f"{rum.hus.tilbud.kode}-ny"}, struktur={"kode": "A", "linje": f"{rum.hus.tilbud.kode}-ny"}
    )
    with pytest.raises(actions.KanIkkeIndsendes) as fejl:
        rum.send([version])
    explain_all(rum, version, fejl.value.mangler[rum.hus.tilbud.kode])
    rum.send([version])
    assert not read_remarks(rum.runde)[0].stand.findes
    gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="Linjen er afløst.", by=anden)
    assert read_remarks(rum.runde)[0].stand.stilling is Stilling.AFKLARET
    rum.submit()
    assert read_remarks(rum.runde)[0].stand.stilling is Stilling.GENAABNET, "the line came back"


def test_a_point_that_only_lends_the_competence_approves_no_line(rum):
    rum.submit()
    rum.go_to(DAS)
    punkt = rum.point(rum.moeder["das"])
    punkt.indstillinger.create(nummer=1, verbum="afgiver_kompetence", tekst="til FU til og med 31.12.2026")
    record_decision(punkt=punkt, set_nr=0, svar=Svar("godkendt"), by=rum.sekretaer)
    assert approved(rum.runde) == {}
