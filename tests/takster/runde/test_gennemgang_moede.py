"""The meeting on one screen: the queue, going through, ending it with one mail to each driftsherre."""

import re

import pytest
from django.urls import reverse

from socialaftale.faelles.models import Haendelse, Udgaaende
from socialaftale.parter.models import Funktion
from socialaftale.parter.roller import Rolle
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.bord import read_table
from socialaftale.takster.gennemgang.moedeplan import Orden, plan_meeting
from socialaftale.takster.models import Bemaerkning, Bemaerkningstrin, Gennemgangsmoede, Gennemset
from tests.tilbud.conftest import make_register

from .conftest import AAR, FU, GENNEMGANG
from .gennemgangshjaelp import remark_on, submit_explained
from .test_gennemgang_tavle import HOEJ, read, text, visit

RUNDEN = ("nordjylland", AAR)
SVARFRIST = FU.replace(day=2)


def adresse(navn: str) -> str:
    return reverse(f"gennemgang_{navn}", args=RUNDEN)


@pytest.fixture
def medlem(rum):
    return rum.member(rum.hus.register.aalborg)


@pytest.fixture
def linjer(rum):
    """Two lines that need a word, Solgården's and Lærkehuset's, the gravest first."""
    sol = rum.hus.register.tilbud("Solgården", driftsherre=rum.hus.register.hjoerring)
    solgaarden, laerkehuset = rum.line(submit_explained(rum, sol)), rum.line(submit_explained(rum, **HOEJ))
    rum.go_to(GENNEMGANG)
    return laerkehuset, solgaarden


@pytest.fixture
def postkasse(rum):
    art = Funktion.Art.TAKSTANSVARLIG_VOKSNE
    return Funktion.objects.create(
        organisation=rum.hus.register.hjoerring, art=art, faelles_postkasse="takster@hjoerring.dk"
    )


def headline(side: str) -> str:
    return re.search(r'<h2 id="linjen">([^<]+)</h2>', side)[1]


def end(bruger, svarfrist=SVARFRIST, sete=None, **felter):
    venter = Bemaerkning.objects.exclude(trin__art="sendt").exclude(trin__art="trukket").order_by("pk")
    sete = ",".join(str(et.pk) for et in venter) if sete is None else sete
    data = {"svarfrist": svarfrist.strftime("%d.%m.%Y"), "sete": sete}
    return visit(bruger).post(adresse("afslut"), data | felter, follow=True)


def test_the_meeting_begins_with_the_gravest_and_says_how_far_it_is(rum, medlem, linjer):
    side = read(medlem, adresse("moede"))
    assert headline(side) == "Lærkehuset: Døgntakst" and "0 af 2 linjer er gået igennem" in side
    assert "Fra 2026 til 2027" in side and "Blandt de andre" in side and "Hvad siger vi?" in side
    assert "Afslut mødet" not in side, "the secretariat ends it"
    assert "Afslut mødet" in read(rum.sekretaer, adresse("moede"))


def test_a_remark_is_typed_once_saved_at_once_and_leads_to_the_next_line(rum, medlem, linjer):
    laerke, sol = linjer
    felter = {"beregning": laerke.beregning, "linje": laerke.linje, "tekst": "Hvorfor?", "fra": "moede", "ved": sol.pk}
    svar = visit(medlem).post(reverse("gennemgang_bemaerk", args=[laerke.indsendelse_id]), felter, follow=True)
    assert headline(text(svar)) == "Solgården: Døgntakst" and "1 af 2 linjer er gået igennem" in text(svar)
    assert Bemaerkning.objects.get().tekst == "Hvorfor?"


def test_no_remark_marks_the_line_as_gone_through_and_goes_on(rum, medlem, linjer):
    laerke, sol = linjer
    felter = {"linje": laerke.pk, "hvad": "linje", "ved": sol.pk}
    svar = visit(medlem).post(adresse("gaa_igennem"), felter, follow=True)
    assert headline(text(svar)) == "Solgården: Døgntakst" and Gennemset.objects.get().linje == laerke.linje
    visit(medlem).post(adresse("gaa_igennem"), felter)
    assert Gennemset.objects.count() == 1, "twice is once"
    assert Haendelse.objects.filter(verbum="gå linjer igennem").count() == 1
    svar = visit(medlem).post(adresse("gaa_igennem"), {"linje": sol.pk, "hvad": "linje", "ved": ""}, follow=True)
    assert "2 af 2 linjer er gået igennem" in text(svar) and "Alt er gået igennem" in text(svar)


