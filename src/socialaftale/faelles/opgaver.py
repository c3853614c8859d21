"""What waits for a person. Every floor says what it has; the front page puts it together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Opgave:
    """Something the person must do now, and where."""

    tekst: str
    hvorfor: str
    href: str
