from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ParterConfig(AppConfig):
    name = "socialaftale.parter"
    verbose_name = "Parter"

    def ready(self) -> None:
        autodiscover_modules("permissions")
