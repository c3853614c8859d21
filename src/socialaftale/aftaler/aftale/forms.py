"""What the pages of the agreement ask for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.regler.aftaletekst import Del, UklarTekst, read_parts, write_parts

from .actions import FILTYPER, Partssvar, Vedlagt, Version, parts_of
from .models import Aftale, Aftalegodkendelse, Aftaletekst

HOEJST_BYTES = 50 * 1024 * 1024


class AftaleForm(forms.Form):
    fra_aar = forms.IntegerField(label="Første år", min_value=2007, max_value=2100)
    til_aar = forms.IntegerField(label="Sidste år", min_value=2007, max_value=2100)
    titel = forms.CharField(label="Titel", max_length=200, help_text="For eksempel: Nordjysk Socialaftale 2027-2028.")

    def clean(self) -> None:
        fra, til = (self.cleaned_data.get(felt) for felt in ("fra_aar", "til_aar"))
        if fra and til and til < fra:
            self.add_error("til_aar", "Sidste år ligger før første år. Byt dem om, eller ret det ene.")
        if fra and til and til - fra > 5:
            self.add_error("til_aar", "En aftale løber i højst seks år. Ret årene.")


class TekstForm(FritekstForm):
    """The whole text, as a new version."""

    tekst = FritekstField(
        label="Aftalens tekst",
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="En linje, der begynder med #, er en overskrift; ## er en overskrift under den. En tom linje skiller "
        "afsnit, og linjer, der begynder med en streg, er en liste. Du kan sætte tekst ind fra Word.",
    )
    note = FritekstField(label="Hvad er ændret?", max_length=300)
    redaktionel = forms.BooleanField(
        label="Kun rettelse af sprog",
        required=False,
        help_text="Så står de godkendelser, der allerede er givet. Ændrer du indhold, skal parterne godkende igen.",
    )
    nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(self, *args: Any, nyeste: Aftaletekst | None, **kwargs: Any) -> None:
        if nyeste:
            kwargs["initial"] = {"tekst": write_parts(parts_of(nyeste)), "nr": nyeste.nr}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if "tekst" in data:
            try:
                self.dele: list[Del] = read_parts(data["tekst"])
            except UklarTekst as fejl:
                self.add_error("tekst", str(fejl))
        return data

    def version(self) -> Version:
        data = self.cleaned_data
        return Version(self.dele, data["note"], data["redaktionel"], self.frigivne)

    def catch_up(self, nyeste: Aftaletekst | None) -> bool:
        """Tell whether another has saved since this was opened, and let the next save go on top of it."""
        if nyeste is None or str(nyeste.nr) == self.data.get("nr"):
            return False
        self.data = self.data.copy()
        self.data["nr"] = str(nyeste.nr)
        return True


class BilagForm(forms.Form):
    nummer = forms.IntegerField(
        label="Bilag nummer", min_value=1, max_value=999, help_text="Findes nummeret, bliver det en ny udgave af det."
    )
    titel = forms.CharField(label="Titel", max_length=200)
    fil = forms.FileField(
        label="Fil",
        required=False,
        help_text="PDF, Word, regneark eller tekst. Højst 50 MB. Uden fil står bilaget kun med sin titel.",
        widget=forms.FileInput(attrs={"accept": ",".join(FILTYPER)}),
        error_messages={
            "empty": "Filen er tom. Kontrollér, at du har valgt den rigtige fil.",
            "missing": "Filen kom ikke helt frem. Vælg den igen, og send på ny.",
        },
    )
    aaben = forms.BooleanField(
        label="Åbent bilag", required=False, initial=True, help_text="Et lukket bilag ser kun aftaleområdets brugere."
    )

    def clean_fil(self) -> Any:
        fil = self.cleaned_data["fil"]
        if fil and fil.size > HOEJST_BYTES:
            raise ValidationError("Filen er over 50 MB. Del den, eller fjern billeder fra den.")
        return fil

    def vedlagt(self) -> Vedlagt:
        data = self.cleaned_data
        fil = (data["fil"].name, data["fil"].read()) if data["fil"] else None
        return Vedlagt(data["nummer"], data["titel"], data["aaben"], fil)


class GodkendelseForm(FritekstForm):
    svar = forms.ChoiceField(label="Svar", choices=Aftalegodkendelse.Svar.choices, widget=forms.RadioSelect)
    version = forms.TypedChoiceField(label="Svaret er om", coerce=int)
    dato = forms.DateField(label="Besluttet den", help_text="dd.mm.åååå")
    beslutning = FritekstField(label="Beslutningens ord", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    link = forms.URLField(
        label="Link til beslutningen", required=False, assume_scheme="https", help_text="Referatet på partens side."
    )

    def __init__(self, *args: Any, aftale: Aftale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numre = aftale.tekster.order_by("-nr").values_list("nr", "note")
        self.fields["version"].choices = [(nr, f"Version {nr}: {note}") for nr, note in numre]

    def clean_dato(self) -> Any:
        dato = self.cleaned_data["dato"]
        if dato > tid.today():
            raise ValidationError("Dagen ligger ude i fremtiden. Før svaret ind, når det er besluttet.")
        return dato

    def partssvar(self) -> Partssvar:
        data = self.cleaned_data
        ord_ = {felt: data[felt] for felt in ("svar", "dato", "beslutning", "link")}
        return Partssvar(**ord_, tekst_nr=data["version"], frigivet=self.frigivne)


class ForskelForm(forms.Form):
    """Which two versions. A GET form."""

    fra = forms.TypedChoiceField(label="Fra", coerce=int, required=False)
    til = forms.TypedChoiceField(label="Til", coerce=int, required=False)

    def __init__(self, *args: Any, tekster: list[Aftaletekst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg = [(tekst.nr, f"Version {tekst.nr}") for tekst in tekster]
        self.fields["fra"].choices = self.fields["til"].choices = valg
