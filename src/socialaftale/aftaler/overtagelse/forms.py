"""What a municipality's declaration asks for."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.tilbud.models import Tilbud
from socialaftale.tilbud.queries import name_of

from ..aftale.models import Aftale
from .actions import Erklaering
from .models import Overtagelseserklaering
from .queries import regional_tilbud


class ErklaeringForm(FritekstForm):
    svar = forms.ChoiceField(
        label="Kommunen", choices=Overtagelseserklaering.Svar.choices, widget=forms.RadioSelect,
        help_text="»Overtager ingen« trækker tidligere ønsker tilbage.",
    )  # fmt: skip
    besluttet = forms.DateField(label="Besluttet den", help_text="dd.mm.åååå")
    tilbud = forms.ModelChoiceField(Tilbud.objects.none(), label="Tilbud", required=False, empty_label="Intet")
    fra = forms.DateField(label="Overtages fra", required=False, help_text="dd.mm.åååå. Kun ved et ønske.")
    til_raadighed = FritekstField(label="Kan andre stadig bruge det?", max_length=300, required=False)

    def __init__(self, *args: Any, aftale: Aftale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regionens = regional_tilbud(aftale)
        self.fields["tilbud"].queryset = Tilbud.objects.filter(pk__in=[en.pk for en in regionens]).order_by("pk")
        self.fields["tilbud"].choices = [("", "Intet"), *((en.pk, name_of(en)) for en in regionens)]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        svar = data.get("svar")
        if svar in ("oensker", "trukket") and not data.get("tilbud") and "tilbud" not in self.errors:
            self.add_error("tilbud", "Vælg det tilbud, det handler om.")
        if svar == "oensker" and not data.get("fra") and "fra" not in self.errors:
            self.add_error("fra", "Skriv, fra hvilken dag kommunen ønsker at overtage tilbuddet.")
        return data

    def erklaering(self) -> Erklaering:
        data = self.cleaned_data
        tilbud = None if data["svar"] == "ingen" else data["tilbud"]
        fra = data["fra"] if data["svar"] == "oensker" else None
        felter = {"tilbud": tilbud, "fra": fra, "til_raadighed": data["til_raadighed"], "frigivet": self.frigivne}
        return Erklaering(data["svar"], data["besluttet"], **felter)
