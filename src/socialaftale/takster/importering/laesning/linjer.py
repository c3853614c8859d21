"""From one row of a table to its lines: one line per column of takster that holds a figure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from socialaftale.regler.takst.opgave import Enhed, Linjetype

from .gaet import guess_enhed, guess_type, highest
from .ord import holds, plain, table, without_years
from .tal import UklartTal, read_tal, show_tal
from .typer import Felt, Gaet, Kolonne, Laestlinje, Sikkerhed, Tabel

ANDEL_BELAEGNING = Decimal("1.5")  # an occupancy below is a share (a cell in per cent format): 0,95 is 95 %
ANDEL_OVERHEAD = Decimal("0.5")
_TALFELTER = {
    Felt.PLADSER: 9_999,
    Felt.PLADSER_FORRIGE: 9_999,
    Felt.TIMER: 9_999,
    Felt.TIMER_FORRIGE: 9_999,
    Felt.BELAEGNING: 300,
    Felt.OVERHEAD: 100,
}


class Fejlraekke(ValueError):
    """The row cannot become a line; the message says why, and what to do."""


class Pris(NamedTuple):
    """One takst of a row: its column, this year's and last year's kroner; `forhandlet` where words stand for it."""

    kolonne: Kolonne
    nu: Decimal | None
    forrige: Decimal | None
    forhandlet: bool = False


def read_prices(tabel: Tabel, celler: tuple[str, ...]) -> list[Pris]:
    """The takster of a row, in the order of the columns. Raises Fejlraekke."""
    priser = []
    for kolonne in tabel.of(Felt.TAKST):
        tekst = celler[kolonne.nr]
        forhandlet = _is_negotiated(tekst)
        nu = None if forhandlet else _amount(tekst, kolonne)
        forrige = _last_year(tabel, kolonne, celler)
        if nu is not None or forhandlet or (forrige is not None):
            priser.append(Pris(kolonne, nu, forrige, forhandlet))
    return priser


def _last_year(tabel: Tabel, kolonne: Kolonne, celler: tuple[str, ...]) -> Decimal | None:
    forrige = tabel.of(Felt.TAKST_FORRIGE)
    if len(forrige) > 1 or len(tabel.of(Felt.TAKST)) > 1:
        forrige = tuple(anden for anden in forrige if _base(anden) == _base(kolonne))
    if not forrige or _is_negotiated(celler[forrige[0].nr]):
        return None
    return _amount(celler[forrige[0].nr], forrige[0])


def _base(kolonne: Kolonne) -> str:
    """The header without what tells this year from last year."""
    tekst = without_years(plain(kolonne.overskrift))
    tid = table("synonymer")["tid"]
    for ord_ in (*tid["forrige"], *tid["i_aar"]):
        if holds(tekst, ord_):
            tekst = tekst.replace(ord_, "")
    return " ".join(tekst.split())


def _is_negotiated(tekst: str) -> bool:
    bart = plain(tekst)
    return not bart.isdigit() and any(holds(bart, ord_) for ord_ in table("synonymer")["raekker"]["forhandlet"])


def _amount(tekst: str, kolonne: Kolonne) -> Decimal | None:
    try:
        tal = read_tal(tekst)
    except UklartTal as fejl:
        raise Fejlraekke(f"Kolonnen »{kolonne.overskrift}«: {fejl}") from None
    if tal is not None and tal < 0:
        raise Fejlraekke(f"Kolonnen »{kolonne.overskrift}«: taksten {show_tal(tal)} er negativ. Ret tallet.")
    return tal


def make_lines(tabel: Tabel, tekster: Mapping[Felt, str], celler: tuple[str, ...], sted: str) -> Iterator[Laestlinje]:
    """The lines of a row whose text cells are `tekster`. Types are guessed later, when the tilbud's lines are known."""
    priser = read_prices(tabel, celler)
    tal = _numbers(tabel, celler)
    if any(pris.nu is None and not pris.forhandlet for pris in priser):
        raise Fejlraekke("Der er en takst for sidste år, men ingen for i år. Er linjen ophørt, så udelad den.")
    for pris in priser:
        navn = _name(tabel, pris.kolonne, tekster.get(Felt.LINJE, ""))
        enhed = _unit(pris.kolonne, tekster, navn)
        _check_plausible(pris, enhed.vaerdi)
        egne = tal if len(priser) == 1 else tal | {Felt.PLADSER: None, Felt.PLADSER_FORRIGE: None}
        yield Laestlinje(
            sted=sted,
            navn=navn,
            type=_negotiated_or_unknown(pris),
            enhed=enhed,
            takst_kr=pris.nu,
            takst_forrige_kr=pris.forrige,
            afdeling=tekster.get(Felt.AFDELING, "")[:200],
            lovgrundlag=tekster.get(Felt.LOVGRUNDLAG, ""),
            indhold=tekster.get(Felt.INDHOLD, "")[:4000],
            bemaerkning=tekster.get(Felt.BEMAERKNING, "")[:4000],
            **{felt.value: vaerdi for felt, vaerdi in egne.items()},
        )


def _name(tabel: Tabel, kolonne: Kolonne, linje: str) -> str:
    overskrift = without_years(kolonne.overskrift).strip(" -/,.()")
    if not linje:
        return overskrift[:200] or "Takst"
    return f"{linje} - {overskrift}"[:200] if len(tabel.of(Felt.TAKST)) > 1 else linje[:200]


def _unit(kolonne: Kolonne, tekster: Mapping[Felt, str], navn: str) -> Gaet[Enhed]:
    med_overskrift = f"{navn} {kolonne.overskrift}"
    return guess_enhed(tekster.get(Felt.ENHED, ""), med_overskrift, tekster.get(Felt.LOVGRUNDLAG, ""))


def _negotiated_or_unknown(pris: Pris) -> Gaet[Linjetype]:
    if pris.forhandlet:
        return Gaet(Linjetype.FORHANDLET, Sikkerhed.SIKKER, "filen siger, at prisen aftales")
    return Gaet(Linjetype.NIVEAU, Sikkerhed.GAET, "")


def with_type(linje: Laestlinje, alene: bool) -> Gaet[Linjetype]:
    """The guess on what the line is, now that it is known whether the tilbud has others."""
    return linje.type if linje.type.sikkerhed == Sikkerhed.SIKKER else guess_type(linje.navn, linje.enhed, alene)


def _check_plausible(pris: Pris, enhed: Enhed) -> None:
    hoejst = highest(enhed)
    for tal in (pris.nu, pris.forrige):
        if tal is not None and tal > hoejst:
            raise Fejlraekke(
                f"Taksten {show_tal(tal)} kr. er over {show_tal(hoejst)} kr., som er det højeste for enheden. "
                "Ret tallet eller enheden."
            )


def _numbers(tabel: Tabel, celler: tuple[str, ...]) -> dict[Felt, Decimal | None]:
    return {felt: _number(tabel, felt, celler, hoejst) for felt, hoejst in _TALFELTER.items()}


def _number(tabel: Tabel, felt: Felt, celler: tuple[str, ...], hoejst: int) -> Decimal | None:
    kolonner = tabel.of(felt)
    tal = _amount(celler[kolonner[0].nr], kolonner[0]) if kolonner else None
    if tal is None:
        return None
    if (felt == Felt.BELAEGNING and tal <= ANDEL_BELAEGNING) or (felt == Felt.OVERHEAD and tal < ANDEL_OVERHEAD):
        tal *= 100
    if tal > hoejst:
        raise Fejlraekke(f"Kolonnen »{kolonner[0].overskrift}«: {show_tal(tal)} er over {hoejst}. Ret tallet.")
    return tal
