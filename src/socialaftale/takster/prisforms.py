"""What a buyer chooses on the page that works out a price from the published takster."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from socialaftale.faelles.formfelter import TalField
from socialaftale.faelles.visning import kr
from socialaftale.regler.takst.opgave import Enhed, Linjetype, Periode, Tidsart, Timer

from .synlighed import OffentligLinje
from .visning import ENHEDER, PERIODER

PR_DAG = (Enhed.DOEGN, Enhed.DAG)
PLADS = (Linjetype.GENNEMSNIT, Linjetype.NIVEAU, Linjetype.BASIS, Linjetype.FORLOEB, Linjetype.AFLEDT)
LAENGST = {Periode.DAG: 24, Periode.UGE: 168, Periode.AAR: 8784}
FAKTORER = [
    ("aar", "Årets dage ÷ 12"),
    ("365", "365 ÷ 12"),
    ("366", "366 ÷ 12"),
    ("30,5", "30,5 dage i alle måneder"),
]
LINJEFELTER = ("plads", "pakke", "time", "tillaeg")


class PrisForm(forms.Form):
    """Lines of one afdeling's list, hours with kind and period, a part-time step, a month factor, a number of days."""

    plads = forms.ChoiceField(label="Takst for pladsen", required=False)
    pakke = forms.ChoiceField(label="Ydelsespakke", required=False)
    time = forms.ChoiceField(label="Timepris", required=False)
    timer = TalField(
        label="Timer i alt", required=False, mindst=0, help_text="Også de timer, som taksten for pladsen indeholder."
    )
    pr = forms.ChoiceField(
        label="Timerne er", required=False, choices=[("", "Vælg"), *((et.value, PERIODER[et]) for et in Periode)]
    )
    art = forms.ChoiceField(
        label="Slags timer", required=False, choices=[("", "Vælg"), *((et.value, f"{et}-timer") for et in Tidsart)]
    )
    tillaeg = forms.MultipleChoiceField(label="Tillæg", required=False, widget=forms.CheckboxSelectMultiple)
    deltid = TalField(
        label="Deltid, pct. af taksten",
        required=False,
        mindst=1,
        hoejst=100,
        help_text="Har listen en takst for deltid, så vælg den ovenfor. Skriv ellers procenten, fx 60 for 1-2 dage.",
    )
    faktor = forms.ChoiceField(label="En måned regnes som", required=False, choices=FAKTORER, initial="aar")
    dage = TalField(label="Pris for et antal dage", required=False, decimaler=0, mindst=1, hoejst=366)

    def __init__(self, *args: Any, linjer: Iterable[OffentligLinje], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.linjer = {linje.linje: linje for linje in linjer}
        dagspriser = [linje for linje in self.linjer.values() if linje.enhed in PR_DAG]
        self._offer("plads", [linje for linje in dagspriser if linje.type in PLADS])
        self._offer("pakke", [linje for linje in dagspriser if linje.type == Linjetype.PAKKE])
        self._offer("time", [linje for linje in self.linjer.values() if linje.type == Linjetype.TIME])
        self._offer("tillaeg", [linje for linje in dagspriser if linje.type == Linjetype.TILLAEG])
        if "time" not in self.fields:
            for navn in ("timer", "pr", "art"):
                del self.fields[navn]

    def _offer(self, navn: str, linjer: list[OffentligLinje]) -> None:
        """The lines to choose among; a field with nothing to choose is left out."""
        if not linjer:
            del self.fields[navn]
            return
        flere = len({linje.beregning for linje in self.linjer.values()}) > 1
        valg = [(linje.linje, _told(linje, flere)) for linje in linjer]
        self.fields[navn].choices = valg if navn == "tillaeg" else [("", "Ingen"), *valg]
        if navn == "plads":
            self.fields[navn].initial = linjer[0].linje

    @property
    def kan_regnes(self) -> bool:
        """True where the list has a price a day or an hour."""
        return "plads" in self.fields or "time" in self.fields

    def chosen(self, navn: str) -> list[OffentligLinje]:
        """The lines chosen in a field. Call it on a valid form, or while it is cleaned."""
        valgt = self.cleaned_data.get(navn) or []
        return [self.linjer[kode] for kode in ([valgt] if isinstance(valgt, str) else valgt)]

    @property
    def hours(self) -> Timer | None:
        typet = self.cleaned_data
        if typet.get("timer") is None:
            return None
        return Timer(antal=Decimal(typet["timer"]), pr=Periode(typet["pr"]), art=Tidsart(typet["art"]))

    def clean(self) -> dict[str, Any]:
        self._check_hours()
        self._check_lines()
        return self.cleaned_data

    def _check_hours(self) -> None:
        typet = self.cleaned_data
        timer = typet.get("timer")
        if "timer" in self.errors or timer is None:
            if typet.get("time") and "timer" not in self.errors:
                self.add_error("timer", "Skriv, hvor mange timer du vil beregne prisen for.")
            return
        if not typet.get("time"):
            self.add_error("time", "Vælg den timepris, som timerne skal regnes med.")
        for navn, besked in (("pr", "Vælg, om timerne er om dagen, om ugen eller om året."), ("art", "Vælg tidsart.")):
            if not typet.get(navn) and navn not in self.errors:
                self.add_error(navn, besked)
        if typet.get("pr") and timer > LAENGST[Periode(typet["pr"])]:
            self.add_error("timer", f"Der er kun {LAENGST[Periode(typet['pr'])]} timer {PERIODER[typet['pr']]}.")

    def _check_lines(self) -> None:
        typet = self.cleaned_data
        if typet.get("pakke") and typet.get("time"):
            self.add_error("pakke", "Vælg enten en pakke eller timer: de er begge prisen for den individuelle støtte.")
        oven_i = typet.get("pakke") or typet.get("tillaeg") or typet.get("deltid") is not None
        if oven_i and not typet.get("plads"):
            besked = "Vælg også den takst for pladsen, som pakken, tillægget eller deltiden hører til."
            self.add_error("plads" if "plads" in self.fields else None, besked)
        beregninger = {linje.beregning for navn in LINJEFELTER for linje in self.chosen(navn)}
        if len(beregninger) > 1:
            self.add_error(None, "Det valgte hører til forskellige afdelinger. Vælg linjer fra den samme afdeling.")
        if typet.get("faktor") not in ("", "aar") and any(linje.dage for linje in self.chosen("plads")):
            self.add_error("faktor", "Taksten betales ikke for alle årets dage. Vælg årets dage ÷ 12.")


def _told(linje: OffentligLinje, flere: bool) -> str:
    """`Basistakst: 1.176 kr. pr. døgn`, with the afdeling in front where the list has several."""
    navn = f"{linje.afdeling}, {linje.navn}" if flere and linje.afdeling else linje.navn
    return f"{navn}: {kr(linje.takst_kr, 0)} {ENHEDER[Enhed(linje.enhed)]}"
