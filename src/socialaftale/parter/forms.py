import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.validators import MaxValueValidator, MinValueValidator

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from .konto import KRAV_TIL_ADGANGSKODE
from .models import Bruger
from .roller import Rolle

DATO = {"help_text": "dd.mm.åååå"}
RIMELIG = [
    MinValueValidator(dt.date(2000, 1, 1), "Skriv en dag efter 1999."),
    MaxValueValidator(dt.date(2100, 12, 31), "Skriv en dag før 2101."),
]


class BrugerForm(FritekstForm):
    navn = FritekstField(label="Navn", max_length=200)
    email = forms.EmailField(label="E-mail", help_text="Brugeren logger på med sin e-mail.")


class PeriodeForm(forms.Form):
    gaelder_fra = forms.DateField(label="Gælder fra", **DATO)
    gaelder_til = forms.DateField(label="Til og med", required=False, **DATO | {"help_text": "Tomt: indtil videre."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gaelder_fra"].initial = tid.today


class RolleForm(PeriodeForm):
    rolle = forms.ChoiceField(label="Rolle")
    stedfortraeder_for = forms.ModelChoiceField(
        Bruger.objects.none(), label="Stedfortræder for", required=False, empty_label="Ingen: brugeren har rollen selv"
    )
    field_order = ["rolle", "stedfortraeder_for"]

    def __init__(self, *args: Any, roller: list[Rolle], kolleger: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rolle"].choices = [(rolle.value, rolle.label) for rolle in roller]
        self.fields["stedfortraeder_for"].queryset = kolleger


class PladsForm(PeriodeForm):
    bruger = forms.ModelChoiceField(Bruger.objects.none(), label="Person", empty_label="Vælg en person")
    stedfortraeder_for = forms.ModelChoiceField(
        Bruger.objects.none(), label="Stedfortræder for", required=False, empty_label="Ingen: personen er medlem"
    )
    field_order = ["bruger", "stedfortraeder_for"]

    def __init__(self, *args: Any, personer: Any, medlemmer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bruger"].queryset = personer
        self.fields["bruger"].label_from_instance = lambda bruger: f"{bruger}, {bruger.organisation}"
        self.fields["stedfortraeder_for"].queryset = medlemmer


class AfslutForm(forms.Form):
    sidste_dag = forms.DateField(label="Rollens sidste dag", **DATO)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sidste_dag"].initial = tid.today


class LukForm(forms.Form):
    efterfoelger = forms.ModelChoiceField(
        Bruger.objects.none(),
        label="Efterfølger",
        required=False,
        empty_label="Ingen endnu",
        help_text="Overtager funktioner og åbne opgaver, og ser sidste års indberetning, bemærkninger og noter.",
    )

    def __init__(self, *args: Any, kolleger: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["efterfoelger"].queryset = kolleger


class FunktionForm(forms.Form):
    faelles_postkasse = forms.EmailField(
        label="Fælles postkasse", required=False, help_text="Post til funktionen sendes hertil. Tomt: til personerne."
    )
    telefon = forms.RegexField(
        r"(\d\D*){8}",
        label="Telefon",
        max_length=40,
        required=False,
        help_text="Sekretariatet ringer hertil, når noget mangler.",
        error_messages={"invalid": "Skriv telefonnummeret med alle otte cifre."},
    )


class VaretagForm(forms.Form):
    bruger = forms.ModelChoiceField(Bruger.objects.none(), label="Person", empty_label="Vælg en person")
    gaelder_fra = forms.DateField(label="Gælder fra", **DATO)

    def __init__(self, *args: Any, kolleger: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bruger"].queryset = kolleger
        self.fields["gaelder_fra"].initial = tid.today


class LeverandoerForm(FritekstForm):
    navn = FritekstField(label="Navn", max_length=200)
    cvr = forms.RegexField(
        r"^\d{8}$", label="CVR-nummer", strip=True, error_messages={"invalid": "Skriv CVR-nummeret med otte cifre."}
    )
    gaelder_fra = forms.DateField(label="Med i aftaleområdet fra", **DATO)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gaelder_fra"].initial = tid.today


class OverstregForm(FritekstForm):
    begrundelse = FritekstField(
        label="Begrundelse", max_length=300, help_text="Skriv, hvorfor tallet skal væk. Skriv ikke selve tallet."
    )


class AdgangskodeForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "Ny adgangskode"
        self.fields["new_password1"].help_text = KRAV_TIL_ADGANGSKODE
        self.fields["new_password2"].label = "Ny adgangskode igen"
        self.fields["new_password2"].help_text = ""


class AdgangslogForm(forms.Form):
    """What the log is narrowed by. A GET form."""

    sag = forms.CharField(label="Sagsnummer", required=False, max_length=40)
    hvem = forms.ChoiceField(label="Hvem", required=False)
    fra = forms.DateField(label="Fra og med (dd.mm.åååå)", required=False, validators=RIMELIG)
    til = forms.DateField(label="Til og med (dd.mm.åååå)", required=False, validators=RIMELIG)

    def __init__(self, *args: Any, personer: Iterable[Bruger], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hvem"].choices = [("", "Alle"), *((str(en.pk), en.navn) for en in personer)]
