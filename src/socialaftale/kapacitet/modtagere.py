"""Whom mail about free places goes to: the leader, her deputy, the driftsherre's coordinator, the secretariat."""

from collections.abc import Iterable

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Funktion, Organisation, Rolletildeling
from socialaftale.parter.queries import mail_addresses
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Afdeling

from .steder import driftsherre_of


def whom_to_tell(afdeling: Afdeling) -> list[str]:
    """Return who can put the afdeling's facts right: the coordinator; without one, the secretariat."""
    driftsherre = driftsherre_of(afdeling)
    return (coordinators(driftsherre) if driftsherre else []) or secretariat(afdeling.tilbud.omraade)


def coordinators(driftsherre: Organisation) -> list[str]:
    """Return the addresses of the function, else of those who have the role."""
    funktion = mail_addresses(driftsherre, Funktion.Art.KAPACITETSKOORDINATOR)
    return _unique(funktion) or _in_role(Rolle.KAPACITETSKOORDINATOR, [driftsherre])


def secretariat(omraade: Aftaleomraade) -> list[str]:
    return _in_role(Rolle.SEKRETARIAT, Organisation.objects.i_omraade(omraade))


def _in_role(rolle: Rolle, hos: Iterable[Organisation]) -> list[str]:
    roller = Rolletildeling.objects.i_kraft(tid.today()).filter(
        rolle=rolle, organisation__in=[part.pk for part in hos], bruger__aktiv=True
    )
    return _unique(roller.order_by("bruger__navn", "pk").values_list("bruger__email", flat=True))


def _unique(adresser: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(adresse for adresse in adresser if adresse))


def address_of(bruger: Bruger | None) -> str:
    """Return where a person is written to; nowhere where she has left."""
    return bruger.email if bruger and bruger.aktiv else ""
