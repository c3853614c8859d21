from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


class TilbudConfig(AppConfig):
    name = "socialaftale.tilbud"
    verbose_name = "Tilbud"
    menu = (
        MenuPunkt("Tilbud", "tilbudsliste", 10),
        MenuPunkt("Kort", "kort", 20),
    )

    def ready(self) -> None:
        autodiscover_modules("permissions")
