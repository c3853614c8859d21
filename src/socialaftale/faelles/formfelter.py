"""Form fields: numbers and free text as Danes write them."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator

from socialaftale.regler.tal import UklartTal, parse_tal

from . import cpr

STOERST = 15  # digits before the comma: more than any amount, and few enough to compute with
_ENHED = re.compile(r"(?:kr\.?|pct\.?|%)\s*$")


class FasteValg(BaseChoiceIterator):
    """Choices that are the same for every form, in Django's own shape, so that no form need make a copy of them."""

    def __init__(self, read: Callable[[], list[tuple[str, str]]]) -> None:
        self.read = read

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.read())


class TalField(forms.Field):
    """A number in Danish notation. The text stays as typed when it is wrong."""

    widget = forms.TextInput

    def __init__(
        self,
        *,
        decimaler: int = 2,
        mindst: Decimal | int | None = None,
        hoejst: Decimal | int | None = None,
        **kwargs: Any,
    ) -> None:
        self.decimaler, self.mindst, self.hoejst = decimaler, mindst, hoejst
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"inputmode": "decimal" if self.decimaler else "numeric", "autocomplete": "off"}

    def to_python(self, vaerdi: Any) -> Decimal | None:
        if vaerdi in self.empty_values:
            return None
        try:
            return vaerdi if isinstance(vaerdi, Decimal) else parse_tal(_ENHED.sub("", str(vaerdi)))
        except UklartTal as fejl:
            hvad = str(fejl) if self.decimaler else f"»{vaerdi}« er ikke et helt tal. Skriv det med cifre."
            raise ValidationError(hvad) from fejl

    def validate(self, vaerdi: Decimal | None) -> None:
        super().validate(vaerdi)
        if vaerdi is None:
            return
        if vaerdi.adjusted() >= STOERST:
            raise ValidationError("Tallet er for stort. Ret det.")
        if vaerdi != round(vaerdi, self.decimaler):
            hvad = f"Der må højst være {self.decimaler} decimaler." if self.decimaler else "Skriv et helt tal."
            raise ValidationError(hvad)
        if self.mindst is not None and vaerdi < self.mindst:
            raise ValidationError(f"Tallet skal være mindst {self.prepare_value(Decimal(self.mindst))}.")
        if self.hoejst is not None and vaerdi > self.hoejst:
            raise ValidationError(f"Tallet må højst være {self.prepare_value(Decimal(self.hoejst))}.")

    def prepare_value(self, vaerdi: Any) -> Any:
        """Show a Decimal with the field's decimals; what a person typed comes back untouched."""
        if not isinstance(vaerdi, Decimal):
            return vaerdi
        return f"{vaerdi:,.{self.decimaler}f}".translate(str.maketrans(",.", ".,"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class FritekstField(forms.CharField):
    """Free text that must not hold a CPR number. See `FritekstForm` for how a false alarm is released."""

    def clean(self, vaerdi: Any) -> str:
        tekst = super().clean(vaerdi)
        if cpr.find(tekst):
            raise ValidationError(cpr.BESKED, code="cpr")
        return tekst


class FritekstForm(forms.Form):
    """A form with free text: after an alarm the writer may say that it is none, and `frigivne` names the fields.

    Who saves logs the release, never the number: `parter.attempt` does it for the forms that it carries out.
    """

    frigiv_cpr = forms.BooleanField(label="Det er ikke et CPR-nummer", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frigivne: list[str] = []
        self.order_fields([*(n for n in self.fields if n != "frigiv_cpr"), "frigiv_cpr"])

    def add_error(self, field: str | None, error: Any) -> None:
        if getattr(error, "code", None) != "cpr" or field is None:
            super().add_error(field, error)
        elif self._wants_release():
            self.frigivne.append(field)
            self.cleaned_data[field] = self.fields[field].to_python(self.data.get(self.add_prefix(field)))
        else:
            super().add_error(field, error)
            self.fields["frigiv_cpr"].widget = forms.CheckboxInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("frigiv_cpr", None)  # it is about the text, and no part of what is saved
        return data

    def _wants_release(self) -> bool:
        return self.data.get(self.add_prefix("frigiv_cpr")) == "on"
