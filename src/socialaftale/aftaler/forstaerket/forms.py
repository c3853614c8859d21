"""What the pages of the cooperation ask for."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.parter.models import Aftaleomraade, Organisation
from socialaftale.tilbud.models import Tilbud

from .actions import Melding, Rapport
from .models import SVAR, Samarbejdsrapport
from .queries import Sagsvisning

DATO = {"help_text": "dd.mm.åååå"}


class MeldForm(FritekstForm):
    """That one of the tilbud enters or leaves."""

    tilbud = forms.ModelChoiceField(Tilbud.objects.none(), label="Tilbud", empty_label="Vælg et tilbud")
    meldt = forms.DateField(label="Meldt den", **DATO)
    fra = forms.DateField(label="Gælder fra", help_text="dd.mm.åååå. Den første dag, det gælder.")
    begrundelse = FritekstField(label="Begrundelse", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)

    def __init__(self, *args: Any, slags: str, tilbud: list[tuple[int, str]], **kwargs: Any) -> None:
        self.slags = slags
        kwargs["initial"] = {"meldt": tid.today()}
        super().__init__(*args, **kwargs)
        egne = Tilbud.objects.filter(pk__in=[pk for pk, _ in tilbud]).select_related("omraade")
        self.fields["tilbud"].queryset = egne.order_by("pk")
        self.fields["tilbud"].choices = [("", "Vælg et tilbud"), *tilbud]

    def melding(self) -> Melding:
        data = self.cleaned_data
        return Melding(self.slags, data["meldt"], data["fra"], data["begrundelse"], self.frigivne)


class VurderForm(FritekstForm):
    """An answer and its reason for each criterion; those that are left empty wait."""

    set_nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, vist: Sagsvisning, **kwargs: Any) -> None:
        self.koder = [et.kriterium.kode for et in vist.svar]
        kwargs["initial"] = {"set_nr": vist.sag.vurderinger.count()}
        super().__init__(*args, **kwargs)
        for et in vist.svar:
            svar = forms.ChoiceField(
                label=f"{et.kriterium.navn}: {et.kriterium.spoergsmaal}", choices=SVAR, widget=forms.RadioSelect,
                required=False,
            )  # fmt: skip
            grund = FritekstField(label=f"Begrundelse: {et.kriterium.navn}", max_length=1000, required=False)
            grund.widget = forms.Textarea(attrs={"rows": 2})
            self.fields |= {f"svar_{et.kriterium.kode}": svar, f"grund_{et.kriterium.kode}": grund}
            if et.vurdering:
                svar.initial, grund.initial = et.vurdering.svar, et.vurdering.begrundelse

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for kode in self.koder:
            svar, grund = data.get(f"svar_{kode}"), data.get(f"grund_{kode}", "").strip()
            if svar and not grund and f"grund_{kode}" not in self.errors:
                self.add_error(f"grund_{kode}", "Skriv, hvorfor panelet svarer sådan.")
            if grund and not svar and f"svar_{kode}" not in self.errors:
                self.add_error(f"svar_{kode}", "Vælg ja, delvist eller nej til begrundelsen.")
        return data

    def svar(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        givne = {kode: (data[f"svar_{kode}"], data[f"grund_{kode}"].strip()) for kode in self.koder}
        return {kode: par for kode, par in givne.items() if par[0]}


class PladsForm(forms.Form):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label="Organisation", empty_label="Vælg en")
    funktion = forms.CharField(label="Funktion", max_length=100, help_text="For eksempel: chef for voksen handicap.")
    fra = forms.DateField(label="Udpeget fra", **DATO)

    def __init__(self, *args: Any, omraade: Aftaleomraade, **kwargs: Any) -> None:
        kwargs["initial"] = {"fra": tid.today()}
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.i_omraade(omraade)


class RapportForm(FritekstForm):
    efterspoergsel = FritekstField(label="Hvordan har efterspørgslen været, og hvad venter I?", max_length=4000)
    kompetencer = FritekstField(label="Hvad gør I for at holde på kompetencerne?", max_length=4000)
    baeredygtighed = FritekstField(label="Kan tilbuddet bære sig de næste år?", max_length=4000)
    beder_om_indsats = forms.BooleanField(label="Vi beder parterne om en tidlig fælles indsats", required=False)
    set_nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, sidste: Samarbejdsrapport | None, **kwargs: Any) -> None:
        felter = ("efterspoergsel", "kompetencer", "baeredygtighed", "beder_om_indsats")
        nu = {felt: getattr(sidste, felt) for felt in felter} if sidste else {}
        kwargs["initial"] = nu | {"set_nr": sidste.nr if sidste else 0}
        super().__init__(*args, **kwargs)
        for felt in felter[:3]:
            self.fields[felt].widget = forms.Textarea(attrs={"rows": 4})

    def rapport(self) -> Rapport:
        return Rapport(**self.cleaned_data, frigivet=self.frigivne)
