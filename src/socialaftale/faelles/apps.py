from django.apps import AppConfig


class FaellesConfig(AppConfig):
    name = "socialaftale.faelles"
    verbose_name = "Fælles"

    def ready(self) -> None:
        from . import indsigt  # noqa: F401  (what the worker does)
        from .feltbeskeder import say_what_to_do

        say_what_to_do()
