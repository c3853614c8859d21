"""Numbers inside Danish sentences: no decimals that say nothing, and the unit with them."""

from decimal import Decimal

from socialaftale.regler.tal import tal


def number(vaerdi: Decimal | int, hoejst_decimaler: int = 2) -> str:
    """1.234,5: at most so many decimals, no trailing zeros."""
    tekst = tal(vaerdi, hoejst_decimaler)
    return tekst.rstrip("0").rstrip(",") if "," in tekst else tekst


def kroner(vaerdi: Decimal | int) -> str:
    """1.234 kr., or 1.234,50 kr. where there are øre."""
    hele = Decimal(vaerdi) == Decimal(vaerdi).to_integral_value()
    return f"{tal(vaerdi, 0 if hele else 2)} kr."


def percent(vaerdi: Decimal | int) -> str:
    """12,5 %, one decimal at most."""
    return f"{number(vaerdi, 1)} %"
