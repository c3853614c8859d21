"""The agreement itself. Each subject has its own folder; Django finds the models here."""

from .aftale.models import Aftale, Aftalebilag, Aftaledel, Aftalegodkendelse, Aftaletekst

__all__ = ["Aftale", "Aftalebilag", "Aftaledel", "Aftalegodkendelse", "Aftaletekst"]
