"""What the pages of date finding ask for."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import Fristvagt
from socialaftale.faelles.visning import dato as paa_dansk
from socialaftale.parter.models import Udvalg

from ..forms import DATO, KlokkeField
from ..models import Datofinding
from .actions import Spoergsmaal

_SVAR = (("ja", "Ja"), ("helst", "Helst den dag"), ("nej", "Nej"))
_DATO = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})")


class SpoergForm(Fristvagt, FritekstForm):
    FRISTER = ("svarfrist",)

    udvalg = forms.ModelChoiceField(Udvalg.objects.none(), label="Udvalg", empty_label="Vælg et udvalg")
    sammen_med = forms.ModelChoiceField(
        Udvalg.objects.none(), label="Sammen med", required=False, empty_label="Udvalget alene"
    )
    hvad = FritekstField(label="Hvad mødet er om", max_length=200)
    datoer = forms.CharField(
        label="Hvilke dage", widget=forms.Textarea(attrs={"rows": 5}), help_text="Én dag pr. linje: dd.mm.åååå."
    )
    fra_kl = KlokkeField(label="Fra kl.")
    til_kl = KlokkeField(label="Til kl.")
    sted = FritekstField(label="Sted", max_length=200, required=False)
    svarfrist = forms.DateField(label="Svar senest", **DATO)

    def __init__(self, *args: Any, udvalg: list[Udvalg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        egne = Udvalg.objects.filter(pk__in=[et.pk for et in udvalg]).order_by("navn", "pk")
        self.fields["udvalg"].queryset = self.fields["sammen_med"].queryset = egne

    def clean_datoer(self) -> tuple[dt.date, ...]:
        linjer = [linje.strip() for linje in self.cleaned_data["datoer"].splitlines() if linje.strip()]
        return tuple(_day(linje) for linje in linjer)

    def spoergsmaal(self) -> Spoergsmaal:
        felter = ("hvad", "fra_kl", "til_kl", "svarfrist", "datoer", "sted")
        return Spoergsmaal(**{felt: self.cleaned_data[felt] for felt in felter}, frigivet=tuple(self.frigivne))


def _day(linje: str) -> dt.date:
    """Return the day of a line. Raises ValidationError with the line where it is none."""
    fund = _DATO.fullmatch(linje)
    try:
        return dt.date(int(fund[3]), int(fund[2]), int(fund[1])) if fund else dt.date(0, 0, 0)
    except ValueError:
        raise ValidationError(f"»{linje[:40]}« er ikke en dag. Skriv den som 24.02.2027.") from None


class SvarForm(forms.Form):
    """One choice for each day."""

    def __init__(self, *args: Any, finding: Datofinding, sagt: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forslag = list(finding.forslag.order_by("dato"))
        for et in self.forslag:
            self.fields[f"d{et.pk}"] = forms.ChoiceField(
                label=paa_dansk(et.dato),
                choices=_SVAR,
                widget=forms.RadioSelect,
                initial=sagt.get(et.pk),
                error_messages={"required": f"Svar for {paa_dansk(et.dato)}."},
            )

    def svar(self) -> dict[int, str]:
        return {et.pk: self.cleaned_data[f"d{et.pk}"] for et in self.forslag}
