"""A point is taken off an agenda: off a draft it is gone and may wait for a later one, else it stands with a mark."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from .. import krog
from ..actions import as_text, fill, open_meeting
from ..models import Dagsordenspunkt, Moede
from ..permissions import REFERER
from ..soegning.indeks import reindex
from .aendringer import log_change
from .raekkefoelge import arrange, is_fixed


@transaction.atomic
def take_off(*, punkt: Dagsordenspunkt, grund: str, by: Bruger, kommer_igen: bool = False) -> Dagsordenspunkt:
    """Take a point off the agenda, with the reason; `kommer_igen` lets it wait for a later meeting of the body.

    Where the numbers stand, the point keeps its own and is marked, and the reason is told. Raises ValidationError where
    it is decided or taken off already, or the meeting is over.
    """
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    moede = open_meeting(punkt.moede)
    punkt = lock_row(Dagsordenspunkt.alle.all(), pk=punkt.pk)
    if punkt.taget_af_at:
        raise ValidationError(f"Punktet er allerede taget af dagsordenen: {punkt.taget_af_fordi}")
    if punkt.beslutninger.exists():
        raise ValidationError("Punktet er besluttet og kan ikke tages af. Ret beslutningen i stedet.")
    staar = is_fixed(moede)
    punkt.taget_af, punkt.taget_af_at, punkt.taget_af_by = moede, tid.now(), by
    punkt.taget_af_fordi, punkt.kommer_igen = grund.strip(), kommer_igen and not punkt.plads
    log_change(punkt, "Punktet er taget af dagsordenen", grund, by)
    if not staar:
        punkt.moede = None
        punkt.ord.all().delete()
    _save(punkt, moede)
    efter = {"moede": moede.pk, "nummer": punkt.nummer, "grund": punkt.taget_af_fordi, "igen": punkt.kommer_igen}
    record("tag punkt af dagsordenen", punkt, by=by, rolle=rolle, efter=efter)
    return punkt


@transaction.atomic
def put_back(*, punkt: Dagsordenspunkt, by: Bruger, grund: str = "") -> Dagsordenspunkt:
    """Put a point that was taken off on the same agenda again, with all that belongs to it.

    One that stands with its mark keeps its number, and where the agenda is released, `grund` is told. Raises
    ValidationError without it, where another meeting has taken the point up, or the meeting is over.
    """
    rolle = require(by, REFERER, udvalg=punkt.taget_af.udvalg)
    moede = open_meeting(punkt.taget_af)
    punkt = lock_row(Dagsordenspunkt.alle.all(), pk=punkt.pk)
    if punkt.taget_af_id != moede.pk:
        raise ValidationError("Punktet står allerede på en dagsorden.")
    if punkt.moede_id:
        _take_mark_back(punkt, moede, grund, by)
    else:
        _put_on(punkt, moede, "Punktet er sat på igen", by, grund)
    efter = {"moede": moede.pk, "nummer": punkt.nummer, "grund": grund.strip()}
    record("sæt punkt på igen", punkt, by=by, rolle=rolle, efter=efter)
    return punkt


def fetch_waiting(moede: Moede, by: Bruger) -> list[Dagsordenspunkt]:
    """Put the points that wait, having been taken off other drafts of the body, on the agenda of a locked meeting.

    One that was built is written anew of what is known now, and left out where nobody proposes it any more.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    findes = set(moede.punkter.values_list("noegle", flat=True)) - {""}
    hentet = []
    for punkt in waiting(moede).exclude(noegle__in=findes):
        punkt.moede = moede
        forslag = krog.proposal_for(punkt)
        if punkt.noegle and forslag is None:
            continue
        fra = punkt.taget_af_id
        _put_on(punkt, moede, "Punktet er tilføjet", by)
        if forslag:
            punkt.indstillinger.all().delete()
            fill(punkt, as_text(forslag))
        record("hent punkt, der ventede", punkt, by=by, rolle=rolle, foer={"moede": fra}, efter={"moede": moede.pk})
        hentet.append(punkt)
    return hentet


def waiting(moede: Moede) -> QuerySet[Dagsordenspunkt]:
    """Return what was taken off the body's other drafts and comes again, the oldest first."""
    venter = Dagsordenspunkt.alle.filter(moede=None, kommer_igen=True, taget_af__udvalg=moede.udvalg)
    return venter.exclude(taget_af=moede).order_by("taget_af_at", "pk")


def taken_off(moede: Moede) -> QuerySet[Dagsordenspunkt]:
    """Return what was taken off the draft of a meeting and stands on no other agenda."""
    return Dagsordenspunkt.alle.filter(moede=None, taget_af=moede).select_related("taget_af_by").order_by("taget_af_at")


@krog.register_builder
def taken_off_when_released(moede: Moede) -> list[krog.Forslag]:
    """Points that were taken off a released agenda and come again, until a later meeting has taken them up.

    A matter that a floor above builds points of, comes back from there.
    """
    alle = Dagsordenspunkt.objects.filter(taget_af__udvalg=moede.udvalg, kommer_igen=True).exclude(moede=moede)
    andre = Dagsordenspunkt.objects.filter(moede__udvalg=moede.udvalg).exclude(moede=moede)
    noegler = set(andre.exclude(noegle="").values_list("noegle", flat=True))
    punkter = alle.prefetch_related("indstillinger").order_by("taget_af_at", "pk")
    nye = [
        krog.copy_of(punkt, _key_again(punkt), punkt.indstillinger.all())
        for punkt in punkter
        if not krog.has_pages(punkt.emne)
    ]
    return [et for et in nye if et.noegle not in noegler]


def _key_again(punkt: Dagsordenspunkt) -> str:
    """How the point is known on the later agenda that takes it up."""
    return f"taget-af-{punkt.pk}"


def _take_mark_back(punkt: Dagsordenspunkt, moede: Moede, grund: str, by: Bruger) -> None:
    igen = Moede.objects.with_time().filter(punkter__noegle=_key_again(punkt), punkter__taget_af_at=None).first()
    if igen:
        raise ValidationError(f"Punktet står på dagsordenen for mødet {igen.dato:%d.%m.%Y}. Tag det af dér først.")
    _clear_mark(punkt)
    _save(punkt, moede)
    log_change(punkt, "Punktet er sat på igen", grund, by)
    reindex([punkt.pk])


def _clear_mark(punkt: Dagsordenspunkt) -> None:
    punkt.taget_af = punkt.taget_af_at = punkt.taget_af_by = None
    punkt.taget_af_fordi, punkt.kommer_igen = "", False


def _put_on(punkt: Dagsordenspunkt, moede: Moede, hvad: str, by: Bruger, grund: str = "") -> None:
    """Clear the marks, give the point the last number, and let the standing points stand where they do."""
    grund = grund or f"Det ventede: {punkt.taget_af_fordi}"[:300]
    punkt.moede, punkt.nummer = moede, next_nr(moede.punkter, "nummer")
    _clear_mark(punkt)
    _save(punkt, moede)
    log_change(punkt, hvad, grund, by)
    reindex([punkt.pk])


def _save(punkt: Dagsordenspunkt, moede: Moede) -> None:
    punkt.version += 1
    save_checked(punkt)
    arrange(moede)
    punkt.refresh_from_db(fields=["nummer"])
