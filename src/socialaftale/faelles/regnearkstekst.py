"""Text on its way into a spreadsheet: a cell that the program would run as a formula stays text."""

FORMELTEGN = ("=", "+", "-", "@", "\t", "\r")


def starts_formula(tekst: str) -> bool:
    """True where a spreadsheet may take the text for a formula."""
    return tekst.lstrip(" \n").startswith(FORMELTEGN)


def csv_sikker(vaerdi: object) -> object:
    """A value for a CSV cell: text that starts like a formula gets an apostrophe in front; numbers are untouched."""
    return f"'{vaerdi}" if isinstance(vaerdi, str) and starts_formula(vaerdi) else vaerdi
