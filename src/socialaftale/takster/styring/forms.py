"""What the secretariat's pages of a round ask for."""

import datetime as dt
from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade
from socialaftale.regler.rundestop import Led

from ..runde.actions import Datovalg
from ..runde.models import Rundedatoer
from ..runde.queries import MED_MOEDE
from .datoer import meetings_for

DATO = {"help_text": "dd.mm.åååå"}
MOEDE = {"required": False, "empty_label": "Ikke indkaldt endnu"}


def _label(moede: Moede) -> str:
    return f"{moede.dato:%d.%m.%Y}: {moede.udvalg}"


class DatoForm(FritekstForm):
    """The dates of a round of takst year `aar`: the deadline lies ahead, and in the year before or in the year."""

    budget_vedtaget = forms.DateField(label="Budgetterne er vedtaget", **DATO)
    frist = forms.DateField(label="Frist for indberetning", help_text="dd.mm.åååå. Dagen tælles med til midnat.")
    gennemgang = forms.ModelChoiceField(Moede.objects.none(), label="Mødet, der gennemgår", **MOEDE)
    indstilling = forms.ModelChoiceField(Moede.objects.none(), label="Mødet, der indstiller", **MOEDE)
    afgoerelse = forms.ModelChoiceField(Moede.objects.none(), label="Mødet, der afgør", **MOEDE)

    def __init__(self, *args: Any, omraade: Aftaleomraade, aar: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aar = aar
        for led in MED_MOEDE:
            felt = self.fields[led.value]
            felt.queryset = meetings_for(omraade, aar, led)
            felt.label_from_instance = _label
        self.fields[Led.AFGOERELSE.value].help_text = "Forretningsudvalget kan afgøre efter delegation fra DAS."

    def clean_frist(self) -> dt.date:
        frist = self.cleaned_data["frist"]
        if frist < tid.today() and frist != self.get_initial_for_field(self.fields["frist"], "frist"):
            raise forms.ValidationError("Den dag er gået. Vælg en frist, der ligger forude.")
        return self._in_reach(frist)

    def clean_budget_vedtaget(self) -> dt.date:
        return self._in_reach(self.cleaned_data["budget_vedtaget"])

    def _in_reach(self, dag: dt.date) -> dt.date:
        if not self.aar - 1 <= dag.year <= self.aar:
            raise forms.ValidationError(f"Dagen skal ligge i {self.aar - 1} eller {self.aar}.")
        return dag

    def datoer(self) -> Datovalg:
        data = self.cleaned_data
        return Datovalg(data["budget_vedtaget"], data["frist"], *(data[led.value] for led in MED_MOEDE))


class FlytDatoerForm(DatoForm):
    """As the round's dates are now, with the reason for moving them. `set_nr` is the version that the writer saw."""

    grund = FritekstField(
        label="Hvorfor", max_length=300, help_text="Driftsherrerne får grunden at vide, når fristen flyttes."
    )
    set_nr = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, sat: Rundedatoer, **kwargs: Any) -> None:
        felter = {felt: getattr(sat, felt) for felt in ("budget_vedtaget", "frist")}
        moeder = {led.value: getattr(sat, f"{led.value}_id") for led in MED_MOEDE}
        super().__init__(*args, initial=felter | moeder | {"set_nr": sat.nr}, **kwargs)

    def catch_up(self, sat: Rundedatoer) -> Rundedatoer | None:
        """Return the dates that another has set meanwhile, and let the next save go on top of them."""
        if not self.is_bound or str(sat.nr) == self.data.get("set_nr"):
            return None
        self.data = self.data.copy()
        self.data["set_nr"] = str(sat.nr)
        return sat
