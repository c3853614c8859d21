"""What the pages of the review look up from their address, with the right to see it, and what one may do there."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from socialaftale.parter.models import Organisation
from socialaftale.parter.permissions import Ret, access_of

from ..models import Indsendelse, Indsendtlinje, Takstrunde
from ..permissions import SE_KORT
from ..queries import driftsherre_of
from ..runde.permissions import INDSEND, SE_RUNDE
from .actions import authority_of
from .models import Bemaerkning
from .permissions import AFKLAR, BEMAERK, LED_GENNEMGANG, SVAR_FOR_EGEN
from .queries import Bemaerket
from .stilling import Stilling

_INDSENDT = ("indsendelse__runde__omraade", "indsendelse__indberetning__tilbud__omraade", "indsendelse__driftsherre",
             "indsendelse__version")  # fmt: skip


def find_round(request: HttpRequest, kode: str, aar: int, ret: Ret = SE_RUNDE) -> Takstrunde:
    """The round of the area and year. Raises Http404, and PermissionDenied for those who have not the right there."""
    runde = get_object_or_404(Takstrunde.objects.select_related("omraade"), omraade__kode=kode, aar=aar)
    _require(request, ret, runde)
    return runde


def find_line(request: HttpRequest, pk: int) -> Indsendtlinje:
    """One submitted line. Raises as `find_round`."""
    linje = get_object_or_404(Indsendtlinje.objects.select_related(*_INDSENDT), pk=pk)
    _require(request, SE_RUNDE, linje.indsendelse.runde)
    return linje


def find_submission(request: HttpRequest, ret: Ret = SE_RUNDE, **noegle: object) -> Indsendelse:
    """The newest submission of those that the key finds. Raises as `find_round`."""
    alle = Indsendelse.objects.select_related(*(et.removeprefix("indsendelse__") for et in _INDSENDT))
    indsendelse = alle.filter(**noegle).order_by("-nr").first()
    if indsendelse is None:
        return get_object_or_404(alle, **noegle)
    _require(request, ret, indsendelse.runde)
    return indsendelse


def find_remark(request: HttpRequest, pk: int, ret: Ret = SE_RUNDE) -> Bemaerkning:
    """One remark. Raises as `find_round`."""
    alle = Bemaerkning.objects.select_related(
        "runde__omraade", "indberetning__tilbud__omraade", "indsendelse", "myndighed"
    )
    bemaerkning = get_object_or_404(alle, pk=pk)
    _require(request, ret, bemaerkning.runde)
    return bemaerkning


def _require(request: HttpRequest, ret: Ret, runde: Takstrunde) -> None:
    if not access_of(request).may(ret, omraade=runde.omraade):
        raise PermissionDenied


@dataclass(frozen=True)
class Maa:
    """What the person may do in the review of one driftsherre's takster; `for_` is whom she speaks for."""

    for_: Organisation | None
    driftsherre: Organisation
    bemaerke: bool
    lede: bool
    se_takst: bool
    _afklare: bool
    _svare: bool

    @property
    def er_egen(self) -> bool:
        """Whether she speaks for the driftsherre itself."""
        return self.for_ == self.driftsherre

    def settle(self, et: Bemaerket) -> bool:
        return self._afklare and not self.er_egen and et.stand.stilling is not Stilling.TRUKKET

    def answer(self, et: Bemaerket) -> bool:
        return self._svare and et.er_sendt and et.stand.stilling is not Stilling.TRUKKET

    def withdraw(self, et: Bemaerket) -> bool:
        egen = self.bemaerke and et.bemaerkning.myndighed == self.for_
        return egen and et.stand.stilling is not Stilling.TRUKKET


def rights_on(request: HttpRequest, indsendelse: Indsendelse) -> Maa:
    """What the visitor may do about the tilbud of a submission."""
    held, omraade = access_of(request), indsendelse.runde.omraade
    driftsherre = driftsherre_of(indsendelse.indberetning.tilbud, indsendelse.runde.aar)
    bemaerke = held.may(BEMAERK, omraade=omraade)
    try:
        for_ = authority_of(request.user, BEMAERK, omraade) if bemaerke else None
    except ValidationError:
        for_ = None
    egen = for_ == driftsherre and held.may(SVAR_FOR_EGEN, omraade=omraade)
    return Maa(
        for_=for_,
        driftsherre=driftsherre,
        bemaerke=bemaerke and for_ is not None,
        lede=held.may(LED_GENNEMGANG, omraade=omraade),
        se_takst=held.may(SE_KORT, driftsherre),
        _afklare=held.may(AFKLAR, omraade=omraade) and for_ is not None,
        _svare=egen or held.may(INDSEND, driftsherre),
    )
