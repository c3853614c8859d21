"""Files as people send them, made in the test: three layouts of workbook, a CSV file and a PDF."""

from io import BytesIO

from openpyxl import Workbook

Celler = list[object]


def xlsx(raekker: list[Celler], flettet: tuple[str, ...] = (), ark: str = "Takster") -> bytes:
    """A workbook with one sheet and its merged areas."""
    bog = Workbook()
    side = bog.active
    side.title = ark
    for raekke in raekker:
        side.append(raekke)
    for omraade in flettet:
        side.merge_cells(omraade)
    return saved(bog)


def saved(bog: Workbook) -> bytes:
    ud = BytesIO()
    bog.save(ud)
    return ud.getvalue()


def en_raekke_pr_tilbud() -> bytes:
    """One row per tilbud with columns of prices: Region Syddanmark's published bases of 2022 (places: konstrueret)."""
    return xlsx([
        ["Takstblad for Region Syddanmark 2022"],
        [],
        ["Tilbud", "§", "Pladser", "Basistakst døgn 2022", "Dagtakst 2022", "Basistakst døgn 2021"],
        ["Fuglemajgård", "§ 108", 14, 1093, None, 1072],
        ["Kompasrosen", "§ 108", 12, 1222, 355, 1198],
        ["Østruplund", "§ 108", 20, 995, 231, 976],
        ["I alt", None, 46, 3310, 586, 3246],
    ])  # fmt: skip


def en_raekke_pr_linje() -> bytes:
    """One row per line, the tilbud in merged cells: Region Midtjylland, Specialområde Hjerneskade, published 2020."""
    return xlsx(
        [
            ["Driftsherre", "Tilbud", "Afdeling", "Ydelse", "§", "Enhed", "Takst 2020", "Antal pladser"],
            ["Region Midtjylland", "Specialområde Hjerneskade", "Svalevej", "Niveau 1", "§ 108", "Døgn", 2396, 5],
            [None, None, None, "Niveau 2", "§ 108", "Døgn", 2831, 4],
            [None, None, None, "Niveau 3", "§ 108", "Døgn", 3132, 3],
            [None, None, "Tagdækkervej", "Niveau 1", "§ 108", "Døgn", 2036, 6],
            [None, None, None, "Rehabilitering lav", "§ 107", "Døgn", 3110, 2],
            [None, None, "Høskoven", "Dag niveau 2", "§ 104", "Dag", 381, 8],
        ],
        ("A2:A7", "B2:B7", "C2:C4", "C5:C6"),
    )


def afsnitsoverskrifter() -> bytes:
    """Section headings and a two-row header: Hadruplund and Neurocenter Østerskoven, published (2019: konstrueret)."""
    return xlsx(
        [
            ["Takster 2020"],
            ["Ydelse", "§", "2020", None, "2019"],
            [None, None, "Takst", "Pladser", "Takst"],
            ["Aalborg Kommune"],
            ["Hadruplund"],
            ["Døgnophold", "§ 107", 2394, 10, 2350],
            ["Døgnophold special", "§ 107", 4505, 2, 4420],
            ["Region Nordjylland"],
            ["Neurocenter Østerskoven"],
            ["Basistakst", "§ 107", 3187, None, 3120],
            ["Timepris", "§ 107", 402, None, 396],
            ["Tillæg børn og unge pr. døgn", "§ 107", 223, None, 220],
            ["Note: taksterne er uden moms."],
        ],
        ("C2:D2", "A2:A3", "B2:B3"),
    )


CSV_TEKST = """Driftsherre;Tilbud;Lovgrundlag;Ydelse;Enhed;Takst 2020;Takst 2019;Pladser
Aalborg Kommune;Østergården;§ 107;Døgntakst;Døgn;2.394,00;2.350,50;10
Aalborg Kommune;Østergården;§ 104;Dagtakst;Dag;637,00;620,00;6
Region Nordjylland;Sødalen;§ 107;Basistakst;Døgn;3187.50;3120.00;4
"""


def csv_cp1252() -> bytes:
    return CSV_TEKST.encode("cp1252")


def pdf(kilde: str) -> bytes:
    """A PDF made from typst source."""
    import typst

    return typst.compile(kilde.encode())


PDF_TABEL = """
#set page(height: 9cm)
= Takster 2024 for Mariehjem Selma
#table(columns: 4,
  [Tilbud], [Ydelse], [Enhed], [Takst 2024],
  [Mariehjem Selma], [Niveau 1], [Døgn], [3.234],
  [Mariehjem Selma], [Niveau 2], [Døgn], [3.636],
  [Mariehjem Selma], [Niveau 10], [Døgn], [6.849],
  [Mariehjem Selma], [§ 85 støtte], [Time], [600],
)
"""
