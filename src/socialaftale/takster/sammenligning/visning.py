"""How the comparison is drawn and written."""

from decimal import Decimal

from django.urls import reverse

from socialaftale.faelles.diagram import Chart, bars, lines, spans
from socialaftale.faelles.visning import HAARDT_MELLEMRUM, pct, tal
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.permissions import Access
from socialaftale.regler.overheadniveau import Opgoerelse
from socialaftale.regler.takst.virkning import Metode

from ..visning import ALVOR, number, write_led
from .niveauer import Omraadeniveau, Overblik
from .permissions import SIMULER, SIMULER_PAKKER
from .priser import Prisoverblik
from .svar import Svar

__all__ = ["ALVOR", "METODER", "Metode", "number", "write_led"]

FANER = {
    "takstoverblik_overhead": "Overhead",
    "takstoverblik_priser": "Takster og PL",
    "takstoverblik_simulering": "Simulering",
}
SPOERGSMAAL = {
    "overhead": ("Fælles overhead", SIMULER),
    "gulv": ("Andet belægningsgulv", SIMULER),
    "pakker": ("Pakkemodel (udkast)", SIMULER_PAKKER),
}
METODER = {
    Metode.BEREGNET: "Beregnet af det fulde grundlag",
    Metode.SKOEN: "Skønnet af den korte indberetning",
    Metode.IKKE_MULIGT: "Ikke muligt",
}

Spaend = tuple[str, Decimal, Decimal, Decimal]


def sider(omraade: Aftaleomraade, aar: int, denne: str, held: Access) -> list[dict[str, object]]:
    """The tabs of the overview that the person may open."""
    maa = {side: side != "takstoverblik_simulering" or held.may(SIMULER, omraade=omraade) for side in FANER}
    return [
        {"text": tekst, "href": reverse(side, args=[omraade.kode, aar]), "current": side == denne}
        for side, tekst in FANER.items()
        if maa[side]
    ]


def questions(omraade: Aftaleomraade, aar: int, denne: str, held: Access) -> list[dict[str, object]]:
    """The questions that the person may ask, each with its own address."""
    sti = reverse("takstoverblik_simulering", args=[omraade.kode, aar])
    return [
        {"text": tekst, "href": f"{sti}?hvad={hvad}", "current": hvad == denne}
        for hvad, (tekst, ret) in SPOERGSMAAL.items()
        if held.may(ret, omraade=omraade)
    ]


def level_chart(overblik: Overblik, omraade: Omraadeniveau | None) -> Chart:
    """Each driftsherre from its lowest level to its highest, the highest first, and the area where it may be shown."""
    raekker = sorted((_span(raekke.driftsherre.navn, raekke.ny) for raekke in overblik.raekker), key=_highest_first)
    samlet = [_span("Hele området", omraade.niveauer)] if omraade else []
    return spans([raekke for raekke in samlet + raekker if raekke is not None])


def _span(navn: str, ny: Opgoerelse) -> Spaend | None:
    if ny.vaegtet is None or ny.laveste is None or ny.hoejeste is None:
        return None
    return navn, ny.laveste, ny.vaegtet.vaerdi, ny.hoejeste


def _highest_first(raekke: Spaend | None) -> Decimal:
    return -raekke[2] if raekke else Decimal(0)


def development_chart(overblik: Overblik) -> tuple[list[str], Chart]:
    """The area over the years: the lowest, the weighted and the highest level."""
    aarene = [str(et.aar) for et in overblik.omraade]
    serier = [
        ("Højeste driftsherre", [et.hoejeste for et in overblik.omraade]),
        ("Området, vægtet", [et.niveauer.vaegtet.vaerdi if et.niveauer.vaegtet else None for et in overblik.omraade]),
        ("Laveste driftsherre", [et.laveste for et in overblik.omraade]),
    ]
    return aarene, lines(aarene, serier)


def price_chart(overblik: Prisoverblik) -> tuple[list[str], Chart] | None:
    """The area's takster beside PL; None where the area has no two years."""
    if overblik.omraade is None:
        return None
    punkter = overblik.omraade.punkter
    aarene = [str(punkt.aar) for punkt in punkter]
    serier = [
        ("Takster i området", [punkt.takst.vaerdi for punkt in punkter]),
        ("Pris- og lønfremskrivning (PL)", [punkt.pl.vaerdi if punkt.pl else None for punkt in punkter]),
    ]
    return aarene, lines(aarene, serier)


def real_chart(overblik: Prisoverblik) -> Chart:
    """The change beyond PL for each driftsherre, the largest first."""
    kendte = [(raekke.navn, raekke.sidst.realt.vaerdi) for raekke in overblik.raekker if raekke.sidst.realt]
    return bars(sorted(kendte, key=lambda raekke: -raekke[1]))


def effect_chart(svar: Svar) -> Chart:
    """The effect on each driftsherre in per cent, the largest first; in the package model what is moved."""
    kendte = [(raekke.driftsherre.navn, raekke.procent.vaerdi) for raekke in svar.raekker if raekke.procent]
    return bars(sorted(kendte, key=lambda raekke: -raekke[1]))


def level(procent: Decimal) -> str:
    """`6,15 %`: levels lie close, so both decimals are shown."""
    return pct(procent, 2)


def signed_percent(procent: Decimal, decimaler: int = 1) -> str:
    """`+1,2 %`; a change that rounds to 0 has no sign."""
    tekst = tal(procent, decimaler)
    plus = "+" if procent > 0 and tekst.strip("0,") else ""
    return f"{plus}{tekst}{HAARDT_MELLEMRUM}%"
