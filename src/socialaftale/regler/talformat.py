"""Numbers inside Danish sentences: 1.234,56 kr., 12,5 %."""

from decimal import Decimal

from socialaftale.regler.beloeb import OERE, round_half_up

_DANSK = str.maketrans(",.", ".,")


def number(vaerdi: Decimal | int, hoejst_decimaler: int = 2) -> str:
    """The number as Danes write it, with at most so many decimals and no trailing zeros: 1.234,5."""
    afrundet = round_half_up(Decimal(vaerdi), Decimal(1).scaleb(-hoejst_decimaler))
    text = f"{afrundet:,.{hoejst_decimaler}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_DANSK).replace("-", "−")


def kroner(vaerdi: Decimal | int) -> str:
    """1.234 kr., or 1.234,50 kr. where there are øre."""
    vaerdi = Decimal(vaerdi)
    if vaerdi == vaerdi.to_integral_value():
        return f"{number(vaerdi, 0)} kr."
    oere = f"{round_half_up(vaerdi, OERE):,.2f}"
    return oere.translate(_DANSK).replace("-", "−") + " kr."


def percent(vaerdi: Decimal | int) -> str:
    """12,5 %, one decimal at most."""
    return f"{number(vaerdi, 1)} %"
