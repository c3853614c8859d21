from django.apps import AppConfig


class ParterConfig(AppConfig):
    name = "socialaftale.parter"
    verbose_name = "Parter"
