"""What the commands that need the database begin with: start Django, and find what was named by its code."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from socialaftale.drift.inddata import UbrugeligFil

if TYPE_CHECKING:
    from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation


IKKE_KLAR = (
    "Databasen er ikke klar. Start siden først: socialaftale demo eller socialaftale start. "
    "Er det demoen, du vil spørge, så skriv DEMO=1 foran kommandoen."
)


def start_django() -> None:
    """Make the models usable. Commands on the rules alone never call it. With DEMO=1 the demo's database is asked."""
    import django

    if os.environ.get("DEMO") == "1" and "DATABASE_URL" not in os.environ:
        use_demo()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "socialaftale.config.settings")
    django.setup()


def use_demo() -> None:
    """Point the settings at the demo: a database of invented data in `demo` below VAR, on the loopback address."""
    var = Path(os.environ.get("VAR", "var")).resolve() / "demo"
    os.environ |= {"DEMO": "1", "VAR": str(var), "ADRESSE": "127.0.0.1", "SECRET_KEY": _secret(var)}
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{var / 'eksempel.sqlite3'}")


def _secret(var: Path) -> str:
    """A demo's own key, kept so that people stay signed in over a restart."""
    fil = var / "noegle"
    if not fil.exists():
        var.mkdir(parents=True, exist_ok=True)
        fil.touch(mode=0o600)
        fil.write_text(secrets.token_urlsafe(50))
    return fil.read_text()


def find_area(kode: str) -> "Aftaleomraade":
    """The agreement area of that code. Raises UbrugeligFil where there is none, or no database yet."""
    from django.db import DatabaseError

    from socialaftale.parter.models import Aftaleomraade

    try:
        fundet = Aftaleomraade.objects.filter(kode=kode).first()
    except DatabaseError:
        raise UbrugeligFil(IKKE_KLAR) from None
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


def find_person(email: str) -> "Bruger":
    """The active user of that address. Raises UbrugeligFil where there is none, or no database yet."""
    from django.db import DatabaseError

    from socialaftale.parter.models import Bruger

    try:
        fundet = Bruger.objects.filter(email__iexact=email, aktiv=True).first()
    except DatabaseError:
        raise UbrugeligFil(IKKE_KLAR) from None
    if fundet is None:
        raise UbrugeligFil(f"Der er ingen bruger med adressen {email}. Ret --bruger.")
    return fundet
