"""What an edition published now would be, and how editions of a year follow each other."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models.fields.json import KT

from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Aftaleomraade

from ..queries import register_day
from ..runde.queries import find_round
from .afgjort import read_decided
from .beskyttet import hide_protected
from .forskelle import Forskel, compare
from .indhold import Tilbageholdt, build
from .kilde import Grundlag, Ramme
from .laesning import newest_edition, newest_editions
from .models import FORMATER, Bilagsfil, Takstbilag
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


def editions(omraade: Aftaleomraade, aar: int) -> list[Takstbilag]:
    """The editions of a takst year, the newest first, without their content."""
    return list(Takstbilag.objects.filter(omraade=omraade, aar=aar).defer("indhold").order_by("-nr"))


class Listepost(NamedTuple):
    """The newest edition of an area and year with what its content counts."""

    bilag: Takstbilag
    grundlag: str
    tilbud: int
    linjer: int


def newest_of_every_year() -> list[Listepost]:
    """The newest edition of each area and year, by area, the newest year first. Reads no content."""
    felter = {navn: KT(f"indhold__i_alt__{navn}") for navn in ("tilbud", "linjer")}
    nyeste = newest_editions().annotate(grundlag=KT("indhold__grundlag"), **felter).order_by("omraade", "-aar")
    return [Listepost(et, et.grundlag, int(et.tilbud), int(et.linjer)) for et in nyeste]


@dataclass(frozen=True)
class Udgave:
    """One edition as it may be shown today, among the editions of its year (the newest first)."""

    bilag: Takstbilag
    indhold: dict[str, Any]
    udgaver: list[Takstbilag]

    @property
    def er_nyeste(self) -> bool:
        return self.bilag.nr == self.udgaver[0].nr

    @property
    def overstreget(self) -> bool:
        """True where something that was open when it was published leads to a protected address today."""
        return self.indhold is not self.bilag.indhold


def read_edition(omraade: str, aar: int, nr: int | None = None) -> Udgave | None:
    """An edition (None: the newest) of an area, by its code, and takst year; None where there never was one."""
    udgaver = Takstbilag.objects.filter(omraade__kode=omraade, aar=aar).select_related("omraade")
    bilag = (udgaver if nr is None else udgaver.filter(nr=nr)).order_by("-nr").first()
    if bilag is None:
        return None
    return Udgave(bilag, hide_protected(bilag.indhold), editions(bilag.omraade, aar))


def files(bilag: Takstbilag) -> list[Bilagsfil]:
    """The files of an edition in the order they are offered."""
    filer = {et.format: et for et in bilag.filer.select_related("fil")}
    return [filer[format_] for format_ in FORMATER if format_ in filer]
