"""The parts of a tilbud that its driftsherre corrects: which form, which facts, about what."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger

from .actions.tilbud import Rettelse, change_facts
from .models import Afdelingsfakta, Maalgruppefakta, Stamfakta, Tilbud, Ydelsesfakta
from .sagsformularer import AfdelingForm, FaktaForm, MaalgruppeForm, StamForm, YdelseForm


@dataclass(frozen=True)
class Del:
    """One part: its code in the address, what it is called, and where its facts are."""

    kode: str
    overskrift: str
    form: type[FaktaForm]
    model: Any
    om: Any

    def values(self) -> dict[str, Any]:
        """Return what holds now, or will first, as the form's first values."""
        (noegle,) = self.model.NOEGLE
        raekker = self.model.objects.filter(**{noegle: self.om})
        nu = raekker.gaeldende(tid.today()).first() or raekker.order_by("gaelder_fra", "-registreret_at").first()
        felter = [felt for felt in self.form.base_fields if felt not in ("version", "gaelder_fra", "frigiv_cpr")]
        return {felt: getattr(nu, felt) for felt in felter}

    def write(self, *, tilbud: Tilbud, gaelder_fra: dt.date, version: int, by: Bruger, **vaerdier: Any) -> bool:
        """Write what the form holds."""
        rettelse = Rettelse(self.model, self.om, gaelder_fra, vaerdier)
        return change_facts(tilbud=tilbud, rettelse=rettelse, version=version, by=by)


def parts_of(tilbud: Tilbud) -> list[Del]:
    """Return every part in the order of the page."""
    dele = [
        Del("stam", "Stamoplysninger", StamForm, Stamfakta, tilbud),
        Del("maalgruppe", "Målgruppe og alder", MaalgruppeForm, Maalgruppefakta, tilbud),
    ]
    for afdeling in tilbud.afdelinger.all():
        navn = Afdelingsfakta.objects.filter(afdeling=afdeling).latest("gaelder_fra", "registreret_at").navn
        dele.append(Del(afdeling.kode, f"Afdeling: {navn}", AfdelingForm, Afdelingsfakta, afdeling))
    for ydelse in tilbud.ydelser.all():
        navn = Ydelsesfakta.objects.filter(ydelse=ydelse).latest("gaelder_fra", "registreret_at").navn
        dele.append(Del(ydelse.kode, f"Ydelse: {navn}", YdelseForm, Ydelsesfakta, ydelse))
    return dele


def find_part(tilbud: Tilbud, kode: str) -> Del | None:
    return next((del_ for del_ in parts_of(tilbud) if del_.kode == kode), None)
