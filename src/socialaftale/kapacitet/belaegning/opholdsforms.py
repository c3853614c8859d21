"""What the pages on stays ask for. There is no free text, so there is nowhere to write about a person."""

from typing import Any
from uuid import uuid4

from django import forms

from .grupper import Gruppe
from .models import Opholdsskridt

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
