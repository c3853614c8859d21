"""What the pages on stays ask for. There is no free text, so there is nowhere to write about a person."""

import hashlib
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from uuid import uuid4

from django import forms

from socialaftale.faelles import cpr
from socialaftale.regler.opholdslinjer import Opholdslinje, read_stay_lines

from .grupper import Gruppe
from .kendt import Kendt
from .models import Opholdsskridt

FLEST_TEGN = 100_000
FLEST_FEJL = 10
ET_NUMMER = "det kan være et CPR-nummer. Slet det: her står intet, der peger på én borger."
DATO = ["%d.%m.%Y", "%Y-%m-%d"]


class BegyndForm(forms.Form):
    klient_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    pladsgruppe = forms.ChoiceField(label="Enhed")
    dag = forms.DateField(label="Første dag", input_formats=DATO, help_text="dd.mm.åååå")
    pladser = forms.IntegerField(label="Pladser", min_value=1, max_value=99, initial=1)
    udenfor = forms.BooleanField(label="Borgeren er uden for målgruppen", required=False)
    spaerring = forms.BooleanField(label="Det er ikke et ophold: pladsen er spærret", required=False)

    def __init__(self, *args: Any, grupper: list[Gruppe], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grupper = {et.kode: et for et in grupper}
        self.fields["pladsgruppe"].choices = [(et.kode, et.navn) for et in grupper]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["art"] = (data.pop("pladser", 1), data.pop("udenfor", False), data.pop("spaerring", False))
        return data


class SkridtForm(forms.Form):
    klient_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    handling = forms.ChoiceField(
        label="Hvad skete der?",
        choices=[et for et in Opholdsskridt.Handling.choices if et[0] not in ("start", "fjernet")],
    )
    dag = forms.DateField(
        label="Dag",
        input_formats=DATO,
        help_text="dd.mm.åååå. Sidste dag tæller med; »hjemme igen« er første dag hjemme.",
    )


class TilbageForm(forms.Form):
    """Which step is taken back: the one that was shown as the last, so that a second press takes no other."""

    skridt = forms.UUIDField(widget=forms.HiddenInput)


class OpholdslinjerForm(forms.Form):
    """What is copied from a sheet. `linjer` are read of it, and `kendte` are those that stand already.

    `uaendret` tells that it is what was shown before; only then do the ticks of the lines count.
    """

    indsendelse = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    vist = forms.CharField(widget=forms.HiddenInput, required=False)
    indsat = forms.CharField(
        label="Indsæt fra Excel", max_length=FLEST_TEGN, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="En linje for hver ting, der skete: ophold eller enhed, hvad der skete (begyndt, spærret, væk, "
        "hjemme, varslet eller slut), dag, pladser (tomt er 1) og uden for målgruppen (ja eller nej).",
        error_messages={"required": "Indsæt mindst én linje.", "max_length": "Det er for meget. Del det i to."},
    )  # fmt: skip
    linjer: tuple[Opholdslinje, ...] = ()
    kendte: Mapping[int, Kendt] = {}

    def clean_indsat(self) -> str:
        tekst = self.cleaned_data["indsat"]
        numre = [f"Linje {nr}, kolonne {kolonne}: {ET_NUMMER}" for nr, kolonne in _where_numbers_are(tekst)]
        if numre:
            raise forms.ValidationError(numre)
        linjer, fejl = read_stay_lines(tekst)
        if fejl or not linjer:
            raise forms.ValidationError(fejl[:FLEST_FEJL] or ["Ingen linje siger noget om et ophold."])
        self.linjer = tuple(linjer)
        return tekst

    @property
    def maerke(self) -> str:
        vist = f"{sorted(self.kendte)} {self.cleaned_data['indsat']}"
        return hashlib.sha256(vist.encode()).hexdigest()

    @property
    def uaendret(self) -> bool:
        return self.cleaned_data["vist"] == self.maerke

    @property
    def igen(self) -> set[int]:
        """The numbers of the known lines that are meant all the same."""
        krydset = set(self.data.getlist("igen")) if self.uaendret else set()
        return {nr for nr, kendt in self.kendte.items() if kendt.kan_igen and str(nr) in krydset}

    @property
    def nye(self) -> list[Opholdslinje]:
        return [linje for linje in self.linjer if linje.nr not in self.kendte]

    @property
    def valgte(self) -> list[Opholdslinje]:
        igen = self.igen
        return [linje for linje in self.linjer if linje.nr not in self.kendte or linje.nr in igen]


def _where_numbers_are(tekst: str) -> list[tuple[int, int]]:
    """The line and column of each cell that holds what could be a CPR number, or its first half."""
    fundne = []
    for nr, linje in enumerate(tekst.splitlines(), 1):
        celler = [*linje.split("\t" if "\t" in linje else ";"), ""]
        for kolonne, (celle, naeste) in enumerate(pairwise(celler), 1):
            if cpr.find(celle) or (cpr.find(f"{celle.strip()} {naeste.strip()}") and not cpr.find(naeste)):
                fundne.append((nr, kolonne))
    return fundne[:FLEST_FEJL]
