"""The form of one calculation: its head and every line."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import QueryDict

from socialaftale.faelles.formfelter import FritekstForm
from socialaftale.regler.takst.opgave import Aarsagsart, Linje, Takstberegning, TilbudIndberetning

from ..udvikling import AARSAGER
from .actions import Gem
from .felter import AARSAGSFELTER, TIMEFELTER, cause_slots, line_values, name_of, same, with_values, write_value
from .feltform import make_field, new_line_fields
from .linjer import can_be_removed, with_line, without_lines
from .overlaeg import Desk, Overlagt, lay_over
from .queries import Udgangspunkt

UAENDRET, UDGAAR = "uaendret-", "udgaar-"
FRA_SIDSTE_AAR = ("indhold", "pladser", *TIMEFELTER)
"""What "unchanged" takes from last year's line: all that a buyer is told, but the takst."""

RETTET = "Du har sat kryds ved uændret, men rettet her. Fjern krydset, eller skriv, som der stod."


@dataclass(frozen=True)
class Linjeafsnit:
    """One line of the form. `gammel` is last year's; `uaendret` whether all but the takst is as it was then."""

    linje: Linje
    gammel: Linje | None
    kan_udgaa: bool
    uaendret: bool
    udgaar: bool
    felter: dict[str, BoundField]
    aarsager: list[tuple[str, list[BoundField]]]


