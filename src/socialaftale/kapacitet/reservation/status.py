"""The life of a hold: what may follow what, by whom, and where that stands."""

from dataclasses import dataclass

from django.db.models import TextChoices

from socialaftale.parter.roller import Rolle


class Slut(TextChoices):
    TAGET = "taget", "pladsen er besat"
    TRUKKET = "trukket", "givet fri af kommunen"
    AFVIST = "afvist", "afslået af tilbuddet"
    UDLOEBET = "udloebet", "udløbet"


class Stand(TextChoices):
    VENTER = "venter", "i kø"
    HOLDES = "holdes", "holdes"
    SLUT = "slut", "afsluttet"


@dataclass(frozen=True)
class Skridt:
    """One row of the table: an empty `roller` is the platform itself. `knap` is what the person presses."""

    fra: Stand
    verbum: str
    til: Slut
    roller: tuple[Rolle, ...]
    knap: str
    kilde: str


_MYNDIGHEDEN = (Rolle.VISITATOR,)
_TILBUDDET = (Rolle.TILBUDSLEDER, Rolle.KAPACITETSKOORDINATOR)
_FRISTEN = "Reglen om frist og kø: regler/parametre/national/reservation-1.toml"
_EGEN_SAG = "Kommunen visiterer og råder selv over sin sag: serviceloven § 3"
_LEDEREN = "Tilbuddet svarer for, hvem det kan tage imod: lov om socialtilsyn, godkendt målgruppe"

SKRIDT = (
    Skridt(Stand.VENTER, "withdraw", Slut.TRUKKET, _MYNDIGHEDEN, "Træk tilbage", _EGEN_SAG),
    Skridt(Stand.HOLDES, "withdraw", Slut.TRUKKET, _MYNDIGHEDEN, "Giv pladsen fri", _EGEN_SAG),
    Skridt(Stand.HOLDES, "take", Slut.TAGET, _TILBUDDET, "Pladsen er besat", _LEDEREN),
    Skridt(Stand.VENTER, "refuse", Slut.AFVIST, _TILBUDDET, "Afslå", _LEDEREN),
    Skridt(Stand.HOLDES, "refuse", Slut.AFVIST, _TILBUDDET, "Afslå", _LEDEREN),
    Skridt(Stand.VENTER, "expire", Slut.UDLOEBET, (), "", _FRISTEN),
    Skridt(Stand.HOLDES, "expire", Slut.UDLOEBET, (), "", _FRISTEN),
)


class UlovligtSkridt(ValueError):
    """The step does not follow from where the hold stands; the message is Danish."""


def find_step(fra: Stand, verbum: str) -> Skridt:
    """Return the row of the table. Raises UlovligtSkridt where there is none."""
    for skridt in SKRIDT:
        if skridt.fra == fra and skridt.verbum == verbum:
            return skridt
    raise UlovligtSkridt(f"Reservationen er {fra.label}, og det kan ikke gøres derfra. Genindlæs siden.")
