"""No file with something like a CPR number is read: nothing of it is stored, and the number is never repeated."""

from collections.abc import Mapping

from socialaftale.faelles import cpr

from .afvisning import refusal
from .ord import holds, plain
from .typer import Ark, Felt, Fil, Tabel

_TYPEDE = ("p nummer", "p nr", "ean", "telefon", "tlf", "sagsnr", "sagsnummer", "journalnr", "id")


def refuse_cpr(fil: Fil, tabeller: Mapping[str, Tabel | None]) -> None:
    """Raise UbrugeligtInput where a cell looks like it holds a CPR number, save in columns of typed numbers."""
    for ark in fil.ark:
        _refuse_in_sheet(ark, _typed_columns(tabeller.get(ark.navn)))


def _refuse_in_sheet(ark: Ark, typede: set[int]) -> None:
    for indeks, celler in enumerate(ark.raekker):
        for nr, celle in enumerate(celler):
            if len(celle) >= 10 and nr not in typede and cpr.find(celle):
                raise refusal(
                    "Cellen ser ud til at indeholde et CPR-nummer. Slet det i filen, og vælg den igen. "
                    "Er det et P-nummer, EAN-nummer, sagsnummer eller telefonnummer, så giv kolonnen den overskrift.",
                    f"{ark.sted(indeks)}, kolonne {nr + 1}",
                )


def _typed_columns(tabel: Tabel | None) -> set[int]:
    return {
        kolonne.nr
        for kolonne in (tabel.kolonner if tabel else ())
        if kolonne.felt == Felt.PORTAL_ID or any(holds(plain(kolonne.overskrift), ord_) for ord_ in _TYPEDE)
    }
