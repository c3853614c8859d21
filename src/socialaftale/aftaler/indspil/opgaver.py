"""What waits for the owner of a theme: to ask for an answer that has not come. The secretariat's, when she has left."""

from collections.abc import Mapping

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.indspil import Stade

from .models import Indspil
from .permissions import INDSPIL
from .queries import Indspilsvisning, people, shown_themes


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the silent themes that the person owns, and to the secretariat those whose owner has left."""
    held = access(bruger)
    i_omraaderne = Indspil.objects.filter(omraade__in=held.omraader)
    egne = i_omraaderne if held.may(INDSPIL) else i_omraaderne.filter(ejer=bruger)
    viste = [vist for vist in shown_themes(egne, bruger) if vist.stade is Stade.INTET_HOERT]
    omraader = {vist.indspil.omraade for vist in viste if held.may(INDSPIL, omraade=vist.indspil.omraade)}
    her = {omraade.pk: set(people(omraade).values_list("pk", flat=True)) for omraade in omraader}
    return [_task(vist) for vist in viste if _waits_for(bruger, vist.indspil, her)]


def _waits_for(bruger: Bruger, indspil: Indspil, her: Mapping[int, set[int]]) -> bool:
    """`her` is who has a role in each area that the person is the secretariat of."""
    fremme = her.get(indspil.omraade_id)
    return indspil.ejer_id == bruger.pk or (fremme is not None and indspil.ejer_id not in fremme)


def _task(vist: Indspilsvisning) -> Opgave:
    indspil = vist.indspil
    hvorfor = f"{indspil.tema}. Svaret skulle være kommet {dato(vist.frist)}."
    return Opgave(f"Spørg {indspil.forum} efter svar", hvorfor, reverse("indspil_et", args=[indspil.pk]), vist.frist)
