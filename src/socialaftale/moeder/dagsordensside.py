"""The points of a released agenda, rendered once for each wording, for many open it at once.

What is rendered is kept under the very rows that it is made of, as they are read for this reader. So it can never be
older than the rows, and only one who may read them can ask for it. What everybody sees lies apart from the body's own.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.db.models import QuerySet
from markupsafe import Markup

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger

from . import krog
from .bilag.models import Punktbilag
from .models import Beslutning, Dagsordensaendring, Dagsordenspunkt, Gaest, Indstilling, Moede

Seer = Bruger | AnonymousUser

FOR_ALLE, FOR_UDVALGET = "dagsorden_for_alle", "dagsorden_for_udvalget"
_BILAG = ("pk", "punkt", "nr", "titel", "aaben", "fil", "fjernet_at", "fjernet_fordi")


def can_be_kept(moede: Moede) -> bool:
    """Tell whether the points of a meeting with its time stand as they were released: nothing is decided yet."""
    if not moede.frigivet_at or moede.afsluttet_at:
        return False
    return moede.dato > tid.today() or not Beslutning.objects.filter(punkt__moede=moede).exists()


def rendered_points(moede: Moede, seer: Seer, fuldt: bool, render: Callable[[], str]) -> Markup:
    """Return the points as `render` makes them for who reads all of the agenda (`fuldt`), or what is open in it."""
    gemt = caches[FOR_UDVALGET if fuldt else FOR_ALLE]
    noegle = _key(moede, seer, fuldt)
    html = gemt.get(noegle)
    if html is None:
        html = render()
        if _key(moede, seer, fuldt) == noegle:  # else it changed meanwhile
            gemt.set(noegle, html)
    return Markup(html)


def _key(moede: Moede, seer: Seer, fuldt: bool) -> str:
    """The hash of every row that the points are rendered of, and of what floors above show this person beside them."""
    punkter, *andre = [list(raekker) for raekker in _tables(moede, fuldt)]
    sider = [krog.links(_as_point(raekke, moede), seer) for raekke in punkter]
    om = (moede.pk, moede.udvalg.navn, moede.fra_kl, moede.til_kl, tid.today())
    return hashlib.sha256(repr((om, fuldt, punkter, andre, sider)).encode()).hexdigest()


def _tables(moede: Moede, fuldt: bool) -> list[QuerySet[Any]]:
    """The rows of a released agenda that the points are rendered of: all, or those of open points. The points first."""
    punkter = {"moede": moede} | ({} if fuldt else {"aaben": True})
    deres = {f"punkt__{felt}": vaerdi for felt, vaerdi in punkter.items()}
    bilag = Punktbilag.objects.filter(**deres, **({} if fuldt else {"aaben": True}))
    aendringer = Dagsordensaendring.objects.filter(**deres, **({} if fuldt else {"aaben": True}))
    hver = [Indstilling, *([Gaest] if fuldt else [])]
    return [
        Dagsordenspunkt.objects.filter(**punkter).order_by("nummer").values_list(),
        bilag.order_by("pk").values_list(*_BILAG),
        aendringer.order_by("pk").values_list(),
        *(model.objects.filter(**deres).order_by("pk").values_list() for model in hver),
    ]


def _as_point(raekke: tuple[Any, ...], moede: Moede) -> Dagsordenspunkt:
    punkt = Dagsordenspunkt(*raekke)
    punkt.moede = moede
    return punkt
