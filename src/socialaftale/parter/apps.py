from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


def _may_see_contacts(request: HttpRequest) -> bool:
    from .permissions import KONTAKTER, access_of

    return access_of(request).may(KONTAKTER)


def _may_redact(request: HttpRequest) -> bool:
    from .permissions import OVERSTREG, access_of

    return access_of(request).may(OVERSTREG)


def _is_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated


class ParterConfig(AppConfig):
    name = "socialaftale.parter"
    verbose_name = "Parter"
    menu = (
        MenuPunkt("Kontakter", "kontakter", 70, _may_see_contacts),
        MenuPunkt("Udvalg", "udvalgsliste", 75, _may_see_contacts),
        MenuPunkt("Frigivne tekster", "frigivne", 80, _may_redact),
        MenuPunkt("Min konto", "konto", 90, _is_signed_in),
    )

    def ready(self) -> None:
        autodiscover_modules("permissions")
