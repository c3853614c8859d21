"""Days of a year, the only calendar facts the takst rules need."""

from calendar import isleap

MAANEDER_PR_AAR = 12
DAGE_PR_UGE = 7


def is_skudaar(aar: int) -> bool:
    """True where the year has 366 days (2024, 2028, 2032). Source: the Gregorian calendar."""
    return isleap(aar)


def days_in_year(aar: int) -> int:
    """365 or 366 days. Source: the Gregorian calendar; settlement of 366 days follows agreement 2025-26."""
    return 366 if is_skudaar(aar) else 365
