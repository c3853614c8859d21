"""The takst basis (takstgrundlag): every direct and indirect long-term cost of one calculation, as a tree.

Source: SEL § 174 and barnets lov § 195 (what the place costs in the long run, direct and indirect, as budgeted). The
split into a basis and a service part follows the agreement from 1 January 2022; which costs lie in which part is
assumed: direct costs where the reporter puts them, overhead in proportion to them, everything else in the basis part.
"""

from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.forklaring import KanIkkeBeregnes, Led, add, divide, entered, multiply, percent_of, subtract
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.kapital import depreciation, interest
from socialaftale.regler.takst.opgave import Del, Grundlag, OverheadNoegle

KR = "kr."
LOV = "Serviceloven § 174 og barnets lov § 195"


class Grundlagsdele(NamedTuple):
    """The basis part, the service part and both together, kroner a year."""

    basis: Led
    ydelse: Led
    ialt: Led


def build_grundlag(grundlag: Grundlag, regelsaet: Regelsaet, aar: int) -> Grundlagsdele:
    """The takst basis of one calculation in kroner. Raises KanIkkeBeregnes where a PL rate is needed and unknown."""
    direkte = {del_: direct_total(grundlag, regelsaet, aar, del_) for del_ in Del}
    overhead = _overhead(grundlag, direkte)
    ydelse = add("Ydelsesdel af grundlaget", [direkte[Del.YDELSE], overhead[Del.YDELSE]], KR, LOV)
    foer_indtaegt = add(
        "Basisdel før indtægter",
        [direkte[Del.BASIS], overhead[Del.BASIS], *_capital(grundlag, regelsaet, aar), *_other(grundlag)],
        KR,
    )
    indtaegter = entered("Øvrige indtægter", grundlag.oevrige_indtaegter_kr, KR, "grundlag.oevrige_indtaegter_kr")
    basis = subtract("Basisdel af grundlaget", foer_indtaegt, indtaegter, KR, LOV)
    return Grundlagsdele(basis, ydelse, add("Takstgrundlag", [basis, ydelse], KR, LOV))


def direct_total(grundlag: Grundlag, regelsaet: Regelsaet, aar: int, del_: Del) -> Led:
    """The direct costs of one part, kroner in the takst year's prices. Raises KanIkkeBeregnes without a PL rate."""
    navn = "Direkte omkostninger i basis" if del_ is Del.BASIS else "Direkte omkostninger i ydelse"
    linjer = [
        entered(post.tekst, post.beloeb_kr, KR, f"grundlag.omkostninger[{nr}].beloeb_kr")
        for nr, post in enumerate(grundlag.omkostninger)
        if post.del_ is del_
    ]
    if grundlag.prisniveau == "takstaar" or not linjer:
        return add(navn, linjer, KR)
    aaret_foer = add(f"{navn}, sidste års priser", linjer, KR)
    return add(navn, [aaret_foer, percent_of("Fremskrivning", aaret_foer, pl_led(grundlag, regelsaet, aar), KR)], KR)


def pl_led(grundlag: Grundlag, regelsaet: Regelsaet, aar: int) -> Led:
    """The year's PL in per cent: the report's own, else the rule set's. Raises KanIkkeBeregnes where there is none."""
    if grundlag.pl_procent is not None:
        return entered("Pris- og lønfremskrivning", grundlag.pl_procent, "procent", "grundlag.pl_procent")
    if str(aar) not in regelsaet.pl_procent:
        raise KanIkkeBeregnes(f"Regelsættet har ingen pris- og lønfremskrivning for {aar}. Skriv den i indberetningen.")
    return regelsaet.pl_procent[str(aar)].led("Pris- og lønfremskrivning")


def _overhead(grundlag: Grundlag, direkte: dict[Del, Led]) -> dict[Del, Led]:
    overhead = grundlag.overhead
    if not isinstance(overhead, OverheadNoegle):
        sats = entered("Overhead i procent", overhead.procent, "procent", "grundlag.overhead.procent")
        return {del_: percent_of("Overhead", led, sats, KR) for del_, led in direkte.items()}
    beloeb = entered("Overhead efter nøgle", overhead.beloeb_kr, KR, "grundlag.overhead.beloeb_kr")
    if direkte[Del.YDELSE].vaerdi == 0:
        return {Del.BASIS: beloeb, Del.YDELSE: add("Overhead i ydelse", [], KR)}
    ialt = add("Direkte omkostninger i alt", [direkte[Del.BASIS], direkte[Del.YDELSE]], KR)
    return {
        del_: divide("Overhead", multiply("Overhead gange andel", [beloeb, led], "kr.²"), ialt, KR)
        for del_, led in direkte.items()
    }


def _capital(grundlag: Grundlag, regelsaet: Regelsaet, aar: int) -> list[Led]:
    if not grundlag.aktiver:
        return []
    afskrivning = [depreciation(aktiv, nr, aar) for nr, aktiv in enumerate(grundlag.aktiver)]
    rente = [interest(aktiv, nr, aar, regelsaet.kapital.rente) for nr, aktiv in enumerate(grundlag.aktiver)]
    return [add("Afskrivning", afskrivning, KR), add("Forrentning", rente, KR)]


def capital_total(grundlag: Grundlag, regelsaet: Regelsaet, aar: int) -> Decimal:
    """Depreciation and interest of all assets together, kroner for the year."""
    return add("Kapitalomkostninger", _capital(grundlag, regelsaet, aar), KR).vaerdi


def _other(grundlag: Grundlag) -> list[Led]:
    poster = [
        ("Tjenestemandspension", grundlag.tjenestemandspension_kr, "tjenestemandspension_kr"),
        ("Tilsyn", grundlag.tilsyn_kr, "tilsyn_kr"),
        ("Indregnet underskud (+) eller overskud (−)", grundlag.indregnet_resultat_kr, "indregnet_resultat_kr"),
    ]
    return [entered(navn, beloeb, KR, f"grundlag.{felt}") for navn, beloeb, felt in poster if beloeb]
