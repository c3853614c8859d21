from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from socialaftale.faelles.menu import MenuPunkt


class AftalerConfig(AppConfig):
    name = "socialaftale.aftaler"
    verbose_name = "Aftalen"
    menu = (MenuPunkt("Aftalen", "aftaler", 45),)
    menu_under = {
        "spoergerunder": "aftaler",
        "temadage": "aftaler",
        "pladsprojekter": "aftaler",
        "budgetter": "aftaler",
        "forstaerket": "aftaler",
        "bibliotek": "aftaler",
        "indspil": "aftaler",
    }

    def ready(self) -> None:
        autodiscover_modules(
            "permissions",
            "fritekst",
            "spoergerunde.breve",
            "spoergerunde.punkt",
            "temadag.arbejde",
            "temadag.fritekst",
            "pladsprojekt.fritekst",
            "sekretariatsbudget.fritekst",
            "sekretariatsbudget.punkt",
            "bibliotek.fritekst",
            "forstaerket.afsnit",
            "forstaerket.fritekst",
            "indspil.fritekst",
            "forstaerket.punkt",
        )
        from .indsats import punkt  # noqa: F401  (points of agendas, and what their decisions set in motion)
        from .udmelding import punkt as udmeldingspunkt  # noqa: F401
