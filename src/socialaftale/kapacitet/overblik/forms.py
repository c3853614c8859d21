"""What the overview asks for: free text is guarded against CPR numbers."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt
from socialaftale.moeder.models import Beslutning

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
    beslutning = forms.ModelChoiceField(
        label="Besluttet ved",
        queryset=Beslutning.objects.none(),
        required=False,
        error_messages={"invalid_choice": "Vælg en beslutning fra listen."},
    )

    def __init__(self, *args: Any, beslutninger: list[Beslutning], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["beslutning"]
        felt.queryset = Beslutning.objects.filter(pk__in=[et.pk for et in beslutninger]).order_by("-pk")
        felt.choices = [("", "Ingen beslutning"), *((et.pk, decision_text(et)) for et in beslutninger)]


class SvarForm(FritekstForm):
    svar = FritekstField(label="Jeres svar", max_length=500, widget=OMRAADE)


def decision_text(beslutning: Beslutning) -> str:
    punkt = beslutning.punkt
    return f"{punkt.moede.udvalg}: {punkt.nummer}. {punkt.titel}"
