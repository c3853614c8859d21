"""Sections that higher floors add to a tilbud's page: takster, free places. They register, this floor only shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Bruger

from .models import Tilbud


@dataclass(frozen=True)
class Afsnit:
    """One section: its heading, the template that shows it, and `data`, the only name the template gets."""

    overskrift: str
    skabelon: str
    data: Any = field(default_factory=dict)


Maker = Callable[[Tilbud, Bruger | AnonymousUser], Afsnit | None]
_MAKERS: list[Maker] = []


def register_afsnit(maker: Maker) -> Maker:
    """Add a section to every tilbud's page; it answers None where it has nothing the person may see."""
    _MAKERS.append(maker)
    return maker


def sections_for(tilbud: Tilbud, bruger: Bruger | AnonymousUser) -> list[Afsnit]:
    """Return the sections in the order of the floors."""
    afsnit = (maker(tilbud, bruger) for maker in _MAKERS)
    return [et for et in afsnit if et is not None]
