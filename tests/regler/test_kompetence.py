"""Who settles what: the table of North Jutland, and delegations day by day."""

import datetime as dt

import pytest

from socialaftale.regler.kompetence import Afslag, Delegering, Mandat, Sag, all_tables, mandate, table_for

NORD = table_for("nordjylland")
TAKSTER = Sag("takster", "2027")
DAG = dt.date(2026, 10, 23)
SIDSTE = dt.date(2026, 12, 31)


def given(fra: str = "das", til: str = "fu-voksne", sag: Sag = TAKSTER, **felter) -> Delegering:
    return Delegering(**{"id": 1, "fra": fra, "til": til, "sag": sag, "gaelder_fra": DAG, "udloeber": SIDSTE} | felter)


def ask(udvalg: str = "fu-voksne", sag: Sag = TAKSTER, den: dt.date = DAG, givne=()) -> Mandat | Afslag:
    return mandate(NORD, udvalg, sag, den, givne)


def test_a_body_settles_its_own_affairs_and_what_the_table_gives_it():
    assert ask(sag=Sag()) == Mandat(None, "Udvalgets egne forhold")
    assert isinstance(ask("das"), Mandat)
    assert isinstance(ask("das", Sag("sekretariatsbudget")), Afslag)
    assert isinstance(ask("kkr", Sag("sekretariatsbudget")), Mandat)


@pytest.mark.parametrize("udvalg", ["das", "fu-voksne", "kkr"])
def test_the_agreement_itself_is_settled_by_none_of_the_bodies(udvalg):
    assert isinstance(ask(udvalg, Sag("aftale", "2027-28")), Afslag)


@pytest.mark.parametrize(
    ("den", "holder"),
    [(DAG - dt.timedelta(1), False), (DAG, True), (SIDSTE, True), (SIDSTE + dt.timedelta(1), False)],
)
def test_both_days_of_a_delegation_count(den, holder):
    assert isinstance(ask(den=den, givne=[given()]), Mandat if holder else Afslag)


@pytest.mark.parametrize(
    ("delegation", "sag", "grund"),
    [
        (given(til="fu-boern-og-unge"), TAKSTER, "ingen delegation"),
        (given(sag=Sag("sekretariatsbudget")), TAKSTER, "ingen delegation"),
        (given(), Sag("takster", "2028"), "dækker ikke årets takster 2028"),
        (given(), Sag("takster"), "dækker ikke"),
        (given(fra="ekspertpanel"), TAKSTER, "ingen delegation"),
        (given(udloeber=DAG - dt.timedelta(1)), TAKSTER, r"udløb 22\.10\.2026"),
        (given(gaelder_fra=DAG + dt.timedelta(1)), TAKSTER, r"først fra 24\.10\.2026"),
    ],
)
def test_a_refusal_says_why(delegation, sag, grund):
    import re

    svar = ask(sag=sag, givne=[delegation])
    assert isinstance(svar, Afslag)
    assert re.search(grund, svar.grund)


def test_a_delegation_of_the_whole_kind_covers_each():
    assert ask(givne=[given(sag=Sag("takster"))]).delegering.sag.emne_id == ""


def test_of_two_delegations_the_one_that_lasts_is_named():
    kort = given(id=1, udloeber=DAG)
    assert ask(givne=[kort, given(id=2)]).delegering.id == 2


def test_an_area_without_a_table_settles_nothing_but_own_affairs():
    svar = mandate(table_for("fiktivland"), "das", TAKSTER, DAG, [])
    assert isinstance(svar, Afslag)
    assert "ingen regel" in svar.grund


def test_every_rule_of_every_table_says_where_it_stands():
    assert all_tables()
    assert all(sag.kilde and sag.sikkerhed for tabel in all_tables() for sag in tabel.sager)
