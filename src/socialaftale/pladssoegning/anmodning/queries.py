"""The requests that a person may see: her municipality's own, and those to the tilbud she answers for."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from socialaftale.faelles import tid
from socialaftale.kapacitet.models import Kapacitetsvalg
from socialaftale.kapacitet.queries import areas_with
from socialaftale.kapacitet.reservation.models import Reservation
from socialaftale.kapacitet.reservation.stand import all_held, stand_of
from socialaftale.kapacitet.reservation.status import Slut, Stand
from socialaftale.kapacitet.steder import names_of
from socialaftale.kapacitet.undergruppe.tal import names_of_groups
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
EFTER_JA = {
    Stand.HOLDES: "ja, og pladsen holdes",
    Stand.VENTER: "ja, og sagen står i kø",
    Slut.TAGET: "ja, og pladsen er besat",
    Slut.TRUKKET: "ja, men givet fri af kommunen",
    Slut.AFVIST: "ja, men siden afslået af tilbuddet",
    Slut.UDLOEBET: "ja, men pladsen holdes ikke længere",
}
ALDERSGRUPPER = {"0-17": "0-17 år", "18-29": "18-29 år", "30-59": "30-59 år", "60": "60 år og derover"}


@dataclass(frozen=True)
class Raekke:
    """A request as a line on a page: where, how it stands in words, and what may be done."""

    anmodning: Anmodning
    sted: str
    svar: Svar | None
    skridt: tuple[Skridt, ...]
    stand: Stand | None = None
    til: str = ""

    @property
    def aaben(self) -> bool:
        return self.svar is None

    @property
    def reservation(self) -> Reservation:
        return self.anmodning.reservation

    @property
    def behov(self) -> str:
        maal = all_maalgrupper().get(self.anmodning.maalgruppe)
        alder = ALDERSGRUPPER.get(self.anmodning.alder, "")
        til = f"plads til »{self.til}«" if self.til else ""
        return ", ".join(del_ for del_ in (maal.navn if maal else "", alder, til) if del_)

    @property
    def hvordan(self) -> str:
        """The answer in words."""
        if self.svar is None:
            return "venter på svar"
        if self.stand:
            return (
                EFTER_JA[self.reservation.slut or Slut.UDLOEBET] if self.stand == Stand.SLUT else EFTER_JA[self.stand]
            )
        aarsag = f": {reason_text(self.anmodning.aarsag).lower()}" if self.svar == Svar.AFVIST else ""
        return f"{self.svar.label}{aarsag}"

    @property
    def sidste_dag(self) -> dt.date | None:
        """The last whole day for an answer, or of the hold or the waiting that the yes gave."""
        til = self.anmodning.udloeber_at if self.aaben else None
        if self.stand in (Stand.HOLDES, Stand.VENTER):
            til = self.reservation.udloeber_at or self.reservation.venter_til_at
        return tid.day_of(til - dt.timedelta(microseconds=1)) if til else None


def own_requests(bruger: Bruger) -> list[Raekke]:
    """Return the requests of the municipalities that the person visitates for, the newest first."""
    egne = Anmodning.objects.filter(myndighed__in=reach(bruger, ANMOD))
    return _rows(egne.order_by("-oprettet_at", "-pk"), ANMOD)


def requests_to(bruger: Bruger) -> list[Raekke]:
    """Return the requests to the tilbud that the person answers for: what waits for an answer, the longest first, then
    the rest.
    """
    drevet = Stamfakta.objects.gaeldende(tid.today()).filter(driftsherre__in=reach(bruger, SVAR))
    alle = Anmodning.objects.filter(afdeling__tilbud__in=drevet.values("tilbud"))
    return sorted(_rows(alle.order_by("oprettet_at", "pk"), SVAR), key=lambda raekke: not raekke.aaben)


def _rows(alle: QuerySet[Anmodning], ret: Ret) -> list[Raekke]:
    """A yes is shown as long as the place it holds, and a while after."""
    nu = tid.now()
    siden = nu - VIST_EFTER_SVAR
    sluttet = Q(reservation=None) | Q(reservation__slut_at__lt=siden)
    med = alle.exclude(sluttet, svar_at__lt=siden).select_related(
        "afdeling__tilbud", "myndighed", "oprettet_by", "reservation"
    )
    anmodninger = list(med)
    navne = names_of([et.afdeling for et in anmodninger])
    mulige = [skridt for skridt in SKRIDT if set(skridt.roller) & ret.raekkevidde.keys()]
    svar = {et.pk: _answer_of(et, nu) for et in anmodninger}
    aabne = {et.pk: et.afdeling_id for et in anmodninger if svar[et.pk] is None}
    fulde = all_held(set(aabne.values()), nu)
    grupper = names_of_groups({et.undergruppe_id for et in anmodninger} - {None}, tid.day_of(nu))

    def steps(et: Anmodning) -> tuple[Skridt, ...]:
        hvilke = {"offer": et.afdeling_id not in fulde, "queue": et.afdeling_id in fulde}
        return tuple(skridt for skridt in mulige if hvilke.get(skridt.verbum, True)) if et.pk in aabne else ()

    return [
        Raekke(
            et, navne[et.afdeling_id], svar[et.pk], steps(et),
            stand_of(et.reservation, nu) if et.reservation else None, grupper.get(et.undergruppe_id, ""),
        )
        for et in anmodninger
    ]  # fmt: skip


def _answer_of(anmodning: Anmodning, nu: dt.datetime) -> Svar | None:
    """How it ended, whether or not anybody has written it down; None where it waits for an answer."""
    if anmodning.svar:
        return Svar(anmodning.svar)
    if anmodning.udloeber_at <= nu:
        return Svar.UDLOEBET
    til = anmodning.afdeling.tilbud.omraade_id in areas_with(Kapacitetsvalg.Valg.ANMODNINGER)
    return None if til else Svar.LUKKET
