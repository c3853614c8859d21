"""Exact arithmetic on Decimal: 50 digits wherever a rule divides, rounded only where a rule says so."""

from decimal import ROUND_HALF_UP, Context, Decimal

REGNING = Context(prec=50, rounding=ROUND_HALF_UP)
"""All arithmetic of the core runs in this context, whatever the thread's own context is."""

NAER_NOK = Decimal("1E-20")
"""1/3 is cut after 50 digits; snapping to 20 decimals first gives an exact tie back before it is rounded."""

OERE = Decimal("0.01")
KRONE = Decimal("1")


def round_half_up(vaerdi: Decimal, trin: Decimal) -> Decimal:
    """Round to the nearest multiple of `trin` (same unit as `vaerdi`), half away from zero.

    Source: price lists in whole kroner, half up (published lists of Region Syddanmark, 2022).
    Raises ValueError unless `trin` > 0.
    """
    if trin <= 0:
        raise ValueError("Afrundingstrinnet skal være større end 0.")
    snapped = REGNING.quantize(vaerdi, NAER_NOK)
    steps = REGNING.divide(snapped, trin).to_integral_value(rounding=ROUND_HALF_UP)
    return REGNING.multiply(steps, trin)


def exact_text(vaerdi: Decimal) -> str:
    """The value as stored in an explanation: plain digits, at most 20 decimals, no trailing zeros or exponent."""
    text = format(REGNING.quantize(vaerdi, NAER_NOK), "f").rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
