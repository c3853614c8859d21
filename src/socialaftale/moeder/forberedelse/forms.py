"""Forms of what is prepared before a meeting."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from ..forms import KlokkeField
from ..models import Dagsordenspunkt
from .actions import Punkttid, time_of

LAENGST = 600


class TagAfForm(FritekstForm):
    """Why a point is taken off the agenda, and whether it waits for a later meeting; a standing point never does."""

    grund = FritekstField(
        label="Hvorfor tages punktet af",
        max_length=300,
        help_text="For eksempel: Sagen er ikke klar.",
        error_messages={"required": "Skriv, hvorfor punktet tages af dagsordenen."},
    )
    kommer_igen = forms.BooleanField(
        label="Punktet venter til et senere møde",
        required=False,
        initial=True,
        help_text="Det kommer på, når der hentes punkter til et senere møde i udvalget.",
    )

    def __init__(self, *args: Any, punkt: Dagsordenspunkt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if punkt.plads:
            del self.fields["kommer_igen"]


class PunkttidForm(forms.Form):
    """When a point is planned; `set` holds what the writer saw."""

    fra_kl = KlokkeField(label="Begynder kl.", required=False, help_text="Tomt: når punktet før slutter.")
    minutter = forms.IntegerField(
        label="Varighed i minutter",
        required=False,
        min_value=1,
        max_value=LAENGST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Skriv varigheden som et antal minutter, for eksempel 20."},
    )
    set_fra_kl = KlokkeField(required=False, widget=forms.HiddenInput)
    set_minutter = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, punkt: Dagsordenspunkt, **kwargs: Any) -> None:
        nu = {"fra_kl": punkt.fra_kl, "minutter": punkt.minutter}
        super().__init__(*args, initial=nu | {f"set_{felt}": vaerdi for felt, vaerdi in nu.items()}, **kwargs)

    def ny_tid(self) -> Punkttid:
        return Punkttid(self.cleaned_data["fra_kl"], self.cleaned_data["minutter"])

    def set_tid(self) -> Punkttid:
        return Punkttid(self.cleaned_data["set_fra_kl"], self.cleaned_data["set_minutter"])

    def catch_up(self, punkt: Dagsordenspunkt) -> None:
        """Let the next save go on top of what another has saved meanwhile."""
        nu = time_of(punkt)
        self.data = self.data.copy()
        self.data[self.add_prefix("set_fra_kl")] = f"{nu.fra_kl:%H.%M}" if nu.fra_kl else ""
        self.data[self.add_prefix("set_minutter")] = str(nu.minutter or "")


class GaestForm(FritekstForm):
    navn = FritekstField(label="Navn", max_length=200)
    organisation = forms.CharField(label="Organisation", max_length=200, required=False)
    fra_kl = KlokkeField(label="Fra kl.", required=False, help_text="Tomt: punktets egen tid.")
    til_kl = KlokkeField(label="Til kl.", required=False)
