"""The month's table, and the field that takes a paste."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import TalField
from socialaftale.regler.belaegningsdage import Maanedstal

from .actions import check_rows
from .grupper import Gruppe
from .indsaet import FLEST_TEGN, KOLONNER

ETIKETTER = {
    "borgere": "Borgere", "dage": "Brugte pladsdage", "udenfor_dage": "Heraf uden for målgruppen",
    "spaerrede_dage": "Spærrede pladsdage",
}  # fmt: skip
STOERST = 30_999


class MaanedForm(forms.Form):
    """A row of four numbers per pladsgruppe. A row with nothing in it is not reported."""

    indsendelse = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    overbelagt = forms.BooleanField(label="Det passer, at der var flere borgere end normeret", required=False)

    def __init__(self, data: Any, *, grupper: list[Gruppe], maaned: dt.date, start: Mapping[str, Maanedstal]) -> None:
        super().__init__(data)
        self.grupper, self.maaned = grupper, maaned
        for gruppe in grupper:
            tal = start.get(gruppe.kode)
            for kolonne in KOLONNER:
                navn = f"{ETIKETTER[kolonne]}: {gruppe.tilbud}, {gruppe.navn}"
                staar = getattr(tal, kolonne) if tal else None
                felt = TalField(label=navn, decimaler=0, mindst=0, hoejst=STOERST, required=False, initial=staar)
                self.fields[f"{gruppe.kode}-{kolonne}"] = felt

    def rows(self) -> Iterator[tuple[Gruppe, list[forms.BoundField]]]:
        for gruppe in self.grupper:
            yield gruppe, [self[f"{gruppe.kode}-{kolonne}"] for kolonne in KOLONNER]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        raekker = {}
        for gruppe in self.grupper:
            tal = [data.pop(f"{gruppe.kode}-{kolonne}", None) for kolonne in KOLONNER]
            if any(et is not None for et in tal):
                raekker[gruppe.kode] = Maanedstal(*(int(et or 0) for et in tal))
        data["raekker"] = raekker
        try:
            check_rows({et.kode: et for et in self.grupper}, self.maaned, raekker, data.get("overbelagt", False))
        except ValidationError as fejl:
            for kode, beskeder in fejl.message_dict.items():
                for besked in beskeder:
                    self.add_error(f"{kode}-dage", besked)
        return data


class IndsaetForm(forms.Form):
    indsat = forms.CharField(
        label="Indsæt fra Excel", max_length=FLEST_TEGN, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="En linje pr. enhed: kode, borgere, brugte pladsdage, heraf uden for målgruppen, spærrede pladsdage.",
        error_messages={"max_length": "Det er for meget på én gang. Indsæt kun månedens linjer."},
    )  # fmt: skip
