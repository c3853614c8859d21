"""What a driftsherre types in a takst round."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from .actions import Indsendelsesvalg
from .egne import Egettilbud
from .models import Erklaering

NR = "version-"


class IndsendForm(FritekstForm):
    """Which tilbud are submitted, and how. Each tilbud comes with the number of the version that was read."""

    tilbud = forms.MultipleChoiceField(
        label="Vælg de tilbud, I indsender",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst ét tilbud."},
    )
    foreloebig = forms.BooleanField(
        label="Tallene er foreløbige: budgettet er ikke vedtaget",
        required=False,
        help_text="Når budgettet er vedtaget, bekræfter I med ét tryk, at tallene er uændrede, eller indsender igen.",
    )
    godkendt_af = FritekstField(
        label="Godkendt af",
        max_length=200,
        required=False,
        help_text="Hvem hos jer der har godkendt tallene, for eksempel en chef eller et udvalg.",
    )
    gaelder_fra = forms.DateField(
        label="Taksterne gælder fra",
        required=False,
        help_text="dd.mm.åååå. Kun når takster ændres i løbet af året. Tomt: fra 1. januar.",
    )

    def __init__(self, *args: Any, egne: list[Egettilbud], midt_i_aaret: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tilbud"].choices = [(et.kode, et.raekke.billede.navn) for et in egne]
        if not midt_i_aaret:
            del self.fields["gaelder_fra"]

    def set_versions(self) -> dict[str, int]:
        """By the code of a chosen tilbud: the number of the version that was read. Call it on a valid form."""
        numre = {kode: self.data.get(f"{NR}{kode}", "") for kode in self.cleaned_data["tilbud"]}
        return {kode: int(nr) if nr.isdigit() else 0 for kode, nr in numre.items()}

    def valg(self) -> Indsendelsesvalg:
        """How it is submitted. Call it on a valid form."""
        typet = self.cleaned_data
        return Indsendelsesvalg(
            foreloebig=typet["foreloebig"],
            godkendt_af=typet["godkendt_af"],
            gaelder_fra=typet.get("gaelder_fra"),
            frigivet=self.frigivne,
        )


class ErklaeringForm(FritekstForm):
    """What a driftsherre states about the round."""

    art = forms.ChoiceField(choices=Erklaering.Art.choices, widget=forms.HiddenInput)
    tekst = FritekstField(label="Bemærkning", max_length=300, required=False)
