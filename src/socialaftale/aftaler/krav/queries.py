"""The requirements of an agreement, judged by the register, the text, the answers, and what was told."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.regler.dateret import in_force
from socialaftale.regler.parametre import UkendtRegelsaet, regelsaet_for
from socialaftale.regler.rammeaftalekrav import Dom, Fakta, Krav, Kravliste, Svar, all_lists, judge
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import read_billeder

from ..aftale.models import Aftale
from ..aftale.queries import shown_agreement
from ..overtagelse.queries import declared
from .models import Kravevidens

SVARORD = {
    Svar.OPFYLDT: ("Opfyldt", "success"),
    Svar.DELVIST: ("Delvist", "warning"),
    Svar.MANGLER: ("Mangler", "error"),
    Svar.UAFGJORT: ("Kan ikke afgøres", ""),
}


@dataclass(frozen=True)
class Kravvisning:
    """A requirement with its judgement, what was told, and the page that shows it."""

    krav: Krav
    dom: Dom
    fortalt: Kravevidens | None
    link: str

    @property
    def ord(self) -> tuple[str, str]:
        """The judgement in words, and the colour of its badge."""
        return SVARORD[self.dom.svar]


def list_for(aftale: Aftale) -> Kravliste:
    """Return the list in force as the agreement begins."""
    return in_force(all_lists(), dt.date(aftale.fra_aar, 1, 1))


def judged(aftale: Aftale) -> list[tuple[str, list[Kravvisning]]]:
    """Return each requirement by group, in the order of the list."""
    fakta = read_facts(aftale)
    fortalt = {
        en.krav: en for en in aftale.kravevidens.select_related("registreret_by").order_by("registreret_at", "pk")
    }
    viste = [_shown(krav, fakta, fortalt.get(krav.kode), aftale) for krav in list_for(aftale).krav]
    return [(gruppe, list(egne)) for gruppe, egne in groupby(viste, key=lambda vist: vist.krav.gruppe)]


def _shown(krav: Krav, fakta: Fakta, fortalt: Kravevidens | None, aftale: Aftale) -> Kravvisning:
    dom = judge(krav, fakta, (Svar(fortalt.svar), fortalt.tekst) if fortalt else None)
    link = _page(krav, aftale) if dom.set_selv else fortalt.link if fortalt else ""
    return Kravvisning(krav, dom, fortalt, link)


def _page(krav: Krav, aftale: Aftale) -> str:
    """The page of ours where what was seen can be seen."""
    if krav.proeve in ("type", "tilbudsliste", "kapacitet", "store_botilbud"):
        return reverse("tilbudsoversigt")
    if krav.proeve == "takstregler":
        return ""
    if krav.proeve == "overtagelse":
        return reverse("overtagelser", args=[aftale.omraade.kode, aftale.kode])
    return reverse("aftale", args=[aftale.omraade.kode, aftale.kode])


def read_facts(aftale: Aftale) -> Fakta:
    """Return what can be seen of the agreement today, or on its last or first day where today is outside it."""
    vist = shown_agreement(aftale)
    nyeste = aftale.tekster.order_by("-nr").first()
    den = min(max(tid.today(), dt.date(aftale.fra_aar, 1, 1)), dt.date(aftale.til_aar, 12, 31))
    billeder = read_billeder(list(Tilbud.objects.i_drift(den).filter(omraade=aftale.omraade)), den)
    pladser, stoerste = Counter[str](), Counter[str]()
    for billede in billeder:
        egne = Counter[str]()
        for plads in billede.pladser:
            egne[plads.lovgrundlag.kode] += plads.normerede
        pladser += egne
        stoerste |= egne
    return Fakta(
        parter=len(vist.parter),
        ja=len(vist.vedtagelse.ja),
        vedtaget_den=vist.vedtagelse.vedtaget_den,
        fra_aar=aftale.fra_aar,
        offentliggjort=bool(nyeste and nyeste.offentliggjort_at),
        tilbud=len(billeder),
        uden_pladser=sum(1 for billede in billeder if not billede.normerede),
        pladser=pladser,
        stoerste=stoerste,
        takstregler=_takst_rules(aftale),
        **dict(zip(("erklaeringer", "kommuner"), declared(aftale), strict=True)),
    )


def _takst_rules(aftale: Aftale) -> str:
    try:
        return regelsaet_for(aftale.fra_aar, aftale.omraade.kode).regelsaet.id
    except UkendtRegelsaet:
        return ""
