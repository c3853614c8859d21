"""What is asked of whoever lets a source system in."""

from typing import Any

from django import forms

from socialaftale.parter.models import Organisation


class KildeForm(forms.Form):
    driftsherre = forms.ModelChoiceField(Organisation.objects.none(), label="Driftsherre")
    navn = forms.CharField(label="Systemets navn", max_length=100, help_text="Står som den, der har bekræftet.")

    def __init__(self, *args: Any, parter: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["driftsherre"].queryset = Organisation.objects.filter(pk__in=[part.pk for part in parter])
        if len(parter) == 1:
            self.fields["driftsherre"].initial = parter[0]
