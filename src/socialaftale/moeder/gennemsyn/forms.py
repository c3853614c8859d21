"""Forms of the reading of a draft."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.parter.models import Bruger
from socialaftale.regler.udkastlaesning import proposed_deadline

from ..forms import DATO
from ..models import Dagsordenspunkt, Moede
from .models import Udkastlaeser
from .queries import members_to_ask, people_of_area


class LaesereForm(forms.Form):
    """Who reads the draft, and by when: members by a tick, others of the area by their address."""

    medlemmer = forms.ModelMultipleChoiceField(
        Bruger.objects.none(), label="Medlemmer", required=False, widget=forms.CheckboxSelectMultiple
    )
    andre = forms.CharField(
        label="Andre i aftaleområdet",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="En e-mail pr. linje. De skal have en bruger. De ser kun de åbne punkter.",
    )
    frist = forms.DateField(label="Senest", **DATO)

    def __init__(self, *args: Any, moede: Moede, **kwargs: Any) -> None:
        super().__init__(*args, initial={"frist": min(proposed_deadline(tid.today()), moede.dato)}, **kwargs)
        self.moede = moede
        bedt = set(moede.laesere.filter(trukket_at=None).values_list("person", flat=True))
        pks = [en.pk for en in members_to_ask(moede.udvalg) if en.pk not in bedt]
        self.fields["medlemmer"].queryset = Bruger.objects.filter(pk__in=pks).order_by("navn", "pk")
        if not pks:
            del self.fields["medlemmer"]

    def clean_andre(self) -> list[Bruger]:
        adresser = self.cleaned_data["andre"].replace(",", "\n").replace(";", "\n").split()
        kendte = {en.email.lower(): en for en in people_of_area(self.moede.udvalg)}
        if ukendte := [adresse for adresse in adresser if adresse.lower() not in kendte]:
            raise ValidationError(f"{', '.join(ukendte)} har ingen bruger med en rolle i aftaleområdet i dag.")
        return [kendte[adresse.lower()] for adresse in adresser]

    def clean(self) -> None:
        if not self.errors and not self.personer():
            raise ValidationError("Vælg mindst én, der skal læse udkastet.")

    def personer(self) -> list[Bruger]:
        """Return everybody chosen, each once."""
        valgt = [*self.cleaned_data.get("medlemmer", ()), *self.cleaned_data.get("andre", ())]
        return list({en.pk: en for en in valgt}.values())


class SvarForm(FritekstForm):
    """One text for each point that the reader sees."""

    def __init__(self, *args: Any, punkter: list[Dagsordenspunkt], laeser: Udkastlaeser, **kwargs: Any) -> None:
        foer = {f"p{en.punkt_id}": en.tekst for en in laeser.bemaerkninger.all()}
        super().__init__(*args, initial=foer, **kwargs)
        for punkt in punkter:
            self.fields[f"p{punkt.pk}"] = FritekstField(
                label=f"Bemærkning til punkt {punkt.nummer}",
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields([*(navn for navn in self.fields if navn != "frigiv_cpr"), "frigiv_cpr"])

    def tekster(self) -> dict[int, str]:
        return {int(navn[1:]): tekst for navn, tekst in self.cleaned_data.items() if navn.startswith("p")}
