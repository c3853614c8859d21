from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


def _searches(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .permissions import SOEG

    return access_of(request).may(SOEG)


def _reads(request: HttpRequest) -> bool:
    return not _searches(request)


class PladssoegningConfig(AppConfig):
    name = "socialaftale.pladssoegning"
    verbose_name = "Find en plads"
    menu = (
        MenuPunkt("Find en plads", "find_plads", 16, _reads),
        MenuPunkt("Find en plads", "find_plads_behov", 16, _searches),
    )

    def ready(self) -> None:
        autodiscover_modules("permissions", "arbejde")
