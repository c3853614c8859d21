"""What stands in a cell, as the value of a field, or a Danish message on what to write instead."""

from datetime import date, time, timedelta
from decimal import Decimal

from socialaftale.faelles import cpr
from socialaftale.regler.tal import UklartTal, parse_tal
from socialaftale.takster.takstskema.felter import Felt, Slags, label

Raa = str | int | float | bool | date | time | timedelta
UDEN_RESULTAT = "#FORMEL!"
"""Put in a cell whose formula gives an error, or was never computed."""


_CPR = (
    "Cellen ser ud til at indeholde et CPR-nummer. Slet det: her må ikke stå noget, der peger på én borger. "
    "Er det et andet nummer, så bekræft det, når du lægger filen op."
)


class UklarCelle(ValueError):
    """The cell cannot be used; the message is Danish and says what to write."""


class MuligtCpr(UklarCelle):
    """Free text with what may be a CPR number; the writer may release a false alarm. The number is never repeated."""


def is_blank(raa: Raa) -> bool:
    """True for an empty cell, or one with nothing but spaces."""
    return isinstance(raa, str) and not raa.strip()


def read_cell(felt: Felt, raa: Raa, frigivet: bool = False) -> str | int | None:
    """The cell's value as it goes into the report's JSON: a number as exact text. Raises UklarCelle.

    `frigivet` is True where the writer has said that ten digits in the cell are no CPR number.
    """
    if is_blank(raa):
        return None
    if felt.slags is not Slags.NOEGLE and not frigivet and _may_hold_cpr(felt, raa):
        raise MuligtCpr(_CPR)
    if raa == UDEN_RESULTAT:
        raise UklarCelle(
            "Formlen i cellen giver en fejl, eller den er ikke regnet ud. Skriv tallet eller teksten selv."
        )
    if felt.slags in (Slags.TAL, Slags.HELTAL):
        return _number(felt, raa)
    tekst = as_text(raa)
    return _choice(felt, tekst) if felt.slags is Slags.VALG else tekst


def _may_hold_cpr(felt: Felt, raa: Raa) -> bool:
    if isinstance(raa, str):
        return len(raa) >= 10 and bool(cpr.find(raa))
    return felt.slags is Slags.TEKST and isinstance(raa, float) and bool(cpr.find(f"{raa:010.0f}"))


def as_text(raa: Raa) -> str:
    """The cell as text: 12.0 is `12`, a date is `01.02.2026`."""
    if isinstance(raa, bool):
        return "sand" if raa else "falsk"
    if isinstance(raa, int | float):
        return _plain(_decimal(raa)).replace(".", ",")
    return f"{raa:%d.%m.%Y}" if isinstance(raa, date) else str(raa)


def _number(felt: Felt, raa: Raa) -> str | int:
    if isinstance(raa, bool) or not isinstance(raa, int | float | str):
        vist = f" ({as_text(raa)})" if isinstance(raa, date) else ""
        raise UklarCelle(f"Her står en dato eller et klokkeslæt{vist}. Skriv tallet, og vælg celleformatet Tal.")
    try:
        tal = parse_tal(raa) if isinstance(raa, str) else _decimal(raa)
    except UklartTal as fejl:
        raise UklarCelle(str(fejl)) from None
    if felt.slags is Slags.HELTAL and tal == tal.to_integral_value():
        return int(tal)
    return _plain(tal)


def _decimal(raa: float) -> Decimal:
    """Excel keeps 15 digits; what a binary fraction has beyond them is noise."""
    return Decimal(f"{raa:.15g}")


def _plain(tal: Decimal) -> str:
    return f"{tal:f}"


def _choice(felt: Felt, tekst: str) -> str:
    soegt = tekst.strip().casefold()
    for valg in felt.valg:
        if soegt in (label(valg).casefold(), valg.casefold()):
            return valg
    raise UklarCelle(f"”{tekst[:40]}” står ikke på listen. Vælg en af: {', '.join(map(label, felt.valg))}.")
