"""Why a tilbud cannot take a citizen: the coded reasons, so that refusals can be counted alike everywhere."""

import datetime as dt

from socialaftale.regler.dateret import Data, Kildet, in_force, read_rules


class Aarsag(Data):
    kode: str
    tekst: str


class Aarsagsliste(Kildet):
    """The reasons from a day on. One that falls out of use stays in the older list."""

    id: str
    gaelder_fra: dt.date
    aarsag: tuple[Aarsag, ...]


def all_lists() -> tuple[Aarsagsliste, ...]:
    """Return every list, in the order of their files. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Aarsagsliste, "afslagsaarsager-*.toml")


def reasons_on(dag: dt.date) -> dict[str, str]:
    """Return code -> text of the newest list in force on the day, the first before any is. Raises nothing."""
    nyeste = in_force(all_lists(), dag)
    return {aarsag.kode: aarsag.tekst for aarsag in nyeste.aarsag}


def reason_text(kode: str) -> str:
    """Return the text of a reason in whichever list has it, the newest first; the code itself where none has."""
    lister = sorted(all_lists(), key=lambda liste: liste.gaelder_fra, reverse=True)
    return next((aarsag.tekst for liste in lister for aarsag in liste.aarsag if aarsag.kode == kode), kode)
