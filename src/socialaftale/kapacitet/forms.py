"""What the pages on free places ask for."""

from typing import Any

from django import forms

from socialaftale.parter.models import Organisation
from socialaftale.tilbud.reference import all_lovgrundlag

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
