"""Børnehus Nord's published 2026 figures do not reconcile; the check says so, and by how much."""

import tomllib
from decimal import Decimal
from pathlib import Path

from socialaftale.regler.kontrol import Alvor, Objektivsag, check_objektiv

FIL = Path(__file__).parents[2] / "sager" / "objektiv" / "boernehus-nord-2026.toml"


def boernehus(**aendret: Decimal | None) -> Objektivsag:
    data = tomllib.loads(FIL.read_text(encoding="utf-8"), parse_float=Decimal)
    tal = {felt: Decimal(vaerdi) for felt, vaerdi in data["tal"].items()}
    return Objektivsag("boernehus-nord", "Børnehus Nord", **(tal | aendret))  # type: ignore[arg-type]


def test_the_published_figures_are_240_020_kroner_apart() -> None:
    fund = {fund.kontrol: fund for fund in check_objektiv(boernehus())}
    assert fund["H1"].alvor is Alvor.KRAEVER_FORKLARING
    assert "134.420 kr." in fund["H1"].besked and "−105.600 kr." in fund["H1"].besked
    assert "240.020 kr." in fund["H1"].besked


def test_the_objective_part_does_not_carry_its_sixty_per_cent() -> None:
    fund = {fund.kontrol: fund for fund in check_objektiv(boernehus())}
    assert "84,3 %" in fund["H2"].besked and "60 %" in fund["H2"].besked


def test_figures_that_follow_the_rule_are_silent() -> None:
    ialt = Decimal(134420) / Decimal("0.4")
    assert check_objektiv(boernehus(aendring_ialt_kr=ialt, aendring_objektiv_kr=ialt * Decimal("0.6"))) == []


def test_a_missing_figure_cannot_be_judged() -> None:
    (fund,) = check_objektiv(boernehus(aendring_objektiv_kr=None))
    assert fund.alvor is Alvor.KAN_IKKE_AFGOERES
