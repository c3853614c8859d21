"""What waits for a tovholder: a meeting to be confirmed, a deliverable that is late, an initiative that is silent."""

from collections.abc import Iterator

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger

from .queries import Initiativvisning, own_initiatives


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what the person must do as tovholder."""
    return [opgave for vist in own_initiatives(bruger) for opgave in _tasks(vist)]


def _tasks(vist: Initiativvisning) -> Iterator[Opgave]:
    initiativ = vist.initiativ
    href = reverse("initiativ", args=[initiativ.fokusomraade.aftale.omraade.kode, initiativ.kode])
    for moede in vist.ubekraeftede:
        yield Opgave(f"Sig, om arbejdsgruppen mødtes {dato(moede.dato)}", f"{initiativ}: {moede.om}", href)
    for sen in vist.stand.forsinkede:
        yield Opgave(f"Aflevér »{sen.titel}«", f"Fristen var {dato(sen.frist)}. {initiativ}", href, frist=sen.frist)
    if vist.stand.stille_siden and not vist.ubekraeftede:
        hvorfor = f"Intet er hørt siden {dato(vist.stand.stille_siden)}."
        yield Opgave(f"Fortæl, hvordan det går med {initiativ}", hvorfor, href)
