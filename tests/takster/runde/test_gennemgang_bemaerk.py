"""Remarks on the pages of the review: written, settled by another authority, withdrawn; and what goes wrong."""

import re

import pytest
from django.urls import reverse

from socialaftale.faelles.models import Haendelse
from socialaftale.parter.models import Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.queries import read_remarks
from socialaftale.takster.gennemgang.stilling import Stilling
from socialaftale.takster.models import Bemaerkning
from tests.tilbud.conftest import START, make_register

from .conftest import FU
from .gennemgangshjaelp import remark_on, submit_explained
from .test_gennemgang_tavle import HOEJ, read, text, visit


@pytest.fixture
def medlem(rum):
    return rum.member(rum.hus.register.aalborg)


@pytest.fixture
def egen(rum):
    """The driftsherre's own member."""
    return rum.member(rum.hus.register.hjoerring)


def write(bruger, indsendelse, **felter):
    return visit(bruger).post(reverse("gennemgang_bemaerk", args=[indsendelse.pk]), felter, follow=True)


def place(linje, **felter) -> dict[str, str]:
    return {"beregning": linje.beregning, "linje": linje.linje} | felter


def settle(bruger, bemaerkning, art: str, tekst: str = "", trin: int = 0):
    felt = f"afklar-{bemaerkning.pk}"
    data = {f"{felt}-tekst": tekst, f"{felt}-set_trin": trin, "art": art}
    return visit(bruger).post(reverse("gennemgang_afklar", args=[bemaerkning.pk]), data, follow=True)


def standing(rum) -> list[Stilling]:
    return [et.stand.stilling for et in read_remarks(rum.runde)]


def test_from_a_finding_the_remark_begins_with_what_it_says(rum, medlem):
    linje = rum.line(submit_explained(rum, **HOEJ))
    side = read(medlem, f"/takster/gennemgang/linje/{linje.pk}/")
    link = re.search(r'href="(/takster/gennemgang/indsendelse/[^"]+kontrol=V2[^"]*)"', side)[1].replace("&amp;", "&")
    side = read(medlem, link)
    assert re.search(r"<textarea[^>]*>\s*Døgntakst: taksten stiger", side)
    assert "Du skriver på vegne af Aalborg" in side
    felter = {"tekst": "Hvorfor stiger den så meget?", "kontrol": "V2", "felt": "takst_kr"}
    svar = write(medlem, linje.indsendelse, **place(linje, **felter))
    assert "Bemærkningen er gemt" in text(svar) and svar.redirect_chain[0][0].startswith(
        f"/takster/gennemgang/linje/{linje.pk}/"
    )
    bemaerkning = Bemaerkning.objects.get()
    assert (bemaerkning.kontrol, bemaerkning.felt, bemaerkning.myndighed.kode) == ("V2", "takst_kr", "851")
    assert bemaerkning.sted == "Lærkehuset, Hovedhuset: Døgntakst"


def test_a_remark_on_the_whole_tilbud_leads_back_to_its_page(rum, medlem):
    indsendelse = rum.submit()
    svar = write(medlem, indsendelse, tekst="Hvor er bilaget?")
    assert "Hvor er bilaget?" in text(svar) and svar.request["PATH_INFO"].startswith("/takster/gennemgang/tilbud/")


def test_an_empty_remark_is_refused_with_one_message(rum, medlem):
    indsendelse = rum.submit()
    side = text(write(medlem, indsendelse, tekst="   "))
    assert "Skriv bemærkningen." in side and not Bemaerkning.objects.exists()


def test_a_cpr_number_stops_the_remark_until_it_is_said_to_be_none(rum, medlem):
    linje = rum.line(rum.submit())
    felter = place(linje, tekst="Borgeren 010120-1234 bor der.")
    side = text(write(medlem, linje.indsendelse, **felter))
    assert "CPR-nummer" in side and "010120-1234" in side and not Bemaerkning.objects.exists()
    write(medlem, linje.indsendelse, **felter, frigiv_cpr="on")
    assert Bemaerkning.objects.exists() and Haendelse.objects.filter(verbum__contains="CPR").exists()


def test_a_place_that_was_never_there_is_refused(rum, medlem):
    linje = rum.line(rum.submit())
    for felter in ({"linje": "opfundet"}, {"beregning": "opfundet"}, {"beregning": "x" * 500}):
        svar = write(medlem, linje.indsendelse, tekst="Hvad dækker taksten?", **(place(linje) | felter))
        assert svar.status_code == 200 and not Bemaerkning.objects.exists(), felter
    assert (
        visit(medlem).get(reverse("gennemgang_bemaerk", args=[linje.indsendelse_id]) + "?linje=opfundet").status_code
        == 200
    )


