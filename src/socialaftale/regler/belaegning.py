"""Budgeted occupancy: what the accounts give, inside the agreement's corridor."""

from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, average, clamp, entered
from socialaftale.regler.parametre import Belaegningsregler
from socialaftale.regler.takst.opgave import Belaegning

PROCENT = "procent"


def account_years(regler: Belaegningsregler, aar: int) -> list[int]:
    """The closed accounts years a takst rests on, oldest first: takst 2027 rests on 2024 and 2025.

    Source: older steering agreements (takst 2013 on the accounts of 2010 and 2011).
    """
    seneste = aar - int(regler.seneste_regnskabsaar.vaerdi)
    return list(range(seneste - int(regler.regnskabsaar_antal.vaerdi) + 1, seneste + 1))


def floor_led(belaegning: Belaegning, regler: Belaegningsregler) -> Led:
    """The lowest occupancy without a decision of DAS, per cent: lower for short stays, acute places and respite."""
    if belaegning.type == "kort":
        return regler.gulv_kort.led("Laveste belægning for korte ophold")
    return regler.gulv.led("Laveste belægning")


def mean_of_accounts(belaegning: Belaegning, regler: Belaegningsregler, aar: int) -> Led | None:
    """The plain mean of the actual occupancy of the accounts years, per cent; None where a year is missing."""
    faktisk = {regnskab.aar: (nr, regnskab.procent) for nr, regnskab in enumerate(belaegning.regnskab)}
    aarene = account_years(regler, aar)
    if not all(et_aar in faktisk for et_aar in aarene):
        return None
    dele = []
    for et_aar in aarene:
        nr, procent = faktisk[et_aar]
        dele.append(entered(f"Faktisk belægning {et_aar}", procent, PROCENT, f"belaegning.regnskab[{nr}].procent"))
    return average("Gennemsnit af regnskaberne", dele, PROCENT, regler.regnskabsaar_antal.kilde)


def rule_occupancy(belaegning: Belaegning, regler: Belaegningsregler, aar: int) -> Led | None:
    """The mean of the accounts kept between floor and cap, per cent; None where an accounts year is missing."""
    middel = mean_of_accounts(belaegning, regler, aar)
    if middel is None:
        return None
    return clamp("Belægning efter reglen", middel, floor_led(belaegning, regler), regler.loft.led("Højeste belægning"))


def budgeted_occupancy(belaegning: Belaegning, regler: Belaegningsregler, aar: int) -> Led:
    """The occupancy the takst is computed with, per cent: what was reported, else what the rule gives.

    Raises KanIkkeBeregnes where neither is there (a new tilbud without accounts must state its own figure).
    """
    if belaegning.procent is not None:
        return entered("Belægning i taksten", belaegning.procent, PROCENT, "belaegning.procent")
    efter_reglen = rule_occupancy(belaegning, regler, aar)
    if efter_reglen is None:
        aarene = " og ".join(map(str, account_years(regler, aar)))
        raise KanIkkeBeregnes(
            f"Belægningen mangler: skriv belægningen i taksten, eller den faktiske belægning for {aarene}."
        )
    return efter_reglen
