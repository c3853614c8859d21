"""Structure A: one average price for all places."""

from socialaftale.regler.forklaring import divide
from socialaftale.regler.takst.opgave import Gennemsnit
from socialaftale.regler.takst.sag import Pris, Sag


def prices(struktur: Gennemsnit, sag: Sag) -> list[Pris]:
    """basis ÷ budgeted place-days, kroner a day.

    Source: the older North Jutland main model (gennemsnitstakst on hovedydelse).
    """
    takst = divide("Gennemsnitstakst", sag.grundlag.ialt, sag.all_days(), sag.pr_dag)
    return [Pris(struktur.linje, takst, sag.regelsaet.afrunding.takst)]
