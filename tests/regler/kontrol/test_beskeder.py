"""What a finding says must agree with what stands beside it."""

from decimal import Decimal
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


def cost_findings(faktor: str, pladser: str, antal: int = 6) -> list[str]:
    """What G5 says where every cost of a house of ten places is multiplied, and the places are another number."""
    par = starting_point("fuld")
    ny, forrige = (par[aar]["tilbud"][0]["beregninger"][0] for aar in ("ny", "forrige"))
    poster = [{"kategori": "loen", "tekst": f"Løn {nr}", "beloeb_kr": "100000"} for nr in range(antal)]
    forrige["grundlag"]["omkostninger"] = poster
    ny["grundlag"]["omkostninger"] = [et | {"beloeb_kr": str(100000 * Decimal(faktor))} for et in poster]
    ny["pladser"] = pladser
    fund = check_indberetning(
        Indberetning.model_validate(par["ny"]),
        Indberetning.model_validate(par["forrige"]),
        regelsaet_for(2026).regelsaet,
    )
    return [et.besked for et in fund if et.kontrol == "G5"]


def test_costs_that_follow_the_places_are_no_jump() -> None:
    assert cost_findings("1.5", "15") == []
    assert cost_findings("0.5", "5") == []
    assert cost_findings("1.0", "15") == [], "the same kroner for more places is seen in the takst"
    assert cost_findings("2.0", "15") != []


def test_many_costs_that_jump_are_one_finding_with_the_sum() -> None:
    assert len(cost_findings("1.5", "10", antal=3)) == 3
    (besked,) = cost_findings("1.5", "10", antal=6)
    assert "6 af 6 omkostninger" in besked and "600.000 kr. til 900.000 kr." in besked
