"""Structure G: ambulant help and counselling at a price per hour."""

from socialaftale.regler.forklaring import divide, entered
from socialaftale.regler.takst.opgave import Timetakst
from socialaftale.regler.takst.sag import PR_TIME, Pris, Sag


def prices(struktur: Timetakst, sag: Sag) -> list[Pris]:
    """basis ÷ hours that can be invoiced, kroner an hour. Source: the agreement's heading on hourly takst."""
    timer = entered(
        f"{struktur.tidsart}-timer der kan faktureres", struktur.timer_i_alt, "timer", "struktur.timer_i_alt"
    )
    takst = divide(f"Timetakst pr. {struktur.tidsart}-time", sag.grundlag.ialt, timer, PR_TIME)
    return [Pris(struktur.linje, takst, sag.regelsaet.afrunding.timetakst)]
