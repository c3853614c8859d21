"""The wheel of the year shows the round as it was opened, and follows its meetings when they move."""

import datetime as dt

from socialaftale.aftaler.aarshjul.queries import wheel
from socialaftale.moeder.actions import Tidspunkt, move_meeting

from .conftest import AAR, DAS, FRIST, FU, GENNEMGANG, Rum


def takst_days(rum: Rum, rolle: str = "", aar: int = AAR - 1) -> dict[str, dt.date]:
    dage = wheel(rum.runde.omraade, aar, rolle, None)
    return {dag.kode: dag.fra for dag in dage if dag.emne == "takster"}


def test_the_rounds_own_dates_stand_on_the_wheel(rum: Rum):
    assert takst_days(rum) == {
        "takst-2027-frist": FRIST,
        "takst-2027-gennemgang": GENNEMGANG,
        "takst-2027-indstilling": FU,
        "takst-2027-afgoerelse": DAS,
    }
    assert set(takst_days(rum, "takstindberetter")) == {"takst-2027-frist"}
    assert set(takst_days(rum, "das")) == {"takst-2027-afgoerelse"}


def test_a_moved_meeting_moves_its_step(rum: Rum):
    nyt = Tidspunkt(dt.date(2026, 11, 24))
    move_meeting(moede=rum.moeder["das"], hvornaar=nyt, grund="Ferie", aflyst=False, by=rum.sekretaer)
    assert takst_days(rum)["takst-2027-afgoerelse"] == dt.date(2026, 11, 24)


def test_a_year_without_a_round_is_reckoned_from_the_meetings(rum: Rum):
    assert "takst-2028-1" in takst_days(rum, aar=AAR)
