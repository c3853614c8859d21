"""What the pages of temadage ask for."""

from typing import Any

from django import forms

from socialaftale.faelles import cpr
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt, to_come

KLOKKEN = {
    "input_formats": ["%H.%M", "%H:%M"],
    "widget": forms.TimeInput(format="%H.%M"),
    "help_text": "Skriv klokkeslættet som 9.00.",
    "error_messages": {"invalid": "Skriv klokkeslættet som 9.00."},
}
DATO = {"help_text": "dd.mm.åååå"}


class TemadagForm(Fristvagt, FritekstForm):
    FRISTER = ("tilmeld_senest",)

    titel = FritekstField(label="Titel", max_length=150)
    formaal = FritekstField(label="Formål", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    dato = forms.DateField(label="Dato", validators=[to_come], **DATO)
    fra_kl = forms.TimeField(label="Fra kl.", **KLOKKEN)
    til_kl = forms.TimeField(label="Til kl.", **KLOKKEN)
    sted = FritekstField(label="Sted", max_length=200)
    tilmeld_senest = forms.DateField(label="Tilmelding senest", **DATO)
    pladser = forms.IntegerField(
        label="Pladser", min_value=1, max_value=5000, required=False, help_text="Tomt: så mange, der vil."
    )
    mindst = forms.IntegerField(
        label="Mindst tilmeldte",
        min_value=0,
        max_value=5000,
        help_text="Er der færre, får I besked før dagen.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        fra, til, dag, senest = (data.get(felt) for felt in ("fra_kl", "til_kl", "dato", "tilmeld_senest"))
        if fra and til and til <= fra:
            self.add_error("til_kl", "Temadagen slutter, før den begynder. Ret klokkeslættene.")
        if dag and senest and senest > dag:
            self.add_error("tilmeld_senest", "Sidste dag for tilmelding ligger efter temadagen. Ret den ene dag.")
        if (data.get("pladser") or 10_000) < (data.get("mindst") or 0):
            self.add_error("mindst", "Der er færre pladser end det mindste antal. Ret det ene tal.")
        return data


class PunktForm(FritekstForm):
    titel = FritekstField(label="Titel", max_length=200)
    fra_kl = forms.TimeField(label="Begynder kl.", **KLOKKEN)
    minutter = forms.IntegerField(label="Varighed i minutter", min_value=1, max_value=720)
    oplaegsholder = FritekstField(label="Oplægsholder", max_length=150, required=False)


class TilmeldForm(forms.Form):
    """Anyone may write here, so no alarm about a CPR number can be released: nobody would answer for it."""

    navn = forms.CharField(label="Dit navn", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    arbejdssted = forms.CharField(
        label="Arbejdssted", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    email = forms.EmailField(
        label="E-mail",
        help_text="Du får en mail med et link, hvor du kan se og afmelde din tilmelding.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self) -> None:
        for felt in ("navn", "arbejdssted"):
            if cpr.find(self.cleaned_data.get(felt, "")):
                self.add_error(felt, "Her står noget, der ligner et CPR-nummer. Slet tallet: vi skal ikke bruge det.")


class AflysForm(FritekstForm):
    grund = FritekstField(label="Hvorfor aflyses temadagen?", max_length=300, help_text="De tilmeldte får det at vide.")


class DeltogForm(forms.Form):
    deltog = forms.IntegerField(label="Hvor mange deltog?", min_value=0, max_value=100_000)
