"""What the commands that need the database begin with: start Django, and find what was named by its code."""

import os
from typing import TYPE_CHECKING

from socialaftale.drift.inddata import UbrugeligFil

if TYPE_CHECKING:
    from socialaftale.parter.models import Aftaleomraade, Organisation


def start_django() -> None:
    """Make the models usable. Commands on the rules alone never call it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialaftale.config.settings")
    django.setup()


def find_area(kode: str) -> "Aftaleomraade":
    """The agreement area of that code. Raises UbrugeligFil where there is none, or no database yet."""
    from django.db import DatabaseError

    from socialaftale.parter.models import Aftaleomraade

    try:
        fundet = Aftaleomraade.objects.filter(kode=kode).first()
    except DatabaseError:
        raise UbrugeligFil(
            "Databasen er ikke klar. Start siden først: socialaftale demo eller socialaftale start."
        ) from None
    if fundet is None:
        raise UbrugeligFil(f"Der er intet aftaleområde med koden {kode}. Ret --omraade.")
    return fundet


def find_party(kode: str | None) -> "Organisation | None":
    """The party of that code, None for None. Raises UbrugeligFil where there is none."""
    from socialaftale.parter.models import Organisation

    if kode is None:
        return None
    fundet = Organisation.objects.parter().filter(kode=kode).first()
    if fundet is None:
        raise UbrugeligFil(f"Der er ingen driftsherre med koden {kode}. Ret --driftsherre, fx 860 for Hjørring.")
    return fundet
