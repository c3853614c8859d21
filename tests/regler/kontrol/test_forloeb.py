"""The round: late reports and open remarks."""

from datetime import date

from socialaftale.regler.kontrol import (
    Alvor,
    Bemaerkningssag,
    Indsendelsessag,
    check_bemaerkning,
    check_indsendelse,
)

FRIST = date(2025, 10, 20)


def test_the_deadline_runs_to_the_end_of_its_day() -> None:
    assert check_indsendelse(Indsendelsessag("Eksempel Kommune", FRIST, FRIST)) == []


def test_a_day_late_says_so() -> None:
    (fund,) = check_indsendelse(Indsendelsessag("Eksempel Kommune", date(2025, 10, 21), FRIST))
    assert (fund.kontrol, fund.besked) == ("V9", "Eksempel Kommune har indsendt 1 dag efter fristen.")


def test_not_sent_cannot_be_judged() -> None:
    (fund,) = check_indsendelse(Indsendelsessag("Eksempel Kommune", None, FRIST))
    assert fund.alvor is Alvor.KAN_IKKE_AFGOERES


def remark(**felter: str) -> list[tuple[str, str]]:
    standard = {"tilbud": "T1", "linje": "basis", "tekst": "Hvad dækker basis?", "svar": "", "afgoerelse": ""}
    return [(fund.felt, str(fund.alvor)) for fund in check_bemaerkning(Bemaerkningssag(**(standard | felter)))]


def test_a_remark_needs_place_answer_and_decision() -> None:
    assert remark() == [("svar", "kraever_forklaring")]
    assert remark(tilbud="", svar="Basis dækker to ATA-timer") == [("tilbud", "fejl"), ("afgoerelse", "opmaerksom")]
    assert remark(svar="Basis dækker to ATA-timer", afgoerelse="Godkendt af DAS") == []
