"""Whose the example region's afdelinger are, and numbers that are the same every time."""

import datetime as dt
import hashlib

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud

LEDER_TILBUD = 2  # each leader's, the first of the driftsherre's


def public_tilbud(omraade: Aftaleomraade) -> dict[int, int]:
    """Return the public parties' tilbud in operation with their driftsherre, by primary key, in a fixed order."""
    stam = Stamfakta.objects.gaeldende(tid.today()).exclude(driftsherre__art="privat")
    driftsherrer = dict(stam.values_list("tilbud", "driftsherre"))
    i_drift = Tilbud.objects.i_drift(tid.today()).filter(omraade=omraade, pk__in=driftsherrer)
    return {pk: driftsherrer[pk] for pk in i_drift.order_by("pk").values_list("pk", flat=True)}


def afdelinger_of(omraade: Aftaleomraade) -> list[tuple[Afdeling, Bruger | None]]:
    """Return the public afdelinger with the example person who leads hers."""
    tilbud = public_tilbud(omraade)
    ledere: dict[int, Bruger] = {}
    for leder in people_with(Rolle.TILBUDSLEDER):
        egne = [pk for pk, part in tilbud.items() if part == leder.organisation_id and pk not in ledere]
        ledere |= dict.fromkeys(egne[:LEDER_TILBUD], leder)
    alle = Afdeling.objects.filter(tilbud__in=tilbud).select_related("tilbud__omraade").order_by("pk")
    return [(afdeling, ledere.get(afdeling.tilbud_id)) for afdeling in alle]


def people_with(rolle: str) -> list[Bruger]:
    """Return the example people with the role, in the order of their file."""
    roller = Rolletildeling.objects.i_kraft(tid.today()).filter(rolle=rolle)
    personer = Bruger.objects.filter(udsteder="eksempeldata", pk__in=roller.values("bruger"))
    return list(personer.select_related("organisation").order_by("pk"))


def before_now(**hvor_laenge: float) -> dt.datetime:
    """Return an instant so long ago."""
    return tid.now() - dt.timedelta(**hvor_laenge)


def digit(hvem: str | int, hvad: str, antal: int) -> int:
    """Return a number below `antal` that depends on nothing but who is asked about what.

    `hvem` is the code of a row of the example, or its place in a list; a primary key is another in the next database.
    """
    return int.from_bytes(hashlib.sha256(f"{hvem} {hvad}".encode()).digest()[:4]) % antal
