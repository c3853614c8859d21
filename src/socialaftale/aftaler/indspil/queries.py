"""Reads of the themes: each with its day, what came back, and whether the owner is still there."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning
from socialaftale.parter.models import Aftaleomraade, Bruger, Medlemskab, Rolletildeling
from socialaftale.parter.roller import Rolle
from socialaftale.regler import indspil as regel
from socialaftale.regler.aarshjul import Aarsdag
from socialaftale.regler.indspil import Stade

from .models import Indspil, Indspilsfrist, Indspilssvar

STADER = {
    Stade.VENTER: ("Venter på svar", "info"),
    Stade.FORELOEBIGT: ("Foreløbigt svar", "info"),
    Stade.INTET_HOERT: ("Intet svar til tiden", "error"),
    Stade.BESVARET: ("Besvaret", "success"),
    Stade.LUKKET: ("Lukket uden svar", ""),
}
FAERDIGE = (Stade.BESVARET, Stade.LUKKET)


@dataclass(frozen=True)
class Indspilsvisning:
    """A theme with what is known of it; `beslutning` is the one that the person may see."""

    indspil: Indspil
    frist: dt.date | None
    svar: list[Indspilssvar]
    beslutning: Beslutning | None

    @property
    def stade(self) -> Stade:
        kommet = [regel.Tilbagemelding(regel.Slags(et.slags), et.dato) for et in self.svar]
        return regel.stage(self.frist, kommet, tid.today())

    @property
    def ord(self) -> tuple[str, str]:
        return STADER[self.stade]

    @property
    def dage_over(self) -> int:
        """How many days ago the answer was expected, 0 where it is not silent."""
        silent = self.stade is Stade.INTET_HOERT and self.frist
        return (tid.today() - self.frist).days if silent and self.frist else 0


def themes(bruger: Bruger | AnonymousUser | None) -> list[Indspilsvisning]:
    """Return the themes that the person may see: those that wait first, by the day an answer is expected."""
    viste = shown_themes(Indspil.objects.visible_to(bruger), bruger)
    return sorted(viste, key=lambda et: (et.stade in FAERDIGE, et.frist or dt.date.max, -et.indspil.pk))


def shown_themes(indspil: QuerySet[Indspil], bruger: Bruger | AnonymousUser | None) -> list[Indspilsvisning]:
    """Return the themes in as many queries however many they are."""
    fundne = list(
        indspil.select_related("omraade", "ejer__organisation")
        .prefetch_related(
            Prefetch("frister", Indspilsfrist.objects.gaeldende(tid.today())),
            Prefetch("svar", Indspilssvar.objects.order_by("dato", "pk")),
        )
        .order_by("-afleveret", "pk")
    )
    besluttet = [et.beslutning_id for et in fundne if et.beslutning_id]
    synlige = Beslutning.objects.visible_to(bruger).filter(pk__in=besluttet).select_related("punkt__moede__udvalg")
    beslutninger = {et.pk: et for et in synlige} if besluttet else {}
    return [
        Indspilsvisning(
            et,
            next((raekke.frist for raekke in et.frister.all()), None),
            list(et.svar.all()),
            beslutninger.get(et.beslutning_id or 0),
        )
        for et in fundne
    ]


def deadlines_of(indspil: Indspil) -> list[Indspilsfrist]:
    """Return every day on which an answer was expected, the newest first."""
    return list(indspil.frister.order_by("-gaelder_fra", "-registreret_at"))


def people(omraade: Aftaleomraade) -> QuerySet[Bruger]:
    """Return who can look after a theme: the active users with a role in the area today."""
    dag = tid.today()
    parter = Medlemskab.objects.i_kraft(dag).filter(omraade=omraade).values("organisation")
    roller = Rolletildeling.objects.i_kraft(dag)
    egne = roller.filter(organisation__in=parter, udvalg=None) | roller.filter(udvalg__omraade=omraade)
    return Bruger.objects.filter(aktiv=True, pk__in=egne.values("bruger")).order_by("navn", "pk")


def theme_days(omraade: Aftaleomraade, aar: int) -> Iterator[Aarsdag]:
    """Yield when an answer is expected on the open themes that all may see."""
    alle = Indspil.objects.visible_to(None).filter(omraade=omraade, frister__frist__year=aar).distinct()
    for vist in shown_themes(alle, None):
        if vist.frist and vist.frist.year == aar and vist.stade not in FAERDIGE:
            navn = f"Svar ventes fra {vist.indspil.forum}: {vist.indspil.tema}"
            kilde = f"Spillet ind {vist.indspil.afleveret:%d.%m.%Y}"
            side = reverse("indspil_et", args=[vist.indspil.pk])
            roller = (Rolle.SEKRETARIAT.value,)
            kode = f"indspil-{vist.indspil.pk}"
            yield Aarsdag(kode, navn, "aftalen", vist.frist, vist.frist, roller, kilde, side=side)
