"""The page on which a decision about the takster is recorded: one answer for all, and what is answered otherwise."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from socialaftale.faelles.formfelter import FritekstField, FritekstForm
from socialaftale.moeder.actions import Svar
from socialaftale.moeder.status import AFGOERENDE, FOERES_IND, Resultat

from .models import Linjeafgoerelse
from .sagsdata import Sagsdata
from .sagslinjer import Sagslinje
from .undtagelser import Undtagelse, line_key, party_key

Udfald = Linjeafgoerelse.Udfald
SVAR = (Udfald.GODKENDT, Udfald.BETINGET, Udfald.INDSTILLET, Udfald.UDSAT, Udfald.AFVIST)
KRAEVER_MANDAT = (Udfald.GODKENDT, Udfald.BETINGET, Udfald.AFVIST)
_LILLE = forms.Textarea(attrs={"rows": 2})


class AfgoerForm(FritekstForm):
    """`nr` is the version of the decision that the writer sees; `sete` the submissions, as primary keys."""

    resultat = forms.ChoiceField(label="Svar for alle takster", widget=forms.RadioSelect)
    betingelser = FritekstField(label="Betingelse for alle", required=False, widget=_LILLE)
    tekst = FritekstField(
        label="Beslutningens ord",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tomt: siden skriver, hvor mange takster der fik hvilket svar. Beslutningen bliver offentlig, "
        "når mødet er afsluttet.",
    )
    opgave_hvad = FritekstField(label="Opfølgning: hvad", required=False, max_length=300)
    opgave_hvem = forms.CharField(label="Hvem", required=False, max_length=200)
    opgave_frist = forms.DateField(label="Senest", required=False, help_text="dd.mm.åååå")
    rettelse = FritekstField(label="Hvorfor rettes beslutningen", max_length=300)
    nr = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sete = forms.CharField(widget=forms.HiddenInput, required=False)
    vis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, data_: Sagsdata, undtagelser: list[Undtagelse], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kan_afgoere = data_.sag.kan_afgoere
        self.fields["resultat"].choices = [(et.value, _with_mandate(et, self.kan_afgoere)) for et in FOERES_IND]
        if not data_.sag.moede.afsluttet_at:
            del self.fields["rettelse"]
        self.undtagelser = undtagelser
        self.samlet = {linje.pk: et.noegle for et in undtagelser if et.er_samlet for linje in et.linjer}
        for et in undtagelser:
            self._add_exception(et)

    def _add_exception(self, et: Undtagelse) -> None:
        valg = [("", self._unanswered(et)), *((svar.value, _with_mandate(svar, self.kan_afgoere)) for svar in SVAR)]
        self.fields[f"{et.noegle}-udfald"] = forms.ChoiceField(label="Svar", choices=valg, required=False)
        self.fields[f"{et.noegle}-grund"] = FritekstField(
            label="Betingelse eller grund", required=False, max_length=500, widget=_LILLE
        )
        if et.er_samlet:
            ider = ",".join(linje.linje for linje in et.linjer)
            self.fields[f"{et.noegle}-linjer"] = forms.CharField(widget=forms.HiddenInput, initial=ider)

    def _unanswered(self, et: Undtagelse) -> str:
        if et.part:
            return "Som alle"
        if et.linjer[0].afgjort:
            return "Uændret"
        delt = not et.er_samlet and et.linjer[0].pk in self.samlet
        return "Som tilbuddets andre" if delt else "Som driftsherren"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        opgave = [data.get(felt) for felt in ("opgave_hvad", "opgave_hvem", "opgave_frist")]
        if any(opgave) and not all(opgave):
            self.add_error("opgave_hvad", "En opfølgning har både et hvad, et hvem og et senest.")
        if data.get("resultat") == Resultat.BETINGET and not data.get("betingelser"):
            self.add_error("betingelser", "Skriv betingelsen.")
        anderledes = [et for et in self.undtagelser if data.get(f"{et.noegle}-udfald")]
        for et in anderledes:
            if data[f"{et.noegle}-udfald"] == Udfald.BETINGET and not data.get(f"{et.noegle}-grund"):
                self.add_error(f"{et.noegle}-grund", f"Skriv betingelsen for {et.navn}.")
            if et.part and not et.part.tilbud:
                self.add_error(f"{et.noegle}-udfald", f"{et.part.navn} driver ikke længere noget tilbud i runden.")
        if anderledes and data.get("resultat") == Resultat.EFTERRETNING:
            self.add_error(
                "resultat", "Taget til efterretning siger ikke noget om enkelte takster. Vælg et andet svar."
            )
        return data

    def answers(self, linjer: Iterable[Sagslinje]) -> dict[int, tuple[str, str]]:
        """By line (primary key): its own answer, else that of its tilbud's lines together, else its driftsherre's.

        Nothing for those answered as all are. What is settled keeps its answer, unless the line itself got another.
        """
        svar = {}
        for linje in linjer:
            noegler = [line_key(linje), self.samlet.get(linje.pk, "")]
            noegler += [party_key(linje.part)] if linje.afgjort is None else []
            fundet = next((svar_ for noegle in noegler if (svar_ := self._answer(noegle))), None)
            if fundet:
                svar[linje.pk] = fundet
        return svar

    def _answer(self, noegle: str) -> tuple[str, str] | None:
        udfald = self.cleaned_data.get(f"{noegle}-udfald")
        return (udfald, self.cleaned_data.get(f"{noegle}-grund", "")) if udfald else None

    def seen(self) -> frozenset[int]:
        """The submissions that lay on the table when the page was opened."""
        return read_keys(self.cleaned_data["sete"])

    def svar(self, tekst: str) -> Svar:
        """The body's answer; `tekst` stands where the writer left the words to the page."""
        data = self.cleaned_data
        opgaver = ((data["opgave_hvad"], data["opgave_hvem"], data["opgave_frist"]),) if data["opgave_hvad"] else ()
        return Svar(
            data["resultat"],
            data["tekst"] or tekst,
            betingelser=data["betingelser"],
            rettelse=data.get("rettelse", ""),
            opgaver=opgaver,
            frigivet=self.frigivne,
        )


def read_keys(tekst: str) -> frozenset[int]:
    """Primary keys written with commas between; anything else is left out."""
    return frozenset(int(et) for et in tekst.split(",") if et.strip().isdigit())


def write_keys(noegler: Iterable[int]) -> str:
    return ",".join(str(et) for et in sorted(noegler))


def _with_mandate(svar: Resultat | Udfald, kan_afgoere: bool) -> str:
    kraever = svar in KRAEVER_MANDAT or svar in AFGOERENDE
    return f"{svar.label} (kræver mandat)".capitalize() if kraever and not kan_afgoere else svar.label.capitalize()


def typed(post: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the first values of a form that is shown again without being judged."""
    return {navn: vaerdi for navn, vaerdi in post.items() if navn != "csrfmiddlewaretoken"}
