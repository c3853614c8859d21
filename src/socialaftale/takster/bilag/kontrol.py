"""Is an edition what it was when it was published? Asked of the database, its files, and a file somebody has."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from socialaftale.faelles import filer
from socialaftale.faelles.haendelser import events_of
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.parter.models import Aftaleomraade

from .models import Bilagsfil, Takstbilag


class Dom(NamedTuple):
    """What was asked about, and what is wrong with it; nothing where it is unchanged."""

    hvad: str
    fejl: tuple[str, ...]


def check_editions(omraade: Aftaleomraade) -> Iterator[Dom]:
    """Every edition of the area: its content, what the audit trail says of it, its number, its files."""
    foer: dict[int, int] = {}
    for bilag in Takstbilag.objects.filter(omraade=omraade).select_related("omraade").order_by("aar", "nr"):
        fejl = [*_content(bilag), *_files(bilag)]
        if bilag.nr != foer.get(bilag.aar, 0) + 1:
            fejl.append(f"udgaven før mangler: efter udgave {foer.get(bilag.aar, 0)} kommer {bilag.nr}")
        foer[bilag.aar] = bilag.nr
        yield Dom(str(bilag), tuple(fejl))


def _content(bilag: Takstbilag) -> Iterator[str]:
    if redactable_sha256(bilag.indhold) != bilag.sha256:
        yield "indholdet er ændret: det passer ikke til dets SHA-256"
    udgivet = events_of(bilag).filter(verbum="udgiv takstbilag").first()
    if udgivet and (udgivet.efter["sha256"], udgivet.efter["nr"]) != (bilag.sha256, bilag.nr):
        yield "SHA-256 eller nummer er et andet end det, der blev skrevet i sporet ved udgivelsen"


def _files(bilag: Takstbilag) -> Iterator[str]:
    for raekke in Bilagsfil.objects.filter(takstbilag=bilag, fil__isnull=False).select_related("fil"):
        try:
            with filer.open_file(raekke.fil) as fil:
                sha = hashlib.file_digest(fil, "sha256").hexdigest()
        except FileNotFoundError:
            yield f"filen {raekke.fil} mangler"
            continue
        if sha != raekke.fil.sha256:
            yield f"filen {raekke.fil} er ændret"


def check_file(dokument: Mapping[str, Any]) -> Dom:
    """A takstbilag as JSON: does its content fit the hash that it names? Raises KeyError where it is something else."""
    fejl = []
    if dokument["overstreget"]:
        fejl.append("noget er udeladt siden udgivelsen, så filen kan ikke kontrolleres med dens SHA-256")
    elif redactable_sha256(dokument["indhold"]) != dokument["sha256"]:
        fejl.append("indholdet er ændret: det passer ikke til dets SHA-256")
    return Dom(dokument["titel"], tuple(fejl))
