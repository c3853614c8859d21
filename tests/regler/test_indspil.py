"""How a theme handed in to another forum stands."""

import datetime as dt

import pytest

from socialaftale.regler.indspil import Slags, Stade, Tilbagemelding, stage

DAG = dt.date(2026, 10, 23)
SVAR, FORELOEBIGT, LUKKET = (Tilbagemelding(slags, DAG) for slags in (Slags.SVAR, Slags.FORELOEBIGT, Slags.LUKKET))


@pytest.mark.parametrize(
    ("frist", "kommet", "stade"),
    [
        (None, [], Stade.VENTER),
        (DAG, [], Stade.VENTER),
        (DAG - dt.timedelta(days=1), [], Stade.INTET_HOERT),
        (DAG, [FORELOEBIGT], Stade.FORELOEBIGT),
        (DAG - dt.timedelta(days=1), [FORELOEBIGT], Stade.INTET_HOERT),
        (DAG - dt.timedelta(days=1), [FORELOEBIGT, SVAR], Stade.BESVARET),
        (None, [LUKKET], Stade.LUKKET),
    ],
)
def test_a_theme_is_silent_from_the_day_after_its_answer_was_expected(frist, kommet, stade):
    assert stage(frist, kommet, DAG) == stade
