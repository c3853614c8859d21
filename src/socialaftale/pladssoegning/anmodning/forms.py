"""What the pages on requests ask for."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.kapacitet.undergruppe.tal import Spurgt
from socialaftale.parter.models import Organisation
from socialaftale.regler.afslag import reasons_on
from socialaftale.tilbud.reference import all_maalgrupper

from .actions import Behov
from .queries import ALDERSGRUPPER


class AnmodForm(FritekstForm):
    """Ask for a place. Opened once, it makes one request however often it is sent."""

    klient_id = forms.UUIDField(widget=forms.HiddenInput)
    myndighed = forms.ModelChoiceField(Organisation.objects.none(), label="For", empty_label=None)
    reference = FritekstField(
        label="Jeres sagsnummer", max_length=40, help_text="Kun jeres eget nummer. Aldrig navn eller CPR-nummer."
    )
    maalgruppe = forms.ChoiceField(label="Målgruppe")
    undergruppe = forms.ChoiceField(label="Pladsen er til", required=False)
    alder = forms.ChoiceField(label="Aldersgruppe", choices=[("", "Vælg"), *ALDERSGRUPPER.items()])
    oensket_start = forms.DateField(
        label="Ønsket start", help_text="dd.mm.åååå", widget=forms.DateInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Skriv en dag, der findes, som dd.mm.åååå."},
    )  # fmt: skip
    bemaerkning = FritekstField(
        label="Behov i få ord", max_length=200, required=False,
        help_text="Højst 200 tegn, for eksempel »skærmning om aftenen«. Skriv intet, der peger på én borger.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, parter: Iterable[Organisation], grupper: Iterable[Spurgt] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        valg = [(et.kode, et.navn) for et in grupper]
        self.fields["undergruppe"].choices = [("", "Hele målgruppen, eller ved ikke"), *valg]
        if not valg:
            del self.fields["undergruppe"]
        egne = [part.pk for part in parter]
        self.fields["klient_id"].initial = uuid.uuid4
        self.fields["maalgruppe"].choices = [("", "Vælg"), *((et.kode, et.navn) for et in all_maalgrupper().values())]
        self.fields["myndighed"].queryset = Organisation.objects.filter(pk__in=egne).order_by("sortering", "pk")
        if len(egne) == 1:
            self.fields["myndighed"].initial = egne[0]
            self.fields["myndighed"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            data["behov"] = Behov(**{navn: data.pop(navn, "") for navn in Behov.__dataclass_fields__})
        return data


class AfslagForm(forms.Form):
    aarsag = forms.ChoiceField(label="Årsag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aarsag"].choices = [("", "Vælg en årsag"), *reasons_on(tid.today()).items()]
