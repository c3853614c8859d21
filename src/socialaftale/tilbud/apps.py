from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


def _may_confirm(request: HttpRequest) -> bool:
    from .permissions import BEKRAEFT, access_of

    return access_of(request).may(BEKRAEFT)


def _may_see_drafts(request: HttpRequest) -> bool:
    from .permissions import SE_KLADDE, access_of

    return access_of(request).may(SE_KLADDE)


class TilbudConfig(AppConfig):
    name = "socialaftale.tilbud"
    verbose_name = "Tilbud"
    menu = (
        MenuPunkt("Tilbud", "tilbudsliste", 10),
        MenuPunkt("Kort", "kort", 20),
        MenuPunkt("Tilbudsoversigt", "tilbudsoversigt", 30),
        MenuPunkt("Indskrivning", "indskrivninger", 50, _may_confirm),
        MenuPunkt("Ændringer", "aendringer", 55, _may_see_drafts),
    )

    def ready(self) -> None:
        autodiscover_modules("permissions", "fritekst", "fagord")
