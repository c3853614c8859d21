"""Counting met and unmet need: a search that is closed, and a request that is answered yes. Each need counts once."""

import datetime as dt

from django.db.models import F

from socialaftale.faelles import tid
from socialaftale.faelles.laas import lock_row
from socialaftale.regler.anmodning import rule_for
from socialaftale.tilbud.models import Pladsfakta
from socialaftale.tilbud.reference import same_law

from .anmodning.models import Anmodning
from .anmodning.status import Svar
from .behov import broad_group
from .models import Behovstal, Soegning

FANDT_PLADS = ""


def close(soegning: Soegning, aarsag: str) -> None:
    """Close an open search that is locked, and count how it ended; the search keeps no more than that it is closed."""
    soegning.lukket_at = tid.now()
    soegning.save(update_fields=["lukket_at"])
    _add(
        aarsag,
        omraade_id=soegning.omraade_id,
        maaned=tid.day_of(soegning.soegt_at).replace(day=1),
        lovgrundlag=soegning.lovgrundlag,
        bred_gruppe=soegning.bred_gruppe,
        aldersbaand=soegning.aldersbaand,
    )


def count_yes(anmodning: Anmodning) -> None:
    """Count the need as met when a tilbud says yes: through the search that led to it, where there is one.

    A search that is closed is counted already, and so is a case that another tilbud has said yes to.
    """
    samme = Anmodning.objects.filter(myndighed=anmodning.myndighed, reference=anmodning.reference, svar=Svar.TILBUDT)
    if samme.exclude(pk=anmodning.pk).exists():
        return
    love = _laws_of(anmodning)
    soegning = _search_before(anmodning, love)
    if soegning is None:
        _add(
            FANDT_PLADS,
            omraade_id=anmodning.afdeling.tilbud.omraade_id,
            maaned=tid.day_of(anmodning.oprettet_at).replace(day=1),
            lovgrundlag=love[0] if len(love) == 1 else "",
            bred_gruppe=broad_group({"maalgrupper": [anmodning.maalgruppe]}),
            aldersbaand="",  # a request names wider ages than a search
        )
    elif not soegning.lukket_at:
        close(soegning, FANDT_PLADS)


def _laws_of(anmodning: Anmodning) -> list[str]:
    fakta = Pladsfakta.objects.gaeldende(tid.today()).filter(pladsgruppe__afdeling=anmodning.afdeling, normerede__gt=0)
    return sorted(set(fakta.values_list("lovgrundlag", flat=True)))


def _search_before(anmodning: Anmodning, love: list[str]) -> Soegning | None:
    """The newest search by whoever asked, for the same group and a paragraph that the afdeling has, not too old."""
    siden = anmodning.oprettet_at - dt.timedelta(days=rule_for(tid.day_of(anmodning.oprettet_at)).samme_behov_dage)
    soegninger = Soegning.objects.filter(
        soegt_by=anmodning.oprettet_by,
        bred_gruppe=broad_group({"maalgrupper": [anmodning.maalgruppe]}),
        lovgrundlag__in=["", *(kode for lov in love for kode in same_law(lov))],
        soegt_at__range=(siden, anmodning.oprettet_at),
    )
    pk = soegninger.order_by("-soegt_at", "-pk").values_list("pk", flat=True).first()
    return lock_row(Soegning.objects.all(), pk=pk) if pk else None


def _add(aarsag: str, **noegle: object) -> None:
    optalt, _ = Behovstal.objects.get_or_create(aarsag=aarsag, **noegle)
    Behovstal.objects.filter(pk=optalt.pk).update(antal=F("antal") + 1)
