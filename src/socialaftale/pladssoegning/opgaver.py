"""What a visitator does: look for a place, follow what she looked for, and write the notes that are asked for."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access

from .permissions import SOEG
from .queries import open_searches, watched_by, without_note


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return the way to a search, then the searches that are watched for her and those that lack a note."""
    if not access(bruger).may(SOEG):
        return []
    find = Opgave("Find en plads", "Beskriv behovet, og få en ringeliste og et notat.", reverse("find_plads_behov"))
    return [find, *_open(bruger), *_watched(bruger), *_notes(bruger)]


def _open(bruger: Bruger) -> list[Opgave]:
    aabne = list(open_searches(bruger))
    if not aabne:
        return []
    tekst = "1 søgning er ikke lukket" if len(aabne) == 1 else f"{len(aabne)} søgninger er ikke lukket"
    side = reverse("find_plads_svar", args=[aabne[0].kode]) if len(aabne) == 1 else reverse("find_plads_behov")
    return [Opgave(tekst, "Ring videre, eller luk den med, om du fandt en plads.", side)]


def _watched(bruger: Bruger) -> list[Opgave]:
    agenter = watched_by(bruger)
    if not agenter:
        return []
    if len(agenter) == 1:
        side = reverse("find_plads_svar", args=[agenter[0].soegning.kode])
        return [Opgave("1 søgning giver dig besked", f"Til og med {dato(agenter[0].udloeber)}.", side)]
    hvorfor = f"Den første til og med {dato(agenter[0].udloeber)}."
    return [Opgave(f"{len(agenter)} søgninger giver dig besked", hvorfor, reverse("find_plads_behov"))]


def _notes(bruger: Bruger) -> list[Opgave]:
    antal = len(without_note(bruger))
    if not antal:
        return []
    tekst = "1 søgning mangler et søgenotat" if antal == 1 else f"{antal} søgninger mangler et søgenotat"
    return [Opgave(tekst, "Din kommune beder om dem. Det er ét tryk på søgningens side.", reverse("find_plads_behov"))]
