"""What the front page gathers from the floors below."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from socialaftale.aftaler import oevrigt as oevrigeopgaver
from socialaftale.aftaler.indsats import opgaver as initiativopgaver
from socialaftale.aftaler.udmelding import opgaver as udmeldingsopgaver
from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave, Slags
from socialaftale.kapacitet import opgaver as kapacitetsopgaver
from socialaftale.kapacitet.belaegning import opgaver as belaegningsopgaver
from socialaftale.kapacitet.overblik import opgaver as tilpasningsopgaver
from socialaftale.kapacitet.reservation import opgaver as reservationsopgaver
from socialaftale.moeder import opgaver as moedeopgaver
from socialaftale.parter.models import Aftaleomraade, Bruger, Funktion, Organisation
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
        reservationsopgaver, anmodningsopgaver, initiativopgaver, udmeldingsopgaver, moedeopgaver,
        oevrigeopgaver,
    )  # fmt: skip
    alle = [*(opgave for floor in floors for opgave in floor.tasks_of(bruger)), *_contacts(bruger)]
    return sorted(alle, key=lambda opgave: opgave.orden)


def _contacts(bruger: Bruger) -> list[Opgave]:
    """One task for each party, however many of its contacts are due."""
    efter_part = groupby(contacts_due(bruger), key=lambda kontakt: kontakt.funktion.organisation)
    return [_contact_task(part, [kontakt.funktion for kontakt in kontakter]) for part, kontakter in efter_part]


def _contact_task(part: Organisation, funktioner: list[Funktion]) -> Opgave:
    arter = [funktion.get_art_display().lower() for funktion in funktioner]
    hvad = f"kontakten for {arter[0]}" if len(arter) == 1 else f"{len(arter)} kontakter"
    hvilke = f"{part}." if len(arter) == 1 else f"{part}: {'; '.join(arter)}."
    hvorfor = f"{hvilke} Det sker hvert halve år, så post når frem."
    return Opgave(f"Bekræft {hvad}", hvorfor, reverse("organisation", args=[part.kode]), slags=Slags.VEDLIGEHOLD)
