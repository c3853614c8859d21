from django.apps import AppConfig


class DriftConfig(AppConfig):
    name = "socialaftale.drift"
    verbose_name = "Drift"
