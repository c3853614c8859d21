"""What the secretariat must do about the round of the year that is worked on."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import access

from ..afgoerelse.opgaver import tasks_of_decisions
from ..oversigt import counted
from ..queries import working_year
from ..runde.models import Takstrunde
from ..runde.permissions import AABN
from ..runde.queries import find_round, read_dates
from . import datoer
from .overblik import is_past, read_overview
from .post import count_undelivered
from .udestaar import outstanding


def tasks_of_secretariat(bruger: Bruger) -> list[Opgave]:
    """Return what waits in each area where the person runs the round; nothing for others."""
    held = access(bruger)
    if not held.may(AABN):
        return []
    omraader = [et for et in Aftaleomraade.objects.visible_to(bruger) if held.may(AABN, omraade=et)]
    return [opgave for omraade in omraader for opgave in _tasks(omraade, working_year())]


def _tasks(omraade: Aftaleomraade, aar: int) -> list[Opgave]:
    runde = find_round(omraade, aar)
    if runde:
        return _in_round(runde)
    if aar not in datoer.years_to_open(omraade):
        return []
    side = reverse("takstrunde_aabn", args=[omraade.kode, aar])
    return [Opgave(f"Åbn takstrunden {aar}", "Datoerne kommer fra udvalgenes møder.", side)]


def _in_round(runde: Takstrunde) -> list[Opgave]:
    """What is wrong with the dates; once the deadline has gone, whom to call; what a body said; what to publish."""
    nu = read_dates(runde)
    args = [runde.omraade.kode, runde.aar]
    opgaver = []
    if advarsler := datoer.warnings(runde, nu):
        opgaver.append(Opgave(f"{runde}: se på datoerne", advarsler[0], reverse("takstrunde_datoer", args=args)))
    if antal := count_undelivered(runde):
        mails = counted(antal, "mail er ikke kommet frem", "mails er ikke kommet frem")
        hvor = reverse("takstrunde_paamindelser", args=args)
        opgaver.append(Opgave(f"{runde}: {mails}", "Ret adressen, eller ring.", hvor))
    if is_past(nu.frist):
        mangler = [stand for stand in read_overview(runde) if outstanding(stand, nu)]
        if mangler:
            antal = counted(len(mangler), "driftsherre", "driftsherrer")
            hvem = ", ".join(str(stand.part) for stand in mangler)
            opgaver.append(Opgave(f"{runde}: ring til {antal}", f"{hvem}.", reverse("takstrunde_mangler", args=args)))
    return opgaver + tasks_of_decisions(runde)
