"""A line's own page, and a tilbud's: findings with answers, the year's way, peers, history, what is changed."""

from decimal import Decimal

import pytest

from socialaftale.parter.roller import Rolle
from socialaftale.regler.gennemgang import middle, stated_steps
from socialaftale.regler.takst.opgave import Linje
from socialaftale.takster.actions import share_basis
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.foer import Gang, seen_before
from socialaftale.takster.models import Indsendelse
from tests.takster.conftest import KANARIE

from .conftest import AABNET, FU, GENNEMGANG
from .gennemgangshjaelp import GRUND, remark_on, submit_explained
from .test_gennemgang_tavle import HOEJ, read, text, visit

AARSAGER = [
    {"art": "pl", "procent": "3", "tekst": "Pris- og lønfremskrivning efter aftalen."},
    {"art": "direkte", "kroner": "20", "tekst": "To nye vagter om natten efter aftale med køberne."},
]


@pytest.fixture
def medlem(rum):
    return rum.member(rum.hus.register.aalborg)


def page(linje) -> str:
    return f"/takster/gennemgang/linje/{linje.pk}/"


def test_a_line_shows_its_findings_with_the_answer_that_holds(rum, medlem):
    linje = rum.line(submit_explained(rum, **HOEJ))
    side = read(medlem, page(linje))
    assert "taksten stiger" in side and GRUND in side and "Gælder for dette indhold." in side
    assert "(V2)" in side and "Skriv en bemærkning om det" in side


def test_an_answer_given_on_other_content_is_shown_as_no_longer_holding(rum, medlem):
    submit_explained(rum, **HOEJ)
    linje = rum.line(submit_explained(rum, takst_loen="4600000", svar={"tekst": "Ny forklaring af den nye takst."}))
    side = read(medlem, page(linje))
    assert "Ny forklaring" in side and GRUND not in side, "the newest answer stands"


def test_an_earlier_submission_leads_to_the_line_as_it_is_now(rum, medlem):
    gammel = rum.line(rum.submit())
    ny = rum.line(rum.submit(linje={"indhold": "Bolig, kost og kørsel."}))
    side = read(medlem, page(gammel))
    assert "Tilbuddet er indsendt igen" in side and page(ny) in side
    assert "Skriv en bemærkning" not in side, "remarks are written on what lies on the table"
    assert "Andet indhold" in read(medlem, page(ny)), "both submissions are listed"


def test_a_line_that_is_gone_from_the_new_submission_is_still_shown_as_it_was(rum, medlem):
    gammel = rum.line(rum.submit())
    submit_explained(
        rum, linje={"id": "ny-linje", "navn": "Ny takst", "begrundelse": "Ny linje fra 1. januar."},
        struktur={"kode": "A", "linje": "ny-linje"},
    )  # fmt: skip
    assert "Linjen findes ikke længere" in read(medlem, page(gammel))


def test_the_stated_causes_are_drawn_where_the_basis_is_not_shared(rum, medlem):
    linje = rum.line(submit_explained(rum, takst_loen="3900000", linje={"aarsager": AARSAGER}))
    side = read(medlem, page(linje))
    for ventet in ("Som driftsherren selv har angivet det", "Pris- og lønfremskrivning", "Ikke forklaret", "+20,00"):
        assert ventet in side
    assert KANARIE not in side


def test_the_computed_bridge_is_shown_where_the_basis_is_shared_and_to_nobody_outside_the_review(rum, medlem):
    hus = rum.hus
    share_basis(version=hus.tilbud.indberetninger.get(aar=2026).versioner.latest("nr"), delt=True, by=hus.indberetter)
    share_basis(version=rum.save(), delt=True, by=hus.indberetter)
    linje = rum.line(rum.send([hus.tilbud.indberetninger.get(aar=2027).versioner.latest("nr")])[0])
    assert "Beregnet af driftsherrens grundlag" in read(medlem, page(linje))
    for rolle in (Rolle.FU, Rolle.DAS):
        side = read(rum.member(hus.register.aalborg, rolle), page(linje))
        assert "Beregnet af driftsherrens grundlag" not in side and KANARIE not in side


def test_no_cost_line_is_shown_to_those_who_review(rum, medlem):
    linje = rum.line(rum.submit())
    for bruger in (medlem, rum.sekretaer, rum.member(rum.hus.register.aalborg, Rolle.FU)):
        for sti in (page(linje), f"/takster/gennemgang/tilbud/{rum.hus.tilbud.kode}/2027/"):
            assert KANARIE not in read(bruger, sti)


