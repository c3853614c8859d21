"""The afdelinger that a person answers for, each with what it said last."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.meldestige import Loefte, ladder_for, last_due
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud
from socialaftale.tilbud.permissions import reach

from ..melding import TAL, more_asked_of
from ..models import Kapacitetsvalg, Ledigmelding, Meldeaftale
from ..permissions import MELD
from ..queries import Ledighed, ledighed_nu, newest_reports
from ..steder import names_of
from ..undergruppe.tal import Spurgt, asked_of, words_of

Valg = Kapacitetsvalg.Valg


@dataclass(frozen=True)
class Egen:
    """One afdeling that the person may answer for. `hendes`: she leads it, or stands in for who does."""

    afdeling: Afdeling
    navn: str
    sidst: Ledigmelding | None
    ledighed: Ledighed | None
    tal: bool = False
    tilstande: bool = False
    spurgt: tuple[Spurgt, ...] = ()
    sidst_til: str = ""
    hendes: bool = True
    leder: str = ""

    @property
    def venter(self) -> bool:
        """Whether the leader is to confirm it now."""
        kendt = self.ledighed
        return kendt is not None and _is_due(kendt.rytme_dage, kendt.observeret_at, tid.today())


def own_afdelinger(bruger: Bruger, den: dt.date) -> QuerySet[Afdeling]:
    """Return the afdelinger in operation that the person may report for: a leader's own, where some are hers."""
    i_drift = Tilbud.objects.i_drift(den)
    stam = Stamfakta.objects.gaeldende(den).filter(driftsherre__in=reach(bruger, MELD))
    alle = Afdeling.objects.filter(tilbud__in=i_drift.values("pk")).filter(tilbud__in=stam.values("tilbud"))
    aftaler = Meldeaftale.objects.gaeldende(den)
    hendes = alle.filter(pk__in=aftaler.filter(leder=bruger).values("afdeling"))
    return hendes if hendes.exists() else alle


def read_own(bruger: Bruger) -> list[Egen]:
    """Return them by name with what each said last, in a constant number of queries."""
    nu = tid.now()
    afdelinger = list(own_afdelinger(bruger, tid.day_of(nu)).select_related("tilbud__omraade"))
    pks = [afdeling.pk for afdeling in afdelinger]
    sidst = {melding.afdeling_id: melding for melding in newest_reports(pks, nu)}
    kendte, navne = ledighed_nu(pks, nu), names_of(afdelinger)
    tal, tilstande = (more_asked_of(afdelinger, valg, tid.day_of(nu)) for valg in (TAL, Valg.TILSTANDE))
    spurgt, til = asked_of(tal, tid.day_of(nu)), words_of(sidst.values())
    svarer = _who_answers(pks, bruger, tid.day_of(nu))
    egne = [
        Egen(
            en, navne[en.pk], sidst.get(en.pk), kendte.get(en.pk), en.pk in tal, en.pk in tilstande,
            tuple(spurgt.get(en.pk, ())), til.get(sidst[en.pk].pk, "") if en.pk in sidst else "", *svarer(en.pk),
        )
        for en in afdelinger
    ]  # fmt: skip
    return sorted(egne, key=lambda en: (en.navn, en.afdeling.pk))


def _who_answers(pks: list[int], bruger: Bruger, den: dt.date) -> Callable[[int], tuple[bool, str]]:
    """Return what tells of an afdeling whether the person answers for it herself, and who leads it."""
    aftaler = Meldeaftale.objects.gaeldende(den).filter(afdeling__in=pks).select_related("leder")
    kendte = {
        aftale.afdeling_id: (bruger.pk in (aftale.leder_id, aftale.stedfortraeder_id), str(aftale.leder or ""))
        for aftale in aftaler
    }
    return lambda pk: kendte.get(pk, (False, ""))


def _is_due(rytme_dage: int, sidst_at: dt.datetime | None, den: dt.date) -> bool:
    loefte = Loefte(rytme_dage, tid.day_of(sidst_at) if sidst_at else None, den)
    return last_due(ladder_for(den), loefte, "leder", den) is not None


def due_for(bruger: Bruger, den: dt.date) -> int:
    """Return how many of the afdelinger that have the person for their leader are to be confirmed now."""
    if not access(bruger).may(MELD):
        return 0
    aftaler = list(Meldeaftale.objects.gaeldende(den).filter(leder=bruger, afdeling__in=own_afdelinger(bruger, den)))
    meldinger = newest_reports([aftale.afdeling_id for aftale in aftaler], tid.now())
    sidst = dict(meldinger.values_list("afdeling", "observeret_at"))
    return sum(_is_due(aftale.rytme_dage, sidst.get(aftale.afdeling_id), den) for aftale in aftaler)
