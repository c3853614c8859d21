"""The example region's themes handed in to others: invented, one answered, one on its way and one silent."""

import datetime as dt

from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger

from . import actions
from .models import Indspil
from .queries import people

TEMAER = (
    (
        "Overgange mellem psykiatri og botilbud", "Psykiatripartnerskabet",
        "Borgere udskrives, før botilbuddet er klar. Vi foreslår en fast frist for, hvornår kommunen får besked.",
        "2026-03-20", "2026-09-01", "Dorte Eksempel", (),
    ),
    (
        "Praktikpladser til socialpædagoger", "Det Regionale Arbejdsmarkedsråd",
        "Tilbuddene kan tage flere i praktik, hvis perioderne lægges anderledes. Vi beder rådet tage det op.",
        "2026-02-10", "2026-05-01", "Hanne Eksempel",
        (("svar", "2026-04-22", "Rådet har sat det på dagsordenen for efteråret og beder om et oplæg."),),
    ),
    (
        "Boliger efter en dom", "Social- og Boligstyrelsen",
        "Der er borgere, der er klar til at flytte, og kommuner, der ikke ved det. Vi beder om en fælles liste.",
        "2026-10-15", "2027-02-01", "Karl Eksempel",
        (("foreloebigt", "2026-11-05", "Styrelsen har modtaget brevet og svarer efter nytår."),),
    ),
)  # fmt: skip


@transaction.atomic
def load_themes(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load them once, and return how many there are. What lies ahead of today is left out."""
    if Indspil.objects.filter(omraade=omraade).exists():
        return 0
    for tema, forum, om, afleveret, frist, navn, svar in TEMAER:
        dag = dt.date.fromisoformat(afleveret)
        if dag > tid.today():
            continue
        ejer = people(omraade).filter(navn=navn).first() or by
        felter = {"afleveret": dag, "ejer": ejer, "frist": dt.date.fromisoformat(frist)}
        indspil = actions.hand_over(omraade=omraade, oplysninger=actions.Oplysninger(tema, forum, om, **felter), by=by)
        for slags, kom, tekst in svar:
            if (den := dt.date.fromisoformat(kom)) <= tid.today():
                actions.tell(indspil=indspil, slags=slags, dato=den, tekst=tekst, by=by)
    Indspil.objects.filter(omraade=omraade).update(eksempeldata=True)
    return Indspil.objects.filter(omraade=omraade).count()
