"""What the pages of central udmeldinger ask for."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from .actions import Oplysninger, Skrevet
from .models import Risikofarve, Udmelding, Udmeldingsbidrag, Udmeldingshaendelse, Udmeldingssvar

DATO = {"help_text": "dd.mm.åååå"}


class UdmeldingForm(FritekstForm):
    maalgruppe = FritekstField(label="Målgruppe", max_length=200)
    slags = forms.ChoiceField(label="Slags", choices=Udmelding.Slags.choices, widget=forms.RadioSelect)
    aar = forms.IntegerField(label="År", min_value=2014, max_value=2100)
    udsendt = forms.DateField(label="Udsendt den", required=False, help_text="dd.mm.åååå. Tomt, hvis kun året kendes.")
    frist = forms.DateField(label="Styrelsens frist", required=False, **DATO)
    hjemmel = forms.CharField(label="Hjemmel", max_length=100, initial="Serviceloven § 13 b")
    om = FritekstField(label="Hvad beder styrelsen om?", required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def oplysninger(self) -> Oplysninger:
        return Oplysninger(**{felt: self.cleaned_data[felt] for felt in Oplysninger.__dataclass_fields__})


class FristForm(FritekstForm):
    frist = forms.DateField(label="Styrelsens frist", **DATO)
    grund = FritekstField(label="Hvor står det?", max_length=300)


class SkrevetForm(FritekstForm):
    """A text that others may write at the same time."""

    tekst = FritekstField(label="Svar", widget=forms.Textarea(attrs={"rows": 14}))
    set_nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(
        self, *args: Any, nyeste: Udmeldingsbidrag | Udmeldingssvar | None, start: str = "", **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"tekst": nyeste.tekst if nyeste else start, "set_nr": nyeste.nr if nyeste else 0}
        super().__init__(*args, **kwargs)

    def skrevet(self) -> Skrevet:
        return Skrevet(self.cleaned_data["tekst"], self.cleaned_data["set_nr"], self.frigivne)

    def catch_up(self, nyeste: Udmeldingsbidrag | Udmeldingssvar | None) -> bool:
        """Tell whether another has saved since this was opened, and let the next save go on top of it."""
        if nyeste is None or str(nyeste.nr) == self.data.get("set_nr"):
            return False
        self.data = self.data.copy()
        self.data["set_nr"] = str(nyeste.nr)
        return True


class HaendelseForm(FritekstForm):
    slags = forms.ChoiceField(label="Hvad skete der?", choices=Udmeldingshaendelse.Slags.choices)
    dato = forms.DateField(label="Dato", **DATO)
    tekst = FritekstField(label="Med ord", max_length=500)


class FarveForm(FritekstForm):
    maalgruppe = FritekstField(label="Målgruppe", max_length=200)
    farve = forms.ChoiceField(label="Farve", choices=Risikofarve.Farve.choices)
    fra = forms.DateField(label="Fra", **DATO)
    kilde = FritekstField(label="Hvor står det?", max_length=300)