def test_what_was_typed_moves_along_when_the_tilbud_is_submitted_again_meanwhile(rum, medlem):
    linje = rum.line(rum.submit())
    nyt = rum.submit(linje={"indhold": "Bolig, kost og kørsel."})
    svar = write(medlem, linje.indsendelse, **place(linje, tekst="Hvad dækker taksten?"))
    side = text(svar)
    assert (
        "indsendt igen, mens du skrev" in side and "Hvad dækker taksten?" in side and not Bemaerkning.objects.exists()
    )
    assert reverse("gennemgang_bemaerk", args=[nyt.pk]) in side, "the next try is about the newest"
    write(medlem, nyt, **place(linje, tekst="Hvad dækker taksten?"))
    assert Bemaerkning.objects.get().indsendelse == nyt


def gone(rum):
    """The tilbud submitted again with another line in place of the first."""
    return submit_explained(
        rum, linje={"id": "ny-linje", "navn": "Ny takst", "begrundelse": "Ny linje fra 1. januar."},
        struktur={"kode": "A", "linje": "ny-linje"},
    )  # fmt: skip


def test_a_remark_on_a_line_that_is_gone_is_offered_for_the_whole_tilbud(rum, medlem):
    linje = rum.line(rum.submit())
    ny = gone(rum)
    side = text(write(medlem, linje.indsendelse, **place(linje, tekst="Hvad dækker taksten?")))
    assert "uden linjen" in side and "Hvad dækker taksten?" in side
    write(medlem, ny, tekst="Hvad dækker taksten?")
    assert Bemaerkning.objects.get().sted == "Lærkehuset"


def test_a_remark_on_a_line_that_the_new_version_no_longer_has_is_still_settled(rum, medlem):
    linje = rum.line(rum.submit())
    bemaerkning = remark_on(rum, linje, medlem)
    gone(rum)
    side = read(medlem, reverse("gennemgang_bemaerkning", args=[bemaerkning.pk]))
    assert "Linjen findes ikke længere" in side
    assert "Bemærkningen er afklaret." in text(settle(medlem, bemaerkning, "afklaret"))
    assert standing(rum) == [Stilling.AFKLARET]


def test_another_authority_settles_and_the_own_member_gets_a_kind_sentence(rum, medlem, egen):
    linje = rum.line(rum.submit())
    bemaerkning = remark_on(rum, linje, medlem)
    side = read(egen, f"/takster/gennemgang/linje/{linje.pk}/")
    assert "handler om Hjørrings egne takster" in side and "fra en anden myndighed" in side
    assert "Afklar eller fasthold" not in side
    assert "anden myndighed skal afklare" in text(settle(egen, bemaerkning, "afklaret"))
    assert standing(rum) == [Stilling.NY]
    assert "Afklar eller fasthold" in read(medlem, f"/takster/gennemgang/linje/{linje.pk}/")
    settle(medlem, bemaerkning, "afklaret")
    assert standing(rum) == [Stilling.AFKLARET]


def test_the_own_member_answers_for_the_driftsherre_once_the_remark_is_sent(rum, medlem, egen):
    bemaerkning = remark_on(rum, rum.line(rum.submit()), medlem)
    svar = reverse("gennemgang_svar", args=[bemaerkning.pk])
    felter = {f"svar-{bemaerkning.pk}-tekst": "Kost og bolig."}
    assert "ikke sendt til driftsherren" in text(visit(egen).post(svar, felter))
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    assert "Svar på jeres egen kommunes vegne" in read(egen, reverse("gennemgang_bemaerkning", args=[bemaerkning.pk]))
    assert visit(medlem).post(svar, felter).status_code == 403, "Aalborg does not answer for Hjørring"
    assert "Svaret er gemt." in text(visit(egen).post(svar, felter, follow=True))
    assert standing(rum) == [Stilling.BESVARET]


def test_upholding_takes_a_reason(rum, medlem):
    bemaerkning = remark_on(rum, rum.line(rum.submit()), medlem)
    assert "Skriv, hvorfor bemærkningen fastholdes." in text(settle(medlem, bemaerkning, "fastholdt"))
    settle(medlem, bemaerkning, "fastholdt", "Svaret mangler tal.")
    assert standing(rum) == [Stilling.FASTHOLDT]
    assert "kan afklares eller fastholdes" in text(settle(medlem, bemaerkning, "sendt", "x", trin=1))


