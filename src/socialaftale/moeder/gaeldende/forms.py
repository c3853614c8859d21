"""What the pages of connections ask for."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from ..forms import DATO
from ..models import Beslutningsaendring, Dagsordenspunkt
from .actions import Aendring


class AendringForm(FritekstForm):
    aendrer = forms.ModelChoiceField(
        Dagsordenspunkt.objects.none(),
        label="Hvilken tidligere beslutning",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Vælg den tidligere beslutning. Søg efter den, hvis den ikke er på listen."},
    )
    art = forms.ChoiceField(
        label="Hvad gør den nye beslutning ved den",
        choices=[("", "Vælg"), *((vaerdi, f"Den {ord_} den") for vaerdi, ord_ in Beslutningsaendring.Slags.choices)],
        error_messages={"required": "Vælg, hvad den nye beslutning gør ved den gamle."},
    )
    fra = forms.DateField(label="Fra", required=False, help_text="dd.mm.åååå. Tomt: fra mødet.")
    til = forms.DateField(label="Til og med", required=False, help_text="Kun når den forlænger: den sidste dag.")
    bemaerkning = FritekstField(
        label="Bemærkning", required=False, max_length=300, help_text="For eksempel: kun for midlertidige ophold."
    )

    def __init__(self, *args: Any, fundne: list[Dagsordenspunkt], navne: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["aendrer"]
        felt.queryset = Dagsordenspunkt.objects.filter(pk__in=[punkt.pk for punkt in fundne])
        felt.choices = [(punkt.pk, navne[punkt.pk]) for punkt in fundne]

    def hvad(self) -> Aendring:
        felter = {felt: self.cleaned_data[felt] for felt in ("art", "fra", "til", "bemaerkning")}
        return Aendring(**felter, frigivet=tuple(self.frigivne))


class DagForm(forms.Form):
    """Which day the matter is read on. A GET form."""

    den = forms.DateField(label="Hvad gjaldt den dag", required=False, **DATO)

    def dag(self) -> Any:
        return (self.cleaned_data.get("den") if self.is_valid() else None) or tid.today()
