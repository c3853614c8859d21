"""The answers to items in meeting mode, and what is asked when a meeting is closed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from ..models import Dagsordenspunkt, Indstilling
from ..status import LEDSVAR, SOM_INDSTILLET, UAFGJORT, Verbum

_VALG = [(svar.value, svar.label.capitalize()) for svar in LEDSVAR]
SOM_INDSTILLET_FELT = "som_indstillet"


def item_field(led: Indstilling) -> str:
    """Return what an item's field is called."""
    return f"led{led.pk}"


def add_item_fields(form: forms.Form, ledene: Sequence[Indstilling], svar: Mapping[int, str]) -> None:
    """Let the form ask for an answer to each item, the standard one of its verb first."""
    for led in ledene:
        standard = SOM_INDSTILLET.get(led.verbum)
        valg = sorted(_VALG, key=lambda et: et[0] != standard)
        felt = forms.ChoiceField(label=f"Svar på {led.nummer}", choices=[("", "Intet svar"), *valg], required=False)
        form.fields[item_field(led)] = felt
        form.initial[item_field(led)] = svar.get(led.pk, "")


def as_recommended(data: Any, ledene: Sequence[Indstilling], prefix: str) -> Any:
    """Return what was sent with the standard answer in each item's field that is empty."""
    data = data.copy()
    for led in ledene:
        navn = f"{prefix}-{item_field(led)}"
        if not data.get(navn) and led.verbum:
            data[navn] = SOM_INDSTILLET[Verbum(led.verbum)].value
    return data


class AfslutForm(forms.Form):
    """What happens with each point without a decision, and whether the items without an answer are right so."""

    set_ubesvarede = forms.BooleanField(
        label="Det er rigtigt: De får intet svar i referatet",
        error_messages={"required": "Svar på indstillingerne, eller sæt kryds."},
    )

    def __init__(
        self, *args: Any, uafgjorte: Sequence[Dagsordenspunkt], ubesvarede: Sequence[Indstilling], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not ubesvarede:
            del self.fields["set_ubesvarede"]
        self.punktfelter = {f"punkt{punkt.pk}": punkt.pk for punkt in uafgjorte}
        for punkt in uafgjorte:
            self.fields[f"punkt{punkt.pk}"] = forms.ChoiceField(
                label=f"{punkt.nummer}. {punkt.titel}",
                choices=[("", "Vælg, hvad der sker"), *((et.value, et.label.capitalize()) for et in UAFGJORT)],
                error_messages={"required": f"Vælg, hvad der sker med punkt {punkt.nummer}."},
            )

    def answers(self) -> dict[str, Any]:
        data = self.cleaned_data
        udfald = {pk: data[felt] for felt, pk in self.punktfelter.items()}
        return {"udfald": udfald, "set_ubesvarede": data.get("set_ubesvarede", False)}
