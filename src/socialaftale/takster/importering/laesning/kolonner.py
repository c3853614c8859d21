"""Which row is the header, and what each column means: suggested from a table of words, or as a person has chosen."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from .ord import holds, plain, table, without_years, years
from .tal import UklartTal, read_tal
from .typer import Ark, Felt, Kolonne, Sikkerhed, Tabel

SIDSTE_HOVED = 60
LIGNER = 0.86
FLERE = {Felt.TAKST, Felt.TAKST_FORRIGE, Felt.UDELADT}
_FORRIGE = {Felt.TAKST: Felt.TAKST_FORRIGE, Felt.PLADSER: Felt.PLADSER_FORRIGE, Felt.TIMER: Felt.TIMER_FORRIGE}
_NAVNGIVENDE = {Felt.TILBUD, Felt.LINJE, Felt.AFDELING}
_STYRKE = list(Sikkerhed)


class _Forslag(NamedTuple):
    felt: Felt
    sikkerhed: Sikkerhed


def find_table(ark: Ark, aar: int, valg: Mapping[str, Felt]) -> Tabel | None:
    """The table of a sheet, None where no row among the first 60 names both a takst and a tilbud or line.

    `valg` is what people have chosen before: header in plain form -> field.
    """
    bedste, bedste_point = None, 1
    for indeks in range(min(len(ark.raekker), SIDSTE_HOVED)):
        kolonner = _columns(header_cells(ark, indeks), aar, valg)
        point = _score(ark.raekker[indeks], kolonner)
        if point > bedste_point:
            bedste, bedste_point = Tabel(ark, indeks, kolonner), point
    return bedste


def header_cells(ark: Ark, indeks: int) -> list[str]:
    """The header of each column: its own cell, after the group heading above it (2026 over Takst, Pladser)."""
    celler = list(ark.raekker[indeks])
    grupper = _group_row(ark, indeks - 1) if indeks else {}
    for nr, over in grupper.items():
        celler[nr] = f"{over} {celler[nr]}" if celler[nr] else celler[nr]
    for flet in ark.flettet:
        if flet.raekke_fra == indeks - 1 and flet.raekke_til >= indeks:
            celler[flet.kolonne_fra] = ark.raekker[flet.raekke_fra][flet.kolonne_fra]
    return celler


def _group_row(ark: Ark, indeks: int) -> dict[int, str]:
    """Column -> group heading, where the row above names a year over several: merged, or once for all that follow."""
    raekke = ark.raekker[indeks]
    navngivne = [nr for nr, celle in enumerate(raekke) if years(celle) and nr > 0]
    if not navngivne:
        return {}
    slut = {flet.kolonne_fra: flet.kolonne_til for flet in ark.flettet if flet.raekke_fra == indeks}
    graenser = [*(nr for nr, celle in enumerate(raekke) if celle and nr > navngivne[0]), len(raekke)]
    grupper: dict[int, str] = {}
    for nr in navngivne:
        sidste = slut.get(nr, min(graense for graense in graenser if graense > nr) - 1)
        grupper |= dict.fromkeys(range(nr, sidste + 1), raekke[nr])
    return grupper


def _score(raekke: tuple[str, ...], kolonner: tuple[Kolonne, ...]) -> int:
    felter = {kolonne.felt for kolonne in kolonner} - {Felt.UDELADT}
    takster = any(kolonne.felt in (Felt.TAKST, Felt.TAKST_FORRIGE) or kolonne.aar for kolonne in kolonner)
    if not takster or not felter & _NAVNGIVENDE or any(_is_figure(celle) for celle in raekke):
        return 0
    return sum(kolonne.felt != Felt.UDELADT or kolonne.sikkerhed == Sikkerhed.SIKKER for kolonne in kolonner)


def _is_figure(celle: str) -> bool:
    try:
        return read_tal(celle) is not None and not years(celle)
    except UklartTal:
        return False


def _columns(celler: list[str], aar: int, valg: Mapping[str, Felt]) -> tuple[Kolonne, ...]:
    brugte: set[str] = set()
    kolonner = []
    for nr, celle in enumerate(celler):
        if not celle:
            continue
        noegle = _key(celle, aar, brugte)
        valgt = valg.get(noegle)
        forslag = _Forslag(valgt, Sikkerhed.VALGT) if valgt else suggest(celle, aar)
        kolonner.append(Kolonne(nr, celle, noegle, *forslag, max(years(celle), default=None)))
    return _without_rivals(kolonner)


def _key(celle: str, aar: int, brugte: set[str]) -> str:
    """The header as remembered: this year's and last year's number are written so that they fit next year's file."""
    noegle = plain(celle).replace(str(aar), "{aar}").replace(str(aar - 1), "{forrige}")[:100]
    while noegle in brugte:
        noegle += "+"
    brugte.add(noegle)
    return noegle


