"""The example region's searches, the needs that were met or not, and requests in every state there is."""

import contextlib
import datetime as dt
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.kapacitet.eksempel.reservation import is_open
from socialaftale.kapacitet.eksempel.steder import afdelinger_of, before_now, digit, people_with
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import er_slaaet_til
from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.regler.belaegningsdage import first_of_month, months_back
from socialaftale.tilbud.models import Afdeling

from . import actions
from .anmodning import actions as anmodning
from .anmodning.models import Anmodning
from .models import Behovstal, Soegning
from .queries import find_places
from .steder import Blik

MAANEDER = 12
# Paragraph, broad group, age band, and how many searches a month at most end without a place, and with one
BEHOV = [
    ("sel-107", "Psykiske vanskeligheder", "18-24", 4, 6),
    ("sel-108", "Psykisk funktionsnedsættelse", "25-39", 3, 5),
    ("bl-43-3", "Socialt problem", "13-17", 5, 3),
    ("abl-105-2", "Fysisk funktionsnedsættelse", "40-64", 2, 4),
]
SOEGNINGER = [
    {"lov": "sel-107", "maalgrupper": ["autisme"], "fra": "851", "minutter": "60"},
    {"lov": "sel-108", "fra": "787", "minutter": "90"},
    {"lov": "bl-43-3", "alder": "13-17"},
]
ONSKE = anmodning.Behov("autisme", "18-29", dt.date.min, "Har brug for faste rammer og egen indgang.")


def load() -> str:
    """Load what the example visitatorer have searched and asked for, and say in Danish what came in."""
    omraade = load_file("nordjylland")
    return f"{_load_searches()} søgninger, {_load_needs(omraade)} lukkede, {_load_requests(omraade)} anmodninger"


def _load_searches() -> int:
    visitatorer = people_with(Rolle.VISITATOR)
    for nr, kriterier in enumerate(SOEGNINGER):
        by = visitatorer[nr % len(visitatorer)]
        soegning = actions.search(kriterier=kriterier, by=by)
        if nr == 0:
            actions.watch(soegning=soegning, by=by)
    return len(SOEGNINGER) + _load_closed(visitatorer)


def _load_closed(visitatorer: list[Bruger]) -> int:
    """Searches of the last weeks that are closed and tallied: what leaders and the overview count as demand."""
    omraade = load_file("nordjylland")
    blik = Blik(tid.now(), frozenset([omraade.pk]))
    fundet = {lov: find_places({"lov": lov}, blik).vurderinger for lov, *_ in BEHOV}
    gamle = [
        Soegning(
            omraade=omraade, organisation=by.organisation, kriterier={"lov": lov}, lovgrundlag=lov, bred_gruppe=gruppe,
            resultat=[[et.plads.id, et.dom.value] for et in fundet[lov]],
            soegt_by=by, soegt_at=before_now(days=dage), lukket_at=before_now(days=dage),
        )
        for lov, gruppe, _, uden, _ in BEHOV
        for nr, by in enumerate(visitatorer)
        for dage in range(3 + nr, 60, 40 // uden)
    ]  # fmt: skip
    return len(Soegning.objects.bulk_create(gamle))


def _load_needs(omraade: Aftaleomraade) -> int:
    """Tally a year of searches that were closed, with nothing that fitted or with a place: the searches are gone."""
    maaneder = months_back(first_of_month(tid.today()), MAANEDER + 1)[:-1]
    aarsager = [*Behovstal.Aarsag.values[:3]]
    optalt = [
        Behovstal(
            omraade=omraade, maaned=maaned, lovgrundlag=lov, bred_gruppe=gruppe, aldersbaand=alder,
            aarsag=aarsag, antal=1 + digit(nr, f"{lov} {alder} {aarsag}", hoejst),
        )
        for nr, maaned in enumerate(maaneder)
        for lov, gruppe, alder, uden, med in BEHOV
        for aarsag, hoejst in ((aarsager[digit(nr, f"{lov} {gruppe}", len(aarsager))], uden), ("", med))
    ]  # fmt: skip
    return sum(en.antal for en in Behovstal.objects.bulk_create(optalt))


def _load_requests(omraade: Aftaleomraade) -> int:
    if not er_slaaet_til(omraade, Kapacitetsvalg.Valg.ANMODNINGER):
        return 0
    valg, visitatorer = Kapacitetsvalg.Valg.ANMODNINGER, people_with(Rolle.VISITATOR)
    aabne = {leder: afdeling for afdeling, leder in afdelinger_of(omraade) if leder and is_open(afdeling, valg)}
    for nr, (leder, afdeling) in enumerate(aabne.items()):
        _play(afdeling, leder, visitatorer[(nr + 1) % len(visitatorer)])
    return Anmodning.objects.count()


def _play(afdeling: Afdeling, leder: Bruger, by: Bruger) -> None:
    """One that waits, one taken back, one refused and, where a place is left to promise, one with a yes."""
    _ask(afdeling, "venter", by, dt.timedelta(hours=5))
    trukket, afvist, ja = (_ask(afdeling, hvad, by, dt.timedelta(days=2)) for hvad in ("trukket", "afvist", "ja"))
    with tid.as_of(before_now(hours=19)):
        anmodning.withdraw(anmodning=trukket, by=by)
        anmodning.refuse(anmodning=afvist, aarsag="sammensaetning", by=leder)
        with contextlib.suppress(ValidationError):
            anmodning.offer(anmodning=ja, by=leder)


def _ask(afdeling: Afdeling, hvad: str, by: Bruger, siden: dt.timedelta) -> Anmodning:
    noegle = uuid5(NAMESPACE_URL, f"{afdeling.kode} anmodning {hvad}")
    with tid.as_of(tid.now() - siden):
        behov = replace(ONSKE, oensket_start=tid.today() + dt.timedelta(days=30))
        return anmodning.ask(
            afdeling=afdeling, myndighed=by.organisation, klient_id=noegle, behov=behov,
            reference=f"EKS-{tid.today().year}-{noegle.int % 9000 + 1000}", by=by,
        )  # fmt: skip
