"""What a finding says must agree with what stands beside it."""

from typing import Any

from tests.sager.laeser import starting_point

from socialaftale.regler.kontrol import check_indberetning
from socialaftale.regler.parametre import regelsaet_for
from socialaftale.regler.takst.opgave import Indberetning


def messages(kontrol: str, **felter: Any) -> list[str]:
    """The messages of one check where the first calculation of the clean starting point, or its line, is changed."""
    par = starting_point("kort")
    beregning = par["ny"]["tilbud"][0]["beregninger"][0]
    beregning["linjer"][0] |= felter.pop("linje", {})
    beregning |= felter
    ny, forrige = Indberetning.model_validate(par["ny"]), Indberetning.model_validate(par["forrige"])
    fund = check_indberetning(ny, forrige, regelsaet_for(2026).regelsaet)
    return [et.besked for et in fund if et.kontrol == kontrol]


def test_causes_against_the_change_are_written_with_their_sign() -> None:
    aarsager = [{"art": "direkte", "kroner": "-100", "tekst": "Færre ansatte om natten."}]
    (besked,) = messages("A1", linje={"aarsager": aarsager})
    assert "taksten stiger" in besked
    assert "men årsagerne giver −" in besked


def test_a_small_overhead_is_the_same_number_in_every_finding() -> None:
    for kontrol in ("V8", "O1"):
        assert any("0,06 %" in besked for besked in messages(kontrol, overhead_procent="0.06")), kontrol
