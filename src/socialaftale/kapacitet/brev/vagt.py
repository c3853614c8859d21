"""Which afdelinger have an answer due, whose list they stand on, and who can be asked. Read once for page and mail."""

import datetime as dt
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.regler.meldestige import Gruppe, Loefte, Meldestige, ladder_for, last_due, on_list
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud

from ..models import Meldeaftale
from ..queries import newest_reports
from .modtagere import Modtager, coordinators, read_card_index


@dataclass(frozen=True)
class Enhed:
    """An afdeling that has promised to answer."""

    afdeling: Afdeling
    aftale: Meldeaftale
    driftsherre: Organisation
    loefte: Loefte
    ledere: tuple[Modtager, ...]
    stedfortraedere: tuple[Modtager, ...]
    koordinatorer: tuple[str, ...]
    afvist: bool

    @property
    def svarer(self) -> tuple[Modtager, ...]:
        """Who is asked first: without a leader that can be reached, the deputy."""
        return self.ledere or self.stedfortraedere

    def due(self, stige: Meldestige, gruppe: Gruppe, dag: dt.date) -> dt.date | None:
        """Return the latest step that is due for the group; where nobody can be asked, it is the coordinator's."""
        if (gruppe == "koordinator" and not self.svarer) or (gruppe == "stedfortraeder" and not self.ledere):
            gruppe = "leder"
        if gruppe == "sekretariat" and not self.koordinatorer:
            gruppe = "koordinator" if self.svarer else "leder"
        return last_due(stige, self.loefte, gruppe, dag)

    def on_list(self, stige: Meldestige, dag: dt.date) -> Gruppe | None:
        """Return the highest whose list it stands on; none is passed over where nobody is there."""
        liste = on_list(stige, self.loefte, dag)
        if not self.svarer and liste in (None, "leder") and self.due(stige, "koordinator", dag):
            liste = "koordinator"
        return "sekretariat" if liste == "koordinator" and not self.koordinatorer else liste


def read_units(omraade_id: int, dag: dt.date) -> list[Enhed]:
    """Return the area's afdelinger in operation that have promised to answer, in a constant number of queries."""
    tilbud = Tilbud.objects.i_drift(dag).filter(omraade=omraade_id).values("pk")
    stam = Stamfakta.objects.gaeldende(dag).filter(tilbud__in=tilbud).select_related("driftsherre")
    driftsherrer = {raekke.tilbud_id: raekke.driftsherre for raekke in stam}
    koordinatorer = coordinators(list(set(driftsherrer.values())))
    meldinger = newest_reports(Afdeling.objects.filter(tilbud__in=tilbud), tid.now())
    sidst = dict(meldinger.values_list("afdeling", "observeret_at"))
    kartotek = read_card_index()
    aftaler = Meldeaftale.objects.gaeldende(dag).filter(afdeling__tilbud__in=tilbud).order_by("afdeling")
    aftaler = aftaler.select_related("afdeling__tilbud", "leder", "stedfortraeder")
    return [
        Enhed(
            afdeling=aftale.afdeling,
            aftale=aftale,
            driftsherre=driftsherre,
            loefte=_promise(aftale, sidst.get(aftale.afdeling_id)),
            ledere=tuple(kartotek.leaders(aftale)),
            stedfortraedere=tuple(kartotek.deputies(aftale)),
            koordinatorer=tuple(koordinatorer[driftsherre.pk]),
            afvist=bool(aftale.leder and aftale.leder.email in kartotek.afviste),
        )
        for aftale in aftaler
        if (driftsherre := driftsherrer.get(aftale.afdeling.tilbud_id))
    ]


def _promise(aftale: Meldeaftale, sidst: dt.datetime | None) -> Loefte:
    lovet = max(aftale.gaelder_fra, tid.day_of(aftale.registreret_at))
    return Loefte(aftale.rytme_dage, tid.day_of(sidst) if sidst else None, lovet)


@dataclass(frozen=True)
class Tavs:
    """An afdeling that stands on a list."""

    enhed: Enhed
    liste: Gruppe

    @property
    def hvorfor(self) -> str:
        if self.enhed.afvist:
            return "Mailen kunne ikke afleveres"
        if not self.enhed.svarer:
            return "Ingen er sat til at svare"
        return "Har aldrig svaret" if self.enhed.loefte.bekraeftet is None else "Svarer ikke"


def silent(enheder: list[Enhed], dag: dt.date) -> list[Tavs]:
    """Return those that stand on somebody's list, the longest silent first."""
    stige = ladder_for(dag)
    tavse = [Tavs(enhed, liste) for enhed in enheder if (liste := enhed.on_list(stige, dag))]
    return sorted(tavse, key=lambda et: (et.enhed.loefte.bekraeftet or dt.date.min, et.enhed.afdeling.pk))
