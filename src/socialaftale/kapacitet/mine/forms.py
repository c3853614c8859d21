"""One form for all of a person's afdelinger: an answer for each, and what is pasted from a sheet put in its place."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django import forms

from socialaftale.faelles.formfelter import TalField
from socialaftale.parter.models import Bruger
from socialaftale.regler.indsat import Linje, key_of, read_lines

from ..actions import Afvist, Post
from ..brev.links import NYERE
from ..forms import SagtField, Undergruppefelter
from ..melding import KUN_JA_OG_NEJ, Afsendelse, Nytsvar, unchanged
from ..models import FLEST_PLADSER, Ledigmelding
from ..undergruppe.tal import KUN_JA
from .queries import Egen

UAENDRET = "uaendret"
VALG = [("", "Svar senere"), (UAENDRET, "Uændret"), ("ledig", "Ja, ledig plads"), ("ikke_ledig", "Nej, ingen ledig")]
LUKKET = "lukket-"
TILSTANDE = [
    ("ubemandet", "Ledig, men ikke bemandet"),
    ("reserveret", "Reserveret"),
    ("vurdering", "Kræver en vurdering"),
    *((f"{LUKKET}{kode}", f"Lukket: {tekst}") for kode, tekst in Ledigmelding.Lukket.choices),
]
FELTER = {"tilbudt": "antal", "ledig_fra": "fra"}  # what the rule calls a field, and the page
FLEST_TEGN = 500_000
UKENDT_GRUPPE = "Afdelingen har ingen undergruppe »{navn}«. Opret den under »Hvem er pladserne til?«, eller ret navnet."


def _hidden_id(initial: uuid.UUID | None) -> forms.UUIDField:
    return forms.UUIDField(required=False, initial=initial, widget=forms.HiddenInput())


class Raekke(NamedTuple):
    """One afdeling's fields, as a line of the table. `antal` None: no number is asked."""

    egen: Egen
    svar: forms.BoundField
    antal: forms.BoundField | None
    grupper: list[forms.BoundField]
    fra: forms.BoundField
    skjulte: tuple[forms.BoundField, ...]


