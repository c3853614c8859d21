from django.apps import AppConfig


class TaksterConfig(AppConfig):
    name = "socialaftale.takster"
    verbose_name = "takster"
