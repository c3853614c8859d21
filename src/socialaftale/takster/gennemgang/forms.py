"""What the pages of the review ask for."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.tilbud.models import Form
from socialaftale.tilbud.reference import all_lovgrundlag

from ..runde.frys import UDEN_FUND, Sted
from ..visning import ALVOR
from .tavle import ALVORER, ORDENER, Optaelling

ALLE = ("", "Alle")
VIS = (
    ("", "Alle linjer"),
    ("mangler", "Kun dem, der mangler at blive gået igennem"),
    ("bemaerkning", "Kun dem med åbne bemærkninger"),
    ("aendret", "Kun dem, der er ændret, siden vi så dem"),
    ("uden", "Kun dem uden spørgsmål"),
)
FUND = (ALLE, *((str(ALVORER[et]), navne[0]) for et, navne in ALVOR.items()), (str(UDEN_FUND), "Ingen fund"))
ARTER = (ALLE, *((kode, navn.capitalize()) for kode, navn in Form.choices))
LOVE = (ALLE, *((lov.kode, lov.etiket) for lov in all_lovgrundlag().values() if lov.i_rammeaftalen))
RAEKKEFOELGER = (
    ("", "De alvorligste fund først"),
    ("-aendring", "De største stigninger først"),
    ("aendring", "De største fald først"),
    ("-takst", "De højeste takster først"),
    ("-ata", "De højeste priser pr. ATA-time først"),
    ("-overhead", "Det højeste overhead først"),
    ("belaegning", "Den laveste belægning først"),
    ("tilbud", "Efter tilbuddets navn"),
    ("driftsherre", "Efter driftsherre"),
)
"""The orders that the field offers; the headings of the table offer every column both ways."""


class RaekkefoelgeField(forms.ChoiceField):
    """An order of the board: one that is offered, or a column of the table either way."""

    def valid_value(self, value: str) -> bool:
        return value.removeprefix("-") in ORDENER


class TavleForm(forms.Form):
    """The search and the filters of the board. A GET form: a filtered board has an address that can be sent."""

    q = forms.CharField(label="Søg", required=False, max_length=200, strip=True)
    vis = forms.ChoiceField(label="Vis", required=False, choices=lambda: VIS)
    alvor = forms.ChoiceField(label="Alvorligste fund", required=False, choices=lambda: FUND)
    driftsherre = forms.ChoiceField(label="Driftsherre", required=False)
    lov = forms.ChoiceField(label="Lovgrundlag", required=False, choices=lambda: LOVE)
    art = forms.ChoiceField(label="Art", required=False, choices=lambda: ARTER)
    orden = RaekkefoelgeField(label="Rækkefølge", required=False, choices=lambda: RAEKKEFOELGER)

    def __init__(self, *args: Any, antal: Optaelling, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["driftsherre"].choices = [ALLE, *antal.driftsherrer.values()]

    @property
    def filtre(self) -> list[forms.BoundField]:
        """The fields beside the search box."""
        return [self[navn] for navn in self.fields if navn != "q"]

    def chosen(self) -> list[tuple[str, str]]:
        """(field, shown text) of every filter that is set and can be read."""
        self.is_valid()
        valgte = [(navn, vaerdi) for navn, vaerdi in self.cleaned_data.items() if vaerdi and navn != "orden"]
        return [(navn, str(dict(getattr(self.fields[navn], "choices", ())).get(v, f"»{v}«"))) for navn, v in valgte]


class BemaerkForm(FritekstForm):
    """A remark, and the finding it is about."""

    tekst = FritekstField(
        label="Bemærkning",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Skriv, hvad driftsherren skal svare på eller rette. Skriv ikke oplysninger om enkelte borgere.",
        error_messages={"required": "Skriv bemærkningen."},
    )
    beregning = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    linje = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    kontrol = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    felt = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    @property
    def sted(self) -> Sted:
        """The place that the remark is about. Call it on a valid form."""
        return Sted(self.cleaned_data["beregning"], self.cleaned_data["linje"])


class AfklarForm(FritekstForm):
    """What is said when a remark is settled or upheld. `set_trin` is how many steps the writer saw."""

    tekst = FritekstField(
        label="Begrundelse",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Frivillig, når bemærkningen er afklaret. Skriv hvorfor, når den fastholdes.",
    )
    set_trin = forms.IntegerField(widget=forms.HiddenInput)


class AfslutForm(forms.Form):
    """The day the answers are due. `sete` are the remarks that the page showed: another set is not sent unseen."""

    svarfrist = forms.DateField(label="Driftsherrerne svarer senest", help_text="dd.mm.åååå. Dagen tælles med.")
    sete = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, fu: dt.date | None, set_: list[int], **kwargs: Any) -> None:
        self.fu, self.vises = fu, ",".join(map(str, sorted(set_)))
        super().__init__(*args, initial={"sete": self.vises, "svarfrist": _latest_answer(fu)}, **kwargs)

    def clean_svarfrist(self) -> dt.date:
        frist = self.cleaned_data["svarfrist"]
        if frist < tid.today():
            raise ValidationError("Den dag er gået. Vælg en dag, der kommer.")
        if self.fu and self.fu > tid.today() and frist >= self.fu:
            raise ValidationError(
                f"Svarene skal være her, før der indstilles {self.fu:%d.%m.%Y}. Vælg en tidligere dag."
            )
        return frist

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("sete") != self.vises:
            self.data = self.data.copy()
            self.data["sete"] = self.vises
            raise ValidationError("Bemærkningerne er ændret, siden du åbnede siden. Se dem herunder, og send igen.")
        return data


def _latest_answer(fu: dt.date | None) -> dt.date | None:
    """The day before the recommendation, where that is still to come."""
    dagen_foer = fu - dt.timedelta(days=1) if fu else None
    return dagen_foer if dagen_foer and dagen_foer >= tid.today() else None
