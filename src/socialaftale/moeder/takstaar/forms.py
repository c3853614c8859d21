"""What the page of a takst year asks."""

from django import forms

from socialaftale.parter.models import Aftaleomraade


class TakstaarForm(forms.Form):
    """Which takst year, and what if the budgets or the deadline were other days. A GET form."""

    omraade = forms.ModelChoiceField(
        Aftaleomraade.objects.order_by("pk"), label="Aftaleområde", to_field_name="kode", required=False
    )
    aar = forms.IntegerField(label="Takstår", min_value=2016, max_value=2100)
    budget = forms.DateField(
        label="Budgetterne er vedtaget", required=False, help_text="dd.mm.åååå. Tomt: 15. oktober."
    )
    frist = forms.DateField(
        label="Frist for indberetning", required=False, help_text="dd.mm.åååå. Tomt: tre arbejdsdage efter."
    )

    def first_area(self) -> Aftaleomraade | None:
        return Aftaleomraade.objects.order_by("pk").first()

    def clean(self) -> None:
        """The days belong to the year before the takst year: that is the year the bodies meet in."""
        aar = self.cleaned_data.get("aar")
        for felt in ("budget", "frist"):
            dag = self.cleaned_data.get(felt)
            if aar and dag and dag.year != aar - 1:
                self.add_error(felt, f"Dagen skal ligge i {aar - 1}, året før takståret.")
