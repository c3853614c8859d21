"""From, to, and who answers."""

from typing import Any

from django import forms

from socialaftale.parter.models import Bruger

from .actions import colleagues

DATO = {"invalid": "Skriv en dag, der findes, som dd.mm.åååå.", "required": "Skriv en dag som dd.mm.åååå."}


class FravaerForm(forms.Form):
    fra = forms.DateField(label="Væk fra", help_text="dd.mm.åååå", error_messages=DATO)
    til = forms.DateField(label="Sidste dag væk", help_text="dd.mm.åååå", error_messages=DATO)
    stedfortraeder = forms.ModelChoiceField(
        Bruger.objects.none(), label="Hvem svarer imens?", empty_label="Vælg en kollega",
        error_messages={"required": "Vælg, hvem der svarer imens."},
    )  # fmt: skip

    def __init__(self, *args: Any, bruger: Bruger, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolleger = [en.pk for en in colleagues(bruger)]
        self.fields["stedfortraeder"].queryset = Bruger.objects.filter(pk__in=kolleger).order_by("navn", "pk")
