"""The point about takster is drafted from the round, comes to the right meeting, and every figure in it is read."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError

from socialaftale.faelles.visning import MAANEDER
from socialaftale.moeder.actions import (
    Punkttekst,
    Svar,
    Tidspunkt,
    add_point,
    call_meeting,
    close_meeting,
    delegate,
    draw_up,
    move_meeting,
    record_decision,
)
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.parter.roller import Rolle
from socialaftale.takster.afgoerelse.moedesag import read_meeting
from socialaftale.takster.afgoerelse.punkt import takster_points
from socialaftale.takster.afgoerelse.queries import approved
from socialaftale.takster.afgoerelse.sag import build_case
from socialaftale.takster.afgoerelse.sagsdata import read_case
from socialaftale.takster.models import Bemaerkning, Indsendtlinje, Linjeafgoerelse
from socialaftale.takster.runde import actions
from socialaftale.tilbud.models import Pladsfakta

from .afgoerelseshjaelp import HOEJ, answer, name_bodies, page, remark_on, settle, visit
from .conftest import DAS, FRIST, FU, GENNEMGANG
from .gennemgangshjaelp import GRUND, submit_explained

KORT_DATO = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
TAL = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
DECEMBER = dt.date(2026, 12, 11)


def drafted(rum, kort="das"):
    (punkt,) = draw_up(moede=rum.moeder[kort], by=rum.sekretaer)
    return punkt


def recommended(punkt: Dagsordenspunkt) -> list[tuple[str, str]]:
    return [(en.verbum, en.tekst.replace("\xa0", " ")) for en in punkt.indstillinger.order_by("nummer")]


def meet(rum, kort: str, dag: dt.date):
    return call_meeting(udvalg=rum.udvalg[kort], form="ordinaert", hvornaar=Tidspunkt(dag), by=rum.sekretaer)


def test_fu_is_asked_to_recommend_what_is_in_place_and_das_to_approve_what_fu_recommends(rum):
    name_bodies(rum)
    rum.submit()
    rum.go_to(FU)
    fu = drafted(rum, "fu")
    assert recommended(fu) == [("indstiller", "DAS at godkende 1 takst for 2027")]
    rum.decide(fu, "indstillet")
    das = drafted(rum)
    assert recommended(das)[0] == ("godkender", "1 takst for 2027, som Forretningsudvalget indstiller")


def test_a_line_with_an_unanswered_remark_is_proposed_put_off_until_fu_recommends_it(rum):
    indsendelse = rum.submit()
    remark_on(rum, indsendelse)
    rum.go_to(FU)
    fu = drafted(rum, "fu")
    assert [verbum for verbum, _ in recommended(fu)] == ["beslutter"] and "venter på svar" in fu.sagsfremstilling
    rum.decide(fu, "indstillet")
    assert recommended(drafted(rum))[0][0] == "godkender", "FU has seen the remark and recommends the takst"


@pytest.mark.parametrize(("art", "forslag"), [("afklaret", "indstiller"), ("fastholdt", "beslutter")])
def test_a_settled_remark_lets_the_line_through_and_one_upheld_does_not(rum, art, forslag):
    bemaerkning = remark_on(rum, rum.submit())
    answer(rum, bemaerkning)
    settle(rum, bemaerkning, art, "Set efter")
    rum.go_to(FU)
    punkt = drafted(rum, "fu")
    assert recommended(punkt)[0][0] == forslag
    for ord_ in ("Hvad dækker taksten?", "Kost og bolig.", "Set efter", f"{art.capitalize()} af Aalborg"):
        assert ord_ in punkt.sagsfremstilling


def test_where_takster_are_missing_das_is_asked_to_let_fu_decide_the_late_ones(rum):
    name_bodies(rum)
    rum.another()
    rum.submit()
    rum.go_to(FU)
    rum.decide(drafted(rum, "fu"), "indstillet")
    punkt = drafted(rum)
    tekst = "til Forretningsudvalget til at afgøre de takster for 2027, som ikke bliver afgjort på mødet, til og med"
    assert recommended(punkt)[-1] == ("afgiver_kompetence", f"{tekst} 31. december 2026")
    assert "Solgården" in punkt.sagsfremstilling


def test_the_delegation_asked_for_reaches_fus_next_meeting(rum):
    rum.another()
    rum.submit()
    meet(rum, "fu", dt.date(2027, 1, 14))
    rum.go_to(FU)
    rum.decide(drafted(rum, "fu"), "indstillet")
    assert recommended(drafted(rum))[-1][1].endswith("til og med 14. januar 2027")


def put_before_das(rum):
    """Two tilbud: one that FU recommends, one it put off because a remark is not answered. The point of DAS."""
    name_bodies(rum)
    indsendelse = submit_explained(rum, rum.another(), takst_loen=HOEJ)
    rum.submit()
    remark_on(rum, indsendelse)
    rum.go_to(FU)
    rum.decide(drafted(rum, "fu"), "indstillet", {rum.line(indsendelse).pk: ("udsat", "Mangler svar")})
    return drafted(rum)


def test_no_figure_in_the_point_is_other_than_in_the_round(rum):
    """Dates and numbers are taken out of the text where the round has them; nothing may be left."""
    punkt = put_before_das(rum)
    tekst = "\n".join([punkt.titel, punkt.resume, punkt.sagsfremstilling, *(et for _, et in recommended(punkt))])
    tekst, datoer = without_dates(tekst.replace("\xa0", " "))
    assert datoer == {dt.date(2026, 9, 1), FU, dt.date(2026, 12, 31)}, "when it was sent, FU met, the year ends"
    fundet = set(TAL.findall(tekst))
    assert fundet <= figures_of_the_round() | {"2026", "2027"}
    assert {"1.371", "1.140", "1.119", "22,5", "1,9", "10", "20", "5,0"} <= fundet, "and the text does tell them"


def without_dates(tekst: str) -> tuple[str, set[dt.date]]:
    """The text without its dates, and the dates."""
    maaneder = {navn: nr for nr, navn in enumerate(MAANEDER, 1)}
    lange = {
        dt.date(int(aar), maaneder[maaned], int(dag))
        for dag, maaned, aar in re.findall(r"(\d+)\. ([a-z]+) (\d{4})", tekst)
    }
    korte = {dt.date(int(aar), int(maaned), int(dag)) for dag, maaned, aar in KORT_DATO.findall(tekst)}
    return KORT_DATO.sub("", re.sub(r"\d+\. [a-z]+ \d{4}", "", tekst)), lange | korte


def figures_of_the_round() -> set[str]:
    """Every figure that the rows of the round hold or count, written as Danes do."""
    linjer = list(Indsendtlinje.objects.all())
    tal_ = {f"{v:,.0f}".replace(",", ".") for et in linjer for v in (et.takst_kr, et.forrige_kr, et.pladser)}
    procenter = [v for et in linjer for v in (abs(et.aendring_procent), et.overhead_procent)]
    tal_ |= {f"{v:.1f}".replace(".", ",") for v in procenter}
    pladser = sum(Pladsfakta.objects.values_list("normerede", flat=True))
    udsat = Linjeafgoerelse.objects.filter(udfald="udsat").count()
    stiger = sum(et.aendring_procent > 0 for et in linjer)
    antal = (
        len(linjer),
        pladser,
        udsat,
        len(linjer) - udsat,
        stiger,
        len(linjer) - stiger,
        Bemaerkning.objects.count(),
    )
    return tal_ | {str(et) for et in antal}


def test_every_row_of_the_annex_is_the_line_that_was_submitted(rum):
    put_before_das(rum)
    bilag = build_case(case(rum, "das")).afsnit[-1]
    rader = {raekke.celler[:6] for raekke in bilag.under[0].dele[0].raekker}
    ventet = {
        (f"{navn}, Hovedhuset: Døgntakst", "pr. døgn", "10", "1.119", *svar)
        for navn, *svar in (("Lærkehuset", "1.140", "+1,9\xa0%"), ("Solgården", "1.371", "+22,5\xa0%"))
    }
    assert rader == ventet
    assert {str(et.takst_kr) for et in Indsendtlinje.objects.all()} == {"1140.00", "1371.00"}


def test_the_point_is_written_anew_until_it_is_decided_and_nothing_is_lost_on_the_way(rum):
    rum.submit()
    rum.go_to(FU)
    punkt = drafted(rum, "fu")
    rum.submit(rum.another())
    assert draw_up(moede=rum.moeder["fu"], by=rum.sekretaer) == [], "it stands there already"
    client = visit(rum.sekretaer)
    side = client.get(f"/moeder/punkt/{punkt.pk}/?forfra=ja").content.decode()
    assert "at godkende 2 takster" in side and "Intet er gemt endnu" in side
    punkt.refresh_from_db()
    assert "1 takst for 2027" in punkt.resume, "a look changes nothing"
    assert "at godkende 1 takst for" in client.get(f"/moeder/punkt/{punkt.pk}/").content.decode()
    rum.decide(punkt, "indstillet")
    assert "forfra" not in page(rum.sekretaer, f"/moeder/{rum.moeder['fu'].pk}/")


def test_only_the_meetings_that_the_round_names_get_the_point_at_first(rum):
    rum.submit()
    tidligt = meet(rum, "das", dt.date(2026, 10, 1))
    assert takster_points(tidligt) == [] and takster_points(rum.moeder["styringsaftalegruppe"]) == []
    assert len(takster_points(rum.moeder["das"])) == 1


def test_a_moved_meeting_keeps_its_point_and_a_cancelled_one_gets_none(rum):
    rum.submit()
    ny = Tidspunkt(DAS + dt.timedelta(days=7))
    move_meeting(moede=rum.moeder["das"], hvornaar=ny, grund="Ferie", aflyst=False, by=rum.sekretaer)
    assert len(takster_points(rum.moeder["das"])) == 1
    move_meeting(moede=rum.moeder["das"], hvornaar=ny, grund="Aflyst", aflyst=True, by=rum.sekretaer)
    assert takster_points(rum.moeder["das"]) == []


def test_what_came_too_late_comes_on_fus_next_agenda_and_then_on_das(rum):
    name_bodies(rum)
    rum.submit()
    rum.go_to(FU)
    rum.decide(drafted(rum, "fu"), "indstillet")
    rum.submit(rum.another())
    rum.go_to(DAS)
    das = drafted(rum)
    assert ("beslutter", "at udsætte 1 takst, til de åbne forhold er på plads") in recommended(das)
    (sen,) = case(rum, "das").udsatte
    rum.decide(das, "godkendt", {sen.pk: ("udsat", "Nåede ikke Forretningsudvalget")})
    januar = dt.date(2027, 1, 14)
    fu2, das2 = meet(rum, "fu", DECEMBER), meet(rum, "das", januar)
    rum.moeder |= {"fu2": fu2, "das2": das2}
    assert len(takster_points(das2)) == 1, "DAS put it off itself"
    rum.go_to(DECEMBER)
    rum.decide(rum.point(fu2), "indstillet")
    assert recommended(drafted(rum, "das2"))[0] == ("godkender", "1 takst for 2027, som Forretningsudvalget indstiller")


def case(rum, kort):
    moede = Moede.objects.in_order().get(pk=rum.moeder[kort].pk)
    return read_case(read_meeting(rum.runde, moede))


def test_with_a_delegation_the_late_ones_wait_for_fu_and_fu_is_asked_to_approve(rum):
    rum.submit()
    rum.go_to(FU)
    rum.decide(drafted(rum, "fu"), "indstillet")
    rum.submit(rum.another())
    rum.go_to(DAS)
    sen = case(rum, "das").udsatte[0]
    beslutning = rum.decide(drafted(rum), "godkendt", {sen.pk: ("udsat", "Kom for sent")})
    felter = {"til_udvalg": rum.udvalg["fu"], "udloeber": dt.date(2026, 12, 31), "omfang": "Sene takster"}
    delegate(beslutning=beslutning, by=rum.sekretaer, **felter)
    rum.moeder["fu2"] = meet(rum, "fu", DECEMBER)
    das2 = meet(rum, "das", dt.date(2027, 1, 14))
    assert takster_points(das2) == []
    punkt = drafted(rum, "fu2")
    assert recommended(punkt) == [("godkender", "1 takst for 2027")]
    assert "Lærkehuset" not in punkt.sagsfremstilling.split("TAKSTER OG PLADSER")[0], (
        "what is settled is not told again"
    )


def test_a_point_written_by_hand_is_not_doubled(rum):
    rum.submit()
    rum.point(rum.moeder["das"])
    assert takster_points(rum.moeder["das"]) == []


def test_a_meeting_is_not_closed_while_the_point_is_undecided(rum):
    rum.submit()
    rum.go_to(DAS)
    drafted(rum)
    with pytest.raises(ValidationError, match="Punkt 1 har ingen beslutning"):
        close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)


def test_who_reported_who_has_nothing_and_who_is_missing_stands_in_the_case(rum):
    register = rum.hus.register
    by = rum.hus.person(Rolle.TAKSTINDBERETTER, register.region)
    actions.state(runde=rum.runde, driftsherre=register.region, art="nul", tekst="", by=by)
    rum.go_to(FRIST + dt.timedelta(days=3))
    rum.submit()
    tekst = takster_points(rum.moeder["fu"])[0].sagsfremstilling.replace("\xa0", " ")
    assert "Har intet at indberette: Region Nordjylland." in tekst
    assert "Kom efter fristen 20. oktober 2026: Hjørring (3 dage efter)." in tekst
    assert "Har ingen tilbud i registeret og har ikke meldt noget: Aalborg." in tekst


def test_a_resubmission_after_the_deadline_does_not_make_the_driftsherre_late(rum):
    rum.submit()
    rum.go_to(GENNEMGANG)
    rum.submit(linje={"indhold": "Nu også kørsel."})
    assert "Kom efter fristen" not in takster_points(rum.moeder["fu"])[0].sagsfremstilling


def test_promised_explanations_stand_in_the_case_until_they_are_there(rum):
    submit_explained(rum, rum.hus.tilbud, svar={"eftersendes_senest": FRIST}, takst_loen=HOEJ)
    punkt = takster_points(rum.moeder["fu"])[0]
    assert "FORKLARINGER, DER MANGLER" in punkt.sagsfremstilling and punkt.indstillinger[0][0] == "beslutter"


def test_the_largest_changes_are_told_with_the_driftsherres_own_words(rum):
    submit_explained(rum, rum.hus.tilbud, takst_loen=HOEJ)
    assert GRUND.rstrip(".") in takster_points(rum.moeder["fu"])[0].sagsfremstilling


def test_a_tilbud_taken_over_in_mid_round_stands_with_its_new_driftsherre(rum):
    rum.submit()
    take_over(rum)
    data = case(rum, "das")
    aalborg = next(part for part in data.parter if part.navn == "Aalborg")
    assert aalborg.tilbud == 1 and aalborg.overtaget == ("Lærkehuset fra Hjørring",)
    assert {linje.part for linje in data.linjer} == {aalborg.kode}


def take_over(rum, *tilbud) -> None:
    """Aalborg runs the tilbud from New Year on."""
    for et in tilbud or (rum.hus.tilbud,):
        nu = et.stamfakta.latest("gaelder_fra")
        nu.pk, nu.driftsherre, nu.gaelder_fra = None, rum.hus.register.aalborg, dt.date(2027, 1, 1)
        nu._state.adding = True
        nu.save()


def test_to_give_competence_away_on_a_point_of_its_own_approves_no_takst(rum):
    """DAS lets FU decide the late ones before FU has met: the takster that are in by then are not decided by it."""
    rum.submit()
    tidligt = meet(rum, "das", dt.date(2026, 10, 23))
    afgiver = (("afgiver_kompetence", "til FU for takster, der kommer efter fristen"),)
    tekst = Punkttekst("Sene takster", emne="takster", emne_id="2027", indstillinger=afgiver)
    punkt = add_point(moede=tidligt, tekst=tekst, by=rum.sekretaer)
    rum.go_to(dt.date(2026, 10, 23))
    svar = Svar("godkendt", tekst="FU kan afgøre de sene takster.")
    beslutning = record_decision(punkt=punkt, set_nr=0, svar=svar, by=rum.sekretaer)
    felter = {"til_udvalg": rum.udvalg["fu"], "udloeber": dt.date(2026, 12, 31), "omfang": ""}
    delegate(beslutning=beslutning, by=rum.sekretaer, **felter)
    assert approved(rum.runde) == {} and not Linjeafgoerelse.objects.exists()
    page(rum.sekretaer, f"/takster/afgoerelse/{punkt.pk}/", 404)
    assert f"p{punkt.pk}-resultat" in page(rum.sekretaer, f"/moeder/{tidligt.pk}/referat/"), "it is an ordinary point"
    das = takster_points(rum.moeder["das"])[0]
    assert "FU kan afgøre de sene takster." in das.sagsfremstilling
    assert all(verbum != "afgiver_kompetence" for verbum, _ in das.indstillinger), "it is given already"
