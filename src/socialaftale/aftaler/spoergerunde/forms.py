"""What the pages of rounds ask for."""

from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm, TalField
from socialaftale.faelles.fristfelter import Fristvagt, to_come
from socialaftale.parter.models import Aftaleomraade, Funktion, Udvalg

from .actions import Rundetekst, Svar
from .models import Spoergerunde, Spoergsmaal

VED_IKKE = ("", "Det ved vi ikke")


class RundeForm(Fristvagt, FritekstForm):
    titel = FritekstField(label="Titel", max_length=150)
    baggrund = FritekstField(
        label="Baggrund",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hvorfor der spørges, og hvad svarene bruges til. Det står i mailen.",
    )
    ejer = FritekstField(label="Hvem har opgaven?", max_length=150, help_text="For eksempel: Implementeringsgruppen.")
    spurgte = forms.ChoiceField(label="Hvem spørges?", choices=Spoergerunde.Spurgte.choices, widget=forms.RadioSelect)
    funktion = forms.ChoiceField(
        label="Mailen går til funktionen", choices=Funktion.Art.choices, help_text="Parten bestemmer, hvem der har den."
    )
    frist = forms.DateField(label="Svar senest", help_text="dd.mm.åååå", validators=[to_come])
    tilbage_til = forms.ModelChoiceField(
        Udvalg.objects.none(), label="Svarene går tilbage til", empty_label="Vælg et udvalg"
    )

    def __init__(self, *args: Any, omraade: Aftaleomraade, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tilbage_til"].queryset = Udvalg.objects.filter(omraade=omraade).order_by("navn", "pk")

    def tekst(self) -> Rundetekst:
        return Rundetekst(**self.cleaned_data, frigivet=self.frigivne)


class SpoergsmaalForm(FritekstForm):
    tekst = FritekstField(label="Spørgsmål", max_length=300)
    art = forms.ChoiceField(label="Svaret er", choices=Spoergsmaal.Art.choices, widget=forms.RadioSelect)
    muligheder = FritekstField(
        label="Svar at vælge mellem",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kun når svaret er et valg. Én mulighed pr. linje.",
    )
    enhed = forms.CharField(
        label="Enhed", max_length=40, required=False, help_text="Kun når svaret er et tal. For eksempel: pladser."
    )
    skal = forms.BooleanField(label="Skal besvares", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        linjer = [linje.strip() for linje in data.get("muligheder", "").splitlines() if linje.strip()]
        data["muligheder"] = "\n".join(dict.fromkeys(linjer)) if data.get("art") == Spoergsmaal.Art.VALG else ""
        if data.get("art") == Spoergsmaal.Art.VALG and len(set(linjer)) < 2:
            self.add_error("muligheder", "Skriv mindst to svar at vælge mellem, ét pr. linje.")
        if any(len(linje) > 200 for linje in linjer):
            self.add_error("muligheder", "En mulighed fylder højst 200 tegn. Gør den kortere.")
        if data.get("art") != Spoergsmaal.Art.TAL:
            data["enhed"] = ""
        return data


class SvarForm(FritekstForm):
    """The questions of one round as fields. `nr` is the answer that the writer saw, 0 for none."""

    nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, spoergsmaal: list[Spoergsmaal], nr: int, foer: dict[int, str], **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"nr": nr} | {f"svar{et.nr}": _shown(et, foer.get(et.nr, "")) for et in spoergsmaal}
        super().__init__(*args, **kwargs)
        self.spoergsmaal = spoergsmaal
        for et in spoergsmaal:
            self.fields[f"svar{et.nr}"] = _field(et)
        self.order_fields([*(f"svar{et.nr}" for et in spoergsmaal), "nr", "frigiv_cpr"])

    def catch_up(self, nr: int) -> bool:
        """Tell whether another has answered since this was opened, and let the next save go on top of it."""
        if str(nr) == self.data.get("nr"):
            return False
        self.data = self.data.copy()
        self.data["nr"] = str(nr)
        return True

    def svar(self) -> Svar:
        data = self.cleaned_data
        vaerdier = {et.nr: _kept(data[f"svar{et.nr}"]) for et in self.spoergsmaal}
        return Svar(vaerdier, data["nr"], self.frigivne)


def _field(et: Spoergsmaal) -> forms.Field:
    felter: dict[str, Any] = {"label": f"{et.nr}. {et.tekst}", "required": et.skal}
    if et.art == Spoergsmaal.Art.TAL:
        enhed = f"Antal {et.enhed}. " if et.enhed else ""
        return TalField(mindst=0, help_text=f"{enhed}{'' if et.skal else 'Tomt: det ved vi ikke.'}", **felter)
    if et.art == Spoergsmaal.Art.TEKST:
        hjaelp = "Højst 1.000 tegn. Skriv intet, der peger på én borger."
        widget = forms.Textarea(attrs={"rows": 3})
        return FritekstField(max_length=1000, widget=widget, help_text=hjaelp, **felter)
    muligheder = [("ja", "Ja"), ("nej", "Nej")] if et.art == Spoergsmaal.Art.JA_NEJ else []
    muligheder += [(valg, valg) for valg in et.regel.valg]
    return forms.ChoiceField(
        choices=muligheder if et.skal else [*muligheder, VED_IKKE], widget=forms.RadioSelect, **felter
    )


def _shown(et: Spoergsmaal, vaerdi: str) -> Any:
    """A number that was kept with a dot is shown as Danes write it."""
    return vaerdi.replace(".", ",") if et.art == Spoergsmaal.Art.TAL else vaerdi


def _kept(vaerdi: Any) -> str:
    return "" if vaerdi is None else format(vaerdi, "f") if not isinstance(vaerdi, str) else vaerdi
