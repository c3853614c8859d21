"""What the pages of the library ask for."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.naevn import BeslutningField
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.bilagsfil import SLAGS

from ..indsats.models import Produkt
from . import queries
from .actions import Indhold, Oplysninger
from .models import Biblioteksprodukt


class SoegForm(forms.Form):
    """Which kind. A GET form: what is not understood is as if it was not asked."""

    art = forms.ChoiceField(label="Vis", required=False, choices=[("", "Alle"), *Biblioteksprodukt.Art.choices])

    def chosen(self) -> str:
        return self.cleaned_data["art"] if self.is_valid() else ""


class ProduktForm(FritekstForm):
    titel = FritekstField(label="Titel", max_length=150)
    art = forms.ChoiceField(label="Art", choices=Biblioteksprodukt.Art.choices, widget=forms.RadioSelect)
    om = FritekstField(label="Hvad er det til?", required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, omraade: Aftaleomraade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fra = forms.ModelChoiceField(
            queries.deliverables(omraade), label="Fra leverancen", required=False, empty_label="Ingen leverance"
        )
        self.fields = {**self.fields, "leverance": fra}

    def oplysninger(self) -> Oplysninger:
        return Oplysninger(**self.cleaned_data, frigivet=self.frigivne)


class VersionForm(FritekstForm):
    note = FritekstField(label="Hvad er nyt i versionen?", max_length=300)
    gaelder_fra = forms.DateField(label="Gælder fra", help_text="dd.mm.åååå")
    fil = forms.FileField(
        label="Fil",
        required=False,
        help_text="PDF er bedst; Word, regneark, tekst og billeder kan også. Højst 50 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(SLAGS)}),
        error_messages={"empty": "Filen er tom. Kontrollér, at du har valgt den rigtige fil."},
    )
    adresse = forms.URLField(
        label="Eller en adresse", required=False, max_length=500, assume_scheme="https", help_text="https://..."
    )
    afleveret = forms.ModelChoiceField(
        Produkt.objects.none(), label="Eller en afleveret udgave", required=False, empty_label="Ingen",
        help_text="Den finder selv sin beslutning.",
    )  # fmt: skip
    beslutning = BeslutningField()
    aaben = forms.BooleanField(label="Alle kan se versionen", required=False, initial=True)

    def __init__(self, *args: Any, produkt: Biblioteksprodukt, beslutninger: list[Beslutning], **kwargs: Any) -> None:
        kwargs["initial"] = {"gaelder_fra": tid.today()}
        super().__init__(*args, **kwargs)
        self.fields["beslutning"].offer(beslutninger)
        self.fields["afleveret"].queryset = queries.handed_in(produkt)
        if not produkt.leverance_id:
            del self.fields["afleveret"]

    def clean_adresse(self) -> str:
        adresse = self.cleaned_data["adresse"]
        if adresse and not adresse.startswith("https://"):
            raise forms.ValidationError("Adressen skal begynde med https://.")
        return adresse

    def indhold(self) -> Indhold:
        return Indhold(**self.cleaned_data, frigivet=self.frigivne)


class UdgaaForm(FritekstForm):
    fra = forms.DateField(label="Udgår fra", help_text="dd.mm.åååå")
    grund = FritekstField(
        label="Hvorfor", max_length=300, help_text="For eksempel: afløst af den nationale vejledning."
    )
