"""What a source system sends about free places."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, field_validator

from socialaftale.regler.feed import Feed, Kode, Set

FLEST = 2000
FELTER = ("id", "afdeling", "svar", "ledig_fra", "tilbudt", "observeret_at", "aarsag", "undergrupper")
NAVNERUM = UUID("8b0e1d0a-6a0b-4b0a-9c55-6b1f4d3f0a70")


class Meldingspost(BaseModel):
    """One report. `id` is the sender's own, never used for another; without one it is made of what is reported.

    `undergrupper` says how many of the places are for which subgroup, by its code; in CSV `KODE=1,KODE=2`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID | None = None
    afdeling: Kode
    svar: Literal["ledig", "ikke_ledig", "uaendret", "ubemandet", "reserveret", "vurdering", "lukket"]
    ledig_fra: dt.date | None = None
    tilbudt: Annotated[int, Field(ge=0, le=999)] | None = None
    observeret_at: Set
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


LEDIGFEED = Feed(Meldingspost, "meldinger", FELTER, frozenset({"afdeling", "svar", "observeret_at"}), FLEST)