class BeregningForm(FritekstForm):
    """The fields of one calculation, named as in `felter`, laid over what stands now."""

    def __init__(self, data: QueryDict | None, start: Udgangspunkt, beregning: Takstberegning, bord: Desk) -> None:
        self.start, self.beregning, self.bord = start, beregning, bord
        self.overlagt = lay_over(data, start, bord, beregning.id) if data is not None else Overlagt(start.nr)
        sidste = start.last_years(beregning)
        self.gamle = {linje.id: linje for linje in sidste.linjer} if sidste else {}
        super().__init__(self.overlagt.data if data is not None else None)
        for navn, tekst in bord.staar.items():
            kladde = bord.kladder.get(navn)
            felt = make_field(navn)
            felt.initial = kladde.tekst if kladde else tekst
            felt.widget.attrs |= {"data-felt": navn, "data-nr": kladde.nr if kladde else 0}
            self.fields[navn] = felt
        self.fields |= new_line_fields()
        self.order_fields([*(navn for navn in self.fields if navn != "frigiv_cpr"), "frigiv_cpr"])

    def head(self, *navne: str) -> list[BoundField]:
        """The fields that all lines share, those of the names that there are."""
        alle = {navn: name_of(self.beregning.id, "", navn) for navn in navne}
        return [self[navn] for navn in alle.values() if navn in self.fields]

    @property
    def accounts(self) -> list[BoundField]:
        """The actual occupancy of the years that the takst rests on."""
        return self.head(*(f"regnskab-{aar}" for aar in self.start.regnskabsaar))

    def lines(self) -> Iterator[Linjeafsnit]:
        """Every line of the calculation with its fields."""
        for linje in self.beregning.linjer:
            gammel = self.gamle.get(linje.id)
            navne = {navn: name_of(self.beregning.id, linje.id, navn) for navn in line_values(linje)}
            felter = {kort: self[navn] for kort, navn in navne.items() if not kort.startswith("aarsag-")}
            aarsager = [
                (_cause_title(plads), [self[navne[f"aarsag-{plads}-{felt}"]] for felt in AARSAGSFELTER])
                for plads in cause_slots(linje)
            ]
            yield Linjeafsnit(
                linje,
                gammel,
                can_be_removed(self.beregning, linje),
                self._ticked(UAENDRET, linje) if self.is_bound else self._was_unchanged(linje, gammel),
                self._ticked(UDGAAR, linje),
                felter,
                aarsager,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for linje in self.beregning.linjer:
            gammel = self.gamle.get(linje.id)
            if gammel and self._ticked(UAENDRET, linje):
                self._heed_tick(linje, gammel)
            self._require_whole_hours(linje)
        if data.get("ny-navn") and not (data.get("ny-type") and data.get("ny-enhed")):
            self.add_error("ny-type", "Vælg type og enhed for den nye takstlinje.")
        for navn, uenighed in self.overlagt.uenige.items():
            self.add_error(
                navn, f"{uenighed.hvem} har skrevet ”{uenighed.deres or 'ingenting'}” her imens. Vælg, hvad der gælder."
            )
        return data

    def gem(self) -> Gem:
        """The report as it is to be saved. Call it on a valid form."""
        typet = {navn: self.cleaned_data[navn] for navn in self.bord.staar}
        ny = with_values(self.beregning, typet)
        indhold = _replaced(self.start.indhold, ny)
        udgaar = [et.id for et in self.beregning.linjer if self._ticked(UDGAAR, et)]
        indhold = without_lines(indhold, ny.id, udgaar)
        if self.cleaned_data["ny-navn"]:
            linje = {navn: self.cleaned_data[f"ny-{navn}"] for navn in ("navn", "type", "enhed")}
            indhold = with_line(indhold, ny.id, linje)
        return Gem(indhold, self.start.nr, frozenset(self._settled(typet)), tuple(self.frigivne))

    def _settled(self, typet: dict[str, Any]) -> Iterator[str]:
        """The fields with nothing more on the desk: all but those in which another has typed what is not saved here."""
        for navn, vaerdi in typet.items():
            kladde = self.bord.draft_of_another(navn)
            set_ = kladde is not None and self.data.get(f"set-{navn}") == str(kladde.nr)
            if kladde is None or set_ or same(kladde.tekst, write_value(vaerdi)):
                yield navn

    def _ticked(self, hvad: str, linje: Linje) -> bool:
        return self.is_bound and bool(self.data.get(f"{hvad}{linje.id}"))

    def _was_unchanged(self, linje: Linje, gammel: Linje | None) -> bool:
        """Whether the form showed the line as it was last year. Before the report is begun nobody has said so."""
        if gammel is None or self.overlagt.nr == 0:
            return False
        alle = self.start.at(self.overlagt.nr).beregninger
        foer = next((et for beregning in alle for et in beregning.linjer if et.id == linje.id), linje)
        return all(getattr(foer, navn) == getattr(gammel, navn) for navn in ("indhold", "pladser", "timer"))

    def _heed_tick(self, linje: Linje, gammel: Linje) -> None:
        """A new tick takes last year's; one that the page had set itself gives way to what is typed."""
        sidste = line_values(gammel)
        if self._was_unchanged(linje, gammel):
            navne = {name_of(self.beregning.id, linje.id, kort): write_value(sidste[kort]) for kort in FRA_SIDSTE_AAR}
            if not all(same(self.data.get(navn, ""), deres) for navn, deres in navne.items()):
                del self.data[f"{UAENDRET}{linje.id}"]
            return
        for kort in FRA_SIDSTE_AAR:
            navn = name_of(self.beregning.id, linje.id, kort)
            mit, deres = self.data.get(navn, ""), write_value(sidste[kort])
            if not same(mit, deres) and not same(mit, self.bord.staar[navn]):
                self.add_error(navn, RETTET)
            elif navn not in self.errors:
                self.cleaned_data[navn] = sidste[kort]

    def _require_whole_hours(self, linje: Linje) -> None:
        navne = [name_of(self.beregning.id, linje.id, kort) for kort in TIMEFELTER]
        antal, pr, art = (self.cleaned_data.get(navn) for navn in navne)
        if antal is not None and not (pr and art):
            self.add_error(navne[0], "Skriv også, hvor tit timerne er, og hvilken slags de er.")


def _cause_title(plads: str) -> str:
    """The kind of the cause in words; the second of a kind says so."""
    art, _, nr = plads.partition(".")
    return f"{AARSAGER[Aarsagsart(art)]} ({nr})" if nr else AARSAGER[Aarsagsart(art)]


def _replaced(indhold: TilbudIndberetning, ny: Takstberegning) -> TilbudIndberetning:
    beregninger = tuple(ny if et.id == ny.id else et for et in indhold.beregninger)
    return indhold.model_copy(update={"beregninger": beregninger})
