"""What a source system sends about free places, as JSON or CSV: read post by post, each fault told by its place."""

import csv
import datetime as dt
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID, uuid5

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator

FLEST = 2000
FELTER = ("id", "afdeling", "svar", "ledig_fra", "tilbudt", "observeret_at", "aarsag", "undergrupper")
NAVNERUM = UUID("8b0e1d0a-6a0b-4b0a-9c55-6b1f4d3f0a70")
BESKEDER = {
    "missing": "mangler",
    "extra_forbidden": "kendes ikke",
    "literal_error": "skal være et af: {expected}",
    "timezone_aware": "skal have en tidszone, fx 2026-11-26T08:00:00+01:00",
}


class Meldingspost(BaseModel):
    """One report. `id` is the sender's own, never used for another; without one it is made of what is reported.

    `undergrupper` says how many of the places are for which subgroup, by its code; in CSV `KODE=1,KODE=2`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID | None = None
    afdeling: Annotated[str, Field(min_length=1, max_length=20)]
    svar: Literal["ledig", "ikke_ledig", "uaendret", "ubemandet", "reserveret", "vurdering", "lukket"]
    ledig_fra: dt.date | None = None
    tilbudt: Annotated[int, Field(ge=0, le=999)] | None = None
    observeret_at: AwareDatetime
    aarsag: Literal["ombygning", "bemanding", "sammensaetning", "afvikles", "andet"] | None = None
    undergrupper: Annotated[dict[str, Annotated[int, Field(ge=0, le=999)]], Field(max_length=50)] = {}

    @field_validator("undergrupper", mode="before")
    @classmethod
    def _from_csv(cls, vaerdi: Any) -> Any:
        """Read `KODE=1,KODE=2`; what is written otherwise is left for the field to refuse."""
        if not isinstance(vaerdi, str):
            return vaerdi
        return {kode.strip(): antal for kode, _, antal in (par.partition("=") for par in vaerdi.split(","))}

    def klient_id(self, kilde: str) -> UUID:
        """Return the id; of a post without one, the same for the same afdeling and instant from the same source."""
        return self.id or uuid5(NAVNERUM, f"{kilde} {self.afdeling} {self.observeret_at.isoformat()}")


class Forsendelse(BaseModel):
    """Everything that is sent at once: at most 2,000 posts."""

    model_config = ConfigDict(extra="forbid")

    meldinger: Annotated[list[Meldingspost], Field(max_length=FLEST)]


class Laest(NamedTuple):
    """A post, or in Danish why it cannot be read."""

    nr: int
    post: Meldingspost | None
    fejl: str = ""


class Ulaeselig(ValueError):
    """Nothing of what was sent can be read; the message is Danish."""


def read_json(raw: bytes) -> list[Laest]:
    """Return the posts of `{"meldinger": [...]}`. Raises Ulaeselig. Source: docs/skema/ledigmelding-1.json."""
    try:
        sendt = json.loads(raw)
    except ValueError as fejl:
        raise Ulaeselig("Indholdet er ikke JSON.") from fejl
    poster = sendt.get("meldinger") if isinstance(sendt, dict) else None
    if not isinstance(poster, list):
        raise Ulaeselig("Der skal stå en liste i »meldinger«.")
    return _read(poster)


def read_csv(raw: bytes) -> list[Laest]:
    """Return the posts of a file with a heading of the same names, parted by semicolons. Raises Ulaeselig."""
    try:
        tekst = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fejl:
        raise Ulaeselig("Filen skal være i UTF-8.") from fejl
    laeser = csv.DictReader(tekst.splitlines(), delimiter=";", restkey="for meget")
    if not {"afdeling", "svar", "observeret_at"} <= set(laeser.fieldnames or ()):
        raise Ulaeselig("Første linje skal være: " + ";".join(FELTER))
    return _read([{felt: vaerdi for felt, vaerdi in raekke.items() if vaerdi} for raekke in laeser])


def _read(poster: list[Any]) -> list[Laest]:
    if len(poster) > FLEST:
        raise Ulaeselig(f"Send højst {FLEST} meldinger ad gangen.")
    return [_post(nr, post) for nr, post in enumerate(poster, start=1)]


def _post(nr: int, post: Any) -> Laest:
    try:
        return Laest(nr, Meldingspost.model_validate(post))
    except ValidationError as fejl:
        return Laest(nr, None, " ".join(_fault(et) for et in fejl.errors()))


def _fault(fejl: Mapping[str, Any]) -> str:
    felt = ".".join(map(str, fejl["loc"]))
    hvad = BESKEDER.get(fejl["type"], "kan ikke læses")
    if "expected" in fejl.get("ctx", {}):
        hvad = hvad.format(expected=fejl["ctx"]["expected"].replace("'", "").replace(" or ", " eller "))
    return f"»{felt[:40]}« {hvad}." if felt else "Posten kan ikke læses."
