"""The takstskema: one workbook per driftsherre and year, out filled and back lossless. Needs no Django."""

from socialaftale.faelles.regnearkstekst import csv_sikker
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.laes import Laesning, read_takstskema
from socialaftale.takster.takstskema.placering import cell_of
from socialaftale.takster.takstskema.skriv import write_takstskema
from socialaftale.takster.takstskema.svar import write_svar
from socialaftale.takster.takstskema.typer import Cellefejl, Forventet

__all__ = [
    "Celle",
    "Cellefejl",
    "Forventet",
    "Kort",
    "Laesning",
    "cell_of",
    "csv_sikker",
    "read_takstskema",
    "write_svar",
    "write_takstskema",
]
