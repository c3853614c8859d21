"""Forms of an import."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from .rettigheder import senders, targets

STAAR_I_FILEN = "Står i filen (et bilag med flere driftsherrer)"


class FilForm(forms.Form):
    """A file, the takst year it is for, and whose it is."""

    fil = forms.FileField(
        label="Fil",
        help_text="Et takstbilag eller jeres egen oversigt: XLSX, XLS, ODS, CSV eller PDF med en tabel. Højst 50 MB.",
        error_messages={
            "required": "Vælg en fil.",
            "empty": "Filen er tom. Kontrollér, at du har valgt den rigtige fil, og at den er gemt.",
            "missing": "Filen kom ikke helt frem. Vælg den igen, og send på ny.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt,.pdf"}),
    )
    aar = forms.TypedChoiceField(label="Takstår", coerce=int, help_text="Det år, taksterne gælder for.")
    driftsherre = forms.ModelChoiceField(
        label="Driftsherre",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=STAAR_I_FILEN,
    )
    omraade = forms.ModelChoiceField(label="Aftaleområde", queryset=Aftaleomraade.objects.none())

    def __init__(self, *args: Any, by: Bruger, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        i_aar = tid.today().year
        self.fields["aar"].choices = [(aar, str(aar)) for aar in range(i_aar + 1, i_aar - 4, -1)]
        self.fields["aar"].initial = i_aar
        maal = targets(by)
        self.fields["driftsherre"].queryset = Organisation.objects.filter(pk__in=[et.pk for et in maal])
        if set(maal) <= set(senders(by)):
            self._only_own(maal)
        self._hide_single_area(by)

    def _only_own(self, maal: list[Organisation]) -> None:
        """A driftsherre imports its own: there is nothing else to choose."""
        felt = self.fields["driftsherre"]
        felt.required, felt.empty_label = True, None
        felt.initial = maal[0] if maal else None

    def _hide_single_area(self, by: Bruger) -> None:
        felt = self.fields["omraade"]
        felt.queryset = Aftaleomraade.objects.visible_to(by)
        if felt.queryset.count() == 1:
            felt.initial, felt.widget = felt.queryset.first(), forms.HiddenInput()


class UdeladForm(FritekstForm):
    """Why something in the file is left out."""

    begrundelse = FritekstField(
        label="Hvorfor udelades det?", max_length=500, error_messages={"required": "Skriv, hvorfor det udelades."}
    )


class KladdeForm(forms.Form):
    """Where a tilbud that the register lacks lies."""

    kommune = forms.ModelChoiceField(
        label="Beliggenhedskommune", queryset=Organisation.objects.filter(art=Organisation.Art.KOMMUNE)
    )
