"""The example region's library: invented products, one of them from a deliverable that DAS approved."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger

from ..indsats.models import Leverance
from . import actions
from .models import Biblioteksprodukt
from .queries import handed_in

PRODUKTER = (
    ("Kommissorium for en arbejdsgruppe", "skabelon", "Til den, der skal begynde en arbejdsgruppe.", (
        ("2023-02-01", "Første skabelon", True),
        ("2025-03-01", "Kortere, og med tovholder", True),
    )),
    ("Sådan melder du ledige pladser", "vejledning", "Til ledere af afdelinger.", (
        ("2024-05-01", "Første vejledning", True),
    )),
    ("Rapport om private køb", "rapport", "Til parterne, indtil DAS har set den.", (
        ("2026-10-01", "Udkast til høring", False),
    )),
)  # fmt: skip
UDGAAET = "Sådan melder du ledige pladser"
AFLEVERET = "Fælles redskaber til pårørendesamarbejde"


@transaction.atomic
def load_library(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load it once, and return how many products there are. What lies ahead of today is left out."""
    if Biblioteksprodukt.objects.filter(omraade=omraade).exists():
        return 0
    for titel, art, om, versioner in PRODUKTER:
        produkt = actions.add_product(omraade=omraade, oplysninger=actions.Oplysninger(titel, art, om), by=by)
        for dag, note, aaben in versioner:
            fra = dt.date.fromisoformat(dag)
            fil = SimpleUploadedFile(f"{titel} {fra.year}.txt", f"Opfundet: {titel}. {note}.\n".encode())
            actions.add_version(produkt=produkt, indhold=actions.Indhold(note, fra, fil=fil, aaben=aaben), by=by)
        if titel == UDGAAET:
            grund = "Systemet spørger selv, og mailen siger hvordan."
            actions.retire(produkt=produkt, fra=dt.date(2026, 1, 1), grund=grund, by=by)
    _load_deliverable(omraade, by)
    Biblioteksprodukt.objects.filter(omraade=omraade).update(eksempeldata=True)
    return Biblioteksprodukt.objects.filter(omraade=omraade).count()


def _load_deliverable(omraade: Aftaleomraade, by: Bruger) -> None:
    fundet = Leverance.objects.filter(titel=AFLEVERET, initiativ__fokusomraade__aftale__omraade=omraade).first()
    if fundet is None or not fundet.produkter.exists():
        return
    om = "Seks redskaber med vejledning, til medarbejdere i alle tilbud."
    oplysninger = actions.Oplysninger("Redskaber til pårørendesamarbejde", "vejledning", om, fundet)
    produkt = actions.add_product(omraade=omraade, oplysninger=oplysninger, by=by)
    udgave = handed_in(produkt)[0]
    fra = tid.day_of(udgave.afleveret_at)
    indhold = actions.Indhold("Som arbejdsgruppen afleverede dem", fra, afleveret=udgave)
    actions.add_version(produkt=produkt, indhold=indhold, by=by)