def test_what_was_gone_through_by_mistake_is_taken_back_and_can_be_gone_through_again(rum, medlem, linjer):
    laerke, sol = linjer
    felter = {"linje": laerke.pk, "hvad": "linje", "ved": sol.pk}
    visit(medlem).post(adresse("gaa_igennem"), felter)
    moedet = f"{adresse('moede')}?linje={laerke.pk}"
    assert "Fortryd: tal om linjen igen" in read(medlem, moedet)
    assert "Fortryd" not in read(medlem, f"{adresse('moede')}?linje={sol.pk}")
    fortryd = {"linje": laerke.pk, "hvad": "fortryd", "fra": "moede"}
    svar = visit(medlem).post(adresse("gaa_igennem"), fortryd, follow=True)
    assert headline(text(svar)) == "Lærkehuset: Døgntakst" and "0 af 2 linjer er gået igennem" in text(svar)
    visit(medlem).post(adresse("gaa_igennem"), fortryd)
    assert Haendelse.objects.filter(verbum="fortryd, at linjen er gået igennem").count() == 1, "twice is once"
    visit(medlem).post(adresse("gaa_igennem"), felter)
    assert Gennemset.objects.count() == 2 and Gennemset.objects.gaeldende().count() == 1
    side = f"/takster/gennemgang/linje/{laerke.pk}/"
    assert "Fortryd: tal om linjen igen" in read(medlem, side)
    svar = visit(medlem).post(adresse("gaa_igennem"), {"linje": laerke.pk, "hvad": "fortryd"})
    assert svar.url == side and not Gennemset.objects.gaeldende().exists()


def test_the_rest_of_a_tilbud_is_gone_through_at_once(rum, medlem, linjer):
    laerke, _ = linjer
    svar = visit(medlem).post(adresse("gaa_igennem"), {"linje": laerke.pk, "hvad": "tilbud"}, follow=True)
    assert "1 linje i tilbuddet er gået igennem." in text(svar)


def test_an_answered_or_reopened_remark_brings_the_line_back(rum, medlem, linjer):
    laerke, _ = linjer
    bemaerkning = remark_on(rum, laerke, medlem)
    assert laerke.pk in plan_meeting(read_table(rum.runde), Orden.ALVOR).talt
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Fire nye årsværk.", by=rum.hus.indberetter)
    assert laerke.pk in plan_meeting(read_table(rum.runde), Orden.ALVOR).mangler


def test_the_order_can_follow_the_driftsherre_and_stays_so(rum, medlem, linjer):
    side = read(medlem, adresse("moede") + "?orden=driftsherre")
    assert 'name="orden" value="driftsherre"' in side
    felter = {"linje": linjer[0].pk, "hvad": "linje", "ved": linjer[1].pk, "orden": "driftsherre"}
    svar = visit(medlem).post(adresse("gaa_igennem"), felter)
    assert svar.url == adresse("moede") + f"?orden=driftsherre&linje={linjer[1].pk}"


def test_an_unknown_line_in_the_address_falls_back_to_the_first(rum, medlem, linjer):
    for valg in ("?linje=999999", "?linje=x", "?linje=-1", "?orden=hule"):
        assert headline(read(medlem, adresse("moede") + valg)) == "Lærkehuset: Døgntakst"


def test_a_line_submitted_again_meanwhile_is_not_marked_unseen(rum, medlem, linjer):
    laerke, _ = linjer
    submit_explained(rum, takst_loen="4600000")
    svar = visit(medlem).post(adresse("gaa_igennem"), {"linje": laerke.pk, "hvad": "linje"}, follow=True)
    assert "indsendt igen imens" in text(svar) and not Gennemset.objects.exists()
    for pk in ("999999", "x", ""):
        assert visit(medlem).post(adresse("gaa_igennem"), {"linje": pk}).status_code == 404


def test_a_meeting_with_nothing_to_talk_about_says_so(rum, medlem):
    assert "Ingen linjer behøver et ord" in read(medlem, adresse("moede"))
    rum.submit()
    assert "Ingen linjer behøver et ord" in read(medlem, adresse("moede"))


def test_lines_without_a_question_are_gone_through_at_once(rum, medlem):
    linje = rum.line(rum.submit())
    side = read(medlem, adresse("uden"))
    assert "Hjørring: 1 linje" in side and "Ingen bemærkning til linjen" in side
    svar = visit(medlem).post(adresse("uden"), {"hoejst": linje.pk}, follow=True)
    assert "1 linje er gået igennem" in text(svar) and "Der er ingen tilbage" in text(svar)
    rum.submit(linje={"indhold": "Bolig, kost og kørsel."})
    assert "Der er ingen tilbage" in read(medlem, adresse("uden")), "other contents are a question"


def test_what_came_in_after_the_page_was_opened_is_not_gone_through_unseen(rum, medlem):
    gammel = rum.line(rum.submit())
    rum.submit(takst_loen="3730000")
    visit(medlem).post(adresse("uden"), {"hoejst": gammel.pk})
    visit(medlem).post(adresse("uden"), {"hoejst": "alle"})
    assert not Gennemset.objects.exists()


