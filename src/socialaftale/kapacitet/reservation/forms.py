"""What the pages on holds ask for."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm, TalField
from socialaftale.parter.models import Organisation
from socialaftale.regler.afslag import reasons_on

from .actions import Oenske
from .models import FLEST_AFSLAG
from .stand import Gruppeplads


class ReserverForm(FritekstForm):
    """Hold a place. Opened once, it makes one hold however often it is sent."""

    klient_id = forms.UUIDField(widget=forms.HiddenInput)
    myndighed = forms.ModelChoiceField(Organisation.objects.none(), label="For", empty_label=None)
    reference = FritekstField(
        label="Jeres sagsnummer", max_length=40, help_text="Kun jeres eget nummer. Aldrig navn eller CPR-nummer."
    )
    undergruppe = forms.ChoiceField(label="Pladsen er til", required=False)
    bemaerkning = FritekstField(
        label="Bemærkning", max_length=200, required=False,
        help_text="Højst 200 tegn. Skriv intet, der peger på én borger.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, parter: Iterable[Organisation], grupper: Iterable[Gruppeplads] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        valg = [(et.undergruppe.kode, f"{et.navn} ({et.tilbage} af {et.meldt} ledige)") for et in grupper]
        self.fields["undergruppe"].choices = [("", "Hele målgruppen"), *valg]
        if not valg:
            del self.fields["undergruppe"]
        egne = [part.pk for part in parter]
        self.fields["klient_id"].initial = uuid.uuid4
        self.fields["myndighed"].queryset = Organisation.objects.filter(pk__in=egne).order_by("sortering", "pk")
        if len(egne) == 1:
            self.fields["myndighed"].initial = egne[0]
            self.fields["myndighed"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data | {"oenske": Oenske(data.pop("bemaerkning", ""), data.pop("undergruppe", ""))}


class AfslagForm(forms.Form):
    aarsag = forms.ChoiceField(label="Årsag")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aarsag"].choices = [("", "Vælg en årsag"), *reasons_on(tid.today()).items()]


class MaanedstalForm(forms.Form):
    """The refusals of a month, reason by reason, where people come by themselves."""

    maaned = forms.DateField(
        label="Måned",
        input_formats=["%Y-%m"],
        widget=forms.TextInput(attrs={"type": "month"}),
        error_messages={"invalid": "Skriv måneden som 2026-10."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kode, tekst in reasons_on(tid.today()).items():
            felt = TalField(label=tekst, decimaler=0, mindst=0, hoejst=FLEST_AFSLAG, required=False)
            self.fields[f"antal_{kode}"] = felt

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        koder = [navn for navn in list(data) if navn.startswith("antal_")]
        data["antal"] = {
            navn.removeprefix("antal_"): int(antal) for navn in koder if (antal := data.pop(navn)) is not None
        }
        return data
