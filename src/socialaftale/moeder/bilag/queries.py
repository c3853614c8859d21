"""Reads of annexes."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.parter.models import Bruger

from ..models import Moede
from .models import Punktbilag

_FELTER = ("punkt", "pk", "nr", "titel", "aaben", "punkt__aaben", "fil__navn", "fil__stoerrelse")
_TIDER = ("fjernet_at", "fjernet_fordi", "registreret_at")


class Bilagslinje(NamedTuple):
    """An annex as it is listed: an agenda may have hundreds, so it is no more than what is shown.

    `href` is empty where it was removed.
    """

    pk: int
    nr: int
    titel: str
    is_open: bool
    href: str
    slags: str
    stoerrelse: str
    fjernet_at: dt.datetime | None
    fjernet_fordi: str
    registreret_at: dt.datetime

    def __str__(self) -> str:
        return f"Bilag {self.nr}: {self.titel}"


def annexes_of(moede: Moede, bruger: Bruger | AnonymousUser | None) -> dict[int, list[Bilagslinje]]:
    """Return the annexes of a meeting that the person may see, by the primary key of their point: one query."""
    synlige = Punktbilag.objects.visible_to(bruger).filter(punkt__moede=moede).order_by("nr", "pk")
    foran = reverse("bilag_hent", args=[0]).removesuffix("0/")
    pr_punkt: dict[int, list[Bilagslinje]] = defaultdict(list)
    for punkt, pk, nr, titel, aaben, punkt_aabent, navn, byte, *tider in synlige.values_list(*_FELTER, *_TIDER):
        href, slags = (f"{foran}{pk}/", navn.rpartition(".")[2].upper()) if navn else ("", "")
        sted = (href, slags, size(byte or 0))
        pr_punkt[punkt].append(Bilagslinje(pk, nr, titel, aaben and punkt_aabent, *sted, *tider))
    return dict(pr_punkt)


def size(byte: int) -> str:
    """Return the size of a file in words."""
    return f"{max(byte // 1000, 1)} kB" if byte < 1_000_000 else f"{byte / 1_000_000:.1f} MB".replace(".", ",")
