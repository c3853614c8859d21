"""What the front page gathers from the floors below."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave, Slags
from socialaftale.kapacitet import opgaver as kapacitetsopgaver
from socialaftale.kapacitet.belaegning import opgaver as belaegningsopgaver
from socialaftale.kapacitet.overblik import opgaver as tilpasningsopgaver
from socialaftale.kapacitet.reservation import opgaver as reservationsopgaver
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.queries import contacts_due
from socialaftale.pladssoegning import opgaver as soegeopgaver
from socialaftale.pladssoegning.anmodning import opgaver as anmodningsopgaver
from socialaftale.takster import opgaver as takstopgaver
from socialaftale.tilbud import opgaver as tilbudsopgaver
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import places_per_kommune


@dataclass(frozen=True)
class Overblik:
    """The public figures of all agreement areas today: the tilbud in operation and their places."""

    tilbud: int
    pladser: Mapping[str, int]
    eksempeldata: bool


def overview() -> Overblik:
    """Return how much there is today: places by the kind of driftsherre (kommune, region, privat)."""
    nu = tid.today()
    pladser = {"kommune": 0, "region": 0, "privat": 0}
    for omraade in Aftaleomraade.objects.all():
        for efter_art in places_per_kommune(nu, omraade.kode).values():
            for art, antal in efter_art.items():
                pladser[art] += antal
    tilbud = Tilbud.objects.i_drift(nu)
    return Overblik(tilbud.count(), pladser, tilbud.filter(eksempeldata=True).exists())


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what waits for the person: work by its deadline, then upkeep. What is alike keeps the floors' order."""
    floors = (
        takstopgaver, tilbudsopgaver, kapacitetsopgaver, tilpasningsopgaver, belaegningsopgaver, soegeopgaver,
        reservationsopgaver, anmodningsopgaver,
    )  # fmt: skip
    alle = [*(opgave for floor in floors for opgave in floor.tasks_of(bruger)), *_contacts(bruger)]
    return sorted(alle, key=lambda opgave: opgave.orden)


def _contacts(bruger: Bruger) -> list[Opgave]:
    return [
        Opgave(
            f"Bekræft kontakten for {kontakt.funktion.get_art_display().lower()}",
            f"{kontakt.funktion.organisation}. Det sker hvert halve år, så post når frem.",
            reverse("organisation", args=[kontakt.funktion.organisation.kode]),
            slags=Slags.VEDLIGEHOLD,
        )
        for kontakt in contacts_due(bruger)
    ]
