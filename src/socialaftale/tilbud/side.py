"""Everything the page of one tilbud shows."""

import datetime as dt
from typing import Any

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger

from .afsnit import sections_for
from .billede import Tilbudsbillede, publicerbar
from .historie import changes
from .models import Tilbud
from .omfang import scope_in
from .permissions import SE_KLADDE, allowed, holds_role, may
from .queries import read_billeder, read_slaegt
from .reference import all_ydelsestyper
from .status import Status, next_steps


def read_page(
    tilbud: Tilbud, bruger: Bruger | AnonymousUser, den: dt.date | None, kendt: dt.date | None
) -> dict[str, Any]:
    """Return what the template needs: the tilbud on the day asked about, and as it is today."""
    nu = tid.today()
    i_dag = publicerbar(read_billeder([tilbud], nu)[0])
    billede = _seen(tilbud, bruger, den or nu, kendt)
    return {
        "tilbud": tilbud,
        "i_dag": i_dag,
        "billede": billede,
        "den": den or nu,
        "kendt": kendt,
        "rejser": kendt is not None or (den or nu) != nu,
        "historie": changes(tilbud),
        "kommende": [linje for linje in changes(tilbud) if linje.gaelder_fra > nu],
        "slaegt": read_slaegt(tilbud),
        "omfang": scope_in(billede, tilbud.omraade.kode, nu.year, nu.year + 1) if billede else [],
        "ydelsestyper": all_ydelsestyper(),
        "afsnit": sections_for(tilbud, bruger),
        "maa": allowed(bruger, i_dag.stam.driftsherre),
        "skridt": [trin for trin in next_steps(i_dag.status) if holds_role(bruger, trin, i_dag.stam.driftsherre)],
    }


def _seen(tilbud: Tilbud, bruger: Bruger | AnonymousUser, den: dt.date, kendt: dt.date | None) -> Tilbudsbillede | None:
    """Return the tilbud then; a draft is shown to its own alone, also long after it stopped being one."""
    billeder = read_billeder([tilbud], den, tid.end_of_day(kendt) if kendt else None)
    if not billeder:
        return None
    billede = billeder[0]
    if billede.status == Status.KLADDE and not may(bruger, SE_KLADDE, billede.stam.driftsherre):
        return None
    return publicerbar(billede)
