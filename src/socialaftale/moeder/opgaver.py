"""What a person must do after meetings."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger

from .models import Opfoelgning
from .opfoelgning.queries import open_ones_of


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the person's follow-ups that are not done, by deadline."""
    return [_task(en) for en in open_ones_of(bruger)]


def _task(en: Opfoelgning) -> Opgave:
    hvorfor = f"Senest {dato(en.frist)}. Aftalt i {en.punkt.moede.udvalg}."
    return Opgave(en.hvad, hvorfor, reverse("opfoelgning_en", args=[en.pk]), frist=en.frist)
