from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


def _searches(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .permissions import SOEG

    return access_of(request).may(SOEG)


def _reads_unmet(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .permissions import SE_UMOEDT

    return access_of(request).may(SE_UMOEDT)


def _may_demand(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .permissions import KRAEV

    return access_of(request).may(KRAEV)


def _requests_are_on(request: HttpRequest) -> bool:
    from socialaftale.kapacitet.models import Kapacitetsvalg
    from socialaftale.kapacitet.queries import areas_with
    from socialaftale.parter.permissions import access_of

    from .anmodning.permissions import SE

    adgang = access_of(request)
    return adgang.may(SE) and bool(adgang.omraader & areas_with(Kapacitetsvalg.Valg.ANMODNINGER))


class PladssoegningConfig(AppConfig):
    name = "socialaftale.pladssoegning"
    verbose_name = "Find en plads"
    menu = (
        MenuPunkt("Find en plads", "find_plads_behov", 15, _searches, i_stedet_for="ledige_pladser"),
        MenuPunkt("Mødt og umødt behov", "find_plads_umoedt", 56, _reads_unmet),
        MenuPunkt("Søgenotater", "find_plads_notatkrav", 57, _may_demand),
        MenuPunkt("Anmodninger", "anmodninger", 17, _requests_are_on),
    )
    menu_under = {"find_plads": "ledige_pladser"}

    def ready(self) -> None:
        autodiscover_modules("permissions", "arbejde", "soegt")
        from .anmodning import afsnit, arbejde, invarianter  # noqa: F401  (the page, the worker, the checker)

        autodiscover_modules("gemt.arbejde", "gemt.invarianter")
