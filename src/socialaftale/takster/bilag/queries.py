"""What an edition published now would be, and how editions of a year follow each other."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Aftaleomraade

from ..queries import register_day
from ..runde.queries import find_round
from .afgjort import read_decided
from .forskelle import Forskel, compare
from .indhold import Tilbageholdt, build
from .kilde import Grundlag, Ramme
from .laesning import newest_edition
from .models import Takstbilag
from .overtaget import read_confirmed


@dataclass(frozen=True)
class Udkast:
    """What an edition published now would say, what is held back from it, and what the last edition says otherwise."""

    omraade: Aftaleomraade
    aar: int
    indhold: dict[str, Any]
    tilbageholdt: tuple[Tilbageholdt, ...]
    forrige: Takstbilag | None
    forskelle: tuple[Forskel, ...]

    @property
    def sha256(self) -> str:
        return redactable_sha256(self.indhold)

    @property
    def nr(self) -> int:
        return self.forrige.nr + 1 if self.forrige else 1

    @property
    def hindring(self) -> str:
        """Why it cannot be published; empty where it can."""
        if not self.indhold["i_alt"]["linjer"]:
            return "Der er ingen godkendte takster at udgive endnu."
        if self.forrige and not self.forskelle:
            return f"Intet er ændret siden udgave {self.forrige.nr}, så der er ingen ny udgave at udgive."
        return ""


def draft_edition(omraade: Aftaleomraade, aar: int) -> Udkast:
    """Make the content anew of what stands approved, in a constant number of queries.

    Raises UkendtRegelsaet for a year out of range, or where a takst that was taken over cannot be computed.
    """
    register_day(aar)
    runde = find_round(omraade, aar)
    if runde is None:
        ramme = Ramme(omraade.kode, omraade.navn, aar, Grundlag.OVERTAGET)
        bygget = build(ramme, read_confirmed(omraade, aar), [])
    else:
        regelsaet = (runde.regelsaet_id, runde.regelsaet_sha256)
        bygget = build(Ramme(omraade.kode, omraade.navn, aar, Grundlag.AFGJORT, regelsaet), *read_decided(runde))
    forrige = newest_edition(omraade, aar)
    forskelle = tuple(compare(forrige.indhold, bygget.indhold)) if forrige else ()
    return Udkast(omraade, aar, bygget.indhold, bygget.tilbageholdt, forrige, forskelle)


def editions(omraade: Aftaleomraade, aar: int) -> QuerySet[Takstbilag]:
    """The editions of a takst year, the newest first, without their content."""
    return Takstbilag.objects.filter(omraade=omraade, aar=aar).defer("indhold").order_by("-nr")


def find_edition(omraade: Aftaleomraade, aar: int, nr: int) -> Takstbilag | None:
    """One edition with its content; None where it never existed."""
    return Takstbilag.objects.filter(omraade=omraade, aar=aar, nr=nr).select_related("omraade", "udgivet_by").first()
