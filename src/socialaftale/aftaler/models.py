"""The agreement itself. Each subject has its own folder; Django finds the models here."""

from .aftale.models import Aftale, Aftalebilag, Aftaledel, Aftalegodkendelse, Aftaletekst
from .indsats.models import (
    Fokusomraade,
    Gruppemedlem,
    Gruppemoede,
    Initiativ,
    Kommissorium,
    Leverance,
    Leveranceafgoerelse,
    Leverancefrist,
    Produkt,
    Statusmelding,
    Vision,
)
from .spoergerunde.models import Spoergerunde, Spoergerundebesked, Spoergerundesvar, Spoergsmaal, Spoergsmaalssvar

__all__ = [
    "Aftale",
    "Aftalebilag",
    "Aftaledel",
    "Aftalegodkendelse",
    "Aftaletekst",
    "Fokusomraade",
    "Gruppemedlem",
    "Gruppemoede",
    "Initiativ",
    "Kommissorium",
    "Leverance",
    "Leveranceafgoerelse",
    "Leverancefrist",
    "Produkt",
    "Spoergerunde",
    "Spoergerundebesked",
    "Spoergerundesvar",
    "Spoergsmaal",
    "Spoergsmaalssvar",
    "Statusmelding",
    "Vision",
]  # fmt: skip
