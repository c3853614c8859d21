"""Structure E: a price negotiated for the single place, on top of the common basis."""

from socialaftale.regler.forklaring import add, divide, entered
from socialaftale.regler.takst.opgave import Forhandlet
from socialaftale.regler.takst.sag import Pris, Sag


def prices(struktur: Forhandlet, sag: Sag) -> list[Pris]:
    """negotiated price = basistakst + the place's own yearly cost ÷ the days it is bought for, kroner a day.

    The basistakst carries the whole shared basis: there is no shared service part to sell beside it.

    Source: assumed; the individually assessed takst of Vesthimmerland from 1 January 2025 is the example on record.
    """
    basis = sag.base_price(sag.grundlag.ialt)
    afrunding = sag.regelsaet.afrunding.takst
    priser = [Pris(struktur.basis, basis, afrunding)]
    for nr, aftale in enumerate(struktur.aftaler):
        omkostning = entered(
            "Pladsens egen omkostning", aftale.omkostning_kr, "kr.", f"struktur.aftaler[{nr}].omkostning_kr"
        )
        dage = entered("Købte dage", aftale.dage, "dage", f"struktur.aftaler[{nr}].dage")
        ydelse = divide("Forhandlet ydelse", omkostning, dage, sag.pr_dag)
        priser.append(Pris(aftale.linje, add("Forhandlet takst", [basis, ydelse], sag.pr_dag), afrunding))
    return priser
