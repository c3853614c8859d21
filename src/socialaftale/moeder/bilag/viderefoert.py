"""The annexes of a point that a later meeting takes up again: the same files, each with a row of its own."""

from socialaftale.faelles import filer
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.raekke import save_registered
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..models import Dagsordenspunkt
from ..permissions import REFERER
from ..soegning.indeks import reindex
from .models import Punktbilag


def carry_over(*, fra: int, til: Dagsordenspunkt, by: Bruger) -> None:
    """Attach to a new point what stands at the point `fra`, open or closed as it is there; not what was removed."""
    rolle = require(by, REFERER, udvalg=til.moede.udvalg)
    staar = Punktbilag.objects.filter(punkt=fra, fjernet_at=None).select_related("fil").order_by("nr")
    for nr, gammelt in enumerate(staar, 1):
        fil = filer.put_again(gammelt.fil, by=by)
        nyt = Punktbilag(punkt=til, nr=nr, titel=gammelt.titel, aaben=gammelt.aaben, fil=fil, sha256=fil.sha256)
        save_registered(nyt, by)
        efter = {"nr": nr, "sha256": fil.sha256, "aaben": nyt.aaben, "fra_punkt": fra}
        record("tilføj bilag", til, by=by, rolle=rolle, efter=efter)
    reindex([til.pk])
