"""What the pages of projects ask for."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm, TalField
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.tilbud.reference import all_maalgrupper

from .actions import Trin
from .models import Projekttrin, Pulje

DATO = {"help_text": "dd.mm.åååå"}
AAR = {"min_value": 2000, "max_value": 2100}


class TrinForm(FritekstForm):
    stand = forms.ChoiceField(label="Status", choices=Projekttrin.Stand.choices, widget=forms.RadioSelect)
    pladser = forms.IntegerField(label="Pladser", min_value=1, max_value=500)
    aar = forms.IntegerField(label="I brug fra år", **AAR)
    finansiering = FritekstField(label="Finansiering", max_length=200, required=False)
    pulje = forms.ModelChoiceField(Pulje.objects.none(), label="Pulje", required=False, empty_label="Ingen pulje")
    gaelder_fra = forms.DateField(label="Sådan er det fra", **DATO)
    note = FritekstField(label="Hvad er sket?", max_length=300, required=False)

    def __init__(self, *args: Any, omraade: Aftaleomraade, foer: Projekttrin | None = None, **kwargs: Any) -> None:
        felter = ("stand", "pladser", "aar", "finansiering", "pulje")
        nu = {felt: getattr(foer, felt) for felt in felter} if foer else {"stand": "ide"}
        kwargs["initial"] = nu | {"gaelder_fra": tid.today()}
        super().__init__(*args, **kwargs)
        self.fields["pulje"].queryset = Pulje.objects.filter(omraade=omraade).order_by("navn", "pk")

    def trin(self) -> Trin:
        data = {navn: self.cleaned_data[navn] for navn in Trin.__dataclass_fields__ if navn != "frigivet"}
        return Trin(**data, frigivet=self.frigivne)


class ProjektForm(TrinForm):
    titel = FritekstField(label="Titel", max_length=150)
    ejer = forms.ModelChoiceField(Organisation.objects.none(), label="Ejer", empty_label="Vælg en part")
    maalgruppe = forms.ChoiceField(label="Målgruppe")
    field_order = ("titel", "ejer", "maalgruppe")

    def __init__(self, *args: Any, ejere: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        egne = [en.pk for en in ejere]
        self.fields["ejer"].queryset = Organisation.objects.filter(pk__in=egne).order_by("sortering", "pk")
        navne = sorted((en.navn, kode) for kode, en in all_maalgrupper().items())
        self.fields["maalgruppe"].choices = [("", "Vælg en målgruppe"), *((kode, navn) for navn, kode in navne)]
        self.order_fields(["titel", "ejer", "maalgruppe"])


class PuljeForm(FritekstForm):
    navn = FritekstField(label="Navn", max_length=150)
    giver = FritekstField(label="Hvem giver pengene?", max_length=150)
    beloeb_kr = TalField(label="Beløb i kr.", mindst=0, required=False, help_text="Tomt: ikke oplyst.")
    fra_aar = forms.IntegerField(label="Fra år", **AAR)
    til_aar = forms.IntegerField(label="Til år", **AAR)
    om = FritekstField(label="Hvad går pengene til?", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class SamarbejdsForm(FritekstForm):
    med = FritekstField(label="Aftale med", max_length=150, help_text="For eksempel: kommunerne i Midtjylland.")
    om = FritekstField(label="Hvad handler aftalen om?", max_length=300)
    bindende = forms.BooleanField(label="Aftalen er bindende", required=False)
    gaelder_fra = forms.DateField(label="Gælder fra", **DATO)
    gaelder_til = forms.DateField(label="Gælder til og med", required=False, help_text="Tomt: indtil videre.")
