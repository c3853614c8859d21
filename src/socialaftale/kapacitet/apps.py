from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


class KapacitetConfig(AppConfig):
    name = "socialaftale.kapacitet"
    verbose_name = "Ledig kapacitet"
    menu = (MenuPunkt("Ledige pladser", "ledige_pladser", 15),)

    def ready(self) -> None:
        autodiscover_modules("permissions", "afsnit")
        from . import rykker  # noqa: F401  (what the worker does)
