"""What the overview asks for: free text is guarded against CPR numbers."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.naevn import BeslutningField

from .models import Arbejdsgang

OMRAADE = forms.Textarea(attrs={"rows": 4})


class ArbejdsgangForm(FritekstForm):
    hvem = FritekstField(label="Hvem melder?", max_length=200, help_text="En rolle, for eksempel »afdelingslederen«.")
    hvor_tit = FritekstField(
        label="Hvor tit?", max_length=100, help_text="For eksempel »hver mandag og ved ændringer«."
    )
    kanal = forms.ChoiceField(label="Ad hvilken vej?", choices=Arbejdsgang.Kanal.choices)
    opfoelgning = FritekstField(
        label="Hvad sker der, når en afdeling ikke svarer?", max_length=300, required=False, widget=OMRAADE
    )


class TilpasForm(Fristvagt, FritekstForm):
    tekst = FritekstField(
        label="Hvad skal driftsherren overveje?", max_length=500, widget=OMRAADE,
        help_text="For eksempel en anden målgruppe, færre pladser eller andre rammer. Skriv intet om enkelte borgere.",
    )  # fmt: skip
    frist = forms.DateField(
        label="Svar senest", required=False, input_formats=["%d.%m.%Y", "%Y-%m-%d"], help_text="dd.mm.åååå"
    )
    beslutning = BeslutningField()

    def __init__(self, *args: Any, beslutninger: list[Beslutning], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beslutning"].offer(beslutninger)


class SvarForm(FritekstForm):
    svar = FritekstField(label="Jeres svar", max_length=500, widget=OMRAADE)
