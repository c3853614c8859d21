"""The requests that a person may see: her municipality's own, and those to the tilbud she answers for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.kapacitet.steder import names_of
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import Ret
from socialaftale.regler.afslag import reason_text
from socialaftale.tilbud.models import Stamfakta
from socialaftale.tilbud.permissions import reach
from socialaftale.tilbud.reference import all_maalgrupper

from .models import Anmodning
from .permissions import ANMOD, SVAR
from .status import SKRIDT, Skridt, Svar

VIST_EFTER_SVAR = dt.timedelta(days=30)
ALDERSGRUPPER = {"0-17": "0-17 år", "18-29": "18-29 år", "30-59": "30-59 år", "60": "60 år og derover"}


@dataclass(frozen=True)
class Raekke:
    """A request as a line on a page: where, how it stands in words, and what may be done."""

    anmodning: Anmodning
    sted: str
    aaben: bool
    skridt: tuple[Skridt, ...]

    @property
    def behov(self) -> str:
        maal = all_maalgrupper().get(self.anmodning.maalgruppe)
        alder = ALDERSGRUPPER.get(self.anmodning.alder, "")
        return ", ".join(del_ for del_ in (maal.navn if maal else "", alder) if del_)

    @property
    def hvordan(self) -> str:
        """The answer in words; a request past its time is over, whether or not anybody has written it down."""
        if self.aaben:
            return "venter på svar"
        svar = Svar(self.anmodning.svar or Svar.UDLOEBET)
        return f"{svar.label}: {reason_text(self.anmodning.aarsag).lower()}" if svar == Svar.AFVIST else svar.label

    @property
    def sidste_dag(self) -> dt.date | None:
        return tid.day_of(self.anmodning.udloeber_at - dt.timedelta(microseconds=1)) if self.aaben else None


def own_requests(bruger: Bruger) -> list[Raekke]:
    """Return the requests of the municipalities that the person visitates for, the newest first."""
    egne = Anmodning.objects.filter(myndighed__in=reach(bruger, ANMOD))
    return _rows(egne.order_by("-oprettet_at", "-pk"), ANMOD)


def requests_to(bruger: Bruger) -> list[Raekke]:
    """Return the requests to the tilbud that the person answers for, those that wait longest first."""
    drevet = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=reach(bruger, SVAR))
    alle = Anmodning.objects.filter(afdeling__tilbud__in=drevet.values("tilbud"))
    return _rows(alle.order_by("oprettet_at", "pk"), SVAR)


def _rows(alle: QuerySet[Anmodning], ret: Ret) -> list[Raekke]:
    nu = tid.now()
    med = alle.exclude(svar_at__lt=nu - VIST_EFTER_SVAR).select_related("afdeling__tilbud", "myndighed", "oprettet_by")
    anmodninger = list(med)
    navne = names_of([et.afdeling for et in anmodninger])
    mulige = tuple(skridt for skridt in SKRIDT if set(skridt.roller) & ret.raekkevidde.keys())
    aabne = {et.pk for et in anmodninger if not et.svar and et.udloeber_at > nu}
    return [Raekke(et, navne[et.afdeling_id], et.pk in aabne, mulige if et.pk in aabne else ()) for et in anmodninger]
