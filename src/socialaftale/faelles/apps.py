from django.apps import AppConfig


class FaellesConfig(AppConfig):
    name = "socialaftale.faelles"
    verbose_name = "Fælles"
