"""What is asked about special needs and subgroups."""

from collections.abc import Iterable
from typing import Any

from django import forms

from socialaftale.faelles.formfelter import TalField
from socialaftale.regler.saerbehov import all_needs
from socialaftale.tilbud.models.fakta import HOEJESTE_ALDER
from socialaftale.tilbud.reference import all_maalgrupper

from .actions import Kriterier
from .models import Behovsvar, Undergruppefakta

JA, NEJ = "ja", "nej"
SVAR = [("", "Ikke sagt"), (JA, "Ja"), (NEJ, "Nej")]


class BehovForm(forms.Form):
    """Yes, no or nothing to each special need."""

    def __init__(self, *args: Any, svar: Behovsvar | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for behov in all_needs().values():
            sagt = JA if svar and behov.kode in svar.kan else NEJ if svar and behov.kode in svar.kan_ikke else ""
            self.fields[behov.kode] = forms.ChoiceField(
                label=behov.navn, choices=SVAR, required=False, initial=sagt,
                error_messages={"invalid_choice": "Vælg ja, nej eller ikke sagt."},
            )  # fmt: skip

    @property
    def behovsfelter(self) -> list[forms.BoundField]:
        return [self[kode] for kode in all_needs()]

    @property
    def har_behov(self) -> bool:
        return any(felt.value() for felt in self.behovsfelter)

    def needs(self, svar: str) -> tuple[str, ...]:
        return tuple(kode for kode in all_needs() if self.cleaned_data.get(kode) == svar)

    def clean(self) -> dict[str, Any]:
        super().clean()
        return {"kan": self.needs(JA), "kan_ikke": self.needs(NEJ)}


class UndergruppeForm(BehovForm):
    navn = forms.CharField(label="Navn", max_length=60, help_text="Det, en visitator ser, fx »Unge med autisme«.")
    maalgrupper = forms.MultipleChoiceField(
        label="Kun målgrupperne", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg blandt tilbuddets målgrupper."},
    )  # fmt: skip
    alder_fra = TalField(label="Alder fra", required=False, decimaler=0, mindst=0, hoejst=HOEJESTE_ALDER)
    alder_til = TalField(label="Alder til og med", required=False, decimaler=0, mindst=0, hoejst=HOEJESTE_ALDER)
    koen = forms.ChoiceField(
        label="Kun for", required=False,
        choices=[("", "Alle"), *((kode, navn.capitalize()) for kode, navn in Undergruppefakta.Koen.choices)],
    )  # fmt: skip

    def __init__(
        self, *args: Any, tilbuddets: Iterable[str], nu: Undergruppefakta | None = None, **kwargs: Any
    ) -> None:
        """`tilbuddets`: the codes of the target groups of the tilbud; all may be chosen where it has named none."""
        felter = ("navn", "maalgrupper", "alder_fra", "alder_til", "koen")
        initial = {felt: getattr(nu, felt) for felt in felter} if nu else {}
        super().__init__(*args, svar=nu, initial=initial, **kwargs)
        koder = list(tilbuddets) or list(all_maalgrupper())
        koder += [kode for kode in (nu.maalgrupper if nu else ()) if kode not in koder]
        self.fields["maalgrupper"].choices = [(kode, all_maalgrupper()[kode].navn) for kode in koder]

    def clean(self) -> dict[str, Any]:
        behov = super().clean()
        felter = {
            navn: self.cleaned_data.get(navn) for navn in ("navn", "maalgrupper", "alder_fra", "alder_til", "koen")
        }
        for navn in ("alder_fra", "alder_til"):
            felter[navn] = None if felter[navn] is None else int(felter[navn])
        felter |= behov | {"maalgrupper": tuple(felter["maalgrupper"] or ()), "koen": felter["koen"] or ""}
        return {"kriterier": Kriterier(**felter)}
