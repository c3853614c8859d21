"""The example region's central udmeldinger: what the agreement and the minutes tell, and an invented one at work."""

import datetime as dt
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from . import actions
from .models import Udmelding

FIL = Path(__file__).parent.parent / "data/udmeldinger.toml"


@transaction.atomic
def load_announcements(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load the file once. What lies ahead of today is left out."""
    if Udmelding.objects.filter(omraade=omraade).exists():
        return 0
    data = tomllib.loads(FIL.read_text(encoding="utf-8"))
    for post in data["udmelding"]:
        _load(omraade, post, by)
    for farve in data["farve"]:
        actions.set_colour(omraade=omraade, by=by, **farve)
    return Udmelding.objects.filter(omraade=omraade).count()


def _load(omraade: Aftaleomraade, post: Mapping[str, Any], by: Bruger) -> None:
    if post.get("udsendt", dt.date.min) > tid.today():
        return
    felter = {felt: post[felt] for felt in actions.Oplysninger.__dataclass_fields__ if felt in post}
    udmelding = actions.register_announcement(omraade=omraade, oplysninger=actions.Oplysninger(**felter), by=by)
    Udmelding.objects.filter(pk=udmelding.pk).update(eksempeldata=post.get("opfundet", False))
    for kode, tekst in post.get("bidrag", {}).items():
        part = Organisation.objects.get(kode=kode)
        actions.give_part(udmelding=udmelding, part=part, skrevet=actions.Skrevet(tekst, 0), by=by)
    for haendelse in post.get("haendelse", ()):
        actions.say_what_happened(udmelding=udmelding, by=by, **haendelse)
