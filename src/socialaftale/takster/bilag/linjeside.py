"""What the page of one line says: this year's newest edition, earlier editions, and the years behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.parter.models import Bruger
from socialaftale.regler.takst.indeks import Indekspunkt
from socialaftale.tilbud.models import Tilbud

from . import udvikling
from .beskyttet import hide_in_all
from .forskelle import Forskel, compare
from .models import Takstbilag
from .tabel import Linje, Post, entries, row


@dataclass(frozen=True)
class Linjeside:
    """`rettelser` are the line's differences edition by edition, each with the edition that brought it."""

    bilag: Takstbilag
    tilbud: Mapping[str, Any]
    linje: Mapping[str, Any]
    raekke: Linje
    rettelser: list[tuple[Takstbilag, Forskel]]
    historie: list[udvikling.Trin]
    indeks: list[Indekspunkt]
    spor: str


def read_line(tilbud: Tilbud, aar: int, linje: str, bruger: Bruger | AnonymousUser) -> Linjeside | None:
    """The line in the newest edition of the year; None where it is not there."""
    udgaver = list(
        Takstbilag.objects.filter(omraade=tilbud.omraade_id, aar=aar).select_related("omraade").order_by("nr")
    )
    if not udgaver:
        return None
    indhold = hide_in_all([_only(et.indhold, tilbud.kode) for et in udgaver])
    post = next((post for post in entries(indhold[-1]) if post.linje["id"] == linje), None)
    if post is None:
        return None
    aargange = udvikling.read_years(tilbud.omraade, aar)
    return Linjeside(
        bilag=udgaver[-1],
        tilbud=post.tilbud,
        linje=post.linje,
        raekke=row(post),
        rettelser=_corrections(udgaver, indhold, linje),
        historie=udvikling.history(aargange, tilbud.kode, linje),
        indeks=udvikling.index(aargange, [tilbud.kode]),
        spor=_trace(post, aar, bruger),
    )


def _only(indhold: Mapping[str, Any], kode: str) -> dict[str, Any]:
    """The content of one tilbud."""
    return {**indhold, "tilbud": [et for et in indhold["tilbud"] if et["id"] == kode], "aabne": []}


def _corrections(
    udgaver: list[Takstbilag], indhold: list[dict[str, Any]], linje: str
) -> list[tuple[Takstbilag, Forskel]]:
    par = zip(udgaver[1:], indhold, indhold[1:], strict=False)
    return [(udgave, et) for udgave, foer, efter in par for et in compare(foer, efter) if et.linje_id == linje]


def _trace(post: Post, aar: int, bruger: Bruger | AnonymousUser) -> str:
    """Where those who may see it follow the line to remarks, decisions and cost lines; only a decided line has that."""
    if not bruger.is_authenticated or post.linje["godkendt"] is None:
        return ""
    return reverse("takst_spor", args=[post.tilbud["id"], aar, post.linje["id"]])
