"""What the parties write in the register. Every form carries the version of the page it was shown with."""

from collections.abc import Iterable
from typing import Any

from django import forms

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm, TalField
from socialaftale.parter.models import Organisation

from .forms import DagField
from .models import Aendring, Efterfoelger, Indskrivningslinje, Landsdaekning, TilSalg
from .models.fakta import FLEST_PLADSER, HOEJESTE_ALDER
from .reference import all_maalgrupper, all_ydelsestyper

TEKST = {"max_length": 500, "required": False, "widget": forms.Textarea(attrs={"rows": 3})}
CIFRE = "Skriv {antal} cifre."


def begin_line(valg: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return choices with a capital letter, as they begin a line."""
    return [(vaerdi, f"{etiket[:1].upper()}{etiket[1:]}") for vaerdi, etiket in valg]


class HeltalField(TalField):
    """A whole number in Danish notation."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimaler=0, **kwargs)

    def clean(self, vaerdi: Any) -> int | None:
        tal = super().clean(vaerdi)
        return None if tal is None else int(tal)

    def prepare_value(self, vaerdi: Any) -> Any:
        return vaerdi


class FaktaForm(FritekstForm):
    """A change of facts from a day, on the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    gaelder_fra = DagField(label="Gælder fra")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gaelder_fra"].initial = tid.today
        self.order_fields([*(navn for navn in self.fields if navn not in ("gaelder_fra", "version")), "gaelder_fra"])


class StamForm(FaktaForm):
    navn = FritekstField(label="Navn", max_length=150)
    tilbudsportal_id = forms.CharField(label="Id i Tilbudsportalen", max_length=20, required=False)
    p_nummer = forms.RegexField(
        r"^\d{10}$", label="P-nummer", required=False, error_messages={"invalid": CIFRE.format(antal=10)}
    )
    landsdaekning = forms.ChoiceField(label="Lands- eller landsdelsdækkende", choices=begin_line(Landsdaekning.choices))
    forstaerket_samarbejde = forms.BooleanField(label="Er i det forstærkede samarbejde", required=False)
    kategori = forms.TypedChoiceField(
        label="Kategori i Styringsaftalen", required=False, coerce=int, empty_value=None,
        choices=[("", "Ikke oplyst"), ("1", "1"), ("2", "2"), ("3", "3")], help_text="Udgår fra 2027.",
    )  # fmt: skip


class MaalgruppeForm(FaktaForm):
    maalgrupper = forms.MultipleChoiceField(label="Målgrupper", required=False, widget=forms.CheckboxSelectMultiple)
    alder_fra = HeltalField(label="Alder fra", mindst=0, hoejst=HOEJESTE_ALDER)
    alder_til = HeltalField(label="Alder til og med", mindst=0, hoejst=HOEJESTE_ALDER)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["maalgrupper"].choices = [(maal.kode, maal.navn) for maal in all_maalgrupper().values()]

    def clean_maalgrupper(self) -> list[str]:
        return sorted(self.cleaned_data["maalgrupper"])


class AfdelingForm(FaktaForm):
    navn = FritekstField(label="Afdelingens navn", max_length=150)
    vej = FritekstField(label="Vej og nummer", max_length=150, required=False)
    postnummer = forms.RegexField(
        r"^\d{4}$", label="Postnummer", required=False, error_messages={"invalid": CIFRE.format(antal=4)}
    )
    postdistrikt = FritekstField(label="By", max_length=60, required=False)
    kommune = forms.ModelChoiceField(
        Organisation.objects.filter(art="kommune").order_by("sortering"), label="Beliggenhedskommune"
    )
    beskyttet = forms.BooleanField(
        label="Adressen er beskyttet", required=False, help_text="Så vises kun kommunen, alle steder."
    )


class YdelseForm(FaktaForm):
    navn = FritekstField(label="Ydelsens navn", max_length=150)
    ydelsestype = forms.ChoiceField(label="Type i Tilbudsportalen")
    til_salg = forms.ChoiceField(label="Til salg", choices=begin_line(TilSalg.choices), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ydelsestype"].choices = list(all_ydelsestyper().items())


class AendringForm(FritekstForm):
    """A proposal. `grupper` are (code, label, approved, normed) of the tilbud's pladsgrupper."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    art = forms.ChoiceField(
        label="Hvad skal ændres?", choices=begin_line(Aendring.Art.choices), widget=forms.RadioSelect
    )
    gaelder_fra = DagField(label="Gælder fra")
    begrundelse = FritekstField(label="Begrundelse", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, grupper: list[tuple[str, str, int, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grupper = grupper
        self.fields["art"].initial = Aendring.Art.PLADSER
        graenser = {"mindst": 0, "hoejst": FLEST_PLADSER}
        for kode, etiket, godkendte, normerede in grupper:
            for navn, antal in (("godkendte", godkendte), ("normerede", normerede)):
                felt = HeltalField(label=f"{etiket}: {navn} pladser", initial=antal, **graenser)
                self.fields[f"{navn}_{kode}"] = felt

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        pladser = {
            kode: {navn: data.pop(f"{navn}_{kode}", None) for navn in ("godkendte", "normerede")}
            for kode, *_ in self.grupper
        }
        data["pladser"] = {kode: antal for kode, antal in pladser.items() if None not in antal.values()}
        return data


class AfgoerForm(FritekstForm):
    godkend = forms.TypedChoiceField(
        label="Afgørelse", choices=[("ja", "Godkend"), ("nej", "Afvis")], coerce=lambda v: v == "ja",
        widget=forms.RadioSelect,
    )  # fmt: skip
    svar = FritekstField(label="Svar", help_text="Skal skrives, når ændringen afvises.", **TEKST)


class SkridtForm(FritekstForm):
    gaelder_fra = DagField(label="Gælder fra")
    aarsag = FritekstField(label="Årsag", **TEKST)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gaelder_fra"].initial = tid.today


class EfterfoelgerForm(forms.Form):
    til = forms.CharField(label="Fortsætter i", max_length=8, help_text="Det andet tilbuds id i registeret.")
    art = forms.ChoiceField(label="Hvordan", choices=begin_line(Efterfoelger.Art.choices), widget=forms.RadioSelect)
    andel_promille = HeltalField(
        label="Andel i promille", mindst=1, hoejst=1000, initial=1000, help_text="1000 er hele tilbuddet."
    )
    gaelder_fra = DagField(label="Gælder fra")


class OvertagelseForm(forms.Form):
    driftsherre = forms.ModelChoiceField(Organisation.objects.none(), label="Ny driftsherre", empty_label="Vælg")
    gaelder_fra = DagField(label="Gælder fra")

    def __init__(self, *args: Any, parter: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        egne = [part.pk for part in parter]
        self.fields["driftsherre"].queryset = Organisation.objects.filter(pk__in=egne).exclude(art="sekretariat")


class RundeForm(forms.Form):
    aar = forms.IntegerField(
        label="Indskrivning for året", error_messages={"invalid": "Skriv årstallet med fire cifre."}
    )
    frist = DagField(label="Frist")


class FristForm(forms.Form):
    frist = DagField(label="Ny frist")


class LinjeForm(FritekstForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    svar = forms.ChoiceField(
        label="Svar", choices=begin_line(Indskrivningslinje.Svar.choices[1:]),
        widget=forms.RadioSelect,
    )  # fmt: skip
    bemaerkning = FritekstField(
        label="Bemærkning", help_text="Skal skrives, når noget er ændret eller tilbuddet udgår.", **TEKST
    )


class UdtraekForm(forms.Form):
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="Driftsherre", to_field_name="kode", empty_label=None
    )
    fil = forms.FileField(label="Udtræk fra Tilbudsportalen", help_text="CSV eller XLSX, højst 5 MB.")

    def __init__(self, *args: Any, parter: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=[part.pk for part in parter])


def take_up_version(form: forms.Form, version: int) -> list[tuple[str, str]]:
    """Let a stale form be sent again, and return (field, value now) of every field that holds something else now."""
    if not form.is_bound or "version" not in form.fields or form.data.get("version") == str(version):
        return []
    form.data = form.data.copy()
    form.data["version"] = str(version)
    return [
        (bound.label, str(bound.initial))
        for bound in form
        if bound.name in form.initial and bound.name != "version" and bound.field.has_changed(bound.initial, bound.data)
    ]
