from django.apps import AppConfig


class TilbudConfig(AppConfig):
    name = "socialaftale.tilbud"
    verbose_name = "Tilbud"
