"""Structure B: levels, or part-time steps, that share one basis by weight."""

from socialaftale.regler.forklaring import Led, add, divide, entered, multiply
from socialaftale.regler.takst.opgave import Niveauer
from socialaftale.regler.takst.sag import Pris, Sag


def prices(struktur: Niveauer, sag: Sag) -> list[Pris]:
    """level price = basis ÷ Σ(weight × place-days of the level) × own weight, kroner a day.

    Source: differentiated levels in published lists; that a level's price follows a stated weight is assumed.
    """
    vaegte = [
        entered(f"Vægt {nr + 1}", niveau.vaegt, "vægt", f"struktur.niveauer[{nr}].vaegt")
        for nr, niveau in enumerate(struktur.niveauer)
    ]
    vaegtede = [_weighted_days(struktur, sag, nr, vaegt) for nr, vaegt in enumerate(vaegte)]
    pr_vaegt = divide("Pris ved vægt 1", sag.grundlag.ialt, add("Vægtede budgetdage", vaegtede, "dage"), sag.pr_dag)
    return [
        Pris(niveau.linje, multiply("Niveautakst", [pr_vaegt, vaegt], sag.pr_dag), sag.regelsaet.afrunding.takst)
        for niveau, vaegt in zip(struktur.niveauer, vaegte, strict=True)
    ]


def _weighted_days(struktur: Niveauer, sag: Sag, nr: int, vaegt: Led) -> Led:
    dage = sag.days_for(struktur.niveauer[nr].pladser, f"struktur.niveauer[{nr}].pladser")
    return multiply(f"Vægtede dage {nr + 1}", [dage, vaegt], "dage")
