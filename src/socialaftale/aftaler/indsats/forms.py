"""What the pages of initiatives ask for."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt, to_come
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation

from ..aftale.actions import FILTYPER
from .actions import Melding, Plads
from .models import STATUSSER

DATO = {"help_text": "dd.mm.åååå"}
_LINJER = forms.Textarea(attrs={"rows": 4})


class VisionForm(FritekstForm):
    tekst = FritekstField(label="Aftalens vision", widget=_LINJER)


class FokusomraadeForm(FritekstForm):
    titel = FritekstField(label="Titel", max_length=200)
    vision = FritekstField(label="Hvad vil vi?", required=False, widget=_LINJER)


class InitiativForm(FritekstForm):
    titel = FritekstField(label="Titel", max_length=200)
    beskrivelse = FritekstField(label="Hvad går det ud på?", required=False, widget=_LINJER)


class KommissoriumForm(FritekstForm):
    tekst = FritekstField(label="Kommissorium", widget=forms.Textarea(attrs={"rows": 8}))


class MedlemForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation", empty_label="Vælg")
    funktion = forms.CharField(label="Funktion", max_length=100, help_text="For eksempel: handicapchef. Intet navn.")
    bruger = forms.ModelChoiceField(
        Bruger.objects.none(),
        label="Bruger",
        required=False,
        empty_label="Ingen",
        help_text="En tovholder skal kunne logge på. Navnet vises ikke offentligt.",
    )
    tovholder = forms.BooleanField(label="Er tovholder", required=False)

    def __init__(self, *args: Any, omraade: Aftaleomraade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parter = Organisation.objects.i_omraade(omraade)
        self.fields["organisation"].queryset = parter
        brugere = Bruger.objects.filter(organisation__in=parter, aktiv=True).order_by("navn", "pk")
        self.fields["bruger"].queryset = brugere

    def clean(self) -> None:
        if self.cleaned_data.get("tovholder") and not self.cleaned_data.get("bruger"):
            self.add_error("bruger", "Vælg den bruger, der er tovholder, så hun kan fortælle, hvordan det går.")

    def plads(self) -> Plads:
        return Plads(**{felt: self.cleaned_data[felt] for felt in Plads.__dataclass_fields__})


class LeveranceForm(Fristvagt, FritekstForm):
    titel = FritekstField(label="Hvad skal afleveres?", max_length=200)
    frist = forms.DateField(label="Frist", required=False, **DATO)


class FristForm(Fristvagt, FritekstForm):
    frist = forms.DateField(label="Ny frist", validators=[to_come], **DATO)
    grund = FritekstField(label="Hvorfor", max_length=300)


class GruppemoedeForm(FritekstForm):
    dato = forms.DateField(label="Dato", help_text="dd.mm.åååå. En dag, der er gået, betyder, at mødet blev holdt.")
    om = FritekstField(label="Hvad handler det om?", max_length=300)


class ProduktForm(FritekstForm):
    note = FritekstField(label="Hvad er det?", max_length=300)
    fil = forms.FileField(
        label="Fil",
        required=False,
        help_text="PDF, Word, regneark eller tekst. Højst 50 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(FILTYPER)}),
        error_messages={"empty": "Filen er tom. Kontrollér, at du har valgt den rigtige fil."},
    )

    def sendt(self) -> tuple[str, bytes] | None:
        fil = self.cleaned_data["fil"]
        return (fil.name, fil.read()) if fil else None


class StatusForm(FritekstForm):
    status = forms.ChoiceField(label="Hvordan går det?", choices=STATUSSER, widget=forms.RadioSelect)
    grund = FritekstField(label="Hvorfor", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def melding(self) -> Melding:
        return Melding(self.cleaned_data["status"], self.cleaned_data["grund"], self.frigivne)
