"""What a person must do about the takster of the year that is worked on."""

from django.urls import reverse

from socialaftale.faelles.opgaver import Opgave
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import access
from socialaftale.regler.parametre import UkendtRegelsaet

from . import queries
from .gennemgang.opgaver import tasks_of_review
from .oversigt import Driftsherreraekke, counted, summed
from .permissions import reach_to_report
from .runde.opgaver import tasks_in_round
from .runde.queries import find_round
from .styring.opgaver import tasks_of_secretariat


def tasks_of(bruger: Bruger) -> list[Opgave]:
    """Return what the person must report for each party of hers, do as the secretariat, and then review."""
    aar = queries.working_year()
    egne = [opgave for part in reach_to_report(bruger) for opgave in _tasks_of_party(part, aar, bruger)]
    return egne + tasks_of_secretariat(bruger) + tasks_of_review(bruger)


def _tasks_of_party(part: Organisation, aar: int, bruger: Bruger) -> list[Opgave]:
    omraade = queries.area_of(part)
    runde = find_round(omraade, aar)
    return tasks_in_round(runde, part) if runde else _tasks(_stand(part, omraade, aar, bruger), aar)


def _stand(part: Organisation, omraade: Aftaleomraade, aar: int, bruger: Bruger) -> Driftsherreraekke:
    try:
        raekker = queries.read_year(queries.tilbud_in_year(omraade, aar, part), omraade, aar, access(bruger))
    except UkendtRegelsaet:
        raekker = []
    return summed(part, raekker)


def _tasks(stand: Driftsherreraekke, aar: int) -> list[Opgave]:
    part = stand.driftsherre
    alle, skema = (reverse(side, args=[part.kode, aar]) for side in ("takster_driftsherre", "takstskema_indlaes"))
    bemaerkninger = counted(stand.aabne, "bemærkning", "bemærkninger")
    mangler = counted(stand.tilbud - stand.indberettet, "tilbud", "tilbud")
    klar = counted(stand.klar, "tilbud", "tilbud")
    mulige = (
        (stand.aabne, f"{bemaerkninger} skal rettes eller forklares", "Se dem tilbud for tilbud.", alle),
        (
            stand.tilbud - stand.indberettet,
            f"{mangler} mangler at blive indberettet",
            "Hent takstskemaet, udfyld det, og indlæs det.",
            skema,
        ),
        (stand.klar, f"{klar} er klar til at blive bekræftet", "Læs taksterne igennem, og bekræft dem.", alle),
    )
    return [Opgave(f"Takster {aar}: {tekst}", f"{part}. {goer}", href) for antal, tekst, goer, href in mulige if antal]
