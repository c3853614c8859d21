"""The guard at start-up: a demo only on the loopback address in a database of invented data, and nothing else there."""

import ipaddress

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from .models import EKSEMPELDATA, Databasestempel


def reason_to_refuse(demo: bool, adresse: str, stemplet: bool) -> str:
    """Return why the site must not start, or an empty text."""
    if demo and not is_loopback(adresse):
        return f"DEMO=1 virker kun på denne maskine (127.0.0.1), ikke på {adresse}. Fjern DEMO, eller ret ADRESSE."
    if demo and not stemplet:
        return "DEMO=1 virker kun i en database med eksempeldata. Start demoen med: socialaftale demo"
    if stemplet and not demo:
        return "Databasen indeholder eksempeldata og må ikke bruges i drift. Ret DATABASE_URL, eller start demoen."
    return ""


def guard_start() -> None:
    """Stop the site where the setting, the address and the database do not belong together."""
    grund = reason_to_refuse(settings.DEMO, settings.ADRESSE, is_stamped())
    if grund:
        raise ImproperlyConfigured(grund)


def is_stamped() -> bool:
    """A database without tables holds no example data."""
    try:
        return Databasestempel.objects.filter(art=EKSEMPELDATA).exists()
    except DatabaseError:
        return False


def is_loopback(adresse: str) -> bool:
    try:
        return adresse == "localhost" or ipaddress.ip_address(adresse.strip("[]")).is_loopback
    except ValueError:
        return False
