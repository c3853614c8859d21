"""Control totals: what the file says it holds against what we read out of it."""

from collections.abc import Iterable
from decimal import Decimal

from .ord import holds, plain
from .raekker import Gennemgang
from .tal import UklartTal, read_tal, show_tal
from .typer import Felt, Gruppe, Kontroltal, Raekke, Tabel, Udfald

_SUMMERES = (Felt.TAKST, Felt.TAKST_FORRIGE, Felt.PLADSER, Felt.PLADSER_FORRIGE)


def count_up(raekker: Iterable[Raekke], grupper: Iterable[Gruppe]) -> list[Kontroltal]:
    """Rows in all against their outcomes, and our own sums of takster and places."""
    alle = list(raekker)
    linjer = [linje for gruppe in grupper for linje in gruppe.linjer]
    fordelt = ", ".join(f"{sum(r.udfald == udfald for r in alle)} {navn}" for udfald, navn in _NAVNE.items())
    sum_takst = sum((linje.takst_kr or Decimal(0) for linje in linjer), Decimal(0))
    pladser = sum((gruppe.pladser or Decimal(0) for gruppe in grupper), Decimal(0))
    return [
        Kontroltal("Rækker", str(len(alle)), fordelt, True),
        Kontroltal("Takstlinjer", "", str(len(linjer)), None),
        Kontroltal("Sum af takster, kr.", "", show_tal(sum_takst), None),
        Kontroltal("Pladser", "", show_tal(pladser), None),
    ]


_NAVNE = {
    Udfald.LINJE: "med takster",
    Udfald.OVERSKRIFT: "overskrifter",
    Udfald.TOTAL: "totaler",
    Udfald.UPLACERET: "ikke placeret",
    Udfald.TOM: "tomme",
}


def compare_totals(gennemgang: Gennemgang) -> list[Kontroltal]:
    """Each total in the file against the sum of the rows since the last total, and since the table's first row."""
    tabel = gennemgang.tabel
    siden, i_alt = _zeros(tabel), _zeros(tabel)
    kontroltal = []
    for (indeks, celler), raekke in zip(tabel.data(), gennemgang.raekker[tabel.hoved + 1 :], strict=True):
        if raekke.udfald == Udfald.TOTAL and not _is_average(celler):
            kontroltal += _compare(tabel, indeks, celler, (siden, i_alt))
            siden = _zeros(tabel)
        elif raekke.udfald in (Udfald.LINJE, Udfald.OVERSKRIFT):
            for nr in siden:
                tal = _number(celler[nr])
                siden[nr] += tal
                i_alt[nr] += tal
    return kontroltal


def _compare(
    tabel: Tabel, indeks: int, celler: tuple[str, ...], summer: tuple[dict[int, Decimal], dict[int, Decimal]]
) -> list[Kontroltal]:
    fundet = []
    for kolonne in tabel.kolonner:
        if kolonne.felt not in _SUMMERES or not _number(celler[kolonne.nr]):
            continue
        filens = _number(celler[kolonne.nr])
        mulige = [del_[kolonne.nr] for del_ in summer]
        ens = filens in mulige
        navn = f"{kolonne.overskrift}: total i {tabel.ark.sted(indeks)}"
        fundet.append(Kontroltal(navn, show_tal(filens), show_tal(filens if ens else mulige[0]), ens))
    return fundet


def _zeros(tabel: Tabel) -> dict[int, Decimal]:
    return {kolonne.nr: Decimal(0) for kolonne in tabel.kolonner if kolonne.felt in _SUMMERES}


def _number(celle: str) -> Decimal:
    try:
        return read_tal(celle) or Decimal(0)
    except UklartTal:
        return Decimal(0)


def _is_average(celler: tuple[str, ...]) -> bool:
    return any(holds(plain(celle), "gennemsnit") for celle in celler)
