from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "socialaftale.portal"
    verbose_name = "Portal"
