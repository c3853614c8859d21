"""What the pages of finding ask for. No field is about a person, and a number that could be one is turned away."""

import datetime as dt
from functools import cache, partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.formfelter import FasteValg, TalField
from socialaftale.parter.models import Organisation
from socialaftale.regler.matchregler import rules
from socialaftale.regler.pladskrav import KOEN
from socialaftale.regler.saerbehov import all_needs
from socialaftale.regler.takst.opgave import Enhed
from socialaftale.takster.visning import ENHEDER
from socialaftale.tilbud.billede import place_name
from socialaftale.tilbud.reference import all_lovgrundlag, all_maalgrupper

from .models import Behovstal, Soegenotat

Valg = list[tuple[str, str]]
LAENGSTE_SOEGNING = 200
SENEST = dt.date(2100, 12, 31)
MINUTTER = [("", "Ingen grænse"), *((str(m), f"Højst {m} minutter") for m in (30, 45, 60, 90, 120))]
PRIVATE_ENHEDER = (Enhed.DOEGN, Enhed.MAANED, Enhed.AAR)
ET_NUMMER = "Der står et tal, der kan være et CPR-nummer. Slet det: en søgning må ikke handle om én bestemt borger."


def no_person(tekst: str) -> None:
    """Turn away what could be a CPR number: a search is put in an address and in a log."""
    if cpr.find(tekst):
        raise ValidationError(ET_NUMMER)


@cache
def _love() -> Valg:
    return [("", "Alle"), *((et.kode, et.etiket) for et in all_lovgrundlag().values())]


@cache
def _maalgrupper(ingen: str) -> Valg:
    return [("", ingen), *((et.kode, et.navn) for et in all_maalgrupper().values())]


@cache
def _aldre() -> Valg:
    return [("", "Alle"), *((et.kode, f"{et.kode} år") for et in rules().aldersbaand)]


@cache
def _saerbehov() -> Valg:
    return [(et.kode, et.navn) for et in all_needs().values()]


class FindForm(forms.Form):
    """The public search: a GET form, so that a search has an address that can be sent."""

    tekst = forms.CharField(
        label="Ord", required=False, max_length=LAENGSTE_SOEGNING, validators=[no_person],
        help_text="Navn, sted, målgruppe eller paragraf. Skriv ikke om en bestemt borger.",
    )  # fmt: skip
    lov = forms.ChoiceField(label="Paragraf", required=False, choices=FasteValg(_love))
    maalgruppe = forms.ChoiceField(label="Målgruppe", required=False, choices=FasteValg(partial(_maalgrupper, "Alle")))
    maalgruppe2 = forms.ChoiceField(
        label="Også målgruppen", required=False, choices=FasteValg(partial(_maalgrupper, "Ingen"))
    )
    alder = forms.ChoiceField(label="Alder", required=False, choices=FasteValg(_aldre))
    fra = forms.ChoiceField(label="Regn afstand fra", required=False)
    minutter = forms.ChoiceField(label="Afstand", required=False, choices=MINUTTER)
    behov = forms.MultipleChoiceField(
        label="Særlige behov", required=False, choices=FasteValg(_saerbehov), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fra"].choices = [("", "Ingen kommune"), *_kommuner()]

    def kriterier(self) -> dict[str, Any]:
        """What is asked for, as codes. Call it on a form that is checked; what cannot be read is left out."""
        svar = dict(self.cleaned_data)
        grupper = [svar.pop("maalgruppe", ""), svar.pop("maalgruppe2", "")]
        return svar | {"maalgrupper": list(dict.fromkeys(kode for kode in grupper if kode))}

    @property
    def mere(self) -> list[forms.BoundField]:
        """The fields that are offered behind a fold."""
        return [self[navn] for navn in self.fields if navn not in ("lov", "maalgruppe", "alder", "tekst")]


class BehovForm(FindForm):
    """A visitator's search with a need."""

    start = forms.DateField(
        label="Ønsket start", required=False, help_text="dd.mm.åååå. Tomt: så snart som muligt.",
        validators=[MinValueValidator(tid.today, "Ønsket start kan ikke ligge før i dag.")],
        error_messages={"invalid": "Skriv en dag, der findes, som dd.mm.åååå."},
    )  # fmt: skip
    koen = forms.ChoiceField(
        label="Plads til",
        required=False,
        choices=[("", "Alle"), *((kode, et.capitalize()) for kode, et in KOEN.items())],
    )
    loft = TalField(label="Højeste pris pr. dag, kr.", required=False, mindst=1, hoejst=100_000, decimaler=0)

    def clean_start(self) -> dt.date | None:
        start = self.cleaned_data["start"]
        if start and start > SENEST:
            raise ValidationError("Ønsket start ligger for langt ude i fremtiden. Ret året.")
        return start


class LukForm(forms.Form):
    aarsag = forms.ChoiceField(label="Hvorfor passede intet", choices=[("", "Vælg"), *Behovstal.Aarsag.choices])


class NotatForm(forms.Form):
    art = forms.ChoiceField(label="Søgenotatet siger, at", choices=Soegenotat.Art.choices, initial=Soegenotat.Art.SOEGT)


class PrivatForm(forms.Form):
    """A price that the visitator has been given elsewhere. A GET form about no supplier: nothing is stored."""

    privat = TalField(label="Privat pris, kr.", required=False, mindst=1, hoejst=10_000_000, decimaler=2)
    enhed = forms.ChoiceField(label="Prisen er", required=False, choices=[(et, ENHEDER[et]) for et in PRIVATE_ENHEDER])


def _kommuner() -> Valg:
    kommuner = Organisation.objects.filter(art="kommune").order_by("sortering").values_list("kode", "navn")
    return [(kode, place_name(navn)) for kode, navn in kommuner]
