"""What a visitator does with a search. Every right is asked again here."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade, Bruger, Medlemskab
from socialaftale.parter.permissions import require

from .behov import Kriterier
from .models import Soegning
from .permissions import SOEG, home_of
from .queries import FLEST_GEMTE, find_places
from .steder import Blik


@transaction.atomic
def search(*, kriterier: Kriterier, by: Bruger) -> Soegning:
    """Search with a need, and keep what was asked, what was found and when. Raises PermissionDenied."""
    require(by, SOEG)
    hjem = home_of(by)
    if hjem is None:
        raise PermissionDenied("Du søger på vegne af en part. Bed din lokaladministrator om rollen.")
    nu = tid.now()
    medlemskab = Medlemskab.objects.i_kraft(tid.today()).filter(organisation=hjem)
    omraade = Aftaleomraade.objects.filter(pk__in=medlemskab.values("omraade")).order_by("kode")[0]
    svar = find_places(kriterier, Blik(nu, frozenset([omraade.pk]), kriterier.get("fra", "")))
    return Soegning.objects.create(
        omraade=omraade,
        organisation=hjem,
        kriterier=dict(kriterier),
        resultat=[[fund.kode, fund.vurdering.dom.value] for fund in svar.fund[:FLEST_GEMTE]],
        soegt_at=nu,
        soegt_by=by,
    )
