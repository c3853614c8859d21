"""Load the example region into the register, with a history behind it and changes ahead of it.

The places add up to the stated totals on every day of the year shown.
"""

from django.db import transaction

from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from ..models import Tilbud
from ..soegning import reindex_all
from .forloeb import add_history, on_first_day
from .kontekst import Kontekst, write_example
from .plan import make_plan
from .private import add_private


class AlleredeIndlaest(RuntimeError):
    """The register already holds tilbud; the message is Danish."""


@transaction.atomic
def load_example(omraade: Aftaleomraade, aar: int, antal: int | None = None) -> int:
    """Write the example region and return the number of tilbud. Raises AlleredeIndlaest in a register with tilbud."""
    if Tilbud.objects.filter(omraade=omraade).exists():
        raise AlleredeIndlaest("Registeret har allerede tilbud. Eksemplet indlæses kun i et tomt register.")
    kontekst = Kontekst(omraade, {o.kode: o for o in Organisation.objects.all()}, Bruger.objects.system(), aar)
    plan = make_plan(antal)
    tilbud = {et.nummer: write_example(kontekst, et, status) for et, status in on_first_day(plan)}
    add_history(kontekst, plan, tilbud)
    add_private(kontekst)
    reindex_all()
    return Tilbud.objects.filter(omraade=omraade).count()
