"""Deadlines in forms: a day off is said, the next working day offered, and the writer may keep the day with a tick."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.regler.fristkalender import add_workdays, day_off

from . import tid
from .visning import dato

GAAET = "Dagen er gået. Skriv i dag eller en dag, der kommer."


def to_come(dag: dt.date) -> None:
    """A validator: what is planned is not planned for a day that has gone."""
    if dag < tid.today():
        raise ValidationError(GAAET)


def keep_field() -> forms.BooleanField:
    """Return the tick that keeps a day off; hidden until it is asked for."""
    return forms.BooleanField(label="Behold dagen", required=False, widget=forms.HiddenInput)


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


class Fristvagt(forms.Form):
    """Stands before the form whose deadlines `FRISTER` names. The ticks are no part of what is saved."""

    FRISTER: ClassVar[tuple[str, ...]] = ("frist",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for felt in self.FRISTER:
            self.fields[f"{felt}_behold"] = keep_field()
        self.order_fields([navn for felt in self.fields for navn in (felt, f"{felt}_behold")])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for felt in self.FRISTER:
            guard_deadline(self, felt, f"{felt}_behold")
            data.pop(f"{felt}_behold", None)
        return data
