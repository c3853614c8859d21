from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


class MoederConfig(AppConfig):
    name = "socialaftale.moeder"
    verbose_name = "Møder"
    menu = (MenuPunkt("Møder", "moeder", 40),)

    def ready(self) -> None:
        autodiscover_modules("permissions", "dagsorden", "fritekst", "soegning.arbejde", "gennemsyn.arbejde")
