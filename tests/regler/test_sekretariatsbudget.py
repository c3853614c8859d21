"""The sums of the secretariat's budget, and what each municipality pays."""

from decimal import Decimal as D

from socialaftale.regler.objektiv import Noegletal
from socialaftale.regler.sekretariatsbudget import Post, Slags, account, rule_for, shares

POSTER = [
    Post(Slags.UDGIFT, D(1000), D(700)),
    Post(Slags.UDGIFT, D(500), D(414)),
    Post(Slags.OVERFOERT, D(386)),
    Post(Slags.INDTAEGT, D("14.50")),
]


def test_what_is_left_is_the_budget_less_the_forecast_and_what_is_shared_less_what_is_carried_over():
    opgoerelse = account(POSTER)
    assert opgoerelse.mindreforbrug == D(386)
    assert opgoerelse.at_dele == D("1099.50")


def test_a_missing_figure_gives_no_sum_and_accounts_go_before_the_forecast():
    assert account([*POSTER, Post(Slags.UDGIFT, D(1))]).mindreforbrug is None
    assert account([Post(Slags.UDGIFT, D(100), D(90), D(120))]).mindreforbrug == D(-20)


def test_the_shares_sum_to_the_rounded_amount():
    noegle = [Noegletal(kode, kode, D(antal)) for kode, antal in (("a", 1), ("b", 1), ("c", 1))]
    andele = shares(account(POSTER), noegle)
    assert sum(andel.kroner for andel in andele) == 1100
    assert {andel.kroner for andel in andele} == {366, 367}


def test_how_it_is_shared_is_a_dated_rule_with_its_source():
    regel = rule_for(2026)
    assert (regel.noegle, regel.sikkerhed) == ("indbyggere", "antaget") and regel.kilde
    assert rule_for(2020) == regel
