"""Which version of a product is in force: pure, on the days and the decisions of its versions."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple


class Version(NamedTuple):
    """A version, from a day on; `afvist` where the decision that it points at says no, or was taken back."""

    nr: int
    gaelder_fra: dt.date
    afvist: bool = False


def version_in_force(versioner: Sequence[Version], udgaar: dt.date | None, dag: dt.date) -> int | None:
    """Return the number of the version in force on a day, None where there is none.

    In words: of those that have begun and are not refused, the one that began last; of two from one day the higher
    number. A product that goes out has none from that day on. Source: fixed for the platform. Raises nothing.
    """
    if udgaar and udgaar <= dag:
        return None
    begyndt = [et for et in versioner if et.gaelder_fra <= dag and not et.afvist]
    return max(begyndt, key=lambda et: (et.gaelder_fra, et.nr)).nr if begyndt else None