def test_peers_are_the_lines_of_the_same_kind_and_it_says_so_when_there_are_none(rum, medlem):
    linje = rum.line(rum.submit())
    assert "Ingen andre linjer i runden er af samme slags" in read(medlem, page(linje))
    andet = rum.hus.register.tilbud("Solgården", driftsherre=rum.hus.register.hjoerring)
    submit_explained(rum, andet)
    side = read(medlem, page(linje))
    assert "1 anden linje er af samme slags" in side and "Solgården" in side
    assert "der er ikke oplyst ATA-timer" in side and "et spørgsmål, ikke en fejl" in side


def test_the_history_goes_back_through_the_years(rum, medlem):
    linje = rum.line(rum.submit())
    side = read(medlem, page(linje))
    assert "Gennem årene" in side and "Tilbuddets takstindeks" in side
    assert '<th scope="row">2026</th>' in side


def test_a_late_report_says_where_it_is_taken_up(rum, medlem):
    rum.go_to(GENNEMGANG)
    linje = rum.line(rum.submit())
    side = read(medlem, page(linje))
    assert "Forsinket" in side and "7 dage efter fristen" in side


def test_a_tampered_number_finds_nothing(rum, medlem):
    assert visit(medlem).get("/takster/gennemgang/linje/999999/").status_code == 404
    assert visit(medlem).get("/takster/gennemgang/tilbud/FINDESIKKE/2027/").status_code == 404
    assert visit(medlem).get("/takster/gennemgang/bemaerkning/999999/").status_code == 404


def test_only_what_changed_is_shown_of_a_tilbud_submitted_again(rum, medlem):
    foerste = rum.line(rum.submit())
    bemaerkning = remark_on(rum, foerste, medlem)
    gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="", by=medlem)
    rum.go_to(FU.replace(day=1))
    rum.submit(linje={"indhold": "Bolig, kost og kørsel."}, takst_loen="3730000")
    side = read(medlem, f"/takster/gennemgang/tilbud/{rum.hus.tilbud.kode}/2027/")
    assert "Ændret siden vi så det" in side and "Hvad taksten dækker" in side and "Bolig, kost og kørsel." in side
    assert side.index("Åbnet igen, fordi indholdet er ændret") < side.index("Ændret siden vi så det")
    assert "Normerede pladser" not in side, "what is not changed is not shown"


def test_a_resubmission_that_changed_nothing_folds_every_line(rum, medlem):
    rum.submit()
    rum.submit(linje={"begrundelse": "Samme takst som før."})
    side = read(medlem, f"/takster/gennemgang/tilbud/{rum.hus.tilbud.kode}/2027/")
    assert "1 linje er uændret" in side and "Intet i linjerne er ændret" in side


def test_what_is_compared_is_what_the_review_last_looked_at():
    gange = [Gang(pk, AABNET.replace(day=dag)) for pk, dag in ((1, 2), (2, 5), (3, 9))]
    assert seen_before(gange, [AABNET.replace(day=3)]) == (1, True)
    assert seen_before(gange, [AABNET.replace(day=6), AABNET.replace(day=3)]) == (2, True)
    assert seen_before(gange, [AABNET.replace(day=10)]) == (2, False), "after the newest it says nothing"
    assert seen_before(gange, []) == (2, False)
    assert seen_before(gange[:1], [AABNET.replace(day=3)]) is None


def test_the_stated_steps_give_the_whole_change():
    linje = Linje.model_validate(
        {"id": "L", "navn": "Døgntakst", "type": "gennemsnit", "enhed": "kr_pr_doegn", "aarsager": AARSAGER}
    )
    trin = stated_steps(linje, Decimal(1000), Decimal(1080))
    assert [et.kroner for et in trin] == [Decimal("30.00"), Decimal(20), Decimal("30.00")] and trin[-1].art is None
    assert stated_steps(linje, Decimal(1000), Decimal(1050))[-1].art is not None, "nothing is left to explain"


def test_the_middle_of_the_peers():
    assert middle([]) is None
    assert middle([Decimal(3), Decimal(1), Decimal(2)]) == 2
    assert middle([Decimal(4), Decimal(1)]) == Decimal("2.5")


def test_the_board_links_to_the_page(rum, medlem):
    linje = rum.line(rum.submit())
    assert page(linje) in text(visit(medlem).get("/takster/gennemgang/nordjylland/2027/"))
    assert Indsendelse.objects.count() == 1
