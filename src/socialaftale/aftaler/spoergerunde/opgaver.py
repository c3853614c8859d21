"""What waits for a person in rounds of questions: her own party's answer."""

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.parter.roller import Rolle

from .models import Spoergerunde
from .parter import asked
from .permissions import SVAR


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return each opened round that a party of the person's own has not answered."""
    held = access(bruger)
    if not held.may(SVAR):
        return []
    runder = Spoergerunde.objects.opened().filter(omraade__in=held.omraader).select_related("omraade")
    return [opgave for runde in runder.order_by("frist", "pk") for opgave in _of_round(runde, bruger)]


def _of_round(runde: Spoergerunde, bruger: Bruger) -> list[Opgave]:
    held, har_svaret = access(bruger), set(runde.svar.values_list("part", flat=True))
    egne = [part for part in asked(runde) if held.role_for(SVAR, organisation=part) not in (None, Rolle.SEKRETARIAT)]
    for_sent = "Fristen er passeret. " if runde.frist < tid.today() else ""
    return [
        Opgave(
            f"Svar i spørgerunden »{runde.titel}«",
            f"{for_sent}{part} skal svare senest {dato(runde.frist)}.",
            reverse("spoergerunde_svar", args=[runde.pk, part.kode]),
            frist=runde.frist,
        )
        for part in egne
        if part.pk not in har_svaret
    ]
