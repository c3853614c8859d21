"""What the pages of themes handed in ask for."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.naevn import BeslutningField
from socialaftale.parter.models import Aftaleomraade, Bruger

from .actions import Oplysninger
from .models import SLAGS
from .queries import people

DATO = {"help_text": "dd.mm.åååå"}


class EjerForm(forms.Form):
    ejer = forms.ModelChoiceField(
        Bruger.objects.none(),
        label="Hvem følger det?",
        empty_label="Vælg",
        help_text="Får opgaven, hvis svaret udebliver. Navnet ser kun aftaleområdets brugere.",
    )

    def __init__(self, *args: Any, omraade: Aftaleomraade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ejer"].queryset = people(omraade)


class IndspilForm(Fristvagt, FritekstForm, EjerForm):
    tema = FritekstField(label="Tema", max_length=150)
    forum = FritekstField(
        label="Forum", max_length=150, help_text="For eksempel: KKR, Social- og Boligstyrelsen, Psykiatripartnerskabet."
    )
    om = FritekstField(label="Hvad har vi spillet ind?", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    afleveret = forms.DateField(label="Afleveret den", **DATO)
    beslutning = BeslutningField()
    frist = forms.DateField(label="Svar ventes senest", required=False, **DATO)
    aaben = forms.BooleanField(label="Alle kan se indspillet", required=False, initial=True)
    field_order = ("tema", "forum", "om", "afleveret", "beslutning", "frist", "frist_behold", "ejer", "aaben")

    def __init__(self, *args: Any, beslutninger: list[Beslutning], **kwargs: Any) -> None:
        kwargs["initial"] = {"afleveret": tid.today()}
        super().__init__(*args, **kwargs)
        self.fields["beslutning"].offer(beslutninger)
        self.order_fields([*self.field_order, "frigiv_cpr"])

    def oplysninger(self) -> Oplysninger:
        return Oplysninger(**self.cleaned_data, frigivet=self.frigivne)


class FristForm(Fristvagt, FritekstForm):
    frist = forms.DateField(label="Svar ventes senest", **DATO)
    grund = FritekstField(label="Hvorfor", max_length=300, help_text="For eksempel: forummet har udskudt sagen.")


class SvarForm(FritekstForm):
    slags = forms.ChoiceField(label="Hvad kom tilbage?", choices=SLAGS, widget=forms.RadioSelect)
    dato = forms.DateField(label="Hvornår", **DATO)
    tekst = FritekstField(label="Med ord", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
