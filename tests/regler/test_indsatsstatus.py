"""What happened decides where an initiative stands; what is written comes second; silence is said."""

import datetime as dt
import random

import pytest
from tests.omfang import FAST_FROE, FRISK_FROE, antal

from socialaftale.regler.indsatsstatus import Haendelse, Leverance, Skrevet, Slags, Status, standing

BEGYNDT = dt.date(2025, 1, 1)
DEN = dt.date(2026, 11, 20)


def dag(tekst: str) -> dt.date:
    return dt.date.fromisoformat(tekst)


def moede(den: str) -> Haendelse:
    return Haendelse(dag(den), Slags.MOEDE, f"Møde {den}")


def leverance(afleveret: str = "", godkendt: str = "", frist: str = "") -> Leverance:
    return Leverance("Pjece", *(dag(et) if et else None for et in (frist, afleveret, godkendt)))


@pytest.mark.parametrize(
    ("haendelser", "skrevet", "leverancer", "status", "af_haendelser"),
    [
        ([], [], [], Status.IKKE_BEGYNDT, True),
        (["2026-11-01"], [], [], Status.I_GANG, True),
        (["2026-11-01"], [], [("2026-11-02",)], Status.AFVENTER, True),
        (["2026-11-01"], [], [("2026-11-02", "2026-11-10")], Status.AFSLUTTET, True),
        (["2026-11-01"], [], [("2026-11-02", "2026-11-10"), ()], Status.I_GANG, True),
        (["2026-11-01"], [("2026-11-05", Status.STANDSET)], [], Status.STANDSET, False),
        (["2026-11-05"], [("2026-11-01", Status.STANDSET)], [], Status.I_GANG, True),
        ([], [("2026-11-05", Status.I_GANG)], [], Status.I_GANG, False),
        ([], [("2026-11-05", Status.STANDSET)], [("2026-11-02", "2026-11-10")], Status.AFSLUTTET, True),
        (["2026-12-24"], [("2026-12-25", Status.STANDSET)], [], Status.IKKE_BEGYNDT, True),
    ],
)
def test_events_first_and_words_second(haendelser, skrevet, leverancer, status, af_haendelser):
    ord_ = [Skrevet(dag(den), hvad, "Fordi") for den, hvad in skrevet]
    stand = standing([moede(den) for den in haendelser], ord_, [leverance(*et) for et in leverancer], BEGYNDT, DEN)
    assert (stand.status, stand.af_haendelser) == (status, af_haendelser)
    assert stand.hvorfor


@pytest.mark.parametrize(
    ("leverancer", "besked"), [([()], "»Pjece« er ikke godkendt"), ([], "ingen leverance, som er godkendt")]
)
def test_nobody_writes_it_done(leverancer, besked):
    ord_ = [Skrevet(DEN, Status.AFSLUTTET, "Vi er færdige")]
    stand = standing([moede("2026-10-01")], ord_, [leverance(*et) for et in leverancer], BEGYNDT, DEN)
    assert stand.status == Status.I_GANG
    assert besked in stand.uenighed


def test_silence_is_told_with_the_day_it_began():
    def stille(haendelser, ord_=()):
        return standing([moede(et) for et in haendelser], ord_, [], BEGYNDT, DEN).stille_siden

    assert stille(["2026-07-22"]) == dag("2026-07-22")
    assert stille(["2026-07-23"]) is None, "120 days are not too many"
    assert stille([]) == BEGYNDT
    assert stille(["2026-02-01"], [Skrevet(dag("2026-11-01"), Status.I_GANG, "Går godt")]) is None
    assert stille([], [Skrevet(dag("2026-01-01"), Status.STANDSET, "Venter")]) is None


@pytest.mark.parametrize(
    ("felter", "sen"),
    [
        ({"frist": "2026-11-19"}, True),
        ({"frist": "2026-11-20"}, False),
        ({"frist": "2026-11-19", "afleveret": "2026-11-20"}, False),
        ({}, False),
    ],
)
def test_a_deadline_counts_to_the_end_of_its_day(felter, sen):
    assert bool(standing([], [], [leverance(**felter)], BEGYNDT, DEN).forsinkede) == sen


@pytest.mark.parametrize("froe", [FAST_FROE, FRISK_FROE], ids=["fast", "frisk"])
def test_done_means_approved_whatever_is_written(froe):
    terning = random.Random(froe)

    def tilfaeldig() -> dt.date:
        return DEN - dt.timedelta(days=terning.randint(-30, 600))

    for _ in range(antal(300, 5000)):
        haendelser = [Haendelse(tilfaeldig(), Slags.MOEDE, "Møde") for _ in range(terning.randint(0, 4))]
        ord_ = [Skrevet(tilfaeldig(), terning.choice(list(Status)), "Fordi") for _ in range(terning.randint(0, 3))]
        leverancer = [
            Leverance("L", None, tilfaeldig(), tilfaeldig() if terning.random() < 0.6 else None)
            for _ in range(terning.randint(0, 3))
        ]
        stand = standing(haendelser, ord_, leverancer, BEGYNDT, DEN)
        alle = bool(leverancer) and all(et.godkendt for et in leverancer)
        assert (stand.status == Status.AFSLUTTET) == alle
        kendt = [en.dato for en in (*haendelser, *ord_) if en.dato <= DEN]
        if stand.stille_siden:
            assert stand.stille_siden == max(kendt, default=BEGYNDT)
        if any((DEN - et).days <= 120 for et in kendt):
            assert stand.stille_siden is None
