"""What an afdeling promises, and which parts of the platform an area switches on."""

import re
from typing import Any

from django import forms

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.formfelter import TalField
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.regler.reservation import rule_for

from ..models import Kapacitetsvalg, Meldeaftale

RYTMER = [(7, "hver uge"), (14, "hver anden uge"), (30, "hver måned"), (92, "hvert kvartal")]
FAERREST_CIFRE = 8
FLEST_BESLUTNINGER = 50
GODKENDT = (Resultat.GODKENDT, Resultat.BETINGET)


class AftaleForm(forms.ModelForm):
    """The promise of one afdeling, or of all of a tilbud's."""

    rytme_dage = forms.TypedChoiceField(label="Bekræftes mindst", choices=RYTMER, coerce=int)
    alle = forms.BooleanField(label="Gælder alle tilbuddets afdelinger", required=False)

    class Meta:
        model = Meldeaftale
        fields = ("rytme_dage", "telefon", "vises", "leder", "stedfortraeder", "postkasse")
        labels = {
            "vises": "Vis ja eller nej for alle på siden Ledige pladser",
            "leder": "Lederen, der svarer",
            "postkasse": "Fælles postkasse, når ingen leder er valgt",
        }

    def __init__(
        self, *args: Any, driftsherre: Organisation, flere: bool, holdes_dage: int | None = None, **kwargs: Any
    ) -> None:
        """`holdes_dage`: how many working days a place is held now; None where none can be held."""
        super().__init__(*args, **kwargs)
        if holdes_dage is not None:
            hoejst = rule_for(tid.today()).frist.hoejst_arbejdsdage
            self.fields["arbejdsdage"] = TalField(
                label="Arbejdsdage, en plads holdes", decimaler=0, mindst=1, hoejst=hoejst, initial=holdes_dage,
                help_text=f"Mellem 1 og {hoejst}. Gælder hele tilbuddet og de pladser, der holdes fra nu af.",
            )  # fmt: skip
        ansatte = Bruger.objects.filter(organisation=driftsherre, aktiv=True).order_by("navn", "pk")
        for felt in ("leder", "stedfortraeder"):
            self.fields[felt].queryset = ansatte
            self.fields[felt].empty_label = "Ingen"
        egen = self.instance.rytme_dage
        if egen and egen not in dict(RYTMER):
            self.fields["rytme_dage"].choices = [*RYTMER, (egen, f"hver {egen}. dag")]
        if not flere:
            del self.fields["alle"]

    def working_days(self) -> int | None:
        """Return how long a place is to be held; None where that is not asked."""
        return int(self.cleaned_data["arbejdsdage"]) if "arbejdsdage" in self.cleaned_data else None

    def clean_telefon(self) -> str:
        """A number that can be rung, and not one that could be a person's."""
        telefon = self.cleaned_data["telefon"].strip()
        if telefon and len(re.findall(r"\d", telefon)) < FAERREST_CIFRE:
            raise forms.ValidationError("Skriv et telefonnummer med mindst otte cifre.")
        if cpr.find(telefon):
            raise forms.ValidationError("Det ligner et CPR-nummer. Skriv et telefonnummer.")
        return telefon


class ValgForm(forms.Form):
    """Switch one part on or off from a day, perhaps after a decision."""

    valg = forms.ChoiceField(label="Hvad", choices=Kapacitetsvalg.Valg.choices)
    til = forms.TypedChoiceField(
        label="Skal være", choices=[("1", "slået til"), ("0", "slået fra")], coerce=lambda vaerdi: vaerdi == "1"
    )
    gaelder_fra = forms.DateField(
        label="Fra", help_text="dd.mm.åååå", error_messages={"invalid": "Skriv en dag, der findes, som dd.mm.åååå."}
    )
    beslutning = forms.ModelChoiceField(
        Beslutning.objects.none(), label="Besluttet ved", required=False, empty_label="Ingen beslutning"
    )

    def __init__(self, *args: Any, omraade: Aftaleomraade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alle = Beslutning.objects.newest().filter(punkt__moede__udvalg__omraade=omraade, resultat__in=GODKENDT)
        alle = alle.select_related("punkt__moede__udvalg")
        seneste = list(alle.order_by("-registreret_at", "-pk").values_list("pk", flat=True)[:FLEST_BESLUTNINGER])
        self.fields["beslutning"].queryset = alle.filter(pk__in=seneste).order_by("-registreret_at", "-pk")
        self.fields["gaelder_fra"].initial = tid.today()
