"""The form of a meeting's attendance: one small form for each seat, and one for what is about them all."""

from collections.abc import Iterator
from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.parter.models import Bruger

from ..forms import DATO, KlokkeField
from ..models import Dagsordenspunkt
from .actions import Fremmoede
from .models import Moededeltager

Status = Moededeltager.Status
TOMME_GAESTER = 3
_SAMME = ("status", "stedfortraeder", "hvorfra", "fra_kl", "til_kl")
_UNDER = ("kom_under", "gik_under")


class AfbudForm(forms.Form):
    """Who comes instead, where the member has deputies in the body."""

    stedfortraeder = forms.ModelChoiceField(
        Bruger.objects.none(), label="I stedet kommer", required=False, empty_label="Ingen"
    )

    def __init__(self, *args: Any, stedfortraedere: list[Bruger], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pks = [en.pk for en in stedfortraedere]
        self.fields["stedfortraeder"].queryset = Bruger.objects.filter(pk__in=pks).order_by("navn", "pk")
        if not pks:
            del self.fields["stedfortraeder"]


class DeltagerForm(FritekstForm):
    """One seat. A member's name is known; a guest's is typed, and a guest without a name is none.

    `ny` numbers the empty lines.
    """

    navn = FritekstField(label="Navn", required=False, max_length=300)
    hvorfra = FritekstField(label="Hvorfra", required=False, max_length=200)
    status = forms.ChoiceField(label="Fremmøde", choices=[(s.value, s.label.capitalize()) for s in Status])
    stedfortraeder = FritekstField(label="I stedet mødte", required=False, max_length=200)
    fra_kl = KlokkeField(label="Kom kl.", required=False)
    kom_under = forms.TypedChoiceField(label="Kom under", required=False, coerce=int, empty_value=None)
    til_kl = KlokkeField(label="Gik kl.", required=False)
    gik_under = forms.TypedChoiceField(label="Gik under", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Any, *, deltager: Moededeltager, punkter: list[Dagsordenspunkt], ny: int = 0) -> None:
        initial = {felt: getattr(deltager, felt) for felt in ("navn", *_SAMME)}
        initial |= {felt: getattr(deltager, f"{felt}_id") for felt in _UNDER}
        prefix = f"n{ny}" if ny else deltager.noegle
        super().__init__(data if data and f"{prefix}-status" in data else None, prefix=prefix, initial=initial)
        self.plads, self.numre = deltager, {punkt.pk: punkt.nummer for punkt in punkter}
        for felt in _UNDER:
            self.fields[felt].choices = [("", "Fra start" if felt == "kom_under" else "Til slut")] + [
                (punkt.pk, f"Punkt {punkt.nummer}") for punkt in punkter
            ]
        medlem = deltager.slags == Moededeltager.Slags.MEDLEM
        for felt in ("navn", "hvorfra") if medlem else ("stedfortraeder",):
            del self.fields[felt]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for felt, hvad in self._impossible(data):
            self.add_error(felt, f"{data.get('navn') or self.plads.navn} {hvad}")
        return data

    def _impossible(self, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what cannot all be true of the one who is named first in the sentence."""
        til_stede, stedfortraeder = data.get("status") == Status.TIL_STEDE, data.get("stedfortraeder")
        kom, gik = (self.numre.get(data.get(felt), 0) for felt in _UNDER)
        fra, til = data.get("fra_kl"), data.get("til_kl")
        if til_stede and stedfortraeder:
            yield "stedfortraeder", "var selv til stede. Ret fremmødet, eller slet stedfortræderen."
        if not til_stede and not stedfortraeder and any((kom, gik, fra, til)):
            yield "status", "var der ikke, og kan hverken være kommet eller gået."
        if fra and til and til <= fra:
            yield "til_kl", "kan ikke være gået, før tiden, der står under kom."
        if kom and gik and gik < kom:
            yield "gik_under", f"kom under punkt {kom} og kan ikke være gået under punkt {gik}."

    def deltager(self) -> Moededeltager | None:
        """Return the row to save, None for a guest without a name."""
        data, plads = self.cleaned_data, self.plads
        navn = data.get("navn", plads.navn).strip()
        if not navn:
            return None
        ny = Moededeltager(slags=plads.slags, navn=navn, organisation_id=plads.organisation_id)
        ny.person_id = plads.person_id if navn == plads.navn else None
        for felt in _SAMME:
            setattr(ny, felt, data.get(felt) or ("" if felt in ("stedfortraeder", "hvorfra") else None))
        ny.kom_under_id, ny.gik_under_id = data["kom_under"], data["gik_under"]
        return ny


class OmMoedetForm(FritekstForm):
    """What is about the whole list. `nr` is the version that the writer sees, 0 for none."""

    naeste_moede = forms.DateField(
        label="Næste møde",
        required=False,
        help_text=f"{DATO['help_text']}. Som det blev sagt på mødet. Tomt: ikke sagt.",
    )
    rettelse = FritekstField(label="Hvorfor rettes fremmødet", required=False, max_length=300)
    nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, afsluttet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not afsluttet:
            del self.fields["rettelse"]


class Fremmoedeform:
    """All of it. `data` is what was sent, None for nothing; a seat that was not on the page by then is unbound."""

    def __init__(self, data: Any, *, pladser: list[Moededeltager], punkter: list[Dagsordenspunkt], om: OmMoedetForm):
        gaest = Moededeltager.Slags.GAEST
        alle = [DeltagerForm(data, deltager=plads, punkter=punkter) for plads in pladser]
        alle += [
            DeltagerForm(data, deltager=Moededeltager(slags=gaest, navn=""), punkter=punkter, ny=nr)
            for nr in range(1, TOMME_GAESTER + 1)
        ]
        self.om = om
        self.pladser = [form for form in alle if form.plads.slags != gaest]
        self.gaester = [form for form in alle if form.plads.slags == gaest]

    @property
    def forms(self) -> list[FritekstForm]:
        return [self.om, *self.pladser, *self.gaester]

    def is_valid(self) -> bool:
        svar = [form.is_valid() for form in self.forms if form.is_bound]
        return all(svar)

    def fremmoede(self) -> Fremmoede:
        deltagere = [form.deltager() for form in [*self.pladser, *self.gaester] if form.is_bound]
        frigivne = [navn for form in self.forms for navn in form.frigivne]
        data = self.om.cleaned_data
        kendte = tuple(en for en in deltagere if en)
        return Fremmoede(kendte, data["naeste_moede"], data.get("rettelse", ""), frigivne)