class BundtForm(Undergruppefelter):
    """An answer and perhaps a day for each afdeling, with which report the person saw."""

    def __init__(self, data: Any = None, *, egne: Sequence[Egen], initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.egne = {egen.afdeling.kode: egen for egen in egne}
        for kode, egen in self.egne.items():
            valg = [et for et in VALG if egen.sidst or et[0] != UAENDRET] + (TILSTANDE if egen.tilstande else [])
            felter = {"choices": valg, "required": False, "error_messages": {"invalid_choice": "Vælg et af svarene."}}
            self.fields[f"svar-{kode}"] = forms.ChoiceField(label=f"Svar, {egen.navn}", **felter)
            self.fields[f"fra-{kode}"] = forms.DateField(
                label=f"Ledig fra, {egen.navn}",
                required=False,
                error_messages={"invalid": "Skriv en dag som dd.mm.åååå."},
            )
            if egen.tal:
                antal = {"decimaler": 0, "mindst": 1, "hoejst": FLEST_PLADSER, "required": False}
                self.fields[f"antal-{kode}"] = TalField(label=f"Antal, {egen.navn}", **antal)
            self.add_groups(egen.spurgt)
            set_id = egen.sidst.klient_id if egen.sidst else None
            self.fields[f"klient-{kode}"] = _hidden_id(uuid.uuid4())
            self.fields[f"set-{kode}"] = _hidden_id(set_id)
        self.fields["sagt"] = SagtField()

    @property
    def raekker(self) -> list[Raekke]:
        return [
            Raekke(
                en, self[f"svar-{kode}"], self[f"antal-{kode}"] if en.tal else None,
                self.group_fields(en.spurgt), self[f"fra-{kode}"],
                (self[f"set-{kode}"], self[f"klient-{kode}"]),
            )
            for kode, en in self.egne.items()
        ]  # fmt: skip

    @property
    def med_antal(self) -> bool:
        return any(en.tal for en in self.egne.values())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not any(self.data.get(f"svar-{kode}") for kode in self.egne):
            self.add_error(None, "Vælg mindst ét svar. Intet er gemt.")
        for kode, egen in self.egne.items():
            sidst = egen.sidst.klient_id if egen.sidst else None
            if data.get(f"svar-{kode}") and sidst not in (data.get(f"set-{kode}"), data.get(f"klient-{kode}")):
                self.add_error(f"svar-{kode}", NYERE)
            if data.get(f"fra-{kode}") and data.get(f"svar-{kode}") != "ledig":
                self.add_error(f"fra-{kode}", "En dag hører til et ja.")
            if data.get(f"antal-{kode}") and data.get(f"svar-{kode}") != "ledig":
                self.add_error(f"antal-{kode}", "Et antal hører til et ja.")
            if self.group_numbers(egen.spurgt) and data.get(f"svar-{kode}") != "ledig":
                self.add_error(f"svar-{kode}", KUN_JA)
        return data

    def take(self, fejl: Afvist) -> None:
        """Show what the rule says at the field it is about: the number, the day, else the answer."""
        for felt, beskeder in (fejl.message_dict if hasattr(fejl, "error_dict") else {"": fejl.messages}).items():
            navn = f"{FELTER.get(felt, 'svar')}-{fejl.afdeling.kode}"
            self.add_error(navn if navn in self.fields else f"svar-{fejl.afdeling.kode}", beskeder)

    def posts(self, kilde: str, by: Bruger) -> list[Post]:
        """Return what is reported: the rows that have an answer."""
        svar = {kode: self.cleaned_data[f"svar-{kode}"] for kode in self.egne}
        return [
            Post(self.egne[kode].afdeling, self._answer(kode, valgt), self._sending(kode, kilde, by))
            for kode, valgt in svar.items()
            if valgt
        ]

    def _sending(self, kode: str, kilde: str, by: Bruger) -> Afsendelse:
        klient_id = self.cleaned_data[f"klient-{kode}"] or uuid.uuid4()
        return Afsendelse(kilde, by.navn, klient_id, self.cleaned_data["sagt"])

    def _answer(self, kode: str, valgt: str) -> Nytsvar:
        sidst = unchanged(self.egne[kode].afdeling) if valgt == UAENDRET else None
        antal = self.cleaned_data.get(f"antal-{kode}")
        if valgt.startswith(LUKKET):
            return Nytsvar(Ledigmelding.Svar.LUKKET, aarsag=valgt.removeprefix(LUKKET))
        grupper = self.group_numbers(self.egne[kode].spurgt)
        fra = self.cleaned_data[f"fra-{kode}"]
        return sidst or Nytsvar(valgt, fra, int(antal) if antal else None, grupper=grupper)


class IndsaetForm(forms.Form):
    """What is copied from a sheet."""

    tekst = forms.CharField(
        label="Indsæt fra regneark",
        max_length=FLEST_TEGN,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Kolonnerne afdeling, svar (ja, nej eller uændret) og evt. dag. Hvor det er slået til, kan svaret "
        "også være et antal, »reserveret«, »kræver en vurdering«, »ikke bemandet« eller »lukket: ombygning«, og en "
        "fjerde kolonne sige, hvem pladserne er til: »2 til Skærmet«. "
        "Du ser svarene, før de gemmes.",
        error_messages={
            "required": "Indsæt mindst én linje.",
            "max_length": "Det er for meget på én gang. Del det i to.",
        },
    )


def unchanged_for(egne: Iterable[Egen]) -> dict[str, str]:
    """Return what the form is to hold where nothing has changed; one that never answered has nothing to leave."""
    return {f"svar-{egen.afdeling.kode}": UAENDRET for egen in egne if egen.sidst}


def place_pasted(tekst: str, egne: Sequence[Egen]) -> tuple[dict[str, Any], list[Linje]]:
    """Return what the form is to hold, and the lines that could not be placed, each with why."""
    steder = defaultdict(list)
    for egen in egne:
        for navn in {egen.navn, egen.afdeling.kode, egen.navn.split(",")[0], egen.navn.rpartition(", ")[2]}:
            steder[key_of(navn)].append(egen.afdeling.kode)
    efter_kode = {egen.afdeling.kode: egen for egen in egne}
    holdt: dict[str, Any] = {}
    fejl = []
    for linje in read_lines(tekst):
        fundne = steder.get(key_of(linje.navn), [])
        hvorfor = linje.fejl or _misplaced(fundne) or ("Står to gange." if f"svar-{fundne[0]}" in holdt else "")
        hvorfor = hvorfor or _not_asked(linje, efter_kode[fundne[0]])
        if hvorfor:
            fejl.append(linje._replace(fejl=hvorfor))
        else:
            holdt |= _held(linje, efter_kode[fundne[0]])
    return holdt, fejl


def _held(linje: Linje, egen: Egen) -> dict[str, Any]:
    kode, koder = egen.afdeling.kode, _groups_of(egen)
    svar = f"{LUKKET}{linje.aarsag}" if linje.aarsag else linje.svar
    antal = {f"antal-{kode}": linje.antal} if linje.antal else {}
    grupper = {f"gruppe-{koder[key_of(navn)]}": tal for navn, tal in linje.grupper}
    return {f"svar-{kode}": svar, f"fra-{kode}": linje.ledig_fra} | antal | grupper


def _groups_of(egen: Egen) -> dict[str, str]:
    return {key_of(et.navn): et.kode for et in egen.spurgt}


def _not_asked(linje: Linje, egen: Egen) -> str:
    """A number or a state where the area has not switched it on, or a subgroup that is not there."""
    mellem = linje.svar not in {valg for valg, _ in VALG}
    if (linje.antal and not egen.tal) or (mellem and not egen.tilstande):
        return KUN_JA_OG_NEJ
    ukendt = next((navn for navn, _ in linje.grupper if key_of(navn) not in _groups_of(egen)), "")
    return UKENDT_GRUPPE.format(navn=ukendt) if ukendt else ""


def _misplaced(fundne: list[str]) -> str:
    if not fundne:
        return "Du svarer ikke for en afdeling med det navn."
    return "Flere afdelinger hedder sådan. Skriv også tilbuddet." if len(fundne) > 1 else ""


KILDER = {"side": Ledigmelding.Kilde.SIDE, "ark": Ledigmelding.Kilde.ARK}
