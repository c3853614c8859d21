"""What the pages of the requirements ask for."""

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from .actions import Sagt
from .models import SVAR


class KravForm(FritekstForm):
    svar = forms.ChoiceField(label="Er kravet opfyldt?", choices=SVAR, widget=forms.RadioSelect)
    tekst = FritekstField(label="Hvor står det?", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    link = forms.CharField(
        label="Link",
        max_length=300,
        required=False,
        help_text="https://... eller en side her, for eksempel /tilbudsoversigt/",
    )

    def sagt(self) -> Sagt:
        data = self.cleaned_data
        return Sagt(data["svar"], data["tekst"], data["link"], self.frigivne)
