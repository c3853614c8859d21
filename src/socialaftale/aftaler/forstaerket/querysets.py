"""Which cases of the cooperation a person may see."""

from typing import Self

from django.db import models
from django.db.models import Q


class SamarbejdssagQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a case if and only if the person has a role in its area, or it is not withdrawn and announces that a
        tilbud leaves, or a decision on it is public."""
        from socialaftale.moeder.models import Beslutning
        from socialaftale.parter.permissions import access

        from .models import EMNE, Samarbejdssag

        afgjorte = Beslutning.objects.newest().visible_to(None).filter(punkt__emne=EMNE).values("punkt__emne_id")
        aabne = Q(slags=Samarbejdssag.Slags.UDTRAEDEN) | Q(kode__in=afgjorte)
        return self.filter(Q(omraade__in=access(bruger).omraader) | Q(aabne, trukket_at__isnull=True))
