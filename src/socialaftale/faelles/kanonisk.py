"""Canonical JSON: the same content gives the same bytes, and so the same hash, on every machine."""

import hashlib
import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from . import cpr


def canonical_json(indhold: Any) -> str:
    """Return JSON with sorted keys, decimals as strings and text in NFC. A float raises TypeError."""
    return json.dumps(_plain(indhold), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(indhold: Any) -> str:
    """Return the hash of the canonical JSON as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(indhold).encode()).hexdigest()


def redactable_sha256(indhold: Any) -> str:
    """Return the hash of content with free text: the same before and after a suspected CPR number in it is hidden.

    So a redacted version can be verified, and nobody can find a hidden number by trying all against the hash.
    """
    return hashlib.sha256(cpr.mask(canonical_json(indhold)).encode()).hexdigest()


def _plain(ting: Any) -> Any:
    match ting:
        case None | bool() | int():
            return ting
        case str():
            return unicodedata.normalize("NFC", ting)
        case Decimal():
            return format(ting, "f")
        case date():
            return ting.isoformat()
        case dict():
            return {_plain(noegle): _plain(vaerdi) for noegle, vaerdi in ting.items()}
        case list() | tuple():
            return [_plain(del_) for del_ in ting]
    raise TypeError(f"{type(ting).__name__} har ingen kanonisk form.")
