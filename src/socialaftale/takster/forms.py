"""What people type on the pages of takster."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm, TalField
from socialaftale.faelles.models import MAX_BYTES
from socialaftale.regler.overheadniveau import overhead_of
from socialaftale.regler.takst.hvad_hvis import Aendring
from socialaftale.regler.takst.opgave import Takstberegning

from .visning import number


class HvadHvisForm(forms.Form):
    """Another occupancy, overhead, number of places or wage level for one calculation. Empty: as reported."""

    beregning = forms.ChoiceField(label="Afdeling", required=False)
    belaegning = TalField(label="Belægning i taksten, %", required=False, mindst=1, hoejst=100)
    overhead = TalField(label="Overhead, %", required=False, mindst=0, hoejst=100)
    pladser = TalField(label="Normerede pladser", required=False, mindst=1, hoejst=999)
    loen = TalField(
        label="Ændring i løn, %", required=False, mindst=-50, hoejst=100, help_text="Skriv -2 for 2 % mindre."
    )

    def __init__(self, *args: Any, beregninger: tuple[Takstberegning, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beregning"].choices = [(et.id, et.navn) for et in beregninger]
        self.beregninger = beregninger
        self._say_what_is_reported()

    @property
    def valgt(self) -> Takstberegning:
        """The calculation asked about; the first where none is named."""
        return next((et for et in self.beregninger if et.id == self.data.get("beregning")), self.beregninger[0])

    def _say_what_is_reported(self) -> None:
        nu = {
            "belaegning": self.valgt.belaegning.procent,
            "overhead": overhead_of(self.valgt),
            "pladser": self.valgt.pladser,
        }
        for navn, vaerdi in nu.items():
            if vaerdi is not None:
                self.fields[navn].help_text = f"Nu {number(vaerdi)}"

    def aendring(self) -> Aendring:
        """The change asked for. Call it on a valid form."""
        typet = self.cleaned_data
        return Aendring(
            belaegning_procent=typet["belaegning"],
            overhead_procent=typet["overhead"],
            pladser=typet["pladser"],
            loen_procent=typet["loen"],
        )


class ForklaringForm(FritekstForm):
    """The explanation of a tilbud's takster, drafted by the platform and edited by the driftsherre."""

    tekst = FritekstField(
        label="Samlet forklaring",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Skriv ikke oplysninger om enkelte borgere.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class IndlaesForm(forms.Form):
    """A filled takstskema. `frigiv` are the cells (sheet!cell) that the writer says hold no CPR number."""

    fil = forms.FileField(
        label="Udfyldt takstskema",
        help_text="XLSX-filen, som den er gemt i Excel eller LibreOffice. Højst 50 MB.",
        error_messages={
            "required": "Filen kom ikke frem. Vælg den, og indlæs igen.",
            "empty": "Filen er tom. Gem takstskemaet i regnearket igen, og vælg den nye fil.",
        },
    )

    def clean_fil(self) -> Any:
        fil = self.cleaned_data["fil"]
        if fil.size > MAX_BYTES:
            raise forms.ValidationError("Filen er over 50 MB. Et takstskema er meget mindre: vælg den rigtige fil.")
        return fil
