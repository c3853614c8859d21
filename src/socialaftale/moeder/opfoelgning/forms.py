"""The forms of a follow-up."""

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt

DATO = {"help_text": "dd.mm.åååå"}


class FlytFristForm(Fristvagt, FritekstForm):
    frist = forms.DateField(label="Ny frist", **DATO)
    grund = FritekstField(label="Hvorfor", max_length=500)


class UdfoertForm(FritekstForm):
    note = FritekstField(label="Hvad blev gjort", required=False, max_length=500)


class GenaabnForm(FritekstForm):
    grund = FritekstField(label="Hvorfor åbnes den igen", max_length=500)
