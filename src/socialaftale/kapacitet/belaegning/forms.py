"""The month's table, and the field that takes a paste."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import TalField
from socialaftale.regler.belaegningsdage import Maanedstal
from socialaftale.regler.indsat import FOR_MANGE, read_cells

from ..ophold.grupper import Gruppe
from .actions import check_rows

KOLONNER = ("borgere", "dage", "udenfor_dage", "spaerrede_dage")
FLEST_TEGN = 100_000
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
            laest = not any(f"{gruppe.kode}-{kolonne}" in self.errors for kolonne in KOLONNER)
            if laest and any(et is not None for et in tal):
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


def place_pasted(tekst: str, koder: Collection[str]) -> tuple[Mapping[str, list[str]], list[str]]:
    """Return the numbers as they were written, by code, and in Danish what could not be used.

    The columns are the page's own, so what stands between the code and the last four cells is skipped.
    """
    fundne: dict[str, list[str]] = {}
    linjer, mangler = read_cells(tekst)
    fejl = [FOR_MANGE] if mangler else []
    for nr, celler in linjer:
        kode = next((celle.upper() for celle in celler if celle.upper() in koder), "")
        if not kode:
            if any(celle and celle[0].isdigit() for celle in celler[1:]):
                fejl.append(f"Linje {nr} begynder ikke med en kode fra siden, så den er sprunget over.")
        elif kode in fundne:
            fejl.append(f"Linje {nr} har samme kode som en linje før ({kode}), så den er sprunget over.")
        else:
            fundne[kode] = _numbers(celler, kode)
    return fundne, fejl


def _numbers(celler: list[str], kode: str) -> list[str]:
    efter = celler[[celle.upper() for celle in celler].index(kode) + 1 :]
    tal = efter[-4:] if len(efter) > 4 else efter
    return (tal + [""] * 4)[:4]
