"""Whether a decision holds on a day, from what was written between decisions."""

import datetime as dt
from random import Random

import pytest

from socialaftale.regler.gaeldende import Art, Forbindelse, Stand, ends_on, makes_circle, standing

DAG = dt.date(2024, 5, 24)
FOER, EFTER = DAG - dt.timedelta(days=1), DAG + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("art", "foer", "efter"),
    [
        (Art.ERSTATTER, Stand.GAELDER, Stand.ERSTATTET),
        (Art.OPHAEVER, Stand.GAELDER, Stand.OPHAEVET),
        (Art.AENDRER, Stand.GAELDER, Stand.AENDRET),
        (Art.FORLAENGER, Stand.GAELDER, Stand.GAELDER),
    ],
)
def test_a_connection_works_from_its_day(art, foer, efter):
    forbindelser = [Forbindelse(art, 2, 1, DAG)]
    assert [standing(1, forbindelser, den).stand for den in (FOER, DAG, EFTER)] == [foer, efter, efter]
    assert standing(2, forbindelser, EFTER).stand is Stand.GAELDER


def test_what_is_replaced_does_not_come_back_when_the_new_one_is_repealed():
    forbindelser = [Forbindelse(Art.ERSTATTER, 2, 1, DAG), Forbindelse(Art.OPHAEVER, 3, 2, EFTER)]
    assert not any(standing(pk, forbindelser, EFTER).i_kraft for pk in (1, 2))
    assert standing(1, forbindelser, EFTER).siden == DAG == ends_on(1, forbindelser)


def test_the_newest_prolongation_says_the_last_day_and_it_runs_out_the_day_after():
    forbindelser = [
        Forbindelse(Art.FORLAENGER, 2, 1, FOER, DAG),
        Forbindelse(Art.FORLAENGER, 3, 1, DAG, EFTER),
    ]
    assert standing(1, forbindelser[:1], DAG).til == DAG
    assert standing(1, forbindelser[:1], EFTER).stand is Stand.UDLOEBET
    assert standing(1, forbindelser, EFTER).stand is Stand.GAELDER
    assert ends_on(1, forbindelser) is None


@pytest.mark.parametrize("fro", range(200))
def test_no_order_of_writing_makes_a_circle(fro):
    """Whatever is written, one can never follow connections from a decision back to itself."""
    tilfaeldig = Random(fro)
    skrevet: list[Forbindelse] = []
    for _ in range(15):
        af, om = tilfaeldig.randint(1, 6), tilfaeldig.randint(1, 6)
        if not makes_circle(af, om, skrevet):
            skrevet.append(Forbindelse(Art.AENDRER, af, om, DAG))
    videre = {af: {f.om for f in skrevet if f.af == af} for af in range(1, 7)}
    for fra, foerste in videre.items():
        naaet = set(foerste)
        for _ in range(6):
            naaet |= {om for et in naaet for om in videre[et]}
        assert fra not in naaet