def test_ending_the_meeting_shows_exactly_which_mail_goes_where(rum, medlem, linjer, postkasse):
    remark_on(rum, linjer[0], medlem, "Hvorfor stiger den?")
    remark_on(rum, linjer[1], medlem, "Hvad dækker den?")
    gennemgang.withdraw(bemaerkning=remark_on(rum, linjer[1], medlem, "Fortrudt"), by=medlem)
    side = read(rum.sekretaer, adresse("afslut"))
    for ventet in ("1 driftsherre får en mail", "takster@hjoerring.dk", "Hvorfor stiger den?", "Hvad dækker den?"):
        assert ventet in side
    assert "Fortrudt" not in side and "02.11.2026" in side, "the day before FU is proposed"


def test_each_driftsherre_gets_one_mail_and_a_page_says_so(rum, medlem, linjer, postkasse):
    remark_on(rum, linjer[0], medlem, "Hvorfor stiger den?")
    remark_on(rum, linjer[1], medlem, "Hvad dækker den?")
    side = text(end(rum.sekretaer))
    assert "Mødet er afsluttet. 1 driftsherre får én mail med sine bemærkninger." in side
    assert "Hvorfor stiger den?" in side and "02.11.2026" in side and "Venter på svar" in side
    mail = Udgaaende.objects.get()
    assert mail.modtager == "takster@hjoerring.dk" and mail.tekst.count("\n- ") + mail.tekst.startswith("- ") == 2
    assert "2. november 2026" in mail.tekst.replace("\xa0", " ")
    assert Gennemgangsmoede.objects.get().moede == rum.moeder["styringsaftalegruppe"]


def test_ending_twice_sends_once(rum, medlem, linjer, postkasse):
    remark_on(rum, linjer[0], medlem)
    foer = ",".join(str(et.pk) for et in Bemaerkning.objects.all())
    end(rum.sekretaer)
    assert "ændret, siden du åbnede siden" in text(end(rum.sekretaer, sete=foer))
    assert Udgaaende.objects.count() == 1 and Bemaerkningstrin.objects.count() == 1


def test_a_remark_written_while_the_page_was_open_is_not_sent_unseen(rum, medlem, linjer, postkasse):
    remark_on(rum, linjer[0], medlem)
    foer = ",".join(str(et.pk) for et in Bemaerkning.objects.all())
    remark_on(rum, linjer[1], medlem, "Kom til imens")
    side = text(end(rum.sekretaer, sete=foer))
    assert "ændret, siden du åbnede siden" in side and "Kom til imens" in side and not Udgaaende.objects.exists()


def test_remarks_after_the_meeting_are_sent_without_ending_it_again(rum, medlem, linjer, postkasse):
    end(rum.sekretaer)
    assert "Der er ingen bemærkninger at sende" in read(rum.sekretaer, adresse("afslut"))
    remark_on(rum, linjer[0], medlem)
    assert "Send bemærkningerne" in read(rum.sekretaer, adresse("afslut"))
    end(rum.sekretaer)
    assert Udgaaende.objects.count() == 1 and Gennemgangsmoede.objects.count() == 1


@pytest.mark.parametrize(("dag", "besked"), [(1, "Den dag er gået"), (27, ""), (3, "før der indstilles")])
def test_the_day_of_the_answer_is_to_come_and_before_the_recommendation(rum, medlem, linjer, postkasse, dag, besked):
    remark_on(rum, linjer[0], medlem)
    frist = FU.replace(day=dag) if dag == 3 else GENNEMGANG.replace(day=dag)
    assert besked in text(end(rum.sekretaer, svarfrist=frist))
    assert Udgaaende.objects.exists() == (not besked)


def test_a_driftsherre_without_an_address_is_said_to_get_no_mail(rum, medlem, linjer):
    remark_on(rum, linjer[0], medlem)
    assert "Ingen får mailen" in read(rum.sekretaer, adresse("afslut"))


def test_only_the_secretariat_ends_the_meeting_and_readers_stay_out_of_it(rum, medlem, linjer):
    assert visit(medlem).get(adresse("afslut")).status_code == 403
    assert end(medlem).status_code == 403
    fu = rum.member(rum.hus.register.aalborg, Rolle.FU)
    for navn in ("moede", "uden", "sendt", "afslut"):
        assert visit(fu).get(adresse(navn)).status_code == 403
    assert visit(fu).post(adresse("gaa_igennem"), {"linje": linjer[0].pk}).status_code == 403
    fremmed = make_register("fiktivland", "Fiktivland")
    sekretaer = fremmed.person(Rolle.SEKRETARIAT, fremmed.sekretariat)
    for navn in ("moede", "uden", "sendt", "afslut"):
        assert visit(sekretaer).get(adresse(navn)).status_code == 403
