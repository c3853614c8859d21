"""Decisions that a floor above can point at, and what each is called."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser

from socialaftale.parter.models import Aftaleomraade, Bruger

from .models import Beslutning

FLEST = 100


def decisions_to_name(
    omraade: Aftaleomraade, bruger: Bruger | AnonymousUser, antal: int = FLEST, siger: Iterable[str] = ()
) -> list[Beslutning]:
    """Return the newest decisions of the area's bodies on open points, which anyone may read; `siger` limits them to
    some results."""
    synlige = Beslutning.objects.newest().visible_to(bruger).filter(punkt__moede__udvalg__omraade=omraade)
    synlige = synlige.saying(list(siger)) if siger else synlige
    return list(synlige.filter(punkt__aaben=True).select_related("punkt__moede__udvalg").order_by("-pk")[:antal])


def decision_text(beslutning: Beslutning) -> str:
    """Return what a decision is called in a list."""
    punkt = beslutning.punkt
    return f"{punkt.moede.udvalg}: {punkt.nummer}. {punkt.titel}"


class BeslutningField(forms.ModelChoiceField):
    """One of the decisions that are offered, or none."""

    def __init__(self, **kwargs: Any) -> None:
        felter = {
            "label": "Besluttet ved",
            "required": False,
            "empty_label": "Ingen beslutning",
            "error_messages": {"invalid_choice": "Vælg en beslutning fra listen."},
        }
        super().__init__(Beslutning.objects.none(), **(felter | kwargs))

    def offer(self, beslutninger: Iterable[Beslutning]) -> None:
        """Let these be chosen, the newest first."""
        alle = Beslutning.objects.filter(pk__in=[en.pk for en in beslutninger])
        self.queryset = alle.select_related("punkt__moede__udvalg").order_by("-pk")

    def label_from_instance(self, beslutning: Beslutning) -> str:
        return decision_text(beslutning)
