"""Stays pasted from a sheet are read line by line, and what cannot be read says in which line and column."""

import datetime as dt

import pytest

from socialaftale.regler.opholdslinjer import FLEST_LINJER, Opholdslinje, read_stay_lines

DAG = dt.date(2026, 11, 1)


def test_units_and_references_are_read_and_the_heading_is_passed_over():
    tekst = "Enhed\tHvad\tDag\n\nØst\tBegyndt\t01.11.2026\t2\tja\nAB12CD34;slut;2026-11-01\n"
    assert read_stay_lines(tekst.replace(";", "\t")) == (
        [Opholdslinje(3, "Øst", "start", DAG, 2, True), Opholdslinje(4, "AB12CD34", "stop", DAG)],
        [],
    )


@pytest.mark.parametrize(
    ("linje", "besked"),
    [
        ("Øst;flyttede;01.11.2026", "Linje 1, kolonnen hvad der skete: skriv begyndt"),
        ("Øst;begyndt;31.11.2026", "Linje 1, kolonnen dag: skriv den som dd.mm.åååå."),
        ("Øst;begyndt;01.11.2026;0", "Linje 1, kolonnen pladser: skriv et tal fra 1 til 99."),
        ("Øst;begyndt;01.11.2026;1;måske", "Linje 1, kolonnen uden for målgruppen: skriv ja eller nej."),
    ],
)
def test_what_cannot_be_read_says_where(linje, besked):
    linjer, (fejl,) = read_stay_lines(linje)
    assert linjer == [] and fejl.startswith(besked)


@pytest.mark.parametrize("antal", [FLEST_LINJER + 1, 2001])
def test_too_many_are_told(antal):
    assert read_stay_lines("Øst;begyndt;01.11.2026\n" * antal)[1] == ["Indsæt højst 500 linjer ad gangen."]
