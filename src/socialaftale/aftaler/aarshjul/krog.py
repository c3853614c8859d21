"""Where the floors above put their days on the wheel, as the takst round with the dates that it was opened with."""

from collections.abc import Callable

from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.aarshjul import Aarsdag

Provider = Callable[[Aftaleomraade, int], list[Aarsdag]]
_PROVIDERS: dict[str, list[Provider]] = {}


def register_days(emne: str, provider: Provider) -> None:
    """Let a floor above say the days of a subject in an area and a year, in place of what is reckoned here."""
    _PROVIDERS.setdefault(emne, []).append(provider)


def days_from_above(emne: str, omraade: Aftaleomraade, aar: int) -> list[Aarsdag]:
    return [dag for provider in _PROVIDERS.get(emne, []) for dag in provider(omraade, aar)]
