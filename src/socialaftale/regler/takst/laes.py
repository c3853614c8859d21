"""Reading a report from JSON: everything wrong at once, each in Danish with place and remedy."""

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from socialaftale.regler.takst.opgave import Indberetning

HOEJST_BYTES = 50 * 1024 * 1024


class Inputfejl(NamedTuple):
    """One thing that cannot be used: where it stands, what is wrong and what to do."""

    sted: str
    besked: str

    def __str__(self) -> str:
        return f"{self.sted}: {self.besked}" if self.sted else self.besked


class UbrugeligtInput(Exception):
    """The report cannot be read; `fejl` holds every reason."""

    def __init__(self, fejl: Iterable[Inputfejl]) -> None:
        self.fejl = tuple(fejl)
        super().__init__("\n".join(map(str, self.fejl)))


def read_indberetning(raw: bytes) -> Indberetning:
    """A report from UTF-8 JSON. Raises UbrugeligtInput with every fault found."""
    if len(raw) > HOEJST_BYTES:
        raise UbrugeligtInput([Inputfejl("", "Filen er over 50 MB. Del den op pr. driftsherre.")])
    if not raw.strip():
        raise UbrugeligtInput([Inputfejl("", "Filen er tom. Gem den igen, og kontrollér, at indholdet er med.")])
    try:
        return Indberetning.model_validate_json(raw)
    except ValidationError as fejl:
        raise UbrugeligtInput(_in_danish(enkelt) for enkelt in fejl.errors(include_url=False)) from None


def json_schema() -> str:
    """The published JSON Schema of a report, made from the types."""
    skema = Indberetning.model_json_schema(by_alias=True)
    skema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(skema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _in_danish(fejl: ErrorDetails) -> Inputfejl:
    if fejl["type"] == "json_invalid":
        return Inputfejl(
            "", f"Filen er ikke gyldig JSON{_where_json_broke(fejl)}. Gem den igen, og kontrollér, at den er hel."
        )
    skabelon = _BESKEDER.get(fejl["type"], "Værdien kan ikke bruges. Se skemaet i docs/skema/indberetning-1.json.")
    return Inputfejl(_place(fejl["loc"]), skabelon.format_map(_Kendte(fejl.get("ctx", {}))))


def _where_json_broke(fejl: ErrorDetails) -> str:
    """The parser says it in English: `... at line 1 column 28`."""
    fundet = re.search(r"line (\d+) column (\d+)", str(fejl.get("ctx", {}).get("error", "")))
    return f": læsningen stoppede ved linje {fundet[1]}, tegn {fundet[2]}" if fundet else ""


def _place(loc: tuple[int | str, ...]) -> str:
    sted = ""
    for led in loc:
        sted += f"[{led}]" if isinstance(led, int) else f".{led}"
    return sted.lstrip(".")


class _Kendte(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


_TAL = "Her skal stå et tal, fx 1234.56. Ret værdien."
_BESKEDER = {
    "missing": "Feltet mangler. Udfyld det.",
    "extra_forbidden": "Feltet er ukendt. Ret navnet, eller slet feltet.",
    "decimal_type": _TAL,
    "decimal_parsing": _TAL,
    "finite_number": "Tallet er ikke et rigtigt tal (NaN eller uendelig). Ret værdien.",
    "decimal_max_digits": "Tallet har over {max_digits} cifre. Ret værdien.",
    "decimal_whole_digits": "Tallet er for stort: højst {whole_digits} cifre før kommaet. Ret værdien.",
    "decimal_max_places": "Tallet har over {decimal_places} decimaler. Afrund det.",
    "int_type": "Her skal stå et helt tal. Ret værdien.",
    "int_parsing": "Her skal stå et helt tal. Ret værdien.",
    "int_from_float": "Her skal stå et helt tal. Ret værdien.",
    "greater_than_equal": "Tallet skal være mindst {ge}. Ret værdien.",
    "less_than_equal": "Tallet må højst være {le}. Ret værdien.",
    "string_type": "Her skal stå tekst. Ret værdien.",
    "string_too_short": "Teksten mangler. Udfyld feltet.",
    "string_too_long": "Teksten er over {max_length} tegn. Forkort den.",
    "string_pattern_mismatch": "Et id må kun have bogstaver, tal og ._/- og ingen mellemrum. Ret det.",
    "too_short": "Her skal stå mindst {min_length}. Tilføj det, der mangler.",
    "tuple_type": "Her skal stå en liste. Ret opsætningen.",
    "model_type": "Her skal stå et objekt med felter. Ret opsætningen.",
    "model_attributes_type": "Her skal stå et objekt med felter. Ret opsætningen.",
    "enum": "Værdien skal være en af {expected}. Ret den.",
    "literal_error": "Værdien skal være {expected}. Ret den.",
    "union_tag_invalid": "Værdien {tag} er ukendt. Vælg en af {expected_tags}.",
    "union_tag_not_found": "Feltet {discriminator} mangler. Det siger, hvilken slags det er.",
}
