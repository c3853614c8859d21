"""What is pasted from a spreadsheet: a line per unit, its code first and then up to four numbers."""

from collections.abc import Collection, Mapping

KOLONNER = ("borgere", "dage", "udenfor_dage", "spaerrede_dage")
FLEST_TEGN = 100_000


def read_pasted(tekst: str, koder: Collection[str]) -> tuple[Mapping[str, list[str]], list[str]]:
    """Return the numbers as they were written, by code, and in Danish what could not be used.

    The columns are the page's own, so what stands between the code and the last four cells is skipped.
    """
    fundne: dict[str, list[str]] = {}
    fejl: list[str] = []
    for nr, linje in enumerate(tekst.splitlines(), 1):
        celler = [celle.strip() for celle in linje.split("\t" if "\t" in linje else ";")]
        kode = next((celle.upper() for celle in celler if celle.upper() in koder), "")
        if not kode:
            if any(celle and celle[0].isdigit() for celle in celler[1:]):
                fejl.append(f"Linje {nr} begynder ikke med en kode fra siden, så den er sprunget over.")
        elif kode in fundne:
            fejl.append(f"Linje {nr} har samme kode som en linje før ({kode}), så den er sprunget over.")
        else:
            fundne[kode] = _numbers(celler, kode)
    return fundne, fejl


def _numbers(celler: list[str], kode: str) -> list[str]:
    efter = celler[[celle.upper() for celle in celler].index(kode) + 1 :]
    tal = efter[-4:] if len(efter) > 4 else efter
    return (tal + [""] * 4)[:4]
