"""The life of a version of a report: what may follow what, by whom, and where that stands."""

from dataclasses import dataclass

from django.db.models import TextChoices

from socialaftale.parter.roller import Rolle


class Status(TextChoices):
    KLADDE = "kladde", "kladde"
    BEKRAEFTET = "bekraeftet", "bekræftet"
    INDSENDT = "indsendt", "indsendt"


STAAR_VED = (Status.BEKRAEFTET, Status.INDSENDT)
"""The driftsherre stands by such a version: it confirmed a list taken over, or submitted in a round."""


@dataclass(frozen=True)
class Skridt:
    """One row of the table: `fra` None is the beginning. `knap` is what the person presses."""

    fra: Status | None
    verbum: str
    til: Status
    roller: tuple[Rolle, ...]
    knap: str
    kilde: str


_DRIFTSHERREN = (Rolle.TAKSTINDBERETTER, Rolle.GODKENDER)
_TAKSTAARET = "Takståret: driftsherren indberetter inden fristen (DAS 17.11.2025, punkt 5)"

SKRIDT = (
    Skridt(None, "save", Status.KLADDE, _DRIFTSHERREN, "Gem kladde", _TAKSTAARET),
    Skridt(Status.KLADDE, "save", Status.KLADDE, _DRIFTSHERREN, "Gem kladde", _TAKSTAARET),
    Skridt(Status.KLADDE, "confirm", Status.BEKRAEFTET, _DRIFTSHERREN, "Bekræft takster", _TAKSTAARET),
    Skridt(Status.BEKRAEFTET, "save", Status.KLADDE, _DRIFTSHERREN, "Ret i en ny kladde", _TAKSTAARET),
    Skridt(Status.KLADDE, "submit", Status.INDSENDT, _DRIFTSHERREN, "Indsend", _TAKSTAARET),
    Skridt(Status.BEKRAEFTET, "submit", Status.INDSENDT, _DRIFTSHERREN, "Indsend", _TAKSTAARET),
    Skridt(Status.INDSENDT, "save", Status.KLADDE, _DRIFTSHERREN, "Ret i en ny kladde", _TAKSTAARET),
)


class UlovligtSkridt(ValueError):
    """The step does not follow from where the version stands; the message is Danish."""


def find_step(fra: Status | str | None, verbum: str) -> Skridt:
    """Return the row of the table. Raises UlovligtSkridt where there is none."""
    for skridt in SKRIDT:
        if skridt.fra == fra and skridt.verbum == verbum:
            return skridt
    navn = Status(fra).label if fra else "ikke begyndt"
    raise UlovligtSkridt(f"Indberetningen er {navn}, og det skridt kan ikke tages derfra. Genindlæs siden.")
