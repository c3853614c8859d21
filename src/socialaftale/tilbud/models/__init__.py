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
from .sag import Aendring, Indskrivning, Indskrivningslinje, Portalmaerke, Portaludtraek
from .soegeord import Soegeord

__all__ = [
    "Aendring", "Afdeling", "Afdelingsfakta", "Efterfoelger", "Form", "Indskrivning", "Indskrivningslinje",
    "Landsdaekning", "Maalgruppefakta", "Pladsfakta", "Pladsgruppe", "Portalmaerke", "Portaludtraek", "Soegeord",
    "Stamfakta", "Statusfakta", "TilSalg", "Tilbud", "Ydelse", "Ydelsesfakta",
]  # fmt: skip
