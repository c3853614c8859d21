"""The overview sheet as read: whose report it is, for which year, after which form."""

from collections.abc import Iterator

from socialaftale.takster.takstskema.cellevaerdi import UklarCelle, read_cell
from socialaftale.takster.takstskema.felter import Felt
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import (
    OVERBLIK,
    SKEMAVERSION,
    UDGANGSPUNKT,
    UDSENDT,
    VERSION,
    overview_fields,
)
from socialaftale.takster.takstskema.raekker import Post
from socialaftale.takster.takstskema.tabel import Tabel
from socialaftale.takster.takstskema.typer import Cellefejl, Forventet


class Oversigt:
    """The overview: labels in column A, values in column B."""

    def __init__(self, tabel: Tabel) -> None:
        self.post: Post = {}
        self.kort = Kort()
        self.fejl: list[Cellefejl] = []
        self._fundet = {str(r[0]): (nr, r[1]) for nr, r in enumerate(tabel.raekker, 1) if len(r) > 1 and r[0]}
        for felt in overview_fields():
            self._read_field(felt)
        self.udsendt = str(self._fundet.get(UDSENDT, (0, ""))[1])
        self.udgangspunkt = str(self._fundet.get(UDGANGSPUNKT, (0, ""))[1])

    def _read_field(self, felt: Felt) -> None:
        nr, raa = self._fundet.get(felt.titel, (0, ""))
        celle = Celle(OVERBLIK, nr or 1, 2)
        self.kort.put(felt.sti, celle)
        try:
            vaerdi = read_cell(felt, raa)
        except UklarCelle as uklar:
            self.fejl.append(Cellefejl.at(celle, felt.sti, str(uklar)))
            return
        if vaerdi is not None:
            self.post[felt.sti] = vaerdi

    def refusals(self, forventet: Forventet | None) -> Iterator[Cellefejl]:
        """What makes it pointless to read on: another form version, another year, another driftsherre."""
        nr, version = self._fundet.get(SKEMAVERSION, (0, ""))
        if version != VERSION:
            hvad = f"er lavet efter en anden udgave af skemaet ({version})" if version else "mangler sin skemaversion"
            yield self._refuse("", nr, f"Filen {hvad}. Hent et nyt takstskema på siden, og flyt tallene over.")
            return
        if forventet is None:
            return
        if (aar := self.post.get("aar")) != forventet.aar:
            besked = f"Skemaet er for {aar}, men der indlæses for {forventet.aar}. Vælg skemaet for {forventet.aar}."
            yield self._refuse("aar", 0, besked)
        if (kode := self.post.get("driftsherre")) != forventet.driftsherre:
            navn = self.post.get("driftsherre_navn") or kode
            yield self._refuse("driftsherre", 0, f"Skemaet hører til {navn}. Vælg jeres eget skema.")

    def _refuse(self, sti: str, nr: int, besked: str) -> Cellefejl:
        celle = self.kort.cell(sti) or Celle(OVERBLIK, nr or 1, 2)
        return Cellefejl.at(celle, sti, besked)
