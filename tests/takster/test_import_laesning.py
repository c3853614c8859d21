"""An existing list is read into lines per tilbud, and every row of the file ends somewhere."""

import time
from collections import Counter
from decimal import Decimal

import pytest

from socialaftale.takster.importering.laesning import read_fil, read_takstbilag
from socialaftale.takster.importering.laesning.indhold import build_tilbud
from socialaftale.takster.importering.laesning.typer import Felt, Laesning, Sikkerhed, Udfald

from . import importfiler


def read(raw: bytes, aar: int, navn: str = "takster.xlsx", **valg: Felt) -> Laesning:
    return read_takstbilag(read_fil(raw, navn), aar, valg)


def lines(laesning: Laesning) -> list[tuple[str, str, str, str, Decimal | None, Decimal | None]]:
    return [
        (gruppe.navn, linje.navn, linje.type.vaerdi, linje.enhed.vaerdi, linje.takst_kr, linje.takst_forrige_kr)
        for gruppe in laesning.grupper
        for linje in gruppe.linjer
    ]


def test_one_row_per_tilbud_gives_a_line_per_price_column():
    laesning = read(importfiler.en_raekke_pr_tilbud(), 2022)
    assert lines(laesning) == [
        ("Fuglemajgård", "Basistakst døgn", "basis", "kr_pr_doegn", 1093, 1072),
        ("Kompasrosen", "Basistakst døgn", "basis", "kr_pr_doegn", 1222, 1198),
        ("Kompasrosen", "Dagtakst", "niveau", "kr_pr_dag", 355, None),
        ("Østruplund", "Basistakst døgn", "basis", "kr_pr_doegn", 995, 976),
        ("Østruplund", "Dagtakst", "niveau", "kr_pr_dag", 231, None),
    ]
    assert [(gruppe.driftsherre, gruppe.pladser) for gruppe in laesning.grupper] == [
        ("Region Syddanmark", 14),
        ("Region Syddanmark", 12),
        ("Region Syddanmark", 20),
    ]


def test_merged_cells_name_the_tilbud_and_afdeling_of_every_row_they_cover():
    laesning = read(importfiler.en_raekke_pr_linje(), 2020)
    (gruppe,) = laesning.grupper
    assert (gruppe.navn, gruppe.driftsherre, gruppe.pladser) == ("Specialområde Hjerneskade", "Region Midtjylland", 28)
    assert [(linje.afdeling, linje.navn, linje.takst_kr, linje.pladser) for linje in gruppe.linjer] == [
        ("Svalevej", "Niveau 1", 2396, 5),
        ("Svalevej", "Niveau 2", 2831, 4),
        ("Svalevej", "Niveau 3", 3132, 3),
        ("Tagdækkervej", "Niveau 1", 2036, 6),
        ("Tagdækkervej", "Rehabilitering lav", 3110, 2),
        ("Høskoven", "Dag niveau 2", 381, 8),
    ]


def test_section_headings_name_driftsherre_and_tilbud_and_a_group_row_names_the_years():
    laesning = read(importfiler.afsnitsoverskrifter(), 2020)
    assert [(gruppe.driftsherre, gruppe.navn, gruppe.pladser) for gruppe in laesning.grupper] == [
        ("Aalborg Kommune", "Hadruplund", 12),
        ("Region Nordjylland", "Neurocenter Østerskoven", None),
    ]
    assert lines(laesning)[2:] == [
        ("Neurocenter Østerskoven", "Basistakst", "basis", "kr_pr_doegn", 3187, 3120),
        ("Neurocenter Østerskoven", "Timepris", "time", "kr_pr_time", 402, 396),
        ("Neurocenter Østerskoven", "Tillæg børn og unge pr. døgn", "tillaeg", "kr_pr_doegn", 223, 220),
    ]


