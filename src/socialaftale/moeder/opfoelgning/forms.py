"""The forms of a follow-up, and the guard of a deadline on a day off."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.visning import dato
from socialaftale.regler.fristkalender import add_workdays, day_off

DATO = {"help_text": "dd.mm.åååå"}


def guard_deadline(form: forms.Form, felt: str, behold: str) -> None:
    """Say where a deadline is a day off, offer the next working day, and let the writer keep the day with a tick."""
    dag = form.cleaned_data.get(felt)
    if not dag or not (hvad := day_off(dag)):
        return
    form.fields[behold].widget = forms.CheckboxInput()
    form.fields[behold].label = f"Behold {dato(dag)}"
    if not form.cleaned_data.get(behold):
        naeste = add_workdays(dag, 1)
        form.add_error(
            felt,
            f"{dato(dag)} er en fridag ({hvad}). Næste arbejdsdag er {naeste:%d.%m.%Y}: skriv den, eller sæt kryds "
            "ved, at dagen skal blive stående.",
        )


def keep_field() -> forms.BooleanField:
    """Return the tick that keeps a day off; hidden until it is asked for."""
    return forms.BooleanField(label="Behold dagen", required=False, widget=forms.HiddenInput)


class FlytFristForm(FritekstForm):
    frist = forms.DateField(label="Ny frist", **DATO)
    behold = keep_field()
    grund = FritekstField(label="Hvorfor", max_length=500)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        guard_deadline(self, "frist", "behold")
        data.pop("behold", None)
        return data


class UdfoertForm(FritekstForm):
    note = FritekstField(label="Hvad blev gjort", required=False, max_length=500)


class GenaabnForm(FritekstForm):
    grund = FritekstField(label="Hvorfor åbnes den igen", max_length=500)
