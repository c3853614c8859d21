"""What a person must do about occupancy: report the month that is over."""

from django.core.exceptions import ValidationError
from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import access
from socialaftale.regler.belaegningsdage import month_name
from socialaftale.tilbud.permissions import reach

from ..models import Kapacitetsvalg
from ..queries import areas_with
from .actions import open_groups
from .permissions import MELD_BELAEGNING
from .queries import read_months
from .side import last_month


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return, per party, the newest month where units lack figures; nothing where occupancy is switched off."""
    adgang = access(bruger)
    if not (adgang.may(MELD_BELAEGNING) and adgang.omraader & areas_with(Kapacitetsvalg.Valg.BELAEGNING)):
        return []
    return [opgave for part in reach(bruger, MELD_BELAEGNING) if (opgave := _missing(part))]


def _missing(part: Organisation) -> Opgave | None:
    maaned = last_month()
    try:
        grupper = open_groups(part, maaned)
    except ValidationError:  # the party has nothing in an area where it is switched on
        return None
    meldt = read_months([et.pk for et in grupper], [maaned])
    antal = sum(et.pk not in meldt for et in grupper)
    if not antal:
        return None
    enheder = "1 enhed" if antal == 1 else f"{antal} enheder"
    hvorfor = f"{part.navn}. Er måneden før meldt, står dens tal som forslag."
    adresse = reverse("belaegning_maaned", args=[part.kode, f"{maaned:%Y-%m}"])
    return Opgave(f"Meld belægningen i {month_name(maaned)}: {enheder} mangler", hvorfor, adresse)
