"""What waits for those who review: answers to look at, and lines that nobody has gone through."""

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.opgaver import Opgave
from socialaftale.faelles.visning import dato
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import access

from ..oversigt import counted
from ..runde.models import Takstrunde
from ..runde.queries import Datoer, newest_round, read_dates
from .bord import read_table
from .permissions import BEMAERK
from .stilling import Stilling

VENTER = (Stilling.BESVARET, Stilling.GENAABNET)


def tasks_of_review(bruger: Bruger) -> list[Opgave]:
    """What the person may do in the round of each of her areas, until what was reviewed is recommended."""
    held = access(bruger)
    if not held.may(BEMAERK):
        return []
    omraader = [et for et in Aftaleomraade.objects.visible_to(bruger) if held.may(BEMAERK, omraade=et)]
    runder = [runde for omraade in omraader if (runde := newest_round(omraade))]
    return [opgave for runde in runder for opgave in _tasks(runde, read_dates(runde))]


def _tasks(runde: Takstrunde, datoer: Datoer) -> list[Opgave]:
    indstilling = datoer.dage.indstilling
    if indstilling and tid.today() >= indstilling:
        return []
    bord = read_table(runde)
    besvarede = sum(stilling in VENTER for egne in bord.omtalt.values() for _, stilling in egne)
    mangler = bord.linjer.filter(bord.unsettled()).exclude(pk__in=bord.with_open_remarks()).count()
    tavle = reverse("gennemgang_tavle", args=[runde.omraade.kode, runde.aar])
    moede = datoer.dage.gennemgang
    hvornaar = f"Mødet er {dato(moede)}." if moede and moede >= tid.today() else "Se dem, før de indstilles."
    mulige = (
        (besvarede, f"{counted(besvarede, 'bemærkning', 'bemærkninger')} er besvaret eller åbnet igen",
         "En fra en anden myndighed end driftsherren afklarer dem.", f"{tavle}?vis=bemaerkning"),
        (mangler, f"{counted(mangler, 'linje', 'linjer')} mangler at blive gået igennem", hvornaar,
         f"{tavle}?vis=mangler"),
    )  # fmt: skip
    return [Opgave(f"Takster {runde.aar}: {tekst}", goer, href) for antal, tekst, goer, href in mulige if antal]
