"""Finding lines in an edition: by words, driftsherre and legal basis."""

from collections.abc import Iterable, Mapping
from typing import Any

from socialaftale.faelles.soegning.ord import fold
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.soegning import search

from .tabel import Post

FLEST_ORD = 8


def find(poster: Iterable[Post], valg: Mapping[str, str]) -> list[Post]:
    """The lines that fit what is asked for: q, driftsherre (code), lov (paragraph). What is not asked does not narrow.

    All words stand in the line or its tilbud, or the register's own search finds the tilbud by them.
    """
    fundne = [post for post in poster if _filtered(post, valg)]
    ord_ = fold(valg.get("q") or "").split()[:FLEST_ORD]
    if not ord_:
        return fundne
    koder = _found_in_register(valg["q"])
    return [post for post in fundne if post.tilbud["id"] in koder or _holds(post, ord_)]


def _filtered(post: Post, valg: Mapping[str, str]) -> bool:
    driftsherre, lov = valg.get("driftsherre"), valg.get("lov")
    if driftsherre and post.tilbud["driftsherre"]["kode"] != driftsherre:
        return False
    return not lov or lov in post.tilbud["lovgrundlag"]


def _found_in_register(tekst: str) -> set[str]:
    point = search(tekst)
    return set(Tilbud.objects.filter(pk__in=point).values_list("kode", flat=True)) if point else set()


def _holds(post: Post, ord_: Iterable[str]) -> bool:
    tilbud, linje = post.tilbud, post.linje
    afdeling = (post.beregning or linje)["afdeling"]
    dele = (tilbud["navn"], tilbud["driftsherre"]["navn"], *tilbud["lovgrundlag"], *tilbud["ligger_i"], afdeling)
    tekst = fold(" ".join((*dele, linje["navn"], linje["indhold"])))
    return all(et in tekst for et in ord_)


def options(indhold: Mapping[str, Any]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The driftsherrer (code, name) and legal bases of an edition, in its order and by name."""
    parter = {et["driftsherre"]["kode"]: et["driftsherre"]["navn"] for et in indhold["tilbud"]}
    love = sorted({lov for et in indhold["tilbud"] for lov in et["lovgrundlag"]})
    return list(parter.items()), [(lov, lov) for lov in love]
