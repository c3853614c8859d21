"""What the pages on free places ask for."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import TalField
from socialaftale.parter.models import Organisation
from socialaftale.tilbud.models import Afdeling
from socialaftale.tilbud.reference import all_lovgrundlag

from .melding import Nytsvar, unchanged
from .models import FLEST_PLADSER, Ledigmelding
from .undergruppe.tal import Spurgt, Tal

ALLE = ("", "Alle")


class LedigeForm(forms.Form):
    """The filters of the public list. A GET form: a filtered list has an address that can be sent."""

    kommune = forms.ChoiceField(label="Ligger i", required=False)
    lov = forms.ChoiceField(label="Lovgrundlag", required=False)
    ledig = forms.ChoiceField(label="Ledig plads", required=False, choices=[("", "Ja og nej"), ("ja", "Kun ja")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kommuner = Organisation.objects.filter(art="kommune").order_by("sortering").values_list("kode", "navn")
        self.fields["kommune"].choices = [ALLE, *kommuner]
        gaeldende = [(lov.kode, lov.etiket) for lov in all_lovgrundlag().values() if lov.gaelder]
        self.fields["lov"].choices = [ALLE, *gaeldende]


class SagtField(forms.DateTimeField):
    """When an answer was given that had to wait for a line. A clock that is ahead of ours is set to ours."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput())

    def to_python(self, value: Any) -> dt.datetime | None:
        try:
            sagt = super().to_python(value)
        except ValidationError:
            return None
        return sagt and min(sagt, tid.now())


class Undergruppefelter(forms.Form):
    """A small number for each subgroup that is asked for: how many of the places are for it."""

    def add_groups(self, spurgt: Iterable[Spurgt]) -> None:
        for et in spurgt:
            self.fields[f"gruppe-{et.kode}"] = TalField(
                label=f"Heraf kun til »{et.navn}«", decimaler=0, mindst=0, hoejst=FLEST_PLADSER, required=False
            )

    def group_fields(self, spurgt: Iterable[Spurgt]) -> list[forms.BoundField]:
        return [self[f"gruppe-{et.kode}"] for et in spurgt]

    def group_numbers(self, spurgt: Iterable[Spurgt]) -> Tal:
        tal = [(et.kode, self.cleaned_data.get(f"gruppe-{et.kode}")) for et in spurgt]
        return tuple((kode, int(antal)) for kode, antal in tal if antal)


class SvarForm(Undergruppefelter):
    """One answer. The button that was pressed is the answer; the day only belongs to a yes that is not yet."""

    UAENDRET, SENERE, ANTAL = "uaendret", "senere", "antal"
    svar = forms.ChoiceField(
        choices=[
            (UAENDRET, "Uændret"),
            *Ledigmelding.Svar.choices,
            (SENERE, "Ledig fra en dag"),
            (ANTAL, "Ledige pladser"),
        ],
        error_messages={"required": "Vælg et svar.", "invalid_choice": "Vælg et af svarene."},
    )
    ledig_fra = forms.DateField(
        label="Ledig fra",
        required=False,
        help_text="dd.mm.åååå",
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Skriv en dag, der findes, som dd.mm.åååå, fx 31.12.2026."},
    )
    tilbudt = TalField(label="Ledige pladser nu", decimaler=0, mindst=0, hoejst=FLEST_PLADSER, required=False)
    aarsag = forms.ChoiceField(
        label="Lukket på grund af", required=False, choices=[("", "Vælg"), *Ledigmelding.Lukket.choices]
    )
    set_id = forms.UUIDField(required=False, widget=forms.HiddenInput())
    sagt = SagtField()

    def __init__(self, *args: Any, spurgt: Sequence[Spurgt] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.spurgt = spurgt
        self.add_groups(spurgt)

    @property
    def grupper(self) -> list[forms.BoundField]:
        return self.group_fields(self.spurgt)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._forgive(data.get("svar"))
        if data.get("svar") == self.SENERE and not data.get("ledig_fra") and "ledig_fra" not in self.errors:
            self.add_error("ledig_fra", "Skriv, hvilken dag pladsen er ledig fra.")
        if data.get("svar") == self.ANTAL and data.get("tilbudt") is None and "tilbudt" not in self.errors:
            self.add_error("tilbudt", "Skriv, hvor mange pladser der er ledige nu.")
        if data.get("svar") == Ledigmelding.Svar.LUKKET and not data.get("aarsag"):
            self.add_error("aarsag", "Vælg, hvorfor der er lukket for nye.")
        return data

    def _forgive(self, svar: str | None) -> None:
        """What was typed beside another button is no part of the answer, and cannot be in its way."""
        hoerer_til = {"ledig_fra": self.SENERE, "tilbudt": self.ANTAL, "aarsag": Ledigmelding.Svar.LUKKET}
        for felt in [en for en in self.errors if svar and hoerer_til.get(en, svar) != svar]:
            del self.errors[felt]

    def chosen(self, afdeling: Afdeling) -> Nytsvar:
        """Return what is reported. Raises ValidationError where there is nothing to leave unchanged."""
        svar = self.cleaned_data["svar"]
        if svar == self.UAENDRET:
            sidst = unchanged(afdeling)
            if sidst is None:
                raise ValidationError("Der er ikke meldt noget før. Svar ja eller nej.")
            return sidst
        grupper = self.group_numbers(self.spurgt)
        if svar == self.SENERE:
            return Nytsvar(Ledigmelding.Svar.LEDIG, self.cleaned_data["ledig_fra"], grupper=grupper)
        if svar == self.ANTAL:
            antal = int(self.cleaned_data["tilbudt"])
            nyt = Ledigmelding.Svar.LEDIG if antal else Ledigmelding.Svar.IKKE_LEDIG
            return Nytsvar(nyt, None, antal or None, grupper=grupper)
        if svar == Ledigmelding.Svar.LEDIG:
            return Nytsvar(svar, grupper=grupper)
        return Nytsvar(svar, aarsag=self.cleaned_data["aarsag"] if svar == Ledigmelding.Svar.LUKKET else "")

    def take(self, fejl: ValidationError) -> None:
        """Show what the rule says at the field it is about, or above them all."""
        for felt, beskeder in (fejl.message_dict if hasattr(fejl, "error_dict") else {None: fejl.messages}).items():
            self.add_error(felt if felt in self.fields else None, beskeder)