def suggest(overskrift: str, aar: int) -> _Forslag:
    """What a header most likely means, for a file about the takst year `aar`."""
    tekst = without_years(plain(overskrift))
    tid = table("synonymer")["tid"]
    forrige = next((ord_ for ord_ in tid["forrige"] if holds(tekst, ord_)), "")
    nu = next((ord_ for ord_ in tid["i_aar"] if holds(tekst, ord_)), "")
    forslag = _by_words(tekst.replace(forrige or nu, "").strip() or "takst")
    return _in_time(forslag, set(years(overskrift)), aar, bool(forrige))


def _in_time(forslag: _Forslag, naevnt: set[int], aar: int, forrige: bool) -> _Forslag:
    felt = forslag.felt
    if felt not in _FORRIGE or (aar in naevnt) or (not naevnt and not forrige):
        return forslag
    if aar - 1 in naevnt or not naevnt:
        return _Forslag(_FORRIGE[felt], forslag.sikkerhed)
    return _Forslag(Felt.UDELADT, Sikkerhed.SIKKER)


def _by_words(tekst: str) -> _Forslag:
    ordene = [(Felt(felt), ord_) for felt, liste in table("synonymer")["felter"].items() for ord_ in liste]
    for felt, ord_ in ordene:
        if tekst == ord_:
            return _Forslag(felt, Sikkerhed.SIKKER)
    if udeladt := [ord_ for felt, ord_ in ordene if felt == Felt.UDELADT and holds(tekst, ord_) and len(ord_) > 2]:
        return _Forslag(Felt.UDELADT, Sikkerhed.SIKKER if udeladt else Sikkerhed.GAET)
    if rummet := [(len(ord_), felt) for felt, ord_ in ordene if holds(tekst, ord_)]:
        return _Forslag(max(rummet)[1], Sikkerhed.SANDSYNLIG)
    if _is_price_word(tekst):
        return _Forslag(Felt.TAKST, Sikkerhed.SANDSYNLIG)
    lighed, felt = max((SequenceMatcher(None, tekst, ord_).ratio(), felt) for felt, ord_ in ordene)
    return _Forslag(felt, Sikkerhed.GAET) if lighed >= LIGNER else _Forslag(Felt.UDELADT, Sikkerhed.GAET)


def _is_price_word(tekst: str) -> bool:
    """`weekendtakst`, `niveau 3`, `pakke 12`: a column of prices of its own."""
    ordene = tekst.split()
    if any(ord_.endswith(("takst", "pris")) for ord_ in ordene):
        return True
    return len(ordene) == 2 and ordene[0] in ("niveau", "pakke", "trin", "kategori") and ordene[1].isdigit()


def _without_rivals(kolonner: list[Kolonne]) -> tuple[Kolonne, ...]:
    """Of several columns for one field the surest and first keeps it; the others are left out, and say so."""
    vindere: dict[Felt, Kolonne] = {}
    for kolonne in sorted(kolonner, key=lambda k: (_STYRKE.index(k.sikkerhed), k.nr)):
        vindere.setdefault(kolonne.felt, kolonne)
    return tuple(
        kolonne
        if kolonne.felt in FLERE or vindere[kolonne.felt] is kolonne
        else kolonne._replace(felt=Felt.UDELADT, sikkerhed=Sikkerhed.GAET)
        for kolonne in kolonner
    )
