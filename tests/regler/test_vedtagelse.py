"""An agreement is adopted when all have said yes to the same text, and never before."""

import datetime as dt
import random

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.vedtagelse import Stand, Svar, Version, adoption, state

PARTER = [str(nr) for nr in range(12)]
DAG = dt.date(2026, 11, 2)
AAR = (2027, 2028)


def ja(part: str, version: int = 1, dato: dt.date = DAG) -> Svar:
    return Svar(part, version, True, dato)


def test_eleven_of_twelve_is_not_adopted_and_the_twelfth_is():
    elleve = [ja(part) for part in PARTER[:-1]]
    sent = ja(PARTER[-1], dato=DAG + dt.timedelta(days=9))
    assert adoption(PARTER, [Version(1)], elleve).vedtaget_den is None
    assert adoption(PARTER, [Version(1)], [*elleve, sent]).vedtaget_den == sent.dato


def test_a_changed_text_asks_for_all_answers_again_and_a_corrected_one_does_not():
    alle = [ja(part) for part in PARTER]
    assert adoption(PARTER, [Version(1), Version(2, redaktionel=True)], alle).vedtaget_den == DAG
    aendret = adoption(PARTER, [Version(1), Version(2)], alle)
    assert aendret.vedtaget_den is None
    assert aendret.om_aeldre == aendret.mangler == tuple(PARTER)


def test_the_last_answer_of_a_party_counts():
    alle = [ja(part) for part in PARTER]
    fortrudt = adoption(PARTER, [Version(1)], [*alle, Svar("3", 1, False, DAG)])
    assert (fortrudt.nej, fortrudt.vedtaget_den) == (("3",), None)
    assert adoption(PARTER, [Version(1)], [*alle, Svar("3", 1, False, DAG), ja("3")]).vedtaget_den == DAG


def test_without_parties_nothing_is_adopted_and_strangers_do_not_count():
    assert adoption([], [Version(1)], [ja("1")]).vedtaget_den is None
    assert adoption(["1"], [Version(1)], [ja("2")]).ja == ()


@pytest.mark.parametrize(
    ("svar", "den", "stand"),
    [
        ([], dt.date(2026, 12, 31), Stand.UDKAST),
        (["1"], dt.date(2026, 12, 31), Stand.BEHANDLES),
        (["1", "2"], dt.date(2026, 12, 31), Stand.VEDTAGET),
        (["1", "2"], dt.date(2027, 1, 1), Stand.GAELDENDE),
        (["1", "2"], dt.date(2028, 12, 31), Stand.GAELDENDE),
        (["1", "2"], dt.date(2029, 1, 1), Stand.UDLOEBET),
        (["1"], dt.date(2027, 1, 1), Stand.UVIS),
        ([], dt.date(2030, 1, 1), Stand.UVIS),
    ],
)
def test_the_state_follows_from_answers_and_years(svar, den, stand):
    assert state(adoption(["1", "2"], [Version(1)], [ja(part) for part in svar]), AAR, den) == stand


def test_one_no_is_enough():
    assert state(adoption(["1"], [Version(1)], [Svar("1", 1, False, DAG)]), AAR, DAG) == Stand.FORKASTET


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_adopted_means_that_everyones_last_word_was_yes_to_the_standing_text(froe):
    terning = random.Random(froe)
    vedtagne = 0
    for _ in range(antal(300, 5000)):
        versioner = [Version(nr, nr > 1 and terning.random() < 0.7) for nr in range(1, terning.randint(2, 5))]
        parter = PARTER[: terning.randint(1, 3)]
        svar = [
            Svar(terning.choice(parter), terning.choice(versioner).nr, terning.random() < 0.8, DAG)
            for _ in range(terning.randint(0, 9))
        ]
        staar = max(version.nr for version in versioner if not version.redaktionel)
        ventet = all(
            (egne := [en for en in svar if en.part == part]) and egne[-1].godkendt and egne[-1].version >= staar
            for part in parter
        )
        fundet = adoption(parter, versioner, svar)
        assert (fundet.vedtaget_den is not None) == ventet
        assert sorted([*fundet.ja, *fundet.nej, *fundet.mangler]) == sorted(parter)
        vedtagne += ventet
    assert vedtagne > 10
