"""Which tilbud, and which of them a person may see."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from .status import I_DRIFT, OFFENTLIGE, Status

if TYPE_CHECKING:
    from socialaftale.parter.models import Bruger


class TilbudQuerySet(models.QuerySet):
    def with_status(self, statusser: Iterable[Status], den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """Return a tilbud if and only if it had one of the statuses on `den`, as known at `kendt_at` (None: now)."""
        from .models import Statusfakta

        fakta = Statusfakta.objects.gaeldende(den, kendt_at).filter(status__in=list(statusser))
        return self.filter(pk__in=fakta.values("tilbud"))

    def i_drift(self, den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """Return a tilbud if and only if its places count in the totals of the agreement on `den`."""
        return self.with_status(I_DRIFT, den, kendt_at)

    def offentlige(self, den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """Return a tilbud if and only if everyone may see it: it is past the draft, and is so today too."""
        return self.with_status(OFFENTLIGE, den, kendt_at)

    def of_driftsherre(self, organisation, den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """Return a tilbud if and only if the organisation ran it on `den`."""
        from .models import Stamfakta

        fakta = Stamfakta.objects.gaeldende(den, kendt_at).filter(driftsherre=organisation)
        return self.filter(pk__in=fakta.values("tilbud"))

    def visible_to(self, bruger: "Bruger | None", den: dt.date) -> Self:
        """Return a tilbud if and only if it is public, or the person may draft for the party that runs it."""
        from .models import Stamfakta
        from .permissions import own_parties

        egne = Stamfakta.objects.gaeldende(den).filter(driftsherre__in=own_parties(bruger)).values("tilbud")
        offentlige = type(self)(self.model).offentlige(den).values("pk")
        return self.filter(Q(pk__in=offentlige) | Q(pk__in=egne))

    def in_kommune(self, kode: str, den: dt.date) -> Self:
        """Return a tilbud if and only if one of its afdelinger lies in the municipality on `den`."""
        from .models import Afdelingsfakta

        fakta = Afdelingsfakta.objects.gaeldende(den).filter(kommune__kode=kode)
        return self.filter(pk__in=fakta.values("afdeling__tilbud"))

    def with_places(self, den: dt.date, **felter: object) -> Self:
        """Return a tilbud if and only if it has a pladsgruppe with these values on `den`: legal basis, form."""
        from .models import Pladsfakta

        fakta = Pladsfakta.objects.gaeldende(den).filter(**felter)
        return self.filter(pk__in=fakta.values("pladsgruppe__afdeling__tilbud"))

    def for_maalgruppe(self, kode: str, den: dt.date) -> Self:
        """Return a tilbud if and only if it is for the target group on `den`."""
        from .koder import holds
        from .models import Maalgruppefakta

        fakta = Maalgruppefakta.objects.gaeldende(den).filter(holds("maalgrupper", kode))
        return self.filter(pk__in=fakta.values("tilbud"))

    def selling(self, til_salg: str, den: dt.date) -> Self:
        """Return a tilbud if and only if one of its ydelser is for sale in that way on `den`."""
        from .models import Ydelsesfakta

        fakta = Ydelsesfakta.objects.gaeldende(den).filter(til_salg=til_salg)
        return self.filter(pk__in=fakta.values("ydelse__tilbud"))

    def for_own_only(self, den: dt.date) -> Self:
        """Return a tilbud if and only if it says of every ydelse on `den` that it is for the driftsherre's own."""
        from .models import TilSalg, Ydelsesfakta

        andre = Ydelsesfakta.objects.gaeldende(den).exclude(til_salg=TilSalg.EGNE)
        return self.selling(TilSalg.EGNE, den).exclude(pk__in=andre.values("ydelse__tilbud"))

    def by_navn(self, den: dt.date, kendt_at: dt.datetime | None = None) -> Self:
        """Order by the name of the day, in Danish order."""
        from .models import Stamfakta

        navne = Stamfakta.objects.gaeldende(den, kendt_at).filter(tilbud=OuterRef("pk")).values("sortering")[:1]
        return self.annotate(sortering=Subquery(navne)).order_by("sortering", "pk")
