"""Which words are to be hidden, and why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class OverstregForm(forms.Form):
    """The words as they stand on the page. They are not free text of ours: they are what shall go."""

    ord_ = forms.CharField(
        label="Ordene, der skal væk",
        max_length=300,
        help_text="Kopiér dem fra siden. De bliver til prikker i alle mødets tekster og tidligere ordlyde.",
        error_messages={"required": "Kopiér de ord, der skal væk."},
    )
    grund = forms.CharField(
        label="Hvorfor",
        max_length=300,
        help_text="Alle kan se grunden. For eksempel: Personoplysning.",
        error_messages={"required": "Skriv, hvorfor teksten overstreges."},
    )
    sikker = forms.BooleanField(label="Ja, overstreg. Det kan ikke fortrydes.", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.pop("sikker", False):
            raise ValidationError("Sæt kryds ved, at du er sikker. En overstregning kan ikke fortrydes.")
        return data
