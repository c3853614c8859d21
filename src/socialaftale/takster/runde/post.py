"""Where mail about a takst round goes."""

from socialaftale.parter.models import Funktion, Organisation
from socialaftale.parter.queries import mail_addresses

ANSVARLIGE = (Funktion.Art.TAKSTANSVARLIG_VOKSNE, Funktion.Art.TAKSTANSVARLIG_BOERN)


def recipients(driftsherre: Organisation) -> list[str]:
    """The addresses of those who answer for a driftsherre's takster, each once."""
    return list(dict.fromkeys(adresse for art in ANSVARLIGE for adresse in mail_addresses(driftsherre, art)))
