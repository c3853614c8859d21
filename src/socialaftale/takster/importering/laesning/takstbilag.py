"""Read a takstbilag or a sheet of one's own for one takst year: the face of the reading."""

from collections.abc import Iterable, Mapping
from itertools import chain

from .afvisning import refusal
from .fil import read_fil
from .kolonner import find_table
from .kontrol import compare_totals, count_up
from .ord import years
from .personnumre import refuse_cpr
from .raekker import Gennemgang, guess_types, titles
from .typer import Felt, Fil, Gruppe, Laesning, Raekke, Tabel, Udfald

__all__ = ["read_fil", "read_takstbilag"]


def read_takstbilag(fil: Fil, aar: int, valg: Mapping[str, Felt] | None = None) -> Laesning:
    """The lines of a file per tilbud, and what became of each row.

    `valg` is what people have chosen before: header in plain form -> field. Raises UbrugeligtInput where no sheet has
    a takst table, or the tables are about another year than `aar`.
    """
    tabeller = {ark.navn: find_table(ark, aar, valg or {}) for ark in fil.ark}
    fundne = tuple(tabel for tabel in tabeller.values() if tabel)
    if not fundne:
        raise refusal(
            "Vi kan ikke finde en række med kolonneoverskrifter. Der skal være en overskrift med »Takst« "
            "og en med »Tilbud« eller »Ydelse«. Ret overskrifterne i filen."
        )
    refuse_cpr(fil, tabeller)
    _check_year(fundne, aar)
    grupper: dict[str, Gruppe] = {}
    kendte: dict[tuple[object, ...], str] = {}
    gennemgange = [Gennemgang(tabel, grupper, kendte) for tabel in fundne]
    for gennemgang in gennemgange:
        gennemgang.run()
    return _collect(fil, aar, gennemgange, grupper)


def _collect(fil: Fil, aar: int, gennemgange: list[Gennemgang], grupper: dict[str, Gruppe]) -> Laesning:
    brugte = tuple(gruppe for gruppe in grupper.values() if gruppe.linjer)
    for gruppe in brugte:
        guess_types(gruppe)
    laeste = {gennemgang.tabel.ark.navn for gennemgang in gennemgange}
    raekker = tuple(chain.from_iterable(gennemgang.raekker for gennemgang in gennemgange))
    uden_tabel = [ark for ark in fil.ark if ark.navn not in laeste]
    raekker += tuple(_outside(ark.sted(nr), celler) for ark in uden_tabel for nr, celler in enumerate(ark.raekker))
    kontroltal = count_up(raekker, brugte) + [tal for et in gennemgange for tal in compare_totals(et)]
    noter = tuple(f"Arket »{ark.navn}« har ingen taksttabel og er ikke brugt." for ark in uden_tabel)
    return Laesning(aar, tuple(et.tabel for et in gennemgange), brugte, raekker, tuple(kontroltal), fil.noter + noter)


def _outside(sted: str, celler: tuple[str, ...]) -> Raekke:
    udfald = Udfald.OVERSKRIFT if any(celler) else Udfald.TOM
    return Raekke(sted, udfald, " | ".join(filter(None, celler))[:200], "Arket har ingen taksttabel.")


def _check_year(tabeller: Iterable[Tabel], aar: int) -> None:
    """A file about other years must not be read as this one."""
    kolonner = [kolonne for tabel in tabeller for kolonne in tabel.kolonner]
    har_takst = [kolonne for kolonne in kolonner if kolonne.felt == Felt.TAKST]
    naevnt = {kolonne.aar for kolonne in kolonner if kolonne.aar}
    if not naevnt:
        naevnt = {fundet for tabel in tabeller for tekst in titles(tabel) for fundet in years(tekst)}
    if naevnt and aar not in naevnt and (not har_takst or not any(kolonne.aar == aar for kolonne in har_takst)):
        raise refusal(f"Filens takster er for {_listed(naevnt)}, men du har valgt {aar}. Vælg det år, filen gælder.")
    if not har_takst:
        raise refusal(f"Ingen kolonne har taksten for {aar}. Ret overskriften i filen, fx til »Takst {aar}«.")


def _listed(aarene: set[int]) -> str:
    *foerste, sidste = (str(et) for et in sorted(aarene))
    return f"{', '.join(foerste)} og {sidste}" if foerste else sidste
