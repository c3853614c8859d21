"""Forms of annexes."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm

from ..forms import GrundForm
from .models import Punktbilag

ENDELSER = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.rtf,.txt,.csv,.png,.jpg,.jpeg"


class _FlereInput(forms.FileInput):
    allow_multiple_selected = True


class FilerField(forms.FileField):
    """Several files at once; what is wrong with one of them is said when it is looked at."""

    widget = _FlereInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        filer = [fil for fil in data or [] if fil]
        if not filer:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return filer


class BilagForm(GrundForm):
    filer = FilerField(
        label="Filer",
        help_text="Vælg en eller flere. PDF er bedst; DOCX, XLSX, PPTX, tekst og billeder kan også. "
        "Højst 50 MB og 100 filer ad gangen.",
        error_messages={"required": "Vælg mindst én fil."},
        widget=_FlereInput(attrs={"accept": ENDELSER}),
    )
    aaben = forms.BooleanField(
        label="Åbne bilag",
        required=False,
        initial=True,
        help_text="Et lukket bilag, og alle bilag til et lukket punkt, ser kun udvalget og sekretariatet.",
    )


class RetBilagForm(GrundForm):
    titel = FritekstField(label="Titel", max_length=200)
    aaben = forms.BooleanField(label="Åbent bilag", required=False)
    set_version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, bilag: Punktbilag, **kwargs: Any) -> None:
        nu = {"titel": bilag.titel, "aaben": bilag.aaben, "set_version": bilag.version}
        super().__init__(*args, initial=nu, frigivet=bool(bilag.punkt.moede.frigivet_at), **kwargs)

    def catch_up(self, bilag: Punktbilag) -> None:
        """Let the next save go on top of what another has saved meanwhile."""
        self.data = self.data.copy()
        self.data["set_version"] = str(bilag.version)


class FjernBilagForm(FritekstForm):
    grund = FritekstField(
        label="Hvorfor fjernes bilaget",
        max_length=300,
        help_text="Grunden vises, hvor bilaget stod. For eksempel: Forkert fil.",
        error_messages={"required": "Skriv, hvorfor bilaget fjernes."},
    )
