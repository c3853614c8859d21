"""What a price comes to for each hour face to face with the citizen, so that unlike price lists can be compared."""

from decimal import Decimal

from socialaftale.regler.beloeb import OERE, REGNING, round_half_up
from socialaftale.regler.takst.opgave import Enhed, Linje, Linjetype, Periode, Tidsart

DAGE_I = {Periode.DAG: Decimal(1), Periode.UGE: Decimal(7), Periode.AAR: Decimal(365)}


def price_per_ata_hour(linje: Linje, takst_kr: Decimal | None) -> Decimal | None:
    """Kroner for each ATA hour that a line holds, to the øre; None where it does not say or cannot be compared.

    In words: takst per døgn ÷ ATA hours per døgn (hours a week ÷ 7, hours a year ÷ 365); an hour price is the price of
    its own hour. BRT and normed hours are never taken for ATA. A day price says hours by the day only: how many days
    a week it is open is not known here. The price holds basis, building and nights too, so it compares like with like
    only. Source: DOMAIN 2.18, and the peers' comparison that the review asks for. Raises nothing.
    """
    if takst_kr is None or linje.timer is None or linje.timer.art is not Tidsart.ATA:
        return None
    if linje.type is Linjetype.TIME or linje.enhed is Enhed.TIME:
        return takst_kr
    dagligt = linje.enhed is Enhed.DOEGN or (linje.enhed is Enhed.DAG and linje.timer.pr is Periode.DAG)
    if not dagligt or linje.timer.antal <= 0:
        return None
    timer = REGNING.divide(linje.timer.antal, DAGE_I[linje.timer.pr])
    return round_half_up(REGNING.divide(takst_kr, timer), OERE)
