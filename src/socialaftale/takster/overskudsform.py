"""What a driftsherre types to see how a surplus is split."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import TalField
from socialaftale.faelles.visning import kr

from .overskud import Grundlagskilde

STOERST = 99_999_999_999
ALLE = ("", "Alle tilbud samlet")
UNDERSKUD = (
    "Der skal være et overskud på mere end 0 kr. Reglen for underskud er ikke kendt, "
    "så et underskud kan ikke beregnes her."
)


class OverskudForm(forms.Form):
    """Surplus and wish in kroner, of one tilbud or of all; an empty basis means that of the confirmed reports."""

    tilbud = forms.ChoiceField(label="Tilbud", required=False)
    overskud = TalField(label="Overskud i regnskabet, kr.", hoejst=STOERST)
    grundlag = TalField(label="Takstgrundlag, kr.", required=False, mindst=1, hoejst=STOERST)
    oenske = TalField(label="Ønsket hensættelse, kr.", mindst=0, hoejst=STOERST)

    def __init__(self, *args: Any, kilde: Grundlagskilde, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kilde = kilde
        self.fields["tilbud"].choices = [ALLE, *((kode, led.navn) for kode, led in kilde.tilbud.items())]
        indberettet = kilde.total()
        if indberettet:
            hjaelp = f"Tomt: det, I har bekræftet for {kilde.aar}, i alt {kr(indberettet.vaerdi, 0)}"
        else:
            hjaelp = f"I har ikke bekræftet et fuldt grundlag for {kilde.aar}. Skriv det her."
        self.fields["grundlag"].help_text = hjaelp

    def clean_overskud(self) -> Decimal:
        overskud = self.cleaned_data["overskud"]
        if overskud <= 0:
            raise ValidationError(UNDERSKUD)
        return overskud

    def clean_grundlag(self) -> Decimal:
        """The basis typed, else that of the confirmed reports."""
        typet = self.cleaned_data["grundlag"]
        if typet is not None:
            return typet
        valgt = self.cleaned_data.get("tilbud")
        indberettet = self.kilde.total([valgt] if valgt else [])
        if indberettet is None:
            raise ValidationError("Skriv takstgrundlaget: der er ikke bekræftet et fuldt grundlag for året.")
        return indberettet.vaerdi

    @property
    def indberettet(self) -> Any:
        """The basis of the confirmed reports as a tree, where that is what is used; else None."""
        if self.data.get("grundlag"):
            return None
        valgt = self.cleaned_data.get("tilbud")
        return self.kilde.total([valgt] if valgt else [])
