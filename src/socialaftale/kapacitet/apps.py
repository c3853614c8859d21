from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


def _sees_the_area(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .overblik.permissions import OVERBLIK

    return access_of(request).may(OVERBLIK)


def _reports_occupancy(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .belaegning.permissions import SE_BELAEGNING
    from .models import Kapacitetsvalg
    from .queries import areas_with

    adgang = access_of(request)
    return adgang.may(SE_BELAEGNING) and bool(adgang.omraader & areas_with(Kapacitetsvalg.Valg.BELAEGNING))


def _holds_are_on(request: HttpRequest) -> bool:
    from socialaftale.parter.permissions import access_of

    from .models import Kapacitetsvalg
    from .queries import areas_with
    from .reservation.permissions import SE

    adgang = access_of(request)
    return adgang.may(SE) and bool(adgang.omraader & areas_with(Kapacitetsvalg.Valg.RESERVATIONER))


class KapacitetConfig(AppConfig):
    name = "socialaftale.kapacitet"
    verbose_name = "Ledig kapacitet"
    menu = (
        MenuPunkt("Ledige pladser", "ledige_pladser", 15),
        MenuPunkt("Kapacitet", "kapacitet_overblik", 16, _sees_the_area),
        MenuPunkt("Belægning", "belaegning", 17, _reports_occupancy),
        MenuPunkt("Reservationer", "reservationer", 17, _holds_are_on),
    )

    def ready(self) -> None:
        autodiscover_modules("permissions", "afsnit")
        from .belaegning import invarianter, permissions, prognose, sletning  # noqa: F401  (checker, rights, worker)
        from .brev import rykker  # noqa: F401  (what the worker does)
        from .kilde import permissions as kilder  # noqa: F401
        from .ophold import permissions as ophold  # noqa: F401
        from .overblik import permissions as _  # noqa: F401
        from .reservation import afsnit, arbejde, stand  # noqa: F401  (the page, the worker, what is held)
        from .reservation import invarianter as holdes  # noqa: F401
        from .undergruppe import afsnit as behov  # noqa: F401
        from .undergruppe import invarianter as undergrupper  # noqa: F401
        from .undergruppe import permissions as kriterier  # noqa: F401
