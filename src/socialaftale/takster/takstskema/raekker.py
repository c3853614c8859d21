"""A report as rows: which record stands on which sheet, under which key, at which path."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from socialaftale.regler.beloeb import exact_text
from socialaftale.regler.takst.opgave import Indberetning
from socialaftale.takster.takstskema.layout import AFDELINGER, LINJER, TILBUD, TRIN, Ark

Post = dict[str, Any]
OWNERS = (TILBUD, AFDELINGER, LINJER)


class Ejer(NamedTuple):
    """A record that owns rows on other sheets: what those rows call it, and where it lies in the report."""

    noegler: tuple[str, ...]
    sti: str
    post: Post


class Raekke(NamedTuple):
    """One row: the keys of its owner, its path, and its record (empty where an optional record is absent)."""

    noegler: tuple[str, ...]
    sti: str
    post: Post


def as_data(indberetning: Indberetning) -> Post:
    """The report as plain dicts and lists under the names of its JSON; numbers stay Decimal."""
    return indberetning.model_dump(mode="python", by_alias=True)


def fingerprint(data: Post) -> str:
    """SHA-256 of the report's canonical JSON: sorted keys, decimals as exact text."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_exact)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def numbered(noegler: Iterable[str]) -> Iterator[str]:
    """Each key; the second time the same comes it is told apart as `key#2`."""
    set_foer: dict[str, int] = {}
    for noegle in noegler:
        set_foer[noegle] = set_foer.get(noegle, 0) + 1
        yield noegle if set_foer[noegle] == 1 else f"{noegle}#{set_foer[noegle]}"


def owners(data: Post) -> dict[str, list[Ejer]]:
    """Everything that owns rows, by the sheet it stands on; "" is the report itself."""
    alle: dict[str, list[Ejer]] = {"": [Ejer((), "", data)]}
    for ark in OWNERS:
        alle[ark.navn] = [ejer for oppe in alle[ark.ejer] for ejer in _owned(ark, oppe)]
    return alle


def owner_key(ark: Ark, oppe: tuple[str, ...], noegle: str) -> tuple[str, ...]:
    """What rows of other sheets call the record with id `noegle`: T1, T1:B1, or (T1:B1, L1)."""
    if ark is AFDELINGER:
        return (f"{oppe[0]}:{noegle}",)
    return (*oppe, noegle)


def rows(ark: Ark, ejere: dict[str, list[Ejer]]) -> Iterator[Raekke]:
    """The rows of one sheet in the report's order."""
    for ejer in ejere[ark.ejer]:
        hvor = records_at(ark, ejer.post)
        poster = get(ejer.post, hvor) if hvor else None
        sti = f"{ejer.sti}.{hvor}".lstrip(".")
        if not ark.liste:
            yield Raekke(ejer.noegler, sti, poster or {})
            continue
        yield from (Raekke(ejer.noegler, f"{sti}[{nr}]", post) for nr, post in enumerate(poster or ()))


def records_at(ark: Ark, ejer: Post) -> str:
    """Where in the owner this sheet's records lie; "" where the owner's structure has no such list."""
    if not ark.hvor.endswith("*"):
        return ark.hvor
    kode = (ejer.get("struktur") or {}).get("kode")
    return ark.hvor.replace("*", TRIN[kode][0]) if kode in TRIN else ""


def get(post: Any, sti: str) -> Any:
    """The value at a path such as `belaegning.regnskab[0].aar`; None where any part of it is absent."""
    for led in re.findall(r"[^.\[\]]+", sti):
        if not post:
            return None
        post = post.get(led) if isinstance(post, dict) else post[int(led)] if int(led) < len(post) else None
    return post


def put(post: Post, sti: str, vaerdi: Any) -> None:
    """Set the value at a path without lists, making the records on the way."""
    *oppe, navn = sti.split(".")
    for led in oppe:
        post = post.setdefault(led, {})
    post[navn] = vaerdi


def repetitions(ark: Ark, raekker: list[Raekke]) -> tuple[int, ...]:
    """How often each repeated field of the sheet is needed by the row that has most."""
    return tuple(max((len(get(raekke.post, sti) or ()) for raekke in raekker), default=0) for sti, _ in ark.gentag)


def _owned(ark: Ark, oppe: Ejer) -> Iterator[Ejer]:
    poster = oppe.post.get(ark.hvor) or ()
    ider = numbered(post["id"] for post in poster)
    for nr, (post, noegle) in enumerate(zip(poster, ider, strict=True)):
        yield Ejer(owner_key(ark, oppe.noegler, noegle), f"{oppe.sti}.{ark.hvor}[{nr}]".lstrip("."), post)


def _exact(vaerdi: object) -> str:
    if isinstance(vaerdi, Decimal):
        return exact_text(vaerdi)
    raise TypeError(type(vaerdi).__name__)
