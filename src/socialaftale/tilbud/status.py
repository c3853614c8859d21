"""The life of a tilbud in the register: which step may follow which, who takes it, and where that stands."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import TextChoices

from socialaftale.parter.roller import Rolle


class Status(TextChoices):
    KLADDE = "kladde", "kladde"
    PLANLAGT = "planlagt", "planlagt"
    GODKENDT = "godkendt", "godkendt af tilsynet"
    INDMELDT = "indmeldt", "indmeldt"
    AKTIV = "aktiv", "aktiv"
    UNDER_AFVIKLING = "under_afvikling", "under afvikling"
    UDMELDT = "udmeldt", "udmeldt af aftalen"
    LUKKET = "lukket", "lukket"


I_DRIFT = (Status.AKTIV, Status.UNDER_AFVIKLING)  # counts in every total of the agreement
OFFENTLIGE = tuple(status for status in Status if status != Status.KLADDE)

DRIFTSHERREN = (Rolle.TILBUDSLEDER, Rolle.TAKSTINDBERETTER, Rolle.GODKENDER)
SEKRETARIATET = (Rolle.SEKRETARIAT,)


@dataclass(frozen=True)
class Skridt:
    """One row of the table. `knap` is what the person presses; `kraever_aarsag` asks for a written reason."""

    fra: Status
    verbum: str
    til: Status
    roller: tuple[Rolle, ...]
    knap: str
    kilde: str
    kraever_aarsag: bool = False


_LIVSCYKLUS = "Livscyklus efter Styringsaftalens ind- og udmelding; ordlyden er ikke set (antaget)"
_INDSKRIVNING = "DAS 17.11.2025, punkt 7: årlig proces med indskrivning"

SKRIDT = (
    Skridt(Status.KLADDE, "plan", Status.PLANLAGT, DRIFTSHERREN, "Vis som planlagt", _LIVSCYKLUS),
    Skridt(Status.KLADDE, "confirm", Status.GODKENDT, DRIFTSHERREN, "Tilsynet har godkendt", _LIVSCYKLUS),
    Skridt(Status.PLANLAGT, "confirm", Status.GODKENDT, DRIFTSHERREN, "Tilsynet har godkendt", _LIVSCYKLUS),
    Skridt(Status.PLANLAGT, "cancel", Status.LUKKET, DRIFTSHERREN, "Planen er opgivet", _LIVSCYKLUS, True),
    Skridt(Status.GODKENDT, "submit", Status.INDMELDT, DRIFTSHERREN, "Indmeld til aftalen", _INDSKRIVNING),
    Skridt(Status.INDMELDT, "inscribe", Status.AKTIV, SEKRETARIATET, "Indskriv i aftalen", _INDSKRIVNING),
    Skridt(Status.INDMELDT, "return", Status.GODKENDT, SEKRETARIATET, "Send tilbage", _INDSKRIVNING, True),
    Skridt(Status.AKTIV, "phase_out", Status.UNDER_AFVIKLING, SEKRETARIATET, "Under afvikling", _LIVSCYKLUS, True),
    Skridt(Status.AKTIV, "withdraw", Status.UDMELDT, SEKRETARIATET, "Udmeld af aftalen", _LIVSCYKLUS, True),
    Skridt(Status.AKTIV, "close", Status.LUKKET, SEKRETARIATET, "Luk", _LIVSCYKLUS, True),
    Skridt(Status.UNDER_AFVIKLING, "resume", Status.AKTIV, SEKRETARIATET, "Fortsæt driften", _LIVSCYKLUS, True),
    Skridt(Status.UNDER_AFVIKLING, "close", Status.LUKKET, SEKRETARIATET, "Luk", _LIVSCYKLUS, True),
    Skridt(Status.UDMELDT, "submit", Status.INDMELDT, DRIFTSHERREN, "Indmeld igen", _INDSKRIVNING),
)


class UlovligtSkridt(ValidationError):
    """The step does not follow from where the tilbud stands; the message is Danish."""


def find_step(fra: Status | str, verbum: str) -> Skridt:
    """Return the row of the table. Raises UlovligtSkridt where there is none."""
    for skridt in SKRIDT:
        if skridt.fra == fra and skridt.verbum == verbum:
            return skridt
    navn = Status(fra).label
    raise UlovligtSkridt(f"Tilbuddet er {navn}, og det skridt kan ikke tages derfra. Genindlæs siden.")


def next_steps(fra: Status | str) -> list[Skridt]:
    """Return the rows that start where the tilbud stands."""
    return [skridt for skridt in SKRIDT if skridt.fra == fra]
