"""Decisions that a floor above can point at, and what each is called."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet, Subquery

from socialaftale.faelles.visning import kort_dato
from socialaftale.parter.models import Aftaleomraade, Bruger

from .models import Beslutning, Moede

FLEST = 100


def decisions_to_name(
    omraade: Aftaleomraade, bruger: Bruger | AnonymousUser, antal: int = FLEST, siger: Iterable[str] = ()
) -> list[Beslutning]:
    """Return the decisions of the area's bodies on open points, which anyone may read, of the newest meetings first;
    `siger` limits them to some results."""
    synlige = Beslutning.objects.newest().visible_to(bruger).filter(punkt__moede__udvalg__omraade=omraade)
    synlige = synlige.saying(list(siger)) if siger else synlige
    return list(_by_meeting(synlige.filter(punkt__aaben=True))[:antal])


def _by_meeting(beslutninger: QuerySet[Beslutning]) -> QuerySet[Beslutning]:
    dag = Moede.objects.with_time().filter(pk=OuterRef("punkt__moede")).values("dato")[:1]
    dateret = beslutninger.annotate(dato=Subquery(dag)).select_related("punkt__moede__udvalg")
    return dateret.order_by("-dato", "-punkt__moede", "punkt__nummer")


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
        """Let these be chosen, those of the newest meeting first."""
        self.queryset = _by_meeting(Beslutning.objects.filter(pk__in=[en.pk for en in beslutninger]))

    def label_from_instance(self, beslutning: Beslutning) -> str:
        return f"{kort_dato(beslutning.dato)}, {decision_text(beslutning)}"
