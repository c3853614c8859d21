"""The example region's secretariat budget: two real figures of the minutes, the rest invented."""

from decimal import Decimal

from django.db import transaction

from socialaftale.parter.models import Aftaleomraade, Bruger

from . import actions
from .models import Budgetaar

TAL = (
    (2025, "Løn", "udgift", "budget", 2_400_000, "Opfundet"),
    (2025, "Løn", "udgift", "forventet", 2_400_000, "Opfundet"),
    (2025, "Husleje og drift", "udgift", "budget", 350_000, "Opfundet"),
    (2025, "Husleje og drift", "udgift", "forventet", 350_000, "Opfundet"),
    (2025, "Temadage og initiativer", "udgift", "budget", 800_000, "Opfundet"),
    (2025, "Temadage og initiativer", "udgift", "forventet", 414_000, "Regning for en fælles temadag mangler"),
    (2026, "Løn", "udgift", "budget", 2_450_000, "Opfundet"),
    (2026, "Husleje og drift", "udgift", "budget", 350_000, "Ny husleje fra 1. februar er ukendt, så beløbet er holdt"),
    (2026, "Temadage", "udgift", "budget", 400_000, "Opfundet"),
    (2026, "FU-godkendte initiativer", "udgift", "budget", 475_000, "Buffer, sat op fra 2025"),
    (2026, "Overført fra 2025", "overfoert", "budget", 386_000, "FU anbefaler, at mindreforbruget overføres"),
)


@transaction.atomic
def load_budgets(omraade: Aftaleomraade, by: Bruger) -> int:
    """Load both years once."""
    if Budgetaar.objects.filter(omraade=omraade).exists():
        return 0
    aarene = {aar: actions.begin_year(omraade=omraade, aar=aar, by=by) for aar in sorted({raekke[0] for raekke in TAL})}
    for aar, navn, slags, art, beloeb, forklaring in TAL:
        tal = actions.Tal(navn, slags, art, Decimal(beloeb), forklaring)
        actions.write_figure(budgetaar=aarene[aar], tal=tal, by=by)
    Budgetaar.objects.filter(omraade=omraade).update(eksempeldata=True)
    return len(aarene)
