"""Walk through a table: every row becomes a line, a heading, a total, an empty row, or one that could not be placed."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .linjer import Fejlraekke, make_lines, read_prices, with_type
from .ord import holds, plain, table, without_years, years
from .tal import UklartTal, read_tal
from .typer import Felt, Gruppe, Laestlinje, Raekke, Tabel, Udfald

TEKSTFELTER = (
    Felt.DRIFTSHERRE, Felt.TILBUD, Felt.PORTAL_ID, Felt.AFDELING, Felt.LINJE,
    Felt.LOVGRUNDLAG, Felt.ENHED, Felt.INDHOLD, Felt.BEMAERKNING,
)  # fmt: skip
_PARAGRAF = re.compile(r"§|\bparagraf\b", re.IGNORECASE)
_DRIFTSHERRE = re.compile(r"\b[Rr]egion [A-ZÆØÅ]\w+|\b[A-ZÆØÅ][\w-]+ [Kk]ommune\b")
_TAKSTORD = re.compile(r"(?i)\b(takst(er|bilag|blad|oversigt)?|pris(er|liste)?|for|i)\b|[-–:,]+$")


@dataclass
class Sted:
    """Where in the table we are: what the headings and cells above have said."""

    driftsherre: str = ""
    tilbud: str = ""
    portal_id: str = ""
    afdeling: str = ""
    lovgrundlag: str = ""
    tilbud_fra_titel: str = ""


@dataclass
class Gennemgang:
    """One walk through one table. The sheets of a file share `grupper` and `kendte` (where each line stands)."""

    tabel: Tabel
    grupper: dict[str, Gruppe]
    kendte: dict[tuple[object, ...], str]
    raekker: list[Raekke] = field(default_factory=list)
    sted: Sted = field(default_factory=Sted)

    def __post_init__(self) -> None:
        self._flettet = _spread(self.tabel)
        self._hoved = tuple(map(plain, self.tabel.ark.raekker[self.tabel.hoved]))

    def run(self) -> None:
        for indeks, celler in enumerate(self.tabel.ark.raekker[: self.tabel.hoved + 1]):
            self._note(indeks, Udfald.OVERSKRIFT if any(celler) else Udfald.TOM, celler)
            if indeks < self.tabel.hoved:
                self._read_title(celler)
        for indeks, celler in self.tabel.data():
            try:
                self._note(indeks, self._read_row(indeks, celler), celler)
            except (Fejlraekke, UklartTal) as fejl:
                self._note(indeks, Udfald.UPLACERET, celler, str(fejl))

    def _note(self, indeks: int, udfald: Udfald, celler: tuple[str, ...], grund: str = "") -> None:
        tekst = " | ".join(celle for celle in celler if celle)[:200]
        self.raekker.append(Raekke(self.tabel.ark.sted(indeks), udfald, tekst, grund, self._owner(celler)))

    def _owner(self, celler: tuple[str, ...]) -> str:
        egne = [celler[kolonne.nr] for kolonne in self.tabel.of(Felt.DRIFTSHERRE)]
        return next(filter(None, egne), self.sted.driftsherre)

    def _read_title(self, celler: tuple[str, ...]) -> None:
        for celle in filter(None, celler):
            if fundet := _DRIFTSHERRE.search(celle):
                self.sted.driftsherre = fundet[0]
            else:
                self.sted.tilbud_fra_titel = " ".join(_TAKSTORD.sub("", without_years(celle)).split()).strip(" -–:,")

    def _read_row(self, indeks: int, celler: tuple[str, ...]) -> Udfald:
        if not any(celler):
            return Udfald.TOM
        if tuple(map(plain, celler)) == self._hoved:
            return Udfald.OVERSKRIFT
        if self.is_total(celler):
            return Udfald.TOTAL
        tekster = self._texts(indeks, celler)
        if read_prices(self.tabel, celler):
            self._read_lines(indeks, celler, tekster)
            return Udfald.LINJE
        return self._read_heading(indeks, celler, tekster)

    def is_total(self, celler: tuple[str, ...]) -> bool:
        """Tell whether the row says that it is a sum, and has figures."""
        ordene = table("synonymer")["raekker"]["total"]
        tekster = [plain(celle) for celle in celler if celle and not _figure(celle)]
        return any(holds(tekst, ord_) for tekst in tekster[:2] for ord_ in ordene) and any(map(_figure, celler))

    def _texts(self, indeks: int, celler: tuple[str, ...]) -> dict[Felt, str]:
        """The text cells; a cell merged over rows counts on each of them."""
        return {
            felt: celler[kolonne.nr] or self._flettet.get((indeks, kolonne.nr), "")
            for felt in TEKSTFELTER
            for kolonne in self.tabel.of(felt)
        }

    def _read_lines(self, indeks: int, celler: tuple[str, ...], tekster: dict[Felt, str]) -> None:
        self._carry(tekster)
        if not self.sted.tilbud:
            raise Fejlraekke("Rækken har en takst, men hverken den eller rækkerne over den nævner et tilbud.")
        arvet = {Felt.AFDELING: self.sted.afdeling, Felt.LOVGRUNDLAG: self.sted.lovgrundlag}
        egne = {felt: tekst for felt, tekst in tekster.items() if tekst}
        linjer = list(make_lines(self.tabel, arvet | egne, celler, self.tabel.ark.sted(indeks)))
        gruppe = self._group()
        self._refuse_twins(linjer, gruppe)
        gruppe.linjer += linjer
        self._add_places(gruppe, celler)

    def _carry(self, tekster: dict[Felt, str]) -> None:
        """An empty cell means the same as above, until the tilbud changes."""
        sted = self.sted
        if tekster.get(Felt.DRIFTSHERRE):
            sted.driftsherre = tekster[Felt.DRIFTSHERRE]
        tilbud, portal_id = tekster.get(Felt.TILBUD, ""), tekster.get(Felt.PORTAL_ID, "")
        if (tilbud and tilbud != sted.tilbud) or (portal_id and portal_id != sted.portal_id):
            sted.tilbud, sted.portal_id, sted.afdeling = tilbud or sted.tilbud, portal_id, ""
            if self.tabel.of(Felt.LOVGRUNDLAG):
                sted.lovgrundlag = ""
        sted.afdeling = tekster.get(Felt.AFDELING) or sted.afdeling
        if tekster.get(Felt.LOVGRUNDLAG):
            sted.lovgrundlag = tekster[Felt.LOVGRUNDLAG]
        if not sted.tilbud and not self.tabel.of(Felt.TILBUD):
            sted.tilbud = sted.tilbud_fra_titel or self.tabel.ark.navn

    def _group(self) -> Gruppe:
        sted = self.sted
        navn = plain(sted.portal_id or sted.tilbud)
        noegle = hashlib.sha256(f"{plain(sted.driftsherre)}|{navn}".encode()).hexdigest()[:12]
        ny = Gruppe(noegle, sted.tilbud[:200], sted.driftsherre[:200], sted.portal_id)
        return self.grupper.setdefault(noegle, ny)

    def _refuse_twins(self, linjer: list[Laestlinje], gruppe: Gruppe) -> None:
        for linje in linjer:
            sted = self.kendte.get((gruppe.noegle, *_identity(linje)))
            if sted:
                raise Fejlraekke(f"Linjen »{linje.navn}« står allerede i {sted}. Behold én, og udelad den anden.")
        self.kendte |= {(gruppe.noegle, *_identity(linje)): linje.sted for linje in linjer}

    def _add_places(self, gruppe: Gruppe, celler: tuple[str, ...]) -> None:
        for kolonne in self.tabel.of(Felt.PLADSER):
            antal = read_tal(celler[kolonne.nr])
            if antal is not None:
                gruppe.pladser = (gruppe.pladser or 0) + antal

    def _read_heading(self, indeks: int, celler: tuple[str, ...], tekster: dict[Felt, str]) -> Udfald:
        egne = [celle for celle in celler if celle]
        if len(set(egne)) == 1 and not _figure(egne[0]):
            self._section(egne[0], tekster.get(Felt.TILBUD, ""), indeks)
            return Udfald.OVERSKRIFT
        if tekster.get(Felt.TILBUD) and not tekster.get(Felt.LINJE) and self._continues(indeks + 1):
            self._carry(tekster)
            self._add_places(self._group(), celler)
            return Udfald.OVERSKRIFT
        raise Fejlraekke("Rækken har ingen takst. Skriv taksten i filen, eller udelad rækken.")

    def _section(self, tekst: str, i_tilbudskolonne: str, indeks: int) -> None:
        sted = self.sted
        if _PARAGRAF.search(tekst):
            sted.lovgrundlag, tilbud = tekst, ""
        elif _DRIFTSHERRE.fullmatch(tekst):
            sted.driftsherre, sted.lovgrundlag, tilbud = tekst, "", ""
        else:
            kun_overskrift = self.tabel.of(Felt.TILBUD) and not (i_tilbudskolonne and self._continues(indeks + 1))
            tilbud = "" if kun_overskrift else tekst
        sted.tilbud, sted.portal_id, sted.afdeling = tilbud, "", ""

    def _continues(self, indeks: int) -> bool:
        """Tell whether the next row has a takst and leaves the tilbud to the row above it."""
        raekker = self.tabel.ark.raekker
        if indeks >= len(raekker):
            return False
        har_takst = any(_figure(raekker[indeks][kolonne.nr]) for kolonne in self.tabel.of(Felt.TAKST))
        return har_takst and not self._texts(indeks, raekker[indeks]).get(Felt.TILBUD)


def guess_types(gruppe: Gruppe) -> None:
    """Say what each line of a tilbud is, now that all of them are known."""
    alene = len(gruppe.linjer) == 1
    gruppe.linjer = [replace(linje, type=with_type(linje, alene)) for linje in gruppe.linjer]


def titles(tabel: Tabel) -> Iterator[str]:
    """The text above the header."""
    for celler in tabel.ark.raekker[: tabel.hoved]:
        yield from filter(None, celler)


def _identity(linje: Laestlinje) -> tuple[object, ...]:
    return (
        plain(linje.navn), plain(linje.afdeling), plain(linje.lovgrundlag),
        linje.enhed.vaerdi, linje.timer, plain(linje.indhold),
    )  # fmt: skip


def _figure(celle: str) -> bool:
    try:
        return read_tal(celle) is not None and not (len(celle) == 4 and years(celle))
    except UklartTal:
        return False


def _spread(tabel: Tabel) -> dict[tuple[int, int], str]:
    return {
        (raekke, kolonne): tabel.ark.raekker[flet.raekke_fra][flet.kolonne_fra]
        for flet in tabel.ark.flettet
        if flet.raekke_til > flet.raekke_fra > tabel.hoved
        for raekke in range(flet.raekke_fra, min(flet.raekke_til + 1, len(tabel.ark.raekker)))
        for kolonne in range(flet.kolonne_fra, flet.kolonne_til + 1)
    }
