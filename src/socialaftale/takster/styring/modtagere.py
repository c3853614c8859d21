"""Whom mail about a round goes to: those who answer for takster, their deputies, their leaders, the secretariat.

Whether someone is away is known to nobody. So a deputy is written to when the one she stands in for has not acted by
the deadline: the ladder says when.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation, Rolletildeling
from socialaftale.parter.queries import TAKSTANSVARLIGE, contacts
from socialaftale.parter.roller import Rolle
from socialaftale.regler.paamindelser import Gruppe

from ..runde.models import Takstrunde

LEDERE = (Rolle.GODKENDER, Rolle.LOKALADMINISTRATOR)


@dataclass(frozen=True)
class Modtagere:
    """By group: the addresses of a driftsherre, each once. `sekretariat` is the area's, the same for every one."""

    grupper: dict[Gruppe, list[str]] = field(default_factory=dict)

    def of(self, gruppe: Gruppe) -> list[str]:
        return self.grupper.get(gruppe, [])


def read_recipients(runde: Takstrunde, parter: Iterable[Organisation]) -> dict[int, Modtagere]:
    """By driftsherre (primary key): whom to write to today, in a constant number of reads.

    Where nobody fills the function, those who hold the role are written to; where nobody does, the leaders.
    """
    parter = list(parter)
    kontakter = contacts(parter)
    roller = _people_by_role(runde, parter)
    sekretariat = _unique(
        adresse for (_, rolle), egne in roller.items() if rolle == Rolle.SEKRETARIAT for adresse in egne
    )
    fundet = {}
    for part in parter:
        funktioner = [kontakt for kontakt in kontakter[part.pk] if kontakt.funktion.art in TAKSTANSVARLIGE]
        indberettere = roller[part.pk, Rolle.TAKSTINDBERETTER]
        ledere = _unique(adresse for rolle in LEDERE for adresse in roller[part.pk, rolle])
        ansvarlige = _unique(adresse for kontakt in funktioner for adresse in _addresses(kontakt))
        fundet[part.pk] = Modtagere(
            {
                "ansvarlig": ansvarlige or indberettere or ledere,
                "stedfortraeder": roller[part.pk, STEDFORTRAEDER],
                "leder": ledere,
                "sekretariat": sekretariat,
            }
        )
    return fundet


STEDFORTRAEDER = "stedfortraeder"


def _people_by_role(runde: Takstrunde, parter: list[Organisation]) -> dict[tuple[int, str], list[str]]:
    """By party and role: the addresses of active people; deputies stand under a role of their own."""
    i_omraadet = Organisation.objects.i_omraade(runde.omraade)
    roller = Rolletildeling.objects.i_kraft(tid.today()).filter(
        organisation__in=i_omraadet.values("pk"),
        udvalg__isnull=True,
        rolle__in=(Rolle.TAKSTINDBERETTER, Rolle.SEKRETARIAT, *LEDERE),
        bruger__aktiv=True,
    )
    fundet: dict[tuple[int, str], list[str]] = defaultdict(list)
    for tildeling in roller.select_related("bruger").order_by("bruger__navn", "pk"):
        erstatter = tildeling.stedfortraeder_for_id and tildeling.rolle == Rolle.TAKSTINDBERETTER
        noegle = (tildeling.organisation_id, STEDFORTRAEDER if erstatter else tildeling.rolle)
        if tildeling.bruger.email and tildeling.bruger.email not in fundet[noegle]:
            fundet[noegle].append(tildeling.bruger.email)
    return fundet


def _addresses(kontakt) -> list[str]:
    if kontakt.funktion.faelles_postkasse:
        return [kontakt.funktion.faelles_postkasse]
    return [post.bruger.email for post in kontakt.poster if post.bruger.aktiv and post.bruger.email]


def _unique(adresser: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(adresser))
