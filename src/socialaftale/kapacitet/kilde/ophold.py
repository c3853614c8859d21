"""Taking in what a source system sends about stays: the rules of the page, post by post, each answered by itself."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.indsigt import note
from socialaftale.faelles.laas import lock_row
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.regler.feed import Laest
from socialaftale.regler.opholdsfeed import BEGYNDER, SPAERRING, TILBAGE, Opholdspost
from socialaftale.tilbud.models import Pladsgruppe, Tilbud
from socialaftale.tilbud.models.identitet import LAENGDE

from ..models import Kapacitetsvalg
from ..ophold.actions import Sendt, add_step, begin, take_back
from ..ophold.models import Ophold, Opholdsskridt
from ..queries import areas_with
from .actions import UVENTET, Resultat
from .models import Kildesystem

UKENDT_ENHED = "Der er ingen enhed med den kode, som jeres driftsherre driver."
UKENDT_OPHOLD = "Jeres driftsherre har intet ophold med den reference eller det id."
UKENDT_SKRIDT = "Jeres driftsherre har intet at tage tilbage med det id."
IKKE_MERE = "Nøglen er lukket, eller tilbuddet hører ikke til jeres driftsherre mere."
SIDE = "kildesystem: "
PAA_DAGEN = ("start", "spaerring", "hjemme", "fravaer", "varsel", "stop", "tag_tilbage")


@dataclass(frozen=True)
class Opholdsresultat(Resultat):
    """`ophold` is our reference of the stay, for the source to keep; "" where nothing was taken in."""

    ophold: str = ""


class _Svar(NamedTuple):
    resultat: Opholdsresultat
    ophold: Ophold | None = None


def may_send_stays(part: Organisation) -> bool:
    """Tell whether the party runs a tilbud in an area that has switched occupancy on."""
    taendte = areas_with(Kapacitetsvalg.Valg.BELAEGNING)
    return Tilbud.objects.of_driftsherre(part, tid.today()).filter(omraade__in=taendte).exists()


def take_in_stays(kilde: Kildesystem, laeste: Iterable[Laest[Opholdspost]]) -> list[Opholdsresultat]:
    """Write what can be written, in the order it was seen, and answer in the order it was sent.

    One that is refused keeps no other back. Whose reference is handed out is written in the log of who saw what.
    """
    sendt = list(laeste)
    svar = {laest.nr: _take(kilde, laest) for laest in sorted(sendt, key=_when)}
    if any(et.resultat.status == "modtaget" for et in svar.values()):
        Kildesystem.objects.filter(pk=kilde.pk).update(sidst_at=tid.now())
    vist = {et.ophold.pk: et.ophold for et in svar.values() if et.ophold}
    note(list(vist.values()), side=f"{SIDE}{kilde.navn}"[:60], by=Bruger.objects.system())
    return [svar[laest.nr].resultat for laest in sendt]


def _when(laest: Laest[Opholdspost]) -> tuple[dt.datetime, dt.date, int, int]:
    """When it was seen; of what was seen at once, the day, and what comes first on a day."""
    post = laest.post
    if post is None:
        return dt.datetime.min.replace(tzinfo=dt.UTC), dt.date.min, 0, laest.nr
    return post.observeret_at, post.dag or dt.date.max, PAA_DAGEN.index(post.handling), laest.nr


def _take(kilde: Kildesystem, laest: Laest[Opholdspost]) -> _Svar:
    post = laest.post
    if post is None:
        return _Svar(Opholdsresultat(laest.nr, "", "afvist", laest.fejl))
    try:
        with transaction.atomic():
            kilde = lock_row(Kildesystem.objects.select_related("driftsherre"), pk=kilde.pk)
            kendt = Opholdsskridt.objects.filter(klient_id=post.id).exists()
            ophold, ny = _write(kilde, post)
    except ValidationError as fejl:
        return _refused(laest.nr, post, " ".join(fejl.messages))
    except PermissionDenied:
        return _refused(laest.nr, post, IKKE_MERE)
    except IntegrityError:
        return _refused(laest.nr, post, UVENTET)
    status = "kendt" if kendt or not ny else "modtaget"
    return _Svar(Opholdsresultat(laest.nr, str(post.id), status, "", ophold.reference), ophold)


def _refused(nr: int, post: Opholdspost, hvorfor: str) -> _Svar:
    return _Svar(Opholdsresultat(nr, str(post.id), "afvist", hvorfor))


def _write(kilde: Kildesystem, post: Opholdspost) -> tuple[Ophold, bool]:
    """Return the stay, and whether anything was left to write."""
    faste: dict[str, Any] = {
        "klient_id": post.id, "sendt": Sendt(kilde, post.observeret_at), "by": Bruger.objects.system()
    }  # fmt: skip
    if post.handling in BEGYNDER:
        art = (post.pladser, post.udenfor, post.handling == SPAERRING)
        return begin(pladsgruppe=_unit(kilde, post.enhed or ""), dag=post.dag, art=art, **faste), True
    if post.handling == TILBAGE:
        galt = Opholdsskridt.objects.filter(klient_id=post.tager_tilbage, ophold__in=_own(kilde)).first()
        if galt is None:
            raise ValidationError(UKENDT_SKRIDT)
        tilbage = take_back(ophold=galt.ophold, skridt=galt.klient_id, **faste)
        return galt.ophold, tilbage.klient_id == post.id
    ophold = _own(kilde).filter(_named(post.ophold or "")).first()
    if ophold is None:
        raise ValidationError(UKENDT_OPHOLD)
    add_step(ophold=ophold, handling=post.handling, dag=post.dag, **faste)
    return ophold, True


def _unit(kilde: Kildesystem, kode: str) -> Pladsgruppe:
    fundet = Pladsgruppe.objects.filter(kode=kode.upper(), afdeling__tilbud__in=_tilbud(kilde)).first()
    if fundet is None:
        raise ValidationError(UKENDT_ENHED)
    return fundet


def _own(kilde: Kildesystem) -> QuerySet[Ophold]:
    return Ophold.objects.filter(pladsgruppe__afdeling__tilbud__in=_tilbud(kilde))


def _tilbud(kilde: Kildesystem) -> QuerySet[Tilbud]:
    return Tilbud.objects.of_driftsherre(kilde.driftsherre, tid.today()).order_by().values("pk")


def _named(ophold: str) -> Q:
    """The stay with our reference, or with the first step that the source gave this id."""
    if len(ophold) == LAENGDE:
        return Q(reference=ophold)
    return Q(skridt__klient_id=ophold, skridt__handling=Opholdsskridt.Handling.START)
