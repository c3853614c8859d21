"""What is asked on the pages of the takstbilag."""

from collections.abc import Mapping
from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from .soegning import options


class UdgivForm(FritekstForm):
    """Why an edition after the first is published, and the hash of what was read before it."""

    grund = FritekstField(
        label="Hvad retter udgaven?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Står på siden og i filerne, fx: Taksten for Lærkehuset gælder fra 1. juli efter beslutning i DAS.",
    )
    vist = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, foerste: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if foerste:
            self.fields["grund"].required = False
            self.fields["grund"].label = "Bemærkning (valgfri)"
            self.fields["grund"].help_text = "Står på siden og i filerne."


class SoegForm(forms.Form):
    """The search and the filters of an edition. A GET form: what is found has an address that can be sent."""

    q = forms.CharField(label="Søg", required=False, max_length=200, strip=True)
    driftsherre = forms.ChoiceField(label="Driftsherre", required=False)
    lov = forms.ChoiceField(label="Lovgrundlag", required=False)

    def __init__(self, *args: Any, indhold: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parter, love = options(indhold)
        self.fields["driftsherre"].choices = [("", "Alle"), *parter]
        self.fields["lov"].choices = [("", "Alle"), *love]

    def chosen(self) -> dict[str, str]:
        """What is asked for; what cannot be read is left out, with a word about it on the form."""
        self.is_valid()
        return {navn: vaerdi for navn, vaerdi in self.cleaned_data.items() if vaerdi}
