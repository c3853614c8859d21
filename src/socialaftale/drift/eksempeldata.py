"""Loading the example region. Each app brings its own part as `eksempeldata.load()`, lower floors first."""

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import connection, transaction

from socialaftale.faelles import tid

from .models import EKSEMPELDATA, Databasestempel
from .vagt import is_stamped

Loader = Callable[[], str]


class IkkeTom(RuntimeError):
    """The database holds something that is not example data."""


def load_all(say: Callable[[str], None]) -> None:
    """Fill an empty database with the example region and stamp it; a stamped one is left alone.

    Raises IkkeTom rather than mix invented rows with real ones.
    """
    if is_stamped():
        return
    if _has_people():
        raise IkkeTom("Databasen er ikke tom, og den er ikke stemplet Eksempeldata. Brug en anden DATABASE_URL.")
    with transaction.atomic():
        Databasestempel.objects.create(art=EKSEMPELDATA, sat_at=tid.now())
        for load in loaders():
            say(load())


def loaders() -> list[Loader]:
    """Return the loaders of the apps in the order of the floors."""
    moduler = [f"{app.name}.eksempeldata" for app in apps.get_app_configs() if app.name.startswith("socialaftale.")]
    fundne = [import_module(navn) for navn in moduler if navn != __name__ and find_spec(navn)]
    return [modul.load for modul in fundne]


def _has_people() -> bool:
    """A person is the first thing that real use puts in."""
    from django.contrib.auth import get_user_model

    model = get_user_model()
    return model._meta.db_table in connection.introspection.table_names() and model.objects.exists()
