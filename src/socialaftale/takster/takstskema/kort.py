"""The map between a report's fields and the workbook's cells, both ways: it places every error and every finding."""

from typing import NamedTuple


class Celle(NamedTuple):
    """One cell; row and column count from 1."""

    ark: str
    raekke: int
    kolonne: int

    @property
    def navn(self) -> str:
        """The cell as Excel names it: D12."""
        bogstaver, rest = "", self.kolonne
        while rest:
            rest, nr = divmod(rest - 1, 26)
            bogstaver = chr(65 + nr) + bogstaver
        return f"{bogstaver}{self.raekke}"

    @property
    def reference(self) -> str:
        """The cell as a formula names it: 'Linjer'!$D$12."""
        bogstaver = self.navn.rstrip("0123456789")
        return f"'{self.ark}'!${bogstaver}${self.raekke}"


class Kort:
    """Path of a field (`tilbud[0].beregninger[1].pladser`) <-> cell."""

    def __init__(self) -> None:
        self._celler: dict[str, Celle] = {}
        self._stier: dict[Celle, str] = {}

    def put(self, sti: str, celle: Celle) -> None:
        """Note that the field at `sti` stands in `celle`."""
        self._celler[sti] = celle
        self._stier[celle] = sti

    def cell(self, sti: str) -> Celle | None:
        """The cell of exactly this field, None where it has none."""
        return self._celler.get(sti)

    def path(self, celle: Celle) -> str | None:
        """The field that stands in this cell, None where none does."""
        return self._stier.get(celle)

    def nearest(self, sti: str) -> Celle | None:
        """The field's own cell, else the name or first cell inside it, else that of what it belongs to."""
        while sti:
            if fundet := self._celler.get(sti) or self._celler.get(f"{sti}.navn") or self._first_inside(sti):
                return fundet
            sti = sti[: max(sti.rfind("."), sti.rfind("["))] if "." in sti or "[" in sti else ""
        return None

    def _first_inside(self, sti: str) -> Celle | None:
        return next((celle for kendt, celle in self._celler.items() if kendt.startswith((f"{sti}.", f"{sti}["))), None)
