"""Structure C: a basistakst plus a price per hour."""

from socialaftale.regler.forklaring import divide, entered
from socialaftale.regler.takst.opgave import BasisTimer
from socialaftale.regler.takst.sag import PR_TIME, Pris, Sag


def prices(struktur: BasisTimer, sag: Sag) -> list[Pris]:
    """basistakst = basis part ÷ place-days; hour price = service part ÷ hours sold beyond the basis.

    Source: published lists (Neurocenter Østerskoven, Nordstjernen 2026); kroner a day and kroner an hour.
    """
    timer = entered(f"{struktur.tidsart}-timer ud over basis", struktur.timer_i_alt, "timer", "struktur.timer_i_alt")
    timepris = divide(f"Pris pr. {struktur.tidsart}-time", sag.grundlag.ydelse, timer, PR_TIME)
    afrunding = sag.regelsaet.afrunding
    return [
        Pris(struktur.basis, sag.base_price(sag.grundlag.basis), afrunding.takst),
        Pris(struktur.time, timepris, afrunding.timetakst),
    ]
