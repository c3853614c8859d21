"""Structure D: a basistakst plus a service package; with the draft national parameters it is structure N."""

from decimal import Decimal

from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, add, divide, entered, multiply, rounded, subtract
from socialaftale.regler.takst.opgave import BasisPakker, Pakke
from socialaftale.regler.takst.sag import Pris, Sag


def prices(struktur: BasisPakker, sag: Sag) -> list[Pris]:
    """package n = interval price × (n − midpoint); the interval price is rounded first, as the published lists do.

    Source: Region Syddanmark's list 2022 (an interval of 7 hours a week costs 317 kr., package n costs (n − ½) × 317);
    interval price = service part ÷ Σ(place-days × (n − midpoint)), constructed. Kroner a day.
    """
    _refuse_too_many(struktur, sag)
    afrunding = sag.regelsaet.afrunding.takst
    midter = [_midpoint(pakke, nr, sag) for nr, pakke in enumerate(struktur.pakker)]
    vaegtede = [
        multiply(
            f"Intervaldage i pakke {pakke.nummer}",
            [sag.days_for(pakke.pladser, f"struktur.pakker[{nr}].pladser"), midte],
            "dage",
        )
        for nr, (pakke, midte) in enumerate(zip(struktur.pakker, midter, strict=True))
    ]
    uafrundet = divide("Intervalpris", sag.grundlag.ydelse, add("Intervaldage", vaegtede, "dage"), sag.pr_dag)
    interval = rounded("Intervalpris, afrundet", uafrundet, afrunding.led("Krone"))
    pakker = [
        Pris(pakke.linje, multiply(f"Pakke {pakke.nummer}", [interval, midte], sag.pr_dag), afrunding)
        for pakke, midte in zip(struktur.pakker, midter, strict=True)
    ]
    return [Pris(struktur.basis, sag.base_price(sag.grundlag.basis), afrunding), *pakker]


def _midpoint(pakke: Pakke, nr: int, sag: Sag) -> Led:
    nummer = entered("Pakkens nummer", Decimal(pakke.nummer), "interval", f"struktur.pakker[{nr}].nummer")
    midtpunkt = sag.regelsaet.pakker.midtpunkt.led("Midtpunkt i intervallet")
    return subtract(f"Intervaller i pakke {pakke.nummer}", nummer, midtpunkt, "interval")


def _refuse_too_many(struktur: BasisPakker, sag: Sag) -> None:
    hoejst = int(sag.regelsaet.pakker.antal.vaerdi)
    numre = [pakke.nummer for pakke in struktur.pakker]
    if hoejst and max(numre) > hoejst:
        raise KanIkkeBeregnes(
            f"Pakke {max(numre)} findes ikke: {sag.regelsaet.navn} har {hoejst} pakker. Ret pakkens nummer."
        )
