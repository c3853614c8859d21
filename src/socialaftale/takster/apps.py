from django.apps import AppConfig
from django.http import HttpRequest

from socialaftale.faelles.menu import MenuPunkt


def _may_see_takster(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import may

    from .permissions import SE_KORT

    return may(request.user, SE_KORT)


def _may_compare(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import may

    from .sammenligning.permissions import SAMMENLIGN

    return may(request.user, SAMMENLIGN)


class TaksterConfig(AppConfig):
    name = "socialaftale.takster"
    verbose_name = "takster"
    menu = (
        MenuPunkt("Takster", "takster", 30, _may_see_takster),
        MenuPunkt("Takstoverblik", "takstoverblik", 31, _may_compare),
    )

    def ready(self) -> None:
        from . import afsnit, fritekst, oekonomi, overdragelse  # noqa: F401  (they register what lower floors show)
        from .afgoerelse import actions  # noqa: F401  (and what a decision sets in motion)
