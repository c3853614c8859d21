"""What the example region's secretariat tells of the requirements."""

from django.db import transaction

from socialaftale.parter.models import Aftaleomraade, Bruger

from ..aftale.models import Aftale
from . import actions
from .models import Kravevidens

FORTALT = (
    ("sendt", actions.Sagt("opfyldt", "Opfundet: sendt til styrelsen i januar 2025")),
    ("afregning", actions.Sagt("opfyldt", "Styringsaftalen, bilag 4", "/aftalen/nordjylland/2025-26/bilag/4/")),
    (
        "oprettelse-lukning",
        actions.Sagt("opfyldt", "Styringsaftalen, bilag 4", "/aftalen/nordjylland/2025-26/bilag/4/"),
    ),
    (
        "fund-komplekse",
        actions.Sagt("delvist", "To afdækninger af målgrupper er sat i gang", "/aftalen/nordjylland/2025-26/"),
    ),
    ("fund-reformer", actions.Sagt("opfyldt", "Styrelsen roste Nordjylland for det")),
)


@transaction.atomic
def load_evidence(omraade: Aftaleomraade, by: Bruger) -> None:
    """Tell once."""
    aftale = Aftale.objects.get(omraade=omraade, kode="2025-26")
    if Kravevidens.objects.filter(aftale=aftale).exists():
        return
    for krav, sagt in FORTALT:
        actions.tell(aftale=aftale, krav=krav, sagt=sagt, by=by)
