"""The cost lines behind a constructed price: the same kinds of lines everywhere, in whole thousands of kroner."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from socialaftale.regler.takst.opgave import Aktiv, Del, Grundlag, Kategori, Omkostning, OverheadProcent

TUSINDE = Decimal(1000)

_DOEGNPOSTER = (
    (Kategori.LOEN, "Løn, dag og aften", 43),
    (Kategori.LOEN, "Løn, vågen nat", 17),
    (Kategori.LOEN, "Ledelse og administration på stedet", 8),
    (Kategori.LOEN, "Vikarer", 4),
    (Kategori.EJENDOM, "Husleje og ejendomsskat", 9),
    (Kategori.EJENDOM, "Varme, el og vand", 4),
    (Kategori.EJENDOM, "Vedligehold og rengøring", 4),
    (Kategori.OEVRIGE, "Kost", 5),
    (Kategori.OEVRIGE, "Aktiviteter og transport", 3),
    (Kategori.OEVRIGE, "Kurser og forsikring", 3),
)
_DAGPOSTER = (
    (Kategori.LOEN, "Løn, pædagoger og værkstedsledere", 62),
    (Kategori.LOEN, "Ledelse og administration på stedet", 9),
    (Kategori.EJENDOM, "Lokaler", 13),
    (Kategori.EJENDOM, "Varme, el og rengøring", 6),
    (Kategori.OEVRIGE, "Materialer og frokost", 6),
    (Kategori.OEVRIGE, "Kurser og forsikring", 4),
)


class Behov(NamedTuple):
    """What the takster must bring in for the year, kroner before overhead: the common part and the service part."""

    basis: Decimal
    ydelse: Decimal
    pladser: int
    er_doegn: bool


def build_costs(behov: Behov, overhead: Decimal, resultat: Decimal) -> Grundlag:
    """A full takst basis that costs about what is needed."""
    poster = _DOEGNPOSTER if behov.er_doegn else _DAGPOSTER
    linjer = [
        Omkostning(kategori=kategori, tekst=tekst, beloeb_kr=thousands(behov.basis * andel / 100))
        for kategori, tekst, andel in poster
    ]
    if behov.ydelse:
        stoette = {"kategori": Kategori.LOEN, "tekst": "Løn, individuel støtte", "del": Del.YDELSE}
        linjer.append(Omkostning.model_validate(stoette | {"beloeb_kr": thousands(behov.ydelse)}))
    return Grundlag(
        omkostninger=tuple(linjer),
        overhead=OverheadProcent(procent=overhead),
        aktiver=_assets(behov),
        tilsyn_kr=Decimal(1900 * behov.pladser if behov.er_doegn else 0),
        indregnet_resultat_kr=thousands(resultat),
    )


def _assets(behov: Behov) -> tuple[Aktiv, ...]:
    bus = Aktiv(navn="Bus", anskaffelse_kr=Decimal(420000), scrap_kr=Decimal(20000), anskaffet_aar=2022, levetid_aar=8)
    inventar = Aktiv(navn="Inventar", anskaffelse_kr=Decimal(15000 * behov.pladser), anskaffet_aar=2021, levetid_aar=10)
    return (bus, inventar) if behov.er_doegn and behov.pladser >= 10 else (inventar,) if behov.pladser else ()


def thousands(beloeb: Decimal) -> Decimal:
    """Whole thousands of kroner, half up."""
    return (beloeb / TUSINDE).quantize(Decimal(1), rounding=ROUND_HALF_UP) * TUSINDE
