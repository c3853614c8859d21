"""What the pages of the budget ask for."""

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm, TalField

from .actions import Tal
from .models import Budgetpost, Budgettal


class AarForm(forms.Form):
    aar = forms.IntegerField(label="År", min_value=2007, max_value=2100)


class TalForm(FritekstForm):
    navn = FritekstField(
        label="Post", max_length=120, help_text="Findes posten, retter du dens tal; ellers oprettes den."
    )
    slags = forms.ChoiceField(label="Posten er", choices=Budgetpost.Slags.choices, widget=forms.RadioSelect)
    art = forms.ChoiceField(label="Tallet er", choices=Budgettal.Art.choices, widget=forms.RadioSelect)
    beloeb_kr = TalField(label="Beløb i kr.", mindst=0)
    forklaring = FritekstField(label="Forklaring", max_length=300, help_text="Hvor tallet kommer fra.")

    def tal(self) -> Tal:
        return Tal(**self.cleaned_data, frigivet=self.frigivne)
