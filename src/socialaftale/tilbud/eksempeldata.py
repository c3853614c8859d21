"""This app's part of the example data."""

from socialaftale.faelles import tid
from socialaftale.parter.indlaes import load_file

from .eksempel.indlaes import load_example


def load(antal: int | None = None) -> str:
    """Fill the register; `antal` is the number of tilbud where a bench wants another than the region's own."""
    indlaest = load_example(load_file("nordjylland"), tid.today().year, antal)
    return f"{indlaest} opfundne tilbud i registeret"
