"""The register: identities that never change, and the dated facts about them."""

from .fakta import (
    Afdelingsfakta,
    Form,
    Landsdaekning,
    Maalgruppefakta,
    Pladsfakta,
    Stamfakta,
    Statusfakta,
    TilSalg,
    Ydelsesfakta,
)
from .identitet import Afdeling, Efterfoelger, Pladsgruppe, Tilbud, Ydelse
from .soegeord import Soegeord

__all__ = [
    "Afdeling", "Afdelingsfakta", "Efterfoelger", "Form", "Landsdaekning", "Maalgruppefakta", "Pladsfakta",
    "Pladsgruppe", "Soegeord", "Stamfakta", "Statusfakta", "TilSalg", "Tilbud", "Ydelse", "Ydelsesfakta",
]  # fmt: skip
