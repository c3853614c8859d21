"""The page on which a decision is recorded: quick where all is well, careful where something came in between."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from socialaftale.moeder.actions import close_meeting, delegate, draw_up
from socialaftale.parter.models import Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.takster.afgoerelse.queries import approved
from socialaftale.takster.models import Linjeafgoerelse
from tests.tilbud.conftest import START

from .afgoerelseshjaelp import name_bodies, page, remark_on, settle, visit
from .conftest import DAS, FU
from .test_sag_punkt import DECEMBER, meet, take_over

FELT = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
VALGT = re.compile(r'<select name="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
GRUND = re.compile(r'<textarea name="([^"]+)"[^>]*>\s*(.*?)</textarea>', re.DOTALL)


@pytest.fixture
def das(rum):
    """Two tilbud before DAS: FU recommends one, and put the other off."""
    name_bodies(rum)
    rum.andet = rum.another()
    foerste, anden = rum.submit(), rum.submit(rum.andet)
    rum.linjer = rum.line(foerste), rum.line(anden)
    rum.go_to(FU)
    (fu,) = draw_up(moede=rum.moeder["fu"], by=rum.sekretaer)
    rum.decide(fu, "indstillet", {rum.linjer[1].pk: ("udsat", "Driftsherren mangler at svare")})
    rum.go_to(DAS)
    (punkt,) = draw_up(moede=rum.moeder["das"], by=rum.sekretaer)
    return punkt


def address(punkt) -> str:
    return f"/takster/afgoerelse/{punkt.pk}/"


def filled(client: Client, sti: str, **andet: str) -> dict[str, str]:
    """What the browser would send from the page, with what the person typed."""
    side = client.get(sti).content.decode()
    felter = dict(FELT.findall(side)) | dict(GRUND.findall(side))
    for navn, valg in VALGT.findall(side):
        fundet = re.search(r'value="([^"]*)" selected', valg)
        felter[navn] = fundet[1] if fundet else ""
    resultat = re.search(r'name="resultat" value="([^"]*)"[^>]* checked', side)
    felter["resultat"] = resultat[1] if resultat else ""
    return {navn: vaerdi for navn, vaerdi in felter.items() if navn != "nyt_tilbud"} | andet


def record(rum, punkt, status: int = 302, **andet: str) -> str:
    client = visit(rum.sekretaer)
    svar = client.post(address(punkt), filled(client, address(punkt), **andet))
    assert svar.status_code == status, svar.content.decode()[:3000]
    return svar.content.decode()


def outcomes(punkt) -> dict[str, tuple[str, str]]:
    beslutning = punkt.beslutninger.latest("nr")
    return {
        et.linje.linje: (et.udfald, et.betingelse)
        for et in Linjeafgoerelse.objects.filter(beslutning=beslutning).select_related("linje")
    }


def key(linje) -> str:
    return f"linje-{linje.indsendelse.indberetning.tilbud_id}-{linje.linje}"


def test_one_press_records_what_the_case_proposes(rum, das):
    record(rum, das)
    foerste, anden = rum.linjer
    assert outcomes(das) == {
        foerste.linje: ("godkendt", ""),
        anden.linje: ("udsat", "Driftsherren mangler at svare"),
    }
    assert das.beslutninger.get().tekst == "1 takst godkendt. 1 takst udsat (Solgården 1)."


def test_a_line_and_a_whole_driftsherre_may_be_answered_otherwise(rum, das):
    foerste, anden = rum.linjer
    record(rum, das, **{
        f"{key(anden)}-udfald": "betinget", f"{key(anden)}-grund": "Svaret er her senest 1. december",
        f"part-{rum.hus.register.hjoerring.kode}-udfald": "afvist",
    })  # fmt: skip
    assert outcomes(das)[anden.linje] == ("betinget", "Svaret er her senest 1. december"), "the line goes before"
    assert outcomes(das)[foerste.linje] == ("afvist", "")


def test_a_condition_without_words_is_asked_for_and_nothing_typed_is_lost(rum, das):
    _, anden = rum.linjer
    side = record(
        rum, das, 200, tekst="Livlig drøftelse", **{f"{key(anden)}-udfald": "betinget", f"{key(anden)}-grund": ""}
    )
    assert "Skriv betingelsen for Solgården" in side and "Livlig drøftelse" in side and not das.beslutninger.exists()


def test_the_lines_of_another_tilbud_are_brought_up_without_losing_what_is_typed(rum, das):
    client = visit(rum.sekretaer)
    felter = filled(client, address(das), tekst="Halvvejs", tilfoej="ja", nyt_tilbud=str(rum.hus.tilbud.pk))
    side = client.post(address(das), felter).content.decode()
    assert key(rum.linjer[0]) in side and "Halvvejs" in side and not das.beslutninger.exists()


def test_a_new_version_in_between_is_shown_line_by_line_and_nothing_typed_is_lost(rum, das):
    client = visit(rum.sekretaer)
    _, anden = rum.linjer
    felter = filled(client, address(das), tekst="Enigt udvalg", **{f"{key(anden)}-grund": "Min grund"})
    rum.submit(rum.andet, takst_loen="3740000")
    svar = client.post(address(das), felter)
    side = svar.content.decode()
    assert svar.status_code == 200 and not das.beslutninger.exists()
    assert "Det er ændret, siden du åbnede siden" in side and "1.140 kr." in side and "1.146 kr." in side
    assert "Enigt udvalg" in side and "Min grund" in side
    igen = dict(FELT.findall(side))
    svar = client.post(address(das), felter | {"sete": igen["sete"], "vis": igen["vis"]})
    assert svar.status_code == 302 and outcomes(das)[anden.linje] == ("udsat", "Min grund")


def test_what_was_answered_line_by_line_counts_though_its_remark_is_settled_meanwhile(rum, das):
    bemaerkning = remark_on(rum, rum.linjer[0].indsendelse, send=False)
    client = visit(rum.sekretaer)
    felter = filled(client, address(das), **{f"{key(rum.linjer[0])}-udfald": "udsat"})
    settle(rum, bemaerkning)
    assert client.post(address(das), felter).status_code == 302
    assert outcomes(das)[rum.linjer[0].linje][0] == "udsat"


def test_what_another_recorded_meanwhile_is_shown_and_the_next_save_goes_on_top(rum, das):
    client = visit(rum.sekretaer)
    felter = filled(client, address(das))
    rum.decide(das, "udsat", tekst="Vi venter")
    svar = client.post(address(das), felter)
    side = svar.content.decode()
    assert svar.status_code == 200 and "Vi venter" in side and das.beslutninger.count() == 1
    assert client.post(address(das), felter | {"nr": "1"}).status_code == 302 and das.beslutninger.count() == 2


def test_a_correction_after_the_meeting_asks_why_and_keeps_the_rest(rum, das):
    record(rum, das)
    close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)
    side = record(rum, das, 200)
    assert "Hvorfor rettes beslutningen" in side
    _, anden = rum.linjer
    record(rum, das, rettelse="Svaret var kommet", **{f"{key(anden)}-udfald": "godkendt"})
    assert outcomes(das)[anden.linje][0] == "godkendt" and len(approved(rum.runde)) == 2
    assert das.beslutninger.latest("nr").rettelse == "Svaret var kommet"


def test_fu_without_a_delegation_is_told_what_to_choose_instead(rum):
    name_bodies(rum)
    rum.submit()
    rum.go_to(FU)
    (punkt,) = draw_up(moede=rum.moeder["fu"], by=rum.sekretaer)
    side = page(rum.sekretaer, address(punkt)).replace("\xa0", " ")
    assert "Forretningsudvalget kan ikke afgøre taksterne den 3. november 2026" in side
    assert "så går taksterne videre til DAS, der mødes 17. november 2026" in side
    afvist = record(rum, punkt, 200, resultat="godkendt")
    assert "har ingen delegation" in afvist and not punkt.beslutninger.exists()
    record(rum, punkt)
    assert punkt.beslutninger.get().resultat == "indstillet"


@pytest.fixture
def delegeret(rum, das):
    """DAS lets FU decide the late ones until and with 15 December; FU meets on the 11th."""
    beslutning = rum.decide(das, "godkendt", {rum.linjer[1].pk: ("udsat", "Afventer svar")})
    felter = {"til_udvalg": rum.udvalg["fu"], "udloeber": dt.date(2026, 12, 15), "omfang": "Sene takster"}
    delegate(beslutning=beslutning, by=rum.sekretaer, **felter)
    close_meeting(moede=rum.moeder["das"], by=rum.sekretaer)
    moede = meet(rum, "fu", DECEMBER)
    rum.go_to(DECEMBER)
    (punkt,) = draw_up(moede=moede, by=rum.sekretaer)
    return punkt


def test_fu_decides_by_delegation_and_the_page_says_how_far_it_reaches(rum, delegeret):
    side = page(rum.sekretaer, address(delegeret)).replace("\xa0", " ")
    assert "Delegationen fra DAS gælder til og med 15. december 2026. Den omfatter: Sene takster." in side
    record(rum, delegeret)
    beslutning = delegeret.beslutninger.get()
    assert beslutning.mandat == "delegeret" and outcomes(delegeret)[rum.linjer[1].linje][0] == "godkendt"
    assert outcomes(delegeret)[rum.linjer[0].linje][0] == "uaendret"


def test_after_its_expiry_a_delegation_decides_nothing_and_the_page_says_so(rum, delegeret):
    rum.decide(delegeret, "udsat")
    close_meeting(moede=delegeret.moede, by=rum.sekretaer)
    for_sent = dt.date(2026, 12, 16)
    moede = meet(rum, "fu", for_sent)
    rum.go_to(for_sent)
    (punkt,) = draw_up(moede=moede, by=rum.sekretaer)
    side = page(rum.sekretaer, address(punkt)).replace("\xa0", " ")
    assert "Udvalgets delegation udløb 15.12.2026." in side
    assert "Kun DAS kan give eller forlænge en delegation." in side
    afvist = record(rum, punkt, 200, resultat="godkendt")
    assert "udløb 15.12.2026" in afvist and "indstillet til godkendelse" in afvist
    enkelte = {f"{key(rum.linjer[1])}-udfald": "godkendt"}
    assert "uden mandat" in record(rum, punkt, 200, resultat="indstillet", **enkelte)


def test_a_member_of_two_bodies_sees_her_own_marked_and_records_nothing(rum, das):
    hjoerring = rum.hus.register.hjoerring
    medlem = rum.member(hjoerring, Rolle.FU)
    Rolletildeling.objects.create(
        bruger=medlem, rolle=Rolle.DAS, udvalg=rum.udvalg["das"], organisation=hjoerring, gaelder_fra=START,
        registreret_by=rum.hus.register.by,
    )  # fmt: skip
    for kort in ("fu", "das"):
        side = page(medlem, f"/takster/sag/nordjylland/2027/?moede={rum.moeder[kort].pk}")
        assert "Jeres" in side and "Alle i udvalget deltager" in side and "Afgør taksterne" not in side
    page(medlem, address(das), 403)
    assert visit(medlem).post(address(das), {"resultat": "godkendt"}).status_code == 403


def test_meeting_mode_leads_to_the_page_and_cannot_lose_what_was_said_of_single_lines(rum, das):
    record(rum, das)
    moede = rum.moeder["das"].pk
    side = page(rum.sekretaer, f"/moeder/{moede}/referat/")
    assert address(das) in side and f"p{das.pk}-resultat" not in side
    visit(rum.sekretaer).post(f"/moeder/{moede}/referat/", {f"p{das.pk}-nr": "1", f"p{das.pk}-resultat": "godkendt"})
    assert das.beslutninger.count() == 1
    assert address(das) in page(rum.sekretaer, f"/moeder/{moede}/")


def test_a_driftsherre_that_lost_its_tilbud_meanwhile_is_not_answered_for_silently(rum, das):
    client = visit(rum.sekretaer)
    kode = rum.hus.register.hjoerring.kode
    felter = filled(client, address(das), **{f"part-{kode}-udfald": "afvist"})
    take_over(rum, rum.hus.tilbud, rum.andet)
    side = client.post(address(das), felter).content.decode()
    assert "driver ikke længere noget tilbud i runden" in side and not das.beslutninger.exists()


def test_a_point_about_something_else_has_no_such_page(rum):
    page(rum.sekretaer, f"/takster/afgoerelse/{rum.point(rum.moeder['das'], 2031).pk}/", 404)


def test_what_is_decided_and_what_waits_is_shown_after_recording(rum, das):
    record(rum, das)
    side = page(rum.sekretaer, f"/takster/afgoerelse/{das.pk}/udfald/")
    assert "Godkendt: 1" in side and "Udsat: 1" in side and "Driftsherren mangler at svare" in side
    assert "Ingen takstansvarlig har en mailadresse hos: Hjørring." in side
    page(rum.hus.indberetter, f"/takster/afgoerelse/{das.pk}/udfald/", 403)


def test_many_open_lines_of_a_tilbud_are_one_answer_and_may_be_taken_apart(rum):
    """A late tilbud has as many lines as it has levels: one choice puts them all off."""
    name_bodies(rum)
    foerste = rum.line(rum.submit())
    rum.go_to(FU)
    rum.decide(rum.point(rum.moeder["fu"]), "indstillet")
    sen = rum.submit(rum.another())
    linjer = [rum.line(sen), *copies(rum.line(sen), 3)]
    rum.go_to(DAS)
    (punkt,) = draw_up(moede=rum.moeder["das"], by=rum.sekretaer)
    client = visit(rum.sekretaer)
    felter = filled(client, address(punkt))
    samlet = f"tilbud-{sen.indberetning.tilbud_id}-0"
    assert felter[f"{samlet}-udfald"] == "udsat" and f"{key(linjer[0])}-udfald" not in felter
    side = client.post(address(punkt), felter | {"tilfoej": "ja", "nyt_tilbud": str(sen.indberetning.tilbud_id)})
    enkelt = {f"{key(linjer[3])}-udfald": "godkendt", "vis": str(sen.indberetning.tilbud_id)}
    assert key(linjer[3]) in side.content.decode()
    assert client.post(address(punkt), felter | enkelt).status_code == 302
    svar = {navn: udfald for navn, (udfald, _) in outcomes(punkt).items()}
    udsatte = dict.fromkeys([linje.linje for linje in linjer[:3]], "udsat")
    assert svar == udsatte | {foerste.linje: "godkendt", linjer[3].linje: "godkendt"}


def copies(linje, antal: int):
    """More lines of the same submission."""
    nye = []
    for nr in range(1, antal + 1):
        linje.pk, linje.linje, linje.nr, linje.navn = None, f"niveau-{nr}", nr + 1, f"Niveau {nr}"
        linje._state.adding = True
        linje.save()
        nye.append(type(linje).objects.select_related("indsendelse__indberetning").get(pk=linje.pk))
    return nye


def test_the_case_and_the_page_cost_the_same_number_of_queries_for_two_lines_as_for_a_hundred(rum, das):
    client = visit(rum.sekretaer)
    stier = (address(das), "/takster/sag/nordjylland/2027/", "/takster/sag/nordjylland/2027/venter/")
    foer = [queries_of(client, sti) for sti in stier]
    copies(rum.line(rum.linjer[1].indsendelse), 100)
    assert [queries_of(client, sti) for sti in stier] == foer


def queries_of(client: Client, sti: str) -> int:
    client.get(sti)
    with CaptureQueriesContext(connection) as opslag:
        assert client.get(sti).status_code == 200
    return len(opslag)
