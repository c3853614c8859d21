"""What is pasted from a sheet is read line by line, and what cannot be used says why."""

import datetime as dt

import pytest

from socialaftale.regler.indsat import FLEST_LINJER, Linje, key_of, read_lines


def test_name_answer_and_day_are_read_and_the_heading_is_passed_over():
    tekst = "Afdeling\tSvar\tFra\nLærkehuset\tja\t01.02.2027\n\nSolsikken\tNej\nBakken\tUændret\t01.02.2027\n"
    assert read_lines(tekst) == [
        Linje(2, "Lærkehuset", "ledig", dt.date(2027, 2, 1)),
        Linje(4, "Solsikken", "ikke_ledig"),
        Linje(5, "Bakken", "uaendret"),
    ]


@pytest.mark.parametrize(
    ("ord_", "svar"),
    [("JA", "ledig"), ("1", "ledig"), ("x", "ledig"), ("0", "ikke_ledig"), ("n", "ikke_ledig"), ("=", "uaendret")],
)
def test_the_words_people_use(ord_, svar):
    assert read_lines(f"Huset;{ord_}")[0].svar == svar


@pytest.mark.parametrize("dag", ["2027-02-28", "28.2.2027", "28/02/2027", "28-02-2027", "2027-02-28T00:00:00"])
def test_the_ways_a_sheet_writes_a_day(dag):
    assert read_lines(f"Huset\tja\t{dag}")[0].ledig_fra == dt.date(2027, 2, 28)


@pytest.mark.parametrize("dag", ["29.02.2027", "i morgen", "46054", "0101901234"])
def test_a_day_that_cannot_be_read_says_so(dag):
    assert "dd.mm.åååå" in read_lines(f"Huset\tja\t{dag}")[0].fejl


@pytest.mark.parametrize("linje", ["Huset", "Huset\tmåske", "Huset\t1000", "Huset\t-3", "Huset\t02", "\t\t", "H,ja"])
def test_a_line_without_an_answer_says_so(linje):
    assert all("ja, nej eller uændret" in et.fejl for et in read_lines(linje))


def test_far_too_much_is_cut_off_and_told():
    linjer = read_lines("Huset\tja\n" * (FLEST_LINJER + 500))
    assert len(linjer) == FLEST_LINJER + 1 and "Kun de første" in linjer[-1].fejl
    assert len(read_lines("x" * 10_000_000)[0].navn) <= 300


def test_names_are_compared_without_case_and_with_single_spaces():
    assert key_of("  LÆRKE  huset ") == key_of("lærke huset")


def test_a_number_is_a_yes_with_so_many_and_a_state_is_its_word():
    tekst = "A\t3\t01.02.2027\nB\tKræver en vurdering\nC\tLukket for nye: Mangler medarbejdere\nD\t999"
    tekst += "\nE\tlukket, afvikles"
    assert read_lines(tekst) == [
        Linje(1, "A", "ledig", dt.date(2027, 2, 1), antal=3),
        Linje(2, "B", "vurdering"),
        Linje(3, "C", "lukket", aarsag="bemanding"),
        Linje(4, "D", "ledig", antal=999),
        Linje(5, "E", "lukket", aarsag="afvikles"),
    ]


@pytest.mark.parametrize("ord_", ["lukket", "lukket: ferie"])
def test_closed_without_why_asks_for_it(ord_):
    assert "hvorfor der er lukket" in read_lines(f"Huset\t{ord_}")[0].fejl
