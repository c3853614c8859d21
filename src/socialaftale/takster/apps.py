from django.apps import AppConfig
from django.http import HttpRequest

from socialaftale.faelles.menu import MenuPunkt


def _may_see_takster(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .permissions import SE_KORT

    return access_of(request).may(SE_KORT)


def _may_compare(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .sammenligning.permissions import SAMMENLIGN

    return access_of(request).may(SAMMENLIGN)


def _may_see_round(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .runde.permissions import SE_RUNDE

    return access_of(request).may(SE_RUNDE)


class TaksterConfig(AppConfig):
    name = "socialaftale.takster"
    verbose_name = "takster"
    menu = (
        MenuPunkt("Takster", "takster", 30, _may_see_takster),
        MenuPunkt("Takstoverblik", "takstoverblik", 31, _may_compare),
        MenuPunkt("Gennemgang", "gennemgang", 32, _may_see_round),
        MenuPunkt("Takstbilag", "takstbilag_liste", 33),
    )

    def ready(self) -> None:
        from . import afsnit, fritekst, oekonomi, overdragelse  # noqa: F401  (they register what lower floors show)
        from .afgoerelse import actions, punkt  # noqa: F401  (what a decision sets in motion, and the agenda's point)
        from .bilag import arbejde  # noqa: F401  (and what the worker does)
        from .runde import aarshjul  # noqa: F401  (the round's dates on the wheel of the year)
        from .styring import paamindelser  # noqa: F401  (what the worker does)
