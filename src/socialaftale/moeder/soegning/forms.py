"""What is looked for. A GET form: its address can be kept and sent to others."""

from typing import Any

from django import forms

from socialaftale.parter.models import Udvalg

from ..status import Resultat
from .find import Oenske


class SoegForm(forms.Form):
    q = forms.CharField(label="Søg", required=False, max_length=200)
    udvalg = forms.ModelChoiceField(
        Udvalg.objects.order_by("navn", "pk"), label="Udvalg", required=False, empty_label="Alle udvalg"
    )
    aar = forms.TypedChoiceField(label="År", required=False, coerce=int, empty_value=None)
    resultat = forms.ChoiceField(label="Resultat", required=False, choices=[("", "Alle"), *Resultat.choices])
    gaelder = forms.BooleanField(label="Kun det, der gælder nu", required=False)
    mangler = forms.BooleanField(label="Kun dem, hvor noget mangler at blive gjort", required=False)

    def __init__(self, *args: Any, aar: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aar"].choices = [("", "Alle år"), *((et, str(et)) for et in reversed(aar))]

    def oenske(self) -> Oenske:
        """Return what is looked for; a choice that does not exist is left out, and the words still count."""
        self.is_valid()
        return Oenske(**{felt: vaerdi for felt, vaerdi in self.cleaned_data.items() if vaerdi})
