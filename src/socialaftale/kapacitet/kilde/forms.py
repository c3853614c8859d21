"""What is asked of whoever lets a source system in."""

from typing import Any

from django import forms

from socialaftale.parter.models import Organisation

from .models import Kildesystem

Formaal = Kildesystem.Formaal
IKKE_OPHOLD = "Her kan kun meldes ledige pladser: belægning er ikke slået til dér, eller du fører ikke ophold for dem."


class KildeForm(forms.Form):
    """`med_ophold`: those of the parties for which the person may let a system keep stays."""

    driftsherre = forms.ModelChoiceField(Organisation.objects.none(), label="Driftsherre")
    navn = forms.CharField(label="Systemets navn", max_length=100, help_text="Står som den, der har meldt det.")
    formaal = forms.ChoiceField(
        label="Hvad må nøglen bruges til?",
        choices=[(kode, navn.capitalize()) for kode, navn in Formaal.choices],
        initial=Formaal.LEDIGHED,
        widget=forms.RadioSelect,
        help_text="En nøgle er til ét af dem. Sender systemet begge dele, så lav to.",
    )

    def __init__(self, *args: Any, parter: list[Organisation], med_ophold: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.med_ophold = med_ophold
        if not med_ophold:
            del self.fields["formaal"]
        self.fields["driftsherre"].queryset = Organisation.objects.filter(pk__in=[part.pk for part in parter])
        if len(parter) == 1:
            self.fields["driftsherre"].initial = parter[0]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("formaal") == Formaal.OPHOLD and data.get("driftsherre") not in self.med_ophold:
            self.add_error("formaal", IKKE_OPHOLD)
        return data
