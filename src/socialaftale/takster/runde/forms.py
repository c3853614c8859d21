"""What a driftsherre types in a takst round."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from .actions import Forklaringstekst, Indsendelsesvalg
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


class ForklarForm(FritekstForm):
    """The answer to one finding: a text, or the day that it comes. `sha256` is of what the writer saw."""

    tekst = FritekstField(
        label="Forklaring",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv, hvorfor tallet er, som det er. Skriv ikke oplysninger om enkelte borgere.",
    )
    eftersendes_senest = forms.DateField(
        label="Eller: vi eftersender den senest",
        required=False,
        help_text="dd.mm.åååå. Kun hvis I ikke kender forklaringen endnu.",
    )
    alle = forms.BooleanField(required=False)
    sha256 = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sammen: int = 1, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sammen > 1:
            self.fields["alle"].label = f"Svaret gælder alle {sammen} forhold på linjen, der mangler en forklaring"
        else:
            del self.fields["alle"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not data["tekst"].strip() and not data["eftersendes_senest"]:
            self.add_error("tekst", "Skriv forklaringen, eller vælg den dag, den kommer.")
        if not self.errors and data["tekst"].strip() and data["eftersendes_senest"]:
            self.add_error("eftersendes_senest", "Forklaringen er skrevet, så dagen skal være tom. Slet den ene.")
        return data

    def svar(self) -> Forklaringstekst:
        """The answer. Call it on a valid form."""
        typet = self.cleaned_data
        return Forklaringstekst(typet["tekst"], typet["eftersendes_senest"], self.frigivne)


class SvarForm(FritekstForm):
    """The driftsherre's answer to a remark of the review."""

    tekst = FritekstField(
        label="Jeres svar",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Skriv ikke oplysninger om enkelte borgere.",
        error_messages={"required": "Skriv svaret på bemærkningen."},
    )


class ErklaeringForm(FritekstForm):
    """What a driftsherre states about the round."""

    art = forms.ChoiceField(choices=Erklaering.Art.choices, widget=forms.HiddenInput)
    tekst = FritekstField(label="Bemærkning", max_length=300, required=False)
