"""What the pages of meetings ask for."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.faelles.fristfelter import guard_deadline, keep_field
from socialaftale.parter.models import Udvalg

from .actions import Punkttekst, Svar, Tidspunkt
from .besvarelse.forms import add_item_fields, item_field
from .krog import Forslag
from .models import Dagsordenspunkt, Indstilling, Moede
from .opfoelgning.ejer import owner_of
from .queries import subjects
from .status import LEDSVAR, Resultat, Verbum

DATO = {"help_text": "dd.mm.åååå"}
_KLOKKE = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")
_FOERES_IND = [(svar.value, svar.label) for svar in LEDSVAR]
_OMRAADE = forms.Textarea(attrs={"rows": 4})


class KlokkeField(forms.CharField):
    """A time of day as Danes write it: 9, 9.00 or 9:00."""

    def clean(self, vaerdi: Any) -> dt.time | None:
        tekst = super().clean(vaerdi)
        if not tekst:
            return None
        fund = _KLOKKE.fullmatch(tekst.strip())
        if not fund or int(fund[1]) > 23 or int(fund[2] or 0) > 59:
            raise ValidationError("Skriv klokkeslættet som 9.00.")
        return dt.time(int(fund[1]), int(fund[2] or 0))

    def prepare_value(self, vaerdi: Any) -> Any:
        return f"{vaerdi:%H.%M}" if isinstance(vaerdi, dt.time) else vaerdi


class TidForm(forms.Form):
    dato = forms.DateField(label="Dato", **DATO)
    fra_kl = KlokkeField(label="Fra kl.", required=False, help_text="Tomt: ikke fastlagt.")
    til_kl = KlokkeField(label="Til kl.", required=False)
    sted = forms.CharField(label="Sted", max_length=200, required=False)

    def hvornaar(self) -> Tidspunkt:
        return Tidspunkt(**{felt: self.cleaned_data[felt] for felt in ("dato", "fra_kl", "til_kl", "sted")})

    def clean(self) -> None:
        if self.cleaned_data.get("til_kl") and not self.cleaned_data.get("fra_kl"):
            self.add_error("fra_kl", "Skriv også, hvornår mødet begynder.")


class IndkaldForm(TidForm):
    udvalg = forms.ModelChoiceField(Udvalg.objects.none(), label="Udvalg", empty_label="Vælg et udvalg")
    form = forms.ChoiceField(label="Form", choices=Moede.Form.choices)
    field_order = ["udvalg", "form"]

    def __init__(self, *args: Any, udvalg: list[Udvalg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["udvalg"].queryset = Udvalg.objects.filter(pk__in=[et.pk for et in udvalg]).order_by("navn")


class FlytForm(TidForm):
    grund = forms.CharField(label="Hvorfor", max_length=300)
    aflyst = forms.BooleanField(label="Mødet aflyses helt", required=False)


class GrundForm(FritekstForm):
    """A form that asks for the reason, where the agenda is released."""

    grund = FritekstField(
        label="Hvorfor ændres dagsordenen",
        max_length=300,
        help_text="Dagsordenen er frigivet. Grunden står ved punktet, så alle kan se den.",
        error_messages={"required": "Skriv, hvorfor dagsordenen ændres. Den er frigivet."},
    )

    def __init__(self, *args: Any, frigivet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not frigivet:
            del self.fields["grund"]


class PunktForm(GrundForm):
    titel = FritekstField(label="Titel", max_length=200)
    aaben = forms.BooleanField(
        label="Åbent punkt",
        required=False,
        initial=True,
        help_text="Et lukket punkt ser kun udvalget og sekretariatet.",
    )
    sagsnr = forms.CharField(label="Sagsnummer", max_length=40, required=False)
    emne = forms.ChoiceField(label="Hvad handler det om", required=False)
    emne_id = forms.CharField(
        label="Hvilket", max_length=64, required=False, help_text="For takster: takståret. Tomt: dem alle."
    )
    resume = FritekstField(label="Resumé", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    sagsfremstilling = FritekstField(label="Sagsfremstilling", required=False, widget=forms.Textarea(attrs={"rows": 8}))
    indstillinger = FritekstField(
        label="Indstillinger",
        required=False,
        widget=_OMRAADE,
        help_text="Én pr. linje. Begynd med verbet: godkender, drøfter, tager til efterretning, beslutter, "
        "indstiller over for eller afgiver kompetence.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1, min_value=1)

    def __init__(
        self,
        *args: Any,
        udvalg: Udvalg,
        punkt: Dagsordenspunkt | None = None,
        forslag: Forslag | None = None,
        **kwargs: Any,
    ) -> None:
        if punkt:
            kwargs["initial"] = _as_fields(punkt, forslag)
        super().__init__(*args, **kwargs)
        self.fields["emne"].choices = [("", "Udvalgets egne forhold"), *subjects(udvalg)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("emne") == "takster" and not re.fullmatch(r"(20\d\d)?", data.get("emne_id", "")):
            self.add_error("emne_id", "Skriv takståret med fire cifre, fx 2027, eller lad feltet stå tomt.")
        return data

    def clean_indstillinger(self) -> tuple[tuple[str, str], ...]:
        linjer = [linje.strip() for linje in self.cleaned_data["indstillinger"].splitlines() if linje.strip()]
        return tuple(_recommendation(linje) for linje in linjer)

    def catch_up(self, punkt: Dagsordenspunkt) -> Dagsordenspunkt | None:
        """Return the point as another has saved it meanwhile, and let the next save go on top of it."""
        if str(punkt.version) == self.data.get("version"):
            return None
        self.data = self.data.copy()
        self.data["version"] = str(punkt.version)
        return punkt

    def tekst(self) -> Punkttekst:
        return Punkttekst(**{felt: self.cleaned_data[felt] for felt in Punkttekst.__dataclass_fields__})


def _as_fields(punkt: Dagsordenspunkt, forslag: Forslag | None) -> dict[str, Any]:
    """The point as it is written, or as it would be written now where `forslag` says so."""
    felter = ("titel", "aaben", "sagsnr", "emne", "emne_id", "resume", "sagsfremstilling", "version")
    vaerdier = {felt: getattr(punkt, felt) for felt in felter}
    bedt = [(en.verbum, en.tekst) for en in punkt.indstillinger.order_by("nummer")]
    if forslag:
        vaerdier |= {felt: getattr(forslag, felt) for felt in ("titel", "resume", "sagsfremstilling")}
        bedt = list(forslag.indstillinger)
    return vaerdier | {"indstillinger": "\n".join(f"{Verbum(verbum).label} {tekst}" for verbum, tekst in bedt)}


def _recommendation(linje: str) -> tuple[str, str]:
    """Return verb and text of a line. Raises ValidationError where it begins with no known verb."""
    ren = re.sub(r"^\d+[.)]\s*", "", linje)
    for verbum in Verbum:
        if ren.lower().startswith(verbum.label):
            return verbum.value, ren[len(verbum.label) :].strip()
    raise ValidationError(f"»{linje[:60]}« begynder ikke med et af verberne.")


class BeslutningForm(FritekstForm):
    """One point in meeting mode. `nr` is the version that the writer sees, 0 for none.

    With items each has an answer of its own, and `resultat` is a decision that stands by itself.
    """

    resultat = forms.ChoiceField(label="Resultat", choices=[("", "Ikke besluttet endnu"), *_FOERES_IND])
    tekst = FritekstField(label="Beslutning", required=False, widget=_OMRAADE)
    omfang = FritekstField(label="Omfang", required=False, max_length=300, help_text="Tomt: hele punktet.")
    betingelser = FritekstField(label="Betingelser", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    opgave_hvad = FritekstField(label="Opfølgning: hvad", required=False, max_length=300)
    opgave_ejer = forms.ChoiceField(label="Hvem", required=False)
    opgave_hvem = FritekstField(label="Eller skriv hvem", required=False, max_length=200)
    opgave_frist = forms.DateField(label="Senest", required=False, **DATO)
    opgave_behold = keep_field()
    rettelse = FritekstField(label="Hvorfor rettes beslutningen", required=False, max_length=300)
    nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        afsluttet: bool = False,
        ledene: Sequence[Indstilling] = (),
        ledsvar: Mapping[int, str] | None = None,
        ejere: Sequence[tuple[str, Any]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ledene = ledene
        self.fields["opgave_ejer"].choices = [("", "Vælg, eller skriv"), *ejere]
        if not afsluttet:
            del self.fields["rettelse"]
        if ledene:
            self.fields["resultat"].label, self.fields["resultat"].required = "Beslutning for sig selv", False
            self.fields["resultat"].choices = [("", "Ingen, kun svarene"), *_FOERES_IND]
            add_item_fields(self, ledene, ledsvar or {})
        nu = self.initial.get("resultat", "")
        if nu and nu not in LEDSVAR:
            self.fields["resultat"].choices = [(nu, Resultat(nu).label.capitalize()), *_FOERES_IND]

    def clean(self) -> None:
        self._check_task()
        if self.ledene and not self.cleaned_data.get("resultat") and not self._ledsvar():
            self.add_error(
                "resultat", "Svar på en indstilling, eller vælg et resultat. Ellers kan teksten ikke gemmes."
            )

    def _check_task(self) -> None:
        data = self.cleaned_data
        hvem = [data.get("opgave_ejer"), data.get("opgave_hvem")]
        opgave = [data.get("opgave_hvad"), any(hvem), data.get("opgave_frist")]
        if any(opgave) and not all(opgave) and "opgave_frist" not in self.errors:
            self.add_error("opgave_hvad", "En opfølgning har både et hvad, et hvem og et senest.")
        if all(hvem):
            self.add_error("opgave_hvem", "Vælg en ejer, eller skriv hvem: ikke begge dele.")
        guard_deadline(self, "opgave_frist", "opgave_behold")

    def svar(self) -> Svar:
        data = self.cleaned_data
        hvem = owner_of(data["opgave_ejer"]) or data["opgave_hvem"]
        opgaver = ((data["opgave_hvad"], hvem, data["opgave_frist"]),) if data["opgave_hvad"] else ()
        felter = {felt: data.get(felt, "") for felt in ("resultat", "tekst", "omfang", "betingelser", "rettelse")}
        return Svar(**felter, opgaver=opgaver, frigivet=self.frigivne, indstillinger=self._ledsvar())

    @property
    def has_unanswered(self) -> bool:
        """Tell whether an item that recommends something has no answer yet, as the page stands."""
        return any(led.verbum and not self[item_field(led)].value() for led in self.ledene)

    def _ledsvar(self) -> dict[int, str] | None:
        if not self.ledene:
            return None
        return {led.pk: svar for led in self.ledene if (svar := self.cleaned_data.get(item_field(led)))}


class DelegerForm(forms.Form):
    til_udvalg = forms.ModelChoiceField(Udvalg.objects.none(), label="Til", empty_label="Vælg et udvalg")
    udloeber = forms.DateField(label="Gælder til og med", **DATO)
    omfang = forms.CharField(
        label="Omfang", max_length=300, required=False, help_text="For eksempel: sene indberetninger."
    )

    def __init__(self, *args: Any, fra: Udvalg, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        andre = Udvalg.objects.filter(omraade=fra.omraade).exclude(pk=fra.pk)
        self.fields["til_udvalg"].queryset = andre.order_by("navn", "pk")


class FormandForm(forms.Form):
    navn = forms.CharField(label="Formandens navn", max_length=200)
    email = forms.EmailField(label="Formandens e-mail")


class BekraeftForm(FritekstForm):
    bemaerkning = FritekstField(label="Bemærkning", required=False, widget=_OMRAADE)


class ListeForm(forms.Form):
    """Which body and year. A GET form."""

    udvalg = forms.ModelChoiceField(
        Udvalg.objects.order_by("navn", "pk"), label="Udvalg", required=False, empty_label="Alle udvalg"
    )
    aar = forms.TypedChoiceField(label="År", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, aar: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aar"].choices = [(et, str(et)) for et in aar]
