"""What the public pages ask for. Everything is optional, and what cannot be read is left out with a word about it."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from socialaftale.parter.models import Aftaleomraade, Organisation

from .models import Form, TilSalg
from .reference import all_lovgrundlag, all_maalgrupper

ALLE = ("", "Alle")
LAENGSTE_SOEGNING = 200
TIDLIGST, SENEST = dt.date(1970, 1, 1), dt.date(2100, 12, 31)


class DagField(forms.DateField):
    """A day that a register can know about: a slip of the finger in the year is caught here."""

    def __init__(self, **kwargs: Any) -> None:
        besked = f"Skriv en dag mellem {TIDLIGST:%d.%m.%Y} og {SENEST:%d.%m.%Y}."
        graenser = [MinValueValidator(TIDLIGST, besked), MaxValueValidator(SENEST, besked)]
        ulaeselig = {"invalid": "Skriv en dag, der findes, som dd.mm.åååå, fx 31.12.2026."}
        faste = {"help_text": "dd.mm.åååå", "validators": graenser, "error_messages": ulaeselig}
        super().__init__(**faste | kwargs)


class ListeForm(forms.Form):
    """The search and the filters of the list. A GET form: a filtered list has an address that can be sent."""

    q = forms.CharField(label="Søg", required=False, max_length=LAENGSTE_SOEGNING, strip=True)
    kommune = forms.ChoiceField(label="Beliggenhed", required=False)
    lov = forms.ChoiceField(label="Lovgrundlag", required=False)
    maalgruppe = forms.ChoiceField(label="Målgruppe", required=False)
    form = forms.ChoiceField(label="Form", required=False, choices=[ALLE, *Form.choices])
    salg = forms.ChoiceField(label="Til salg", required=False, choices=[ALLE, *TilSalg.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kommuner = Organisation.objects.filter(art="kommune").order_by("sortering").values_list("kode", "navn")
        self.fields["kommune"].choices = [ALLE, *kommuner]
        love = [(lov.kode, lov.etiket) for lov in all_lovgrundlag().values()]
        self.fields["lov"].choices = [ALLE, *love]
        self.fields["maalgruppe"].choices = [ALLE, *((m.kode, m.navn) for m in all_maalgrupper().values())]

    @property
    def filtre(self) -> list[forms.BoundField]:
        """The fields beside the search box."""
        return [self[navn] for navn in self.fields if navn != "q"]

    def chosen(self) -> list[tuple[str, str]]:
        """Return (field, shown text) of every filter that is set."""
        self.is_valid()
        valgte = []
        for navn, vaerdi in self.cleaned_data.items():
            if vaerdi:
                etiketter = dict(getattr(self.fields[navn], "choices", []))
                valgte.append((navn, str(etiketter.get(vaerdi, f"»{vaerdi}«"))))
        return valgte


class TidForm(forms.Form):
    """Which day is asked about, and what was known on which day."""

    den = DagField(label="Hvad gjaldt den", required=False, help_text="dd.mm.åååå. Tomt: i dag.")
    kendt = DagField(label="Hvad vidste vi den", required=False, help_text="dd.mm.åååå. Tomt: det vi ved nu.")


class OmraadeForm(forms.Form):
    """Which agreement area a page is about; the first one where nothing, or nothing known, is asked for."""

    omraade = forms.ModelChoiceField(Aftaleomraade.objects.all(), to_field_name="kode", required=False)

    def chosen(self) -> Aftaleomraade | None:
        self.is_valid()
        return self.cleaned_data.get("omraade") or Aftaleomraade.objects.order_by("pk").first()


class OversigtForm(OmraadeForm):
    """The tilbudsoversigt of which area and which day; today where nothing is asked for."""

    den = DagField(label="Hvordan så det ud den", required=False, help_text="dd.mm.åååå. Tomt: i dag.")

    def chosen(self) -> tuple[Aftaleomraade | None, dt.date | None]:
        return super().chosen(), self.cleaned_data.get("den")
