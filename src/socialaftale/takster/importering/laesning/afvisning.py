"""The one way to say that a file cannot be used."""

from socialaftale.regler.takst.laes import Inputfejl, UbrugeligtInput


def refusal(besked: str, sted: str = "") -> UbrugeligtInput:
    """An exception with one Danish message: what is wrong, and what to do."""
    return UbrugeligtInput([Inputfejl(sted, besked)])
