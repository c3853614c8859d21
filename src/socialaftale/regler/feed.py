"""What a source system sends, as JSON or CSV: read post by post, each fault told by its place."""

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

P = TypeVar("P", bound=BaseModel)
DANSK = "dansk"
_UUID = re.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
TIDLIGST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MISTAENKT = (
    "Der står noget, der kan være et CPR-nummer. Send det aldrig hertil, heller ikke som id eller reference. "
    "Posten er ikke læst."
)
BESKEDER = {
    "missing": "mangler",
    "extra_forbidden": "kendes ikke",
    "literal_error": "skal være et af: {expected}",
    "timezone_aware": "skal have en tidszone, fx 2026-11-26T08:00:00+01:00",
}


def fault(dansk: str) -> PydanticCustomError:
    """Return an error whose message is shown as it is."""
    return PydanticCustomError(DANSK, dansk)


def _in_our_time(at: dt.datetime) -> dt.datetime:
    if at < TIDLIGST:
        raise fault("ligger før år 2000")
    return at


Set = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Kode = Annotated[str, StringConstraints(pattern="^[0-9A-Za-z]{1,20}$")]


class Laest(NamedTuple, Generic[P]):
    """A post, or in Danish why it cannot be read."""

    nr: int
    post: P | None
    fejl: str = ""


class Ulaeselig(ValueError):
    """Nothing of what was sent can be read; the message is Danish."""


@dataclass(frozen=True)
class Feed(Generic[P]):
    """Posts of one kind: their list's name in JSON, their fields in CSV, those they must have, and how many at most."""

    model: type[P]
    liste: str
    felter: tuple[str, ...]
    skal: frozenset[str]
    flest: int

    def read_json(self, raw: bytes, mistanke: Callable[[str], Any] | None = None) -> list[Laest[P]]:
        """Return the posts of `{"<liste>": [...]}`; one with a text that `mistanke` is about is not read.

        Source: docs/skema/. Raises Ulaeselig.
        """
        try:
            sendt = json.loads(raw)
        except (ValueError, RecursionError) as fejl:
            raise Ulaeselig("Indholdet er ikke JSON.") from fejl
        poster = sendt.get(self.liste) if isinstance(sendt, dict) else None
        if not isinstance(poster, list):
            raise Ulaeselig(f"Der skal stå en liste i »{self.liste}«.")
        return self._read(poster, mistanke)

    def read_csv(self, raw: bytes, mistanke: Callable[[str], Any] | None = None) -> list[Laest[P]]:
        """Return the posts of a file with a heading of the same names, parted by semicolons. Raises Ulaeselig."""
        try:
            tekst = raw.decode("utf-8-sig")
        except UnicodeDecodeError as fejl:
            raise Ulaeselig("Filen skal være i UTF-8.") from fejl
        laeser = csv.DictReader(tekst.splitlines(), delimiter=";", restkey="for meget")
        try:
            if not self.skal <= set(laeser.fieldnames or ()):
                raise Ulaeselig("Første linje skal være: " + ";".join(self.felter))
            return self._read([{felt: et for felt, et in raekke.items() if et} for raekke in laeser], mistanke)
        except csv.Error as fejl:
            raise Ulaeselig("Filen kan ikke læses som CSV.") from fejl

    def _read(self, poster: list[Any], mistanke: Callable[[str], Any] | None) -> list[Laest[P]]:
        if len(poster) > self.flest:
            raise Ulaeselig(f"Send højst {self.flest} ad gangen.")
        return [self._post(nr, post, mistanke) for nr, post in enumerate(poster, start=1)]

    def _post(self, nr: int, post: Any, mistanke: Callable[[str], Any] | None) -> Laest[P]:
        try:
            laest = self.model.model_validate(post)
        except ValidationError as fejl:
            if mistanke and _suspected(post, mistanke):
                return Laest(nr, None, MISTAENKT)
            return Laest(nr, None, " ".join(_fault(et) for et in fejl.errors()))
        return Laest(nr, laest)


def _suspected(post: Any, mistanke: Callable[[str], Any]) -> bool:
    """Whether a name or a text in the post is what `mistanke` looks for; in the digits of a UUID it means nothing."""
    dele = [*post, *post.values()] if isinstance(post, dict) else [post]
    tekster = [str(del_) for del_ in dele if isinstance(del_, str | int)]
    return any(mistanke(tekst) for tekst in tekster if not _UUID.fullmatch(tekst))


def _fault(fejl: Mapping[str, Any]) -> str:
    felt = ".".join(map(str, fejl["loc"]))
    hvad = fejl["msg"] if fejl["type"] == DANSK else BESKEDER.get(fejl["type"], "kan ikke læses")
    if "expected" in fejl.get("ctx", {}):
        hvad = hvad.format(expected=fejl["ctx"]["expected"].replace("'", "").replace(" or ", " eller "))
    if felt:
        return f"»{felt[:40]}« {hvad}."
    return f"{hvad}." if fejl["type"] == DANSK else "Posten kan ikke læses."