def test_csv_in_windows_encoding_with_danish_and_machine_figures():
    laesning = read(importfiler.csv_cp1252(), 2020, "takster.csv")
    assert [linje[0] for linje in lines(laesning)] == ["Østergården", "Østergården", "Sødalen"]
    assert [linje[4:] for linje in lines(laesning)] == [
        (Decimal("2394.00"), Decimal("2350.50")),
        (Decimal("637.00"), Decimal("620.00")),
        (Decimal("3187.50"), Decimal("3120.00")),
    ]
    assert laesning.noter == ("Læst som Windows-1252 med semikolon mellem kolonnerne.",)


@pytest.mark.parametrize("skilletegn", [";", "\t", "|"])
@pytest.mark.parametrize("tegnsaet", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separator_and_encoding_are_found(skilletegn, tegnsaet):
    tekst = importfiler.CSV_TEKST.replace(";", skilletegn)
    assert lines(read(tekst.encode(tegnsaet), 2020, "a.csv")) == lines(read(importfiler.csv_cp1252(), 2020, "a.csv"))


def test_table_in_a_pdf():
    laesning = read(importfiler.pdf(importfiler.PDF_TABEL), 2024, "takster.pdf")
    assert lines(laesning) == [
        ("Mariehjem Selma", "Niveau 1", "niveau", "kr_pr_doegn", 3234, None),
        ("Mariehjem Selma", "Niveau 2", "niveau", "kr_pr_doegn", 3636, None),
        ("Mariehjem Selma", "Niveau 10", "niveau", "kr_pr_doegn", 6849, None),
        ("Mariehjem Selma", "§ 85 støtte", "time", "kr_pr_time", 600, None),
    ]


def test_table_over_two_pages_with_its_header_repeated():
    mange = "".join(f"[Selma {nr}], [{3000 + nr}]," for nr in range(60))
    kilde = f"#set page(height: 12cm)\n#table(columns: 2, table.header([Tilbud], [Takst 2024]), {mange})"
    laesning = read(importfiler.pdf(kilde), 2024, "takster.pdf")
    assert [linje[4] for linje in lines(laesning)] == [3000 + nr for nr in range(60)]
    assert laesning.antal(Udfald.OVERSKRIFT) > 1
    assert laesning.antal(Udfald.UPLACERET) == 0


ALLE = [
    (importfiler.en_raekke_pr_tilbud(), 2022, {"linje": 3, "overskrift": 2, "total": 1, "tom": 1}),
    (importfiler.en_raekke_pr_linje(), 2020, {"linje": 6, "overskrift": 1}),
    (importfiler.afsnitsoverskrifter(), 2020, {"linje": 5, "overskrift": 8}),
]


@pytest.mark.parametrize(("raw", "aar", "udfald"), ALLE)
def test_every_row_has_one_outcome(raw, aar, udfald):
    fil = read_fil(raw, "takster.xlsx")
    laesning = read_takstbilag(fil, aar)
    assert Counter(raekke.udfald for raekke in laesning.raekker) == udfald
    assert [raekke.sted for raekke in laesning.raekker] == [
        ark.sted(nr) for ark in fil.ark for nr in range(len(ark.raekker))
    ]


def test_sheet_without_a_takst_table_is_named_and_counted():
    from openpyxl import Workbook

    bog = Workbook()
    bog.active.title = "Læs mig"
    bog.active.append(["Taksterne står på næste ark."])
    for celler in (["Tilbud", "Takst 2026"], ["Lærkehuset", 1800]):
        bog.create_sheet("Takster") if len(bog.sheetnames) == 1 else None
        bog["Takster"].append(celler)
    laesning = read(importfiler.saved(bog), 2026)
    assert len(laesning.raekker) == 3
    assert laesning.noter == ("Arket »Læs mig« har ingen taksttabel og er ikke brugt.",)


def totals(laesning: Laesning) -> list[tuple[str, str, str, bool | None]]:
    return [tuple(tal) for tal in laesning.kontroltal if "total i" in tal.navn]


def test_totals_of_the_file_are_held_against_our_own_sums():
    laesning = read(importfiler.en_raekke_pr_tilbud(), 2022)
    assert ("Pladser: total i Takster, række 7", "46", "46", True) in totals(laesning)
    assert all(tal[3] for tal in totals(laesning))


def test_a_wrong_total_and_subtotals_show():
    laesning = read(
        importfiler.xlsx([
            ["Tilbud", "Takst 2026", "Pladser"],
            ["A", 1000, 4], ["B", 1100, 5], ["Subtotal", 2100, 9],
            ["C", 1200, 6], ["Subtotal", 1200, 6], ["I alt", 3300, 16],
        ]),
        2026,
    )  # fmt: skip
    assert [tal[1:] for tal in totals(laesning)] == [
        ("2.100", "2.100", True), ("9", "9", True),
        ("1.200", "1.200", True), ("6", "6", True),
        ("3.300", "3.300", True), ("16", "0", False),
    ]  # fmt: skip


def test_guesses_tell_how_sure_they_are_and_why():
    grupper = read(
        importfiler.xlsx([
            ["Tilbud", "Ydelse", "Enhed", "§", "Takst 2026"],
            ["A", "Ophold", "Døgn", "", 1800], ["A", "Ophold", "", "§ 104", 500], ["B", "Andet", "", "", 400],
        ]),
        2026,
    ).grupper  # fmt: skip
    assert [(linje.enhed.sikkerhed, linje.enhed.grund) for gruppe in grupper for linje in gruppe.linjer] == [
        (Sikkerhed.SIKKER, "enheden er »Døgn«"),
        (Sikkerhed.SANDSYNLIG, "lovgrundlaget § 104"),
        (Sikkerhed.GAET, "intet i filen siger enheden"),
    ]


def test_a_chosen_column_beats_the_suggestion():
    raw = importfiler.xlsx([["Matr", "Hus", "Takst 2026"], ["Lærkehuset", "Syd", 1800]])
    assert read(raw, 2026).grupper[0].navn != "Lærkehuset"
    valgt = read_takstbilag(read_fil(raw, "a.xlsx"), 2026, {"matr": Felt.TILBUD})
    assert valgt.grupper[0].navn == "Lærkehuset"
    assert valgt.tabeller[0].kolonner[0].sikkerhed == Sikkerhed.VALGT


def test_a_column_chosen_for_2026_is_known_again_in_the_file_of_2027():
    for aar in (2026, 2027):
        raw = importfiler.xlsx([["Tilbud", f"Beløb vedtaget {aar}", f"Indeks {aar - 1}"], ["A", 1800, 1700]])
        valg = {"beløb vedtaget {aar}": Felt.TAKST, "indeks {forrige}": Felt.TAKST_FORRIGE}
        assert lines(read_takstbilag(read_fil(raw, "a.xlsx"), aar, valg))[0][4:] == (1800, 1700)


def test_words_in_place_of_a_price_are_a_negotiated_line():
    laesning = read(importfiler.xlsx([["Tilbud", "Takst 2026"], ["Solgården", "Efter aftale"]]), 2026)
    assert lines(laesning) == [("Solgården", "Takst", "forhandlet", "kr_pr_doegn", None, None)]


def test_cells_in_per_cent_format_are_read_as_per_cent():
    raw = importfiler.xlsx([["Tilbud", "Takst 2026", "Belægningsprocent", "Overhead"], ["A", 1800, 0.95, 0.06]])
    (linje,) = read(raw, 2026).grupper[0].linjer
    assert (linje.belaegning, linje.overhead) == (95, 6)


def test_report_of_a_tilbud_has_places_once_and_the_same_line_id_every_year():
    def report(aar: int, takst: int):
        raekker = [
            ["Tilbud", "Ydelse", "Pladser", f"Takst {aar}"],
            ["A", "Døgn niveau 1", 9, takst],
            ["A", "Dag", None, 500],
        ]
        return build_tilbud(read(importfiler.xlsx(raekker), aar).grupper[0], "BCDFGHJK")

    foer, nu = report(2025, 1750), report(2026, 1800)
    assert [(b.art, b.pladser) for b in nu.beregninger] == [("doegn", 9), ("dag", 0)]
    assert [linje.id for b in foer.beregninger for linje in b.linjer] == [
        linje.id for b in nu.beregninger for linje in b.linjer
    ]
    assert foer.beregninger[0].linjer[0].takst_kr == 1750


def test_hour_price_and_supplement_belong_to_the_places_they_are_sold_beside():
    gruppe = read(importfiler.afsnitsoverskrifter(), 2020).grupper[1]
    (beregning,) = build_tilbud(gruppe, "BCDFGHJK").beregninger
    assert beregning.art == "doegn"
    assert [(linje.type, linje.enhed, linje.takst_kr) for linje in beregning.linjer] == [
        ("basis", "kr_pr_doegn", 3187),
        ("time", "kr_pr_time", 402),
        ("tillaeg", "kr_pr_doegn", 223),
    ]


PUBLICERET = [  # price lists as published: tilbud, line, unit, kroner
    ("Neurocenter Østerskoven", "§ 107 medfødt hjerneskade, basistakst", "Døgn", "3.187"),
    ("Neurocenter Østerskoven", "§ 107 medfødt hjerneskade, timepris", "Time", "402"),
    ("Neurocenter Østerskoven", "§ 107 erhvervet hjerneskade, basistakst", "Døgn", "3.355"),
    ("Neurocenter Østerskoven", "§ 107 erhvervet hjerneskade, timepris", "Time", "459"),
    ("ITC Roskilde", "§ 103 niveau 1", "Dag", "557"),
    ("ITC Roskilde", "§ 103 niveau 2", "Dag", "366"),
    ("ITC Roskilde", "§ 104 niveau 3", "Dag", "322"),
    ("Hadruplund", "§ 107 døgntakst", "Døgn", "2.394"),
    ("Hadruplund", "§ 107 særtakst 1:1 hele dagen", "Dag", "6.119"),
    ("Opholdsstedet Bogense", "Månedstakst", "Måned", "86.141"),
    ("Opholdsstedet Bogense", "Aflastning", "Døgn", "2.832"),
    ("Mariehjem Selma", "§ 85 støtte", "Time", "600"),
]
PUBLICERET_HOVED = ("Tilbud", "Ydelse", "Enhed", "Takst 2024")


def _as_xlsx() -> bytes:
    return importfiler.xlsx([list(PUBLICERET_HOVED), *([*r[:3], int(r[3].replace(".", ""))] for r in PUBLICERET)])


def _as_csv() -> bytes:
    return "\n".join(";".join(raekke) for raekke in (PUBLICERET_HOVED, *PUBLICERET)).encode("cp1252")


def _as_pdf() -> bytes:
    celler = "".join(f"[{celle}]," for raekke in (PUBLICERET_HOVED, *PUBLICERET) for celle in raekke)
    return importfiler.pdf(f"#table(columns: 4, {celler})")


@pytest.mark.parametrize("raw", [_as_xlsx(), _as_csv(), _as_pdf()], ids=["xlsx", "csv", "pdf"])
def test_published_price_lists_come_through_figure_for_figure(raw):
    enheder = {"Døgn": "kr_pr_doegn", "Time": "kr_pr_time", "Dag": "kr_pr_dag", "Måned": "kr_pr_maaned"}
    laest = [(tilbud, navn, enhed, takst) for tilbud, navn, _, enhed, takst, _ in lines(read(raw, 2024, "liste"))]
    assert sorted(laest) == sorted((t, n, enheder[e], Decimal(k.replace(".", ""))) for t, n, e, k in PUBLICERET)


def test_a_large_list_is_read_in_seconds():
    raekker = (["Tilbud", "Ydelse", "Takst 2026"], *([f"Hus {nr % 400}", f"Niveau {nr}", 1800] for nr in range(19_000)))
    raw = "\n".join(";".join(map(str, raekke)) for raekke in raekker).encode()
    start = time.monotonic()
    assert len(lines(read(raw, 2026, "stor.csv"))) == 19_000
    assert time.monotonic() - start < 20
