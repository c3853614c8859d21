"""Forms of old minutes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles import cpr
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.regler.referat.laes import UlaeseligtReferat

from ..forms import DATO
from ..permissions import recordable_bodies
from .actions import Sendt
from .fil import HOEJST_BYTES
from .laesning import Laest
from .queries import body_called


class ReferatForm(forms.Form):
    """A file of minutes, and what it may not say itself: which body, which day."""

    fil = forms.FileField(
        label="Referat",
        help_text="En tekstfil, eller en PDF med tekst i. Højst 50 MB.",
        error_messages={
            "required": "Vælg en fil.",
            "empty": "Filen er tom. Kontrollér, at du har valgt den rigtige fil.",
            "missing": "Filen kom ikke helt frem. Vælg den igen, og send på ny.",
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.txt"}),
    )
    udvalg = forms.ModelChoiceField(
        Udvalg.objects.none(), label="Udvalg", required=False, empty_label="Det, der står i referatet"
    )
    dato = forms.DateField(
        label="Mødets dag", required=False, help_text=f"{DATO['help_text']}. Tomt: den, der står i referatet."
    )
    frigiv_cpr = forms.BooleanField(label="Det er ikke et CPR-nummer", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Bruger, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        egne = recordable_bodies(by)
        self.fields["udvalg"].queryset = Udvalg.objects.filter(pk__in=[et.pk for et in egne]).order_by("navn", "pk")

    def clean_fil(self) -> Any:
        fil = self.cleaned_data["fil"]
        if fil.size > HOEJST_BYTES:
            raise ValidationError("Filen er over 50 MB. Et referat fylder mindre: vælg det uden bilag.")
        raw = fil.read()
        try:
            self.sendt = Sendt(raw, fil.name, Laest.of_file(raw), self.data.get("frigiv_cpr") == "on")
        except UlaeseligtReferat as fejl:
            raise ValidationError(str(fejl)) from None
        self._guard_cpr()
        return fil

    def _guard_cpr(self) -> None:
        """Say where there may be a CPR number, never which; the file must be chosen again with the release."""
        tekst = self.sendt.laest.tekst
        if (fund := cpr.find(tekst)) and not self.sendt.frigivet:
            self.fields["frigiv_cpr"].widget = forms.CheckboxInput()
            linje = tekst.count("\n", 0, fund[0][0]) + 1
            raise ValidationError(f"Linje {linje}: {cpr.BESKED} Vælg så filen igen.")

    def clean(self) -> None:
        if "fil" not in self.cleaned_data:
            return
        referat = self.sendt.laest.referat
        self.cleaned_data["udvalg"] = self.cleaned_data.get("udvalg") or body_called(referat.udvalg, self.by)
        self.cleaned_data["dato"] = self.cleaned_data.get("dato") or referat.dato
        if not self.cleaned_data["udvalg"]:
            sagt = (
                f"er fra »{referat.udvalg}«, som ikke er et udvalg her"
                if referat.udvalg
                else "siger ikke, hvem det er fra"
            )
            self.add_error("udvalg", f"Referatet {sagt}. Vælg udvalget, og vælg filen igen.")
        if not self.cleaned_data["dato"] and "dato" not in self.errors:
            self.add_error("dato", "Referatet siger ikke, hvilken dag mødet var. Skriv dagen, og vælg filen igen.")


class AfklarForm(FritekstForm):
    """What was found out."""

    afklaring = FritekstField(
        label="Hvad er fundet ud af?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For eksempel: Blev godkendt på mødet, se optagelsen. Eller: Tages op igen den 23. februar.",
        error_messages={"required": "Skriv, hvad der er fundet ud af."},
    )
