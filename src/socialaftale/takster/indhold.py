"""A tilbud's report as it is stored: canonical JSON values, so that equal reports have equal hashes."""

from decimal import Decimal
from typing import Any

from socialaftale.regler.beloeb import exact_text
from socialaftale.regler.takst.opgave import TilbudIndberetning


def dump(tilbud: TilbudIndberetning) -> dict[str, Any]:
    """The report as plain JSON values: numbers as exact decimal text (10 and 10.0 alike), empty fields left out."""
    return _plain_dict(tilbud.model_dump(mode="python", by_alias=True))


def load(data: dict[str, Any]) -> TilbudIndberetning:
    """The report stored by `dump`."""
    return TilbudIndberetning.model_validate(data)


def _plain_dict(data: dict[str, Any]) -> dict[str, Any]:
    return {noegle: _plain(del_) for noegle, del_ in data.items() if del_ not in (None, "", ())}


def _plain(vaerdi: Any) -> Any:
    if isinstance(vaerdi, dict):
        return _plain_dict(vaerdi)
    if isinstance(vaerdi, (list, tuple)):
        return [_plain(del_) for del_ in vaerdi]
    if isinstance(vaerdi, Decimal):
        return exact_text(vaerdi)
    return str(vaerdi) if isinstance(vaerdi, str) else vaerdi
