"""What waits for a person in rounds of questions: her own party's answer."""

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import Access, access
from socialaftale.parter.roller import Rolle

from .models import Spoergerunde, Spoergerundesvar
from .parter import asked_in
from .permissions import SVAR


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return each opened round that a party of the person's own has not answered."""
    held = access(bruger)
    if not held.may(SVAR):
        return []
    aabne = Spoergerunde.objects.opened().filter(omraade__in=held.omraader).select_related("omraade")
    runder = list(aabne.order_by("frist", "pk"))
    spurgte = asked_in(runder)
    har_svaret = set(Spoergerundesvar.objects.filter(runde__in=runder).values_list("runde", "part"))
    return [opgave for runde in runder for opgave in _of_round(runde, spurgte[runde.pk], har_svaret, held)]


def _of_round(
    runde: Spoergerunde, spurgte: list[Organisation], har_svaret: set[tuple[int, int]], held: Access
) -> list[Opgave]:
    egne = [part for part in spurgte if held.role_for(SVAR, organisation=part) not in (None, Rolle.SEKRETARIAT)]
    for_sent = "Fristen er passeret. " if runde.frist < tid.today() else ""
    return [
        Opgave(
            f"Svar i spørgerunden »{runde.titel}«",
            f"{for_sent}{part} skal svare senest {dato(runde.frist)}.",
            reverse("spoergerunde_svar", args=[runde.pk, part.kode]),
            frist=runde.frist,
        )
        for part in egne
        if (runde.pk, part.pk) not in har_svaret
    ]
