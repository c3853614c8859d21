"""The wheel of a year: from rules, meetings, the plan of the takst round, udmeldinger and deliverables."""

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.moeder.models import Moede
from socialaftale.moeder.takstaar.queries import plan
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.roller import PARTSROLLER, UDVALGSROLLER, Rolle
from socialaftale.regler import aarshjul as regel
from socialaftale.regler.aarshjul import Aarsdag
from socialaftale.regler.dateret import in_force
from socialaftale.regler.rundeplan import rules_for as takst_rules

from ..forstaerket.queries import cooperation_days
from ..indsats.models import Initiativ, Leverance, Leverancefrist
from ..indspil.queries import theme_days
from ..udmelding.models import Udmelding
from ..udmelding.queries import shown_announcements
from .krog import days_from_above

SEKRETARIAT, TOVHOLDER = Rolle.SEKRETARIAT.value, "tovholder"
ROLLER = [
    *((rolle.value, rolle.label.capitalize()) for rolle in (*PARTSROLLER, *UDVALGSROLLER)),
    (TOVHOLDER, "Tovholder"),
]
EMNER = {
    "aftalen": "Aftalen",
    "takster": "Takster",
    "moeder": "Møder",
    "kapacitet": "Tilbud og pladser",
    "udmeldinger": "Centrale udmeldinger",
    "forstaerket": "Det forstærkede samarbejde",
    "budget": "Budgetter",
    "initiativer": "Leverancer",
}
TAKSTLED = {"Styringsaftalegruppen": Rolle.STYRINGSAFTALEGRUPPE, "Forretningsudvalget": Rolle.FU, "DAS": Rolle.DAS}
PARTENS_LED = {"bidrag": (Rolle.LOKALADMINISTRATOR, Rolle.KAPACITETSKOORDINATOR, Rolle.VISITATOR)}
UDVALGETS_LED = {"das": (Rolle.DAS,), "kkr": (Rolle.KKR,)}


def role_name(rolle: str) -> str:
    """Return the role as it stands in a sentence."""
    kendte = {et.value: str(et.label) for et in (*PARTSROLLER, *UDVALGSROLLER)}
    return kendte.get(rolle, rolle or "alle")


def wheel(omraade: Aftaleomraade, aar: int, rolle: str, bruger: Bruger | AnonymousUser | None) -> list[Aarsdag]:
    """Return what comes to a role in a year, in the order of time; deliverables of agreements that the person sees."""
    regler = regel.rules_for(omraade.kode)
    faste = list(regel.days_of(aar, in_force(regler, dt.date(aar, 1, 1)))) if regler else []
    takster = days_from_above("takster", omraade, aar) or list(_takst_days(omraade, aar))
    alle = [
        *faste,
        *_meetings(omraade, aar),
        *takster,
        *_announcements(omraade, aar),
        *_deliverables(omraade, aar, bruger),
        *cooperation_days(omraade, aar),
        *theme_days(omraade, aar),
    ]
    return regel.for_role([dag for dag in alle if dag.fra.year <= aar <= dag.til.year], rolle)


def _meetings(omraade: Aftaleomraade, aar: int) -> Iterator[Aarsdag]:
    for moede in Moede.objects.held_or_coming(dt.date(aar, 1, 1), dt.date(aar, 12, 31)).filter(udvalg__omraade=omraade):
        roller = (moede.udvalg.rolle, SEKRETARIAT)
        navn = f"{moede.udvalg}: {moede.get_form_display()}"
        side = reverse("moede", args=[moede.pk])
        yield Aarsdag(f"moede-{moede.pk}", navn, "moeder", moede.dato, moede.dato, roller, "Indkaldt", side=side)


def _takst_days(omraade: Aftaleomraade, aar: int) -> Iterator[Aarsdag]:
    """The round of the next year's takster, as the bodies' meetings make it."""
    regler = takst_rules(omraade.kode)
    if regler is None:
        return
    runde = plan(omraade, regler, aar + 1, None, None)
    for nr, trin in enumerate(runde.trin[1:], 1):
        hvem = next((rolle for navn, rolle in TAKSTLED.items() if trin.navn.startswith(navn)), None)
        roller = (hvem.value,) if hvem else (Rolle.TAKSTINDBERETTER.value, Rolle.GODKENDER.value)
        side = f"{reverse('takstaar')}?aar={aar + 1}"
        yield Aarsdag(
            f"takst-{aar + 1}-{nr}", f"Takster {aar + 1}: {trin.navn}", "takster", trin.dato, trin.dato,
            (*roller, SEKRETARIAT), trin.begrundelse, not trin.indkaldt or "antaget" in trin.begrundelse, side,
        )  # fmt: skip


def _announcements(omraade: Aftaleomraade, aar: int) -> Iterator[Aarsdag]:
    alle = Udmelding.objects.filter(omraade=omraade, aar__gte=aar - 3).select_related("omraade").order_by("pk")
    for vist in shown_announcements(alle, None):
        udmelding = vist.udmelding
        side = reverse("udmelding", args=[omraade.kode, udmelding.kode])
        for trin in vist.trin:
            hvem = PARTENS_LED.get(trin.kode) or UDVALGETS_LED.get(trin.kode) or ()
            roller = (*(rolle.value for rolle in hvem), SEKRETARIAT)
            kode, navn = f"udmelding-{udmelding.kode}-{trin.kode}", f"{udmelding.maalgruppe}: {trin.navn}"
            yield Aarsdag(kode, navn, "udmeldinger", trin.dato, trin.dato, roller, trin.begrundelse, trin.antaget, side)


def _deliverables(omraade: Aftaleomraade, aar: int, bruger: Bruger | AnonymousUser | None) -> Iterator[Aarsdag]:
    synlige = Initiativ.objects.visible_to(bruger).filter(fokusomraade__aftale__omraade=omraade)
    frister = Prefetch("frister", Leverancefrist.objects.gaeldende(tid.today()))
    leverancer = Leverance.objects.filter(initiativ__in=synlige).select_related("initiativ__fokusomraade")
    for leverance in leverancer.prefetch_related(frister).order_by("kode"):
        side = reverse("initiativ", args=[omraade.kode, leverance.initiativ.kode])
        for raekke in leverance.frister.all():
            roller, navn = (TOVHOLDER, SEKRETARIAT), f"Leverance: {leverance}"
            kode = f"leverance-{leverance.kode}"
            yield Aarsdag(kode, navn, "initiativer", raekke.frist, raekke.frist, roller, "Aftalt frist", side=side)