def test_two_who_settle_at_once_do_not_overwrite_each_other(rum, medlem):
    anden = rum.member(rum.hus.register.region)
    bemaerkning = remark_on(rum, rum.line(rum.submit()), medlem)
    settle(medlem, bemaerkning, "fastholdt", "Svaret mangler tal.")
    side = text(settle(anden, bemaerkning, "afklaret", "Det er fint."))
    assert "En anden har skrevet om bemærkningen imens" in side
    assert "Svaret mangler tal." in side and "Det er fint." in side, "both are on the page"
    assert standing(rum) == [Stilling.FASTHOLDT]
    settle(anden, bemaerkning, "afklaret", "Det er fint.", trin=1)
    assert standing(rum) == [Stilling.AFKLARET]


def test_only_those_who_speak_for_the_authority_take_a_remark_back(rum, medlem, egen):
    bemaerkning = remark_on(rum, rum.line(rum.submit()), medlem)
    traek = reverse("gennemgang_traek", args=[bemaerkning.pk])
    assert "som selv kan trække den" in text(visit(egen).post(traek, follow=True))
    assert "Træk tilbage" not in read(egen, reverse("gennemgang_bemaerkning", args=[bemaerkning.pk]))
    assert "trukket tilbage" in text(visit(medlem).post(traek, follow=True))
    visit(medlem).post(traek)
    assert standing(rum) == [Stilling.TRUKKET] and Bemaerkning.objects.get().trin.count() == 1


def test_a_withdrawn_remark_is_neither_answered_nor_settled(rum, medlem):
    bemaerkning = remark_on(rum, rum.line(rum.submit()), medlem)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.withdraw(bemaerkning=bemaerkning, by=medlem)
    kode = rum.hus.tilbud.kode
    svar = visit(rum.hus.indberetter).post(
        reverse("takst_svar", args=[kode, 2027, bemaerkning.pk]), {f"svar-{bemaerkning.pk}-tekst": "Kost og bolig."}
    )
    assert "trukket tilbage" in text(svar) and "Kost og bolig." in text(svar), "what was typed is still there"
    assert "trukket tilbage" in text(settle(medlem, bemaerkning, "afklaret", trin=2))


def test_those_who_only_read_cannot_write(rum, medlem):
    linje = rum.line(rum.submit())
    bemaerkning = remark_on(rum, linje, medlem)
    for rolle in (Rolle.FU, Rolle.DAS):
        laeser = rum.member(rum.hus.register.aalborg, rolle)
        side = read(laeser, f"/takster/gennemgang/linje/{linje.pk}/")
        assert "Hvad dækker taksten?" in side and "Skriv en bemærkning" not in side and "Afklar eller" not in side
        assert write(laeser, linje.indsendelse, **place(linje, tekst="Nej.")).status_code == 403
        assert settle(laeser, bemaerkning, "afklaret").status_code == 403
        assert visit(laeser).post(reverse("gennemgang_traek", args=[bemaerkning.pk])).status_code == 403
    assert visit(rum.hus.indberetter).get(reverse("gennemgang_bemaerkning", args=[bemaerkning.pk])).status_code == 403


def test_a_member_of_two_bodies_writes_as_the_one_who_reviews(rum, medlem):
    Rolletildeling.objects.create(
        bruger=medlem, rolle=Rolle.FU, udvalg=rum.udvalg["fu"], organisation=rum.hus.register.region, gaelder_fra=START,
        registreret_by=rum.hus.register.by,
    )  # fmt: skip
    linje = rum.line(rum.submit())
    write(medlem, linje.indsendelse, **place(linje, tekst="Hvad dækker taksten?"))
    assert Bemaerkning.objects.get().myndighed == rum.hus.register.aalborg


def test_nobody_from_another_area_reads_or_touches_a_remark(rum, medlem):
    linje = rum.line(rum.submit())
    bemaerkning = remark_on(rum, linje, medlem)
    fremmed = make_register("fiktivland", "Fiktivland")
    sekretaer = fremmed.person(Rolle.SEKRETARIAT, fremmed.sekretariat)
    assert write(sekretaer, linje.indsendelse, **place(linje, tekst="Hej.")).status_code == 403
    assert settle(sekretaer, bemaerkning, "afklaret").status_code == 403
    for sti in (f"linje/{linje.pk}", f"bemaerkning/{bemaerkning.pk}", f"tilbud/{rum.hus.tilbud.kode}/2027"):
        assert visit(sekretaer).get(f"/takster/gennemgang/{sti}/").status_code == 403


def test_what_was_typed_when_the_session_ended_is_shown_before_signing_in(rum):
    linje = rum.line(rum.submit())
    svar = visit().post(
        reverse("gennemgang_bemaerk", args=[linje.indsendelse_id]), place(linje, tekst="Hvad dækker taksten mon?")
    )
    assert svar.status_code == 403 and "Hvad dækker taksten mon?" in text(svar)
