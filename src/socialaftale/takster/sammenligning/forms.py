"""The questions of a simulation. Each stands in the address and is stored nowhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import TalField
from socialaftale.regler.takst.simulering import Belaegningsgulv, FaellesOverhead, Spoergsmaal


class OverheadForm(forms.Form):
    """A common overhead. The range is narrow, so that rounding to thousands hides what it shall hide."""

    overhead = TalField(label="Fælles overhead, %", mindst=0, hoejst=20)

    def question(self) -> Spoergsmaal:
        return FaellesOverhead(self.cleaned_data["overhead"])


class GulvForm(forms.Form):
    """Another lowest occupancy; a field left empty leaves that floor as it is."""

    gulv = TalField(label="Gulv for almindelige pladser, %", required=False, mindst=50, hoejst=100)
    gulv_kort = TalField(
        label="Gulv for korte ophold, %",
        required=False,
        mindst=50,
        hoejst=100,
        help_text="Korte ophold, akutpladser og aflastning.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and data.get("gulv") is None and data.get("gulv_kort") is None:
            raise ValidationError("Skriv mindst ét gulv.")
        return data

    def question(self) -> Spoergsmaal:
        return Belaegningsgulv(self.cleaned_data["gulv"], self.cleaned_data["gulv_kort"])


class PakkeForm(forms.Form):
    """How many hours a week an interval holds: the draft does not say."""

    interval = TalField(
        label="Timer om ugen i et interval",
        mindst=1,
        hoejst=40,
        help_text="Udkastet siger det ikke. Region Syddanmarks takstblad 2022 bruger 7.",
    )
