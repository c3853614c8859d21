"""What the wheel is asked for."""

from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.parter.models import Aftaleomraade

from .queries import ROLLER


class AarshjulForm(forms.Form):
    """Which area, year and role. A GET form: what is not understood is as if it was not asked."""

    omraade = forms.ModelChoiceField(
        Aftaleomraade.objects.order_by("navn", "pk"), label="Aftaleområde", to_field_name="kode", required=False,
        empty_label=None,
    )  # fmt: skip
    aar = forms.IntegerField(label="År", min_value=2016, max_value=2100, required=False)
    rolle = forms.ChoiceField(label="Rolle", required=False, choices=[("", "Alle"), *ROLLER])

    def __init__(self, data: Any) -> None:
        foerste = Aftaleomraade.objects.order_by("navn", "pk").first()
        start = {"aar": tid.today().year, "omraade": foerste.kode if foerste else ""}
        super().__init__(start | data.dict())
        self.is_valid()

    def chosen(self) -> tuple[Aftaleomraade | None, int, str]:
        data = self.cleaned_data
        omraade = data.get("omraade") or Aftaleomraade.objects.order_by("navn", "pk").first()
        return omraade, data.get("aar") or tid.today().year, data.get("rolle") or ""
