"""When a person leaves: what the floors above move to the successor, and what they show her.

An app registers one `Overdragelsespunkt` from its AppConfig or `permissions.py`; `parter` calls it, and knows no more.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .models import Bruger


@dataclass(frozen=True)
class Overtaget:
    """One thing that the successor now has: what it is, in a few words, and where it stands."""

    tekst: str
    href: str = ""
    forklaring: str = ""


@dataclass(frozen=True)
class Overdragelsespunkt:
    """`move` hands open tasks over in the transaction that ends the person; `show` lists them for the successor."""

    overskrift: str
    show: Callable[[Bruger, Bruger], list[Overtaget]]
    move: Callable[[Bruger, Bruger, Bruger], None] = lambda fra, til, by: None


_PUNKTER: list[Overdragelsespunkt] = []


def register_handover(punkt: Overdragelsespunkt) -> None:
    """Let a floor above take part when a person leaves."""
    _PUNKTER.append(punkt)


def move(fra: Bruger, til: Bruger, by: Bruger) -> None:
    """Let every floor move what is open from one person to her successor."""
    for punkt in _PUNKTER:
        punkt.move(fra, til, by)


def shown(fra: Bruger, til: Bruger) -> list[tuple[str, list[Overtaget]]]:
    """Return what the successor took over, heading by heading; headings without content are left out."""
    return [(punkt.overskrift, ting) for punkt in _PUNKTER if (ting := punkt.show(fra, til))]
