"""What a source system sends about stays: steps under ids of its own, and nothing that says whose stay it is."""

import datetime as dt
import re
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from socialaftale.regler.feed import Feed, Kode, Set, fault

FLEST = 500
FELTER = (
    "id", "handling", "enhed", "ophold", "dag", "pladser", "udenfor", "tager_tilbage", "observeret_at",
)  # fmt: skip
START, SPAERRING, TILBAGE = "start", "spaerring", "tag_tilbage"
BEGYNDER = (START, SPAERRING)
TILFAELDIGE = (4, 7)  # versions of UUID that are drawn, not made of what they stand for
_REFERENCE = re.compile("[2-9B-DF-HJ-NP-TV-XZ]{8}")
_DAG = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
JA_NEJ = {"ja": True, "nej": False}


def _drawn(nr: UUID) -> UUID:
    """Refuse an id that may be made of a citizen's number or name: such a one can be guessed back."""
    if nr.version not in TILFAELDIGE:
        raise fault("skal være et tilfældigt UUID (version 4 eller 7), så det ikke kan føres tilbage til en borger")
    return nr


def _reference(tekst: str) -> str:
    """Return our own reference in capitals, or the drawn id of the first step as text."""
    if _REFERENCE.fullmatch(tekst.upper()):
        return tekst.upper()
    try:
        nr = UUID(tekst)
    except ValueError:
        raise fault("skal være opholdets reference, som I fik i svaret, eller id'et på dets første dag") from None
    return str(_drawn(nr))


def _day(vaerdi: Any) -> Any:
    """Leave a text for the field, and refuse a number, which would be read as seconds."""
    if not isinstance(vaerdi, str) or not _DAG.fullmatch(vaerdi):
        raise fault("skal skrives som 2026-11-26")
    return vaerdi


def _yes_or_no(vaerdi: Any) -> Any:
    return JA_NEJ.get(vaerdi.casefold(), vaerdi) if isinstance(vaerdi, str) else vaerdi


Id = Annotated[UUID, AfterValidator(_drawn)]


class Opholdspost(BaseModel):
    """One step of a stay. `id` is the sender's own, drawn by chance, and never used for another step.

    A stay begins (`start`, or `spaerring` for a place that is blocked) in `enhed`, the code of a pladsgruppe; what
    happens later names it in `ophold`, by the reference that the answer gave or by the id of its first step.
    `tag_tilbage` names in `tager_tilbage` the id of the step that was wrong. `pladser` and `udenfor` (outside the
    target group) belong to the beginning.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id
    handling: Literal["start", "spaerring", "stop", "varsel", "fravaer", "hjemme", "tag_tilbage"]
    enhed: Kode | None = None
    ophold: Annotated[str, Field(max_length=36), AfterValidator(_reference)] | None = None
    dag: Annotated[dt.date, BeforeValidator(_day)] | None = None
    pladser: Annotated[int, Field(ge=1, le=99)] = 1
    udenfor: Annotated[bool, BeforeValidator(_yes_or_no)] = False
    tager_tilbage: Id | None = None
    observeret_at: Set

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Each kind of step has the fields it needs, and none that would be passed over in silence."""
        skal = {START: {"enhed", "dag"}, SPAERRING: {"enhed", "dag"}, TILBAGE: {"tager_tilbage"}}
        egne = skal.get(self.handling, {"ophold", "dag"})
        har = {navn for navn in ("enhed", "ophold", "dag", "tager_tilbage") if getattr(self, navn) is not None}
        if not egne <= har:
            raise fault(f"Til »{self.handling}« hører også: {', '.join(sorted(egne - har))}")
        mere = har - egne
        if self.handling not in BEGYNDER:
            mere |= {"pladser", "udenfor"} & self.model_fields_set
        if mere:
            raise fault(f"Til »{self.handling}« hører ikke: {', '.join(sorted(mere))}")
        return self


class Opholdsforsendelse(BaseModel):
    """Everything that is sent at once: at most 500 steps."""

    model_config = ConfigDict(extra="forbid")

    ophold: Annotated[list[Opholdspost], Field(max_length=FLEST)]


OPHOLDSFEED = Feed(Opholdspost, "ophold", FELTER, frozenset({"id", "handling", "observeret_at"}), FLEST)
