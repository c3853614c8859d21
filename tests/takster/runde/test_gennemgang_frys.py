"""What a submission freezes for the review: the law of a line, its gravest finding, whether it needs a word."""

from socialaftale.regler.kontrol import Alvor
from socialaftale.takster.runde.frys import UDEN_FUND
from socialaftale.tilbud.registrering import NyPladsgruppe

from .gennemgangshjaelp import submit_explained


def test_a_line_that_moved_two_per_cent_needs_no_question(rum):
    linje = rum.line(rum.submit())
    assert linje.uden_spoergsmaal and linje.lovgrundlag == "sel-108"
    assert linje.alvor >= list(Alvor).index(Alvor.OPMAERKSOM)


def test_a_line_whose_contents_are_other_than_last_years_needs_a_look(rum):
    assert not rum.line(rum.submit(linje={"indhold": "Bolig, personale, kost og kørsel."})).uden_spoergsmaal


def test_a_change_that_is_worth_a_look_is_not_let_pass(rum):
    linje = rum.line(rum.submit(takst_loen="3900000"))
    assert not linje.uden_spoergsmaal and linje.alvor < UDEN_FUND


def test_what_is_said_of_the_house_counts_for_each_of_its_lines(rum):
    """Occupancy stands on the calculation: its finding makes the line grave, though none is on the line itself."""
    regnskab = [{"aar": 2024, "procent": "80"}, {"aar": 2025, "procent": "81"}]
    indsendelse = submit_explained(rum, belaegning={"procent": "97", "regnskab": regnskab})
    linje = rum.line(indsendelse)
    assert any(et["alvor"] == Alvor.KRAEVER_FORKLARING for et in indsendelse.fund)
    assert linje.alvor == list(Alvor).index(Alvor.KRAEVER_FORKLARING) and not linje.uden_spoergsmaal


def test_the_law_is_left_open_where_the_register_does_not_say_which_it_is(rum):
    to_love = (NyPladsgruppe("sel-108", "doegn", 6, 6), NyPladsgruppe("sel-107", "doegn", 4, 4))
    tilbud = rum.hus.register.tilbud("Solgården", pladser=to_love)
    assert rum.line(submit_explained(rum, tilbud)).lovgrundlag == ""
    assert (
        rum.line(
            submit_explained(
                rum, tilbud, id=tilbud.afdelinger.get().pladsgrupper.get(fakta__lovgrundlag="sel-107").kode
            )
        ).lovgrundlag
        == "sel-107"
    )
