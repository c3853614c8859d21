"""Which products and versions a person may see."""

from typing import Self

from django.db import models
from django.db.models import Q


class ProduktversionQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a version if and only if it is open, or the person has a role in its area."""
        from socialaftale.parter.permissions import access

        return self.filter(Q(aaben=True) | Q(produkt__omraade__in=access(bruger).omraader))


class BiblioteksproduktQuerySet(models.QuerySet):
    def visible_to(self, bruger) -> Self:
        """Return a product if and only if a version of it is open, or the person has a role in its area."""
        from socialaftale.parter.permissions import access

        from .models import Produktversion

        aabne = Produktversion.objects.filter(aaben=True)
        return self.filter(Q(pk__in=aabne.values("produkt")) | Q(omraade__in=access(bruger).omraader))
