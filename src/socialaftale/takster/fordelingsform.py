"""What is asked for to share an amount by objective financing."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import TalField
from socialaftale.parter.models import Aftaleomraade
from socialaftale.parter.queries import population_years
from socialaftale.regler.objektiv import UbrugeligNoegle

from .fordeling import BOERN_TIL, Fordelt, share_by_children

STOERST = 9_999_999_999_999  # as the command `fordel`


class FordelingForm(forms.Form):
    """An amount, and the key by area and year. A valid form has its shares in `fordelt`."""

    beloeb = TalField(
        label="Beløb, hele kr.",
        decimaler=0,
        mindst=-STOERST,
        hoejst=STOERST,
        help_text="Skriv minus foran et beløb, der betales tilbage.",
    )
    aar = forms.ChoiceField(label="Indbyggere 1. januar")
    omraade = forms.ModelChoiceField(
        Aftaleomraade.objects.all(), to_field_name="kode", label="Aftaleområde", empty_label=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        aarene = population_years(BOERN_TIL)
        self.fields["aar"].choices = [(str(aar), str(aar)) for aar in aarene]
        self.fordelt: list[Fordelt] = []

    def clean(self) -> dict[str, Any]:
        typet = self.cleaned_data
        if not self.errors:
            try:
                self.fordelt = share_by_children(int(typet["beloeb"]), typet["omraade"], int(typet["aar"]))
            except UbrugeligNoegle as fejl:
                self.add_error("aar", f"{fejl} Vælg et andet år eller område.")
        return typet
